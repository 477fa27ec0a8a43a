import MonitorUI
import PatientSimulator
import Testing

/// The tables of the guides are the program's own.
@Suite struct GuideTests {
  @Test func theNurseReadsTheKeysThatAreThere() throws {
    let guide = try #require(Repository.file(at: "docs/guide-nurse.md"))
    let rows = try #require(Table.rows(below: ["key", "what it does"], in: guide))
    #expect(rows == Command.allCases.map { [$0.keyName, $0.explanation] })
  }

  @Test func theTrainerReadsTheScenariosThatAreThere() throws {
    let guide = try #require(Repository.file(at: "docs/guide-trainer.md"))
    let rows = try #require(Table.rows(below: ["scenario", "what happens"], in: guide))
    #expect(rows == Scenario.shipped.map { [$0.name, $0.title] })
  }

  @Test func aTableIsReadFromItsHeadingToItsEnd() {
    let text = "# T\n| a | b |\n| --- | --- |\n| `1` | one |\n| 2 | two |\n\n| 3 | three |\n"
    let file = SourceFile(path: "docs/a.md", text: text)
    #expect(Table.rows(below: ["a", "b"], in: file) == [["1", "one"], ["2", "two"]])
    #expect(Table.rows(below: ["b", "a"], in: file) == nil)
  }
}
