import Testing

/// Small files, short functions, lines that fit beside another window.
@Suite struct SizeTests {
  /// Functions that were longer when the rule came, by file and heading, with their length: they may shrink,
  /// not grow.
  static let longFunctions: [(path: String, heading: String, lineCount: Int)] = []

  @Test func functionsAreShort() {
    expectNone(Repository.swift.flatMap(SizeRule.longFunctions))
  }

  @Test func filesAreShort() {
    expectNone((Repository.swift + Repository.cSources).flatMap(SizeRule.longFiles))
  }

  @Test func linesAreShort() {
    expectNone((Repository.swift + Repository.cSources).flatMap(SizeRule.longLines))
  }

  @Test func everyLongFunctionOfTheListIsStillThatLong() {
    let now = Repository.swift.flatMap { file in
      FunctionBody.all(in: file).map { (file.path, $0.heading, $0.lineCount) }
    }
    for known in Self.longFunctions {
      #expect(
        now.contains { $0 == (known.path, known.heading, known.lineCount) }, "\(known.heading)")
    }
  }

  /// A checker that loses its way in a string would find nothing after it, and pass.
  @Test func everyFileIsReadToItsEnd() {
    expectNone(
      Repository.swift.compactMap { file in
        let open = file.code.utf8.count { $0 == UInt8(ascii: "{") }
        let closed = file.code.utf8.count { $0 == UInt8(ascii: "}") }
        return open == closed
          ? nil : Finding(path: file.path, what: "\(open) braces open, \(closed) close")
      })
  }

  @Test func aPlantedLongFunctionIsFound() {
    let body = String(repeating: "    work()\n", count: 70)
    let text = """
      struct A {
        let b: Int
        func long(
          of c: Int
        ) -> Int {
      \(body)  }
        var d: Int { 1 }
      }

      """
    let file = SourceFile(path: "Sources/InfusionCore/A.swift", text: text)
    #expect(FunctionBody.all(in: file).map(\.heading) == ["func long(", "var d: Int { 1 }"])
    #expect(SizeRule.longFunctions(in: file).map(\.line) == [3])
  }

  @Test func aBraceInAStringOpensNothing() {
    let text = "struct A {\n  func b() -> String { \"{ \\(c[\"}\"]) {\" }\n  init() {}\n}\n"
    let file = SourceFile(path: "Sources/InfusionCore/A.swift", text: text)
    #expect(FunctionBody.all(in: file).map(\.line) == [2, 3])
  }

  @Test func aPlantedLongLineIsFoundUnlessItIsAPicture() {
    let long = String(repeating: "x", count: 111)
    let text = "let a = \(long)\nlet b = \"\"\"\n  \(long)\n  \"\"\"\n"
    let file = SourceFile(path: "Tests/InfusionCoreTests/A.swift", text: text)
    #expect(SizeRule.longLines(in: file).map(\.line) == [1])
  }
}
