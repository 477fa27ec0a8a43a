import InfusionCore
import OperatorLanguage
import PatientSimulator
import Practice
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import Testing

/// A seed and a script give the same files, to the byte.
@Suite struct RegenerationTests {
  /// Of the whole courses the shortest, and every drill; `Fixtures/make` makes all.
  @Test(arguments: Fixture.all.filter { $0.name == "vomiting" || $0.isDrill })
  func aFixtureIsWhatTheProgramMakes(fixture: Fixture) throws {
    let header = try #require(fixture.session.header)
    let scenario = try fixture.lessonOfItsFile()
    #expect(try scenario == fixture.lesson())
    let made = try SimulatedRecording.single(
      scenario, seed: fixture.seed, plan: header.plan, devices: try fixture.trolley(for: scenario),
      script: try OperatorScript.parse(contents(of: fixture.script)), begins: header.anchorWall,
      isDrill: fixture.isDrill)
    let bench = Shelf()
    let maker = SimulatedRecording.Maker(
      programVersion: header.programVersion, engineVersion: header.engineVersion)
    let written = try made.write(in: bench.archive, by: maker)
    #expect(written.isClosed)
    for name in try Shelf.names(in: fixture.session.path) {
      #expect(
        try contents(of: written.folder.file(name)) == contents(of: fixture.session.file(name)), "\(name)")
    }
  }

  @Test func theSameArgumentsGiveTheSameBytes() throws {
    let first = Shelf()
    let second = Shelf()
    let a = try first.write(try Self.short(seed: 5))
    let b = try second.write(try Self.short(seed: 5))
    #expect(a.folder.name == b.folder.name)
    let names = try Shelf.names(in: a.folder.path)
    #expect(names == ["journal.jsonl", "observation.csv", "summary.txt", "vitals.csv"])
    for name in names {
      #expect(try contents(of: a.folder.file(name)) == contents(of: b.folder.file(name)), "\(name)")
    }
  }

  @Test func anotherSeedIsAnotherSession() throws {
    let shelf = Shelf()
    let a = try shelf.write(try Self.short(seed: 5))
    let b = try shelf.write(try Self.short(seed: 6))
    #expect(a.folder.name != b.folder.name)
    let journal = SessionFolder.segmentName(1)
    #expect(try contents(of: a.folder.file(journal)) != contents(of: b.folder.file(journal)))
  }

  @Test func whatIsThereIsNeverWrittenOver() throws {
    let shelf = Shelf()
    let written = try shelf.write(try Self.short(seed: 5))
    let before = try contents(of: written.folder.file(SessionFolder.summary))
    // Another scenario of the same chair, start and seed has the same name.
    #expect(throws: SimulatedRecordingFailure.isThere(written.folder.path)) {
      try shelf.write(try Self.short(seed: 5, of: "panic"))
    }
    #expect(try contents(of: written.folder.file(SessionFolder.summary)) == before)
  }

  @Test func aFolderThatCannotBeMadeIsSaid() throws {
    let recording = try Self.short(seed: 5)
    let archive = SessionArchive(root: "/proc/chairside")
    #expect(throws: SimulatedRecordingFailure.self) { try recording.write(in: archive, by: Shelf.maker) }
  }

  @Test func whatIsRefusedAndWhatStaysOpenIsTold() throws {
    let shelf = Shelf()
    let written = try shelf.write(
      try Self.short(seed: 5, script: "@20 pause reason=early\n@30 note text=x\n"))
    #expect(!written.isClosed)
    #expect(written.refusals.map(\.refusal.action) == ["pause"])
    #expect(!written.folder.isSealed)
  }

  /// Nobody has looked at it while it was written: its tables are made when it is left.
  @Test func whatStaysOpenHasItsTables() throws {
    let shelf = Shelf()
    let folder = try shelf.write(try Self.short(seed: 5, script: "@30 note text=x\n")).folder
    #expect(try Shelf.names(in: folder.path) == ["journal.jsonl", "observation.csv", "vitals.csv"])
    let audit = SessionAudit(try folder.read(), engineVersion: Shelf.maker.engineVersion)
    #expect(try contents(of: folder.file(SessionFolder.vitals)) == audit.vitals)
    #expect(audit.vitals.count > 1000)
  }

  @Test func aSeriesBeginsAlikeHoweverLongItIs() throws {
    let three = try Self.series(3)
    let two = try Self.series(2)
    #expect(zip(two, three).allSatisfy { $0.suffix == $1.suffix && $0.begins == $1.begins })
    #expect(Set(three.map { "\($0.begins)\($0.plan.chair)" }).count == 3)
  }

  private static func series(_ count: Int) throws -> [SimulatedRecording] {
    try SimulatedRecording.series(
      seed: 1, count: count, begins: SimulatedRecording.usualBeginning, configuration: .shipped)
  }

  /// A minute and a half, closed.
  private static func short(
    seed: UInt64, of scenario: String = "uneventful",
    script: String = "@60 note text=\"nothing yet\"\n@90 close reason=\"gone home\"\n"
  ) throws -> SimulatedRecording {
    try SimulatedRecording.single(
      Scenario.named(scenario) ?? .uneventful, seed: seed,
      plan: SessionPlan(weight: Kilograms(70), plan: "trd-40"), devices: nil,
      script: try OperatorScript.parse(Array(script.utf8)), begins: SimulatedRecording.usualBeginning)
  }
}
