import Testing

@Suite struct PurposeTests {
  @Test func everyPublicTypeSaysWhatItIsFor() {
    expectNone(Repository.sources.flatMap(PurposeRule.findings))
  }

  @Test(arguments: [
    ("public struct Dose {}", true), ("  public enum Why: Error {}", true),
    ("public final class Reader {}", true), ("public indirect enum Tree {}", true),
    ("@frozen\npublic struct Dose {}", true), ("/// What went in.\npublic struct Dose {}", false),
    ("/// What went in.\n@frozen\npublic struct Dose {}", false), ("struct Dose {}", false),
    ("public var structure = 1", false), ("public static func enumerate() {}", false),
    ("// a remark\npublic struct Dose {}", true),
  ])
  func aTypeWithoutAWordIsFound(text: String, isFound: Bool) {
    let file = SourceFile(path: "Sources/InfusionCore/A.swift", text: "\n\(text)\n")
    #expect(PurposeRule.findings(in: file).isEmpty != isFound)
  }
}
