import Glibc
import InfusionCore
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import TestBench
import Testing

@testable import MonitorApp

/// The tables grow on the disk while a session runs. Once it is sealed, they are what its journal gives.
@Suite struct RecordedTablesTests {
  private let scratch: ScratchFolder
  private let clock = ReckonedClock(begins: WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120))
  private let plan = SessionPlan(
    patient: "P-1", weight: Kilograms(70), plan: "trd-40",
    sources: [SourceDescription(id: SourceID("line"))], origin: .simulated)

  init() throws { scratch = ScratchFolder() }

  /// An infusion with a pressure, a loss of all values, and an observation of some minutes.
  private static let inputs: [(Int64, Input)] = {
    var inputs: [(Int64, Input)] = (0..<300).filter { !(40..<80).contains($0) }.map { second in
      (second * 1000, .reading(Reading(source: SourceID("line"), spo2: .value(97), hr: .value(70))))
    }
    inputs += [
      (20_500, .action(.start(override: "on paper"), by: "AB")),
      (30_200, .reading(Reading(source: SourceID("line"), nibp: .measured(.pressure(sys: 124, dia: 78))))),
      (90_500, .action(.stop(reason: "done"), by: "AB")),
      (299_500, .action(.close(reason: "goes home"), by: "AB")),
    ]
    return inputs.sorted { $0.0 < $1.0 }
  }()

  private func begin() -> Recorder {
    let header = SessionHeader(of: plan, by: clock)
    return Recorder(header, in: SessionArchive(root: scratch.path), clock: clock, suffix: "0000a1")
  }

  /// Feeds the inputs like a loop that also turns between them, so that deadlines are told when they are due.
  private func feed(_ inputs: ArraySlice<(Int64, Input)>, to runner: inout SessionRunner) {
    for (time, input) in inputs {
      while let due = runner.session.nextDeadline, due < SessionTime(milliseconds: time) {
        runner.advance(to: due)
        if runner.session.nextDeadline == due { break }
      }
      runner.receive(input, at: SessionTime(milliseconds: time))
    }
  }

  private func table(_ name: String, of recorder: Recorder) throws -> (bytes: [UInt8], file: UInt64) {
    let path = try #require(recorder.folder).file(name)
    var facts = stat()
    #expect(stat(path, &facts) == 0)
    return (try Disk.read(path), UInt64(facts.st_ino))
  }

  private static let names = [SessionFolder.vitals, SessionFolder.observation]

  @Test func whatGrewIsWhatTheJournalGives() throws {
    let recorder = begin()
    var runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
    runner.begin()
    feed(Self.inputs[...], to: &runner)
    var files: [UInt64] = []
    while files.count < 2 {
      files = Self.names.compactMap { name in
        var facts = stat()
        return stat(recorder.folder?.file(name) ?? "", &facts) == 0 ? UInt64(facts.st_ino) : nil
      }
    }
    #expect(recorder.seal(runner.session))
    // If a table had been made anew, it would be another file.
    for (name, file) in zip(Self.names, files) {
      #expect(try table(name, of: recorder).file == file, "\(name)")
    }
  }

  @Test func aCorrectedPressureMakesTheTableAnew() throws {
    let recorder = begin()
    var runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
    runner.begin()
    feed(Self.inputs.dropLast(), to: &runner)
    let entry = try #require(runner.session.chart.pressures.first?.entry)
    let amendment = Action.amend(entry: entry, fields: [AmendedField(key: "sys", value: "142")])
    let end: [(Int64, Input)] = [(299_400, .action(amendment, by: "CD"))]
    feed(end + Self.inputs.suffix(1), to: &runner)
    #expect(recorder.seal(runner.session))
    let text = String(decoding: try table(SessionFolder.vitals, of: recorder).bytes, as: UTF8.self)
    #expect(text.contains("nibp was 124/78"))
  }

  /// A session that was killed at any moment and resumed has the same bytes as one that ran through.
  @Test(arguments: [1, 22, 50, 120, 261])
  func aSessionThatIsGoneOnWithEndsWithTheSameTables(place: Int) throws {
    let whole = begin()
    var runner = SessionRunner(Session(plan: plan), book: whole, listeners: [whole])
    runner.begin()
    feed(Self.inputs[...], to: &runner)
    #expect(whole.seal(runner.session))
    let expected = try Self.names.map { try table($0, of: whole).bytes }

    let other = try RecordedTablesTests()
    let first = other.begin()
    runner = SessionRunner(Session(plan: plan), book: first, listeners: [first])
    runner.begin()
    feed(Self.inputs.prefix(place), to: &runner)
    #expect(first.leaveOpen())
    let folder = try #require(first.folder)
    // The table ends in half a row, as after a power cut.
    truncate(folder.file(SessionFolder.vitals), 777)
    let unsealed = try #require(UnsealedSession(folder))
    let reopened = try SessionJournal.reopen(folder)
    let second = Recorder(
      reopened.journal, after: unsealed.entries, in: SessionArchive(root: other.scratch.path), clock: clock)
    runner = SessionRunner(reopened.session, book: second, listeners: [second])
    for event in reopened.missingEvents { second.told(event, by: runner.session) }
    feed(Self.inputs.dropFirst(place), to: &runner)
    #expect(second.seal(runner.session))
    let found = try Self.names.map { try table($0, of: second).bytes }
    #expect(found == expected)
  }
}
