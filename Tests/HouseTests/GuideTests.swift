import Testing

/// The tables of the guides are the program's own.
@Suite struct GuideTests {
  /// The help page as `MonitorUITests` holds it against the program.
  private static let help = "Tests/MonitorUITests/Pictures/help.txt"
  private static let practiceKeys = "Sources/Practice/PracticeKey.swift"
  private static let scenarios = ["Patient", "Equipment", "Errors"].map {
    "Sources/PatientSimulator/Shipped/Scenario+\($0).swift"
  }

  @Test func theNurseReadsTheKeysThatAreThere() throws {
    let guide = try #require(Repository.file(at: "docs/guide-nurse.md"))
    let help = try #require(Repository.file(at: Self.help))
    let rows = try #require(Table.rows(below: ["key", "what it does"], in: guide))
    #expect(rows == HelpPicture.keys(in: help.lines))
  }

  @Test func theNurseReadsThemInGermanToo() throws {
    let guide = try #require(Repository.file(at: "docs/guide-nurse.de.md"))
    let help = try #require(Repository.file(at: "Tests/MonitorUITests/Pictures/de-help.txt"))
    let rows = try #require(Table.rows(below: ["Taste", "was sie tut"], in: guide))
    #expect(rows == HelpPicture.keys(in: help.lines, below: "TASTEN"))
  }

  @Test func theTrainerReadsTheScenariosThatAreThere() throws {
    let guide = try #require(Repository.file(at: "docs/guide-trainer.md"))
    let sources = try Self.scenarios.map { try #require(Repository.file(at: $0)) }
    let rows = try #require(Table.rows(below: ["scenario", "what happens"], in: guide))
    #expect(rows == sources.flatMap(ScenarioTitles.all(in:)))
  }

  /// A page for each: what it is for, what is true, what passes.
  @Test func everyScenarioHasItsPage() throws {
    let pages = try #require(Repository.file(at: "docs/scenarios.md"))
    let titles = pages.lines.filter { $0.hasPrefix("## `") }.map { String($0.dropFirst(4).dropLast()) }
    let sources = try Self.scenarios.map { try #require(Repository.file(at: $0)) }
    #expect(titles.sorted() == sources.flatMap(ScenarioTitles.all(in:)).map { $0[0] }.sorted())
  }

  @Test func theTrainerReadsTheKeysThatAreThere() throws {
    let guide = try #require(Repository.file(at: "docs/guide-trainer.md"))
    let source = try #require(Repository.file(at: Self.practiceKeys))
    let rows = try #require(Table.rows(below: ["key", "what it does"], in: guide))
    #expect(rows == PracticeKeys.all(in: source))
  }

  /// What every kind says of its faults, when it is practised on.
  @Test func everyKindOfDeviceIsSaidToBePractisedOn() throws {
    let devices = try #require(Repository.file(at: "docs/devices/README.md"))
    let patient = try #require(Repository.file(at: "docs/simulated-patient.md"))
    let heading = [
      "kind", "it speaks", "probe off", "low perfusion", "motion", "cuff fails", "pump's faults",
    ]
    let known = try #require(Table.rows(below: ["kind", "gives", "believed from"], in: devices))
    let practised = try #require(Table.rows(below: heading, in: patient))
    // The one table names them in links, the other may name two in a row.
    let names = known.map { String($0[0].dropFirst().prefix { $0 != "]" }) }
    #expect(Set(names) == Set(practised.flatMap { $0[0].split(separator: " ").map(String.init) }))
  }

  @Test func aPracticeKeyIsReadWithItsWords() {
    let text = """
        case probeOff = "p"
        case quit = "q"
        case .probeOff: "probe off"
        case .quit: "quit"
      """
    let file = SourceFile(path: "Sources/MonitorApp/A.swift", text: text)
    #expect(PracticeKeys.all(in: file) == [["p", "probe off"], ["q", "quit"]])
  }

  @Test func aTableIsReadFromItsHeadingToItsEnd() {
    let text = "# T\n| a | b |\n| --- | --- |\n| `1` | one |\n| 2 | two |\n\n| 3 | three |\n"
    let file = SourceFile(path: "docs/a.md", text: text)
    #expect(Table.rows(below: ["a", "b"], in: file) == [["1", "one"], ["2", "two"]])
    #expect(Table.rows(below: ["b", "a"], in: file) == nil)
  }

  @Test func keysAreReadColumnByColumn() {
    let lines: [Substring] = [
      "── KEYS ──", "     a  acknowledge all   d  discharge", " space  pause sound", "", "  x  y",
    ]
    #expect(
      HelpPicture.keys(in: lines) == [
        ["a", "acknowledge all"], ["space", "pause sound"], ["d", "discharge"],
      ])
  }

  @Test func scenariosAreReadByNameAndTitle() {
    let text = """
      Scenario(name: "calm", title: "nothing"),
      Scenario(
        name: "storm", title: "all, and more",

      """
    let file = SourceFile(path: "Sources/PatientSimulator/A.swift", text: text)
    #expect(ScenarioTitles.all(in: file) == [["calm", "nothing"], ["storm", "all, and more"]])
  }
}
