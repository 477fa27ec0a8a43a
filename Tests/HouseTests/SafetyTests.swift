import Testing

/// Each test that docs/safety.md names exists, and each of its rows names one.
@Suite struct SafetyTests {
  @Test func everyTestThatHoldsAHazardExists() throws {
    let page = try #require(Repository.file(at: "docs/safety.md"))
    let rows = try #require(
      Table.rows(below: ["what was seen", "what is done about it", "held by"], in: page))
    #expect(!rows.isEmpty)
    expectNone(SafetyRule.missingTests(in: rows, among: Repository.tests))
  }

  @Test func aForgottenOrMisspelledTestIsFound() {
    let tests = [SourceFile(path: "Tests/A/BolusTests.swift", text: "@Test func `counted once`() {}")]
    let rows = [
      ["a bolus", "once", "BolusTests: counted once"], ["a rate", "none", "BolusTests: counted twice"],
      ["a dose", "none", "DoseTests: counted once"], ["a pump", "none"],
    ]
    #expect(
      SafetyRule.missingTests(in: rows, among: tests).map(\.what) == [
        "a rate: no test BolusTests: counted twice", "a dose: no test DoseTests: counted once",
        "a pump: held by no test",
      ])
  }
}

/// `FileOfTests: some of its words`, several with semicolons between them.
enum SafetyRule {
  static func missingTests(in rows: [[String]], among tests: [SourceFile]) -> [Finding] {
    rows.flatMap { row -> [Finding] in
      guard row.count == 3 else { return [finding(row, "held by no test")] }
      return row[2].split(separator: ";").map(\.trimmingSpaces).filter { !exists($0, among: tests) }
        .map { finding(row, "no test \($0)") }
    }
  }

  private static func exists(_ name: String, among tests: [SourceFile]) -> Bool {
    guard let colon = name.firstIndex(of: ":") else { return false }
    let words = name[name.index(after: colon)...].trimmingSpaces
    return tests.contains { $0.name == "\(name[..<colon]).swift" && $0.text.contains(words) }
  }

  private static func finding(_ row: [String], _ what: String) -> Finding {
    Finding(path: "docs/safety.md", what: "\(row.first ?? ""): \(what)")
  }
}
