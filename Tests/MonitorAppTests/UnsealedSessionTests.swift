import Foundation
import InfusionCore
import MonitorUI
import Phrases
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import SystemClocks
import TestBench
import Testing

@testable import MonitorApp

/// Whatever is said of a session that was left open comes from its own record.
@Suite struct UnsealedSessionTests {
  /// An archive that is gone after the test.
  private final class Archive {
    let archive: SessionArchive
    private let scratch = ScratchFolder()

    init() { archive = SessionArchive(root: scratch.path) }

    /// Leaves open a session of P-1, with the given actions at 1, 2, 3 s ...
    func leaveOpen(
      chair: String = "1", patient: String? = "P-1", origin: Origin = .live,
      rules: Int = RulesVersion.current, _ actions: [Action]
    ) throws -> SessionFolder {
      let clock = ReckonedClock(begins: WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120))
      var plan = SessionPlan(
        chair: chair, patient: patient, weight: Kilograms(70), plan: "trd-40", origin: origin)
      plan.rulesVersion = rules
      let header = SessionHeader(of: plan, by: clock)
      let recorder = Recorder(header, in: archive, clock: clock)
      var runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
      runner.begin()
      for (index, action) in actions.enumerated() {
        runner.receive(.action(action, by: nil), at: .seconds(Int64(index) + 1))
      }
      #expect(recorder.leaveOpen())
      return try #require(recorder.folder)
    }
  }

  private static let start = Action.start(override: "test")

  /// The power goes again when the resume's anchor is on the disk and its gap is not: nobody watched until
  /// then, and no dose is told as if somebody had.
  @Test func aResumeThatDiedBeforeItToldTheGapCountsForNothing() throws {
    let archive = Archive()
    let folder = try archive.leaveOpen([Self.start, .note("a second later")])
    let left = try #require(UnsealedSession(folder))
    for (boot, minutes) in [("boot-2", 50), ("boot-3", 55)] as [(String, Int64)] {
      let wall = left.lastWall.unixMilliseconds + minutes * 60_000
      let machine = MachineClock(boot: { 20_000 }, wall: { wall }, bootID: boot)
      let again = try #require(UnsealedSession(folder))
      #expect(again.session.now == left.session.now)
      #expect(again.facts(keptSince: nil, on: machine).delivered == left.facts(keptSince: nil).delivered)
      #expect(!again.facts(keptSince: nil, on: machine).isOfThisBoot)
      let resumed = try ResumedSession<LiveClock>.open(
        again, in: archive.archive, reason: "the machine was off", on: machine)
      let gap = Input.gap(from: left.session.now, reason: "the machine was off", isEstimated: true)
      #expect(resumed.first == [StampedInput(gap, at: left.session.now + .minutes(minutes))])
      #expect(resumed.recorder.leaveOpen())
    }
  }

  /// The gap begins where the watch ended, and a session that somebody left is not that of the keeper to whom
  /// it was left.
  @Test func aSessionThatWasLeftOpenSaysUntilWhenItWasWatched() throws {
    let archive = Archive()
    let folder = try archive.leaveOpen([Self.start, .note("a second later")])
    let wall = try #require(UnsealedSession(folder)).lastWall.unixMilliseconds
    func open(at seconds: Int64) throws -> ResumedSession<LiveClock> {
      let machine = MachineClock(
        boot: { 50_000 + seconds * 1000 }, wall: { wall + seconds * 1000 }, bootID: "boot-2")
      return try ResumedSession<LiveClock>.open(
        try #require(UnsealedSession(folder)), in: archive.archive, reason: "stopped", on: machine)
    }
    let watching = try open(at: 10)
    let now = try #require(watching.first.first).time
    watching.recorder.record(
      .input(try #require(watching.first.first?.input)), at: now, of: watching.session)
    let left = ClockAnchor(boot: "boot-2", bootMilliseconds: 90_000, reason: "left open")
    watching.recorder.record(.anchor(left), at: now + .seconds(30), of: watching.session)
    #expect(watching.recorder.leaveOpen())
    let machine = MachineClock(boot: { 95_000 }, wall: { wall + 45_000 }, bootID: "boot-2")
    let facts = try #require(UnsealedSession(folder)).facts(keptSince: 80_000, on: machine)
    #expect(facts.isOfThisBoot && !facts.ranUnderKeeper)
    let gap = Input.gap(from: now + .seconds(30), reason: "stopped", isEstimated: false)
    #expect(try open(at: 45).first == [StampedInput(gap, at: now + .seconds(35))])
  }

  @Test func aRefusedPatientIsNobodys() throws {
    let archive = Archive()
    // While the infusion runs its patient cannot be changed.
    let folder = try archive.leaveOpen([Self.start, .setup(patient: "OTHER")])
    let session = try #require(UnsealedSession(folder))
    #expect(session.patient == "P-1")
    let journal = try String(contentsOf: URL(filePath: folder.file("journal.jsonl")), encoding: .utf8)
    #expect(journal.contains(#""patient":"OTHER""#))
  }

  @Test func aPatientThatWasTakenIsTheOne() throws {
    let archive = Archive()
    let folder = try archive.leaveOpen(patient: nil, [.setup(patient: "P-2")])
    #expect(UnsealedSession(folder)?.patient == "P-2")
  }

  @Test func whatWasRefusedIsNoPhaseAndNoDose() throws {
    let archive = Archive()
    let steps: [([Action], Phase, Milligrams?)] = [
      ([.stop(reason: "not begun")], .preparation, nil),
      ([Self.start, .note("a second later")], .infusing, Milligrams(Fixed(thousandths: 15))),
      ([Self.start, .discharge(escort: true, override: nil)], .infusing, Milligrams(Fixed(thousandths: 15))),
      ([Self.start, .stop(reason: "complete")], .observing, Milligrams(Fixed(thousandths: 15))),
    ]
    for (actions, phase, dose) in steps {
      let facts = try #require(UnsealedSession(try archive.leaveOpen(actions))).facts(keptSince: nil)
      #expect(facts.phase == phase)
      #expect(facts.delivered?.fixed.rounded(places: 3) == dose?.fixed)
    }
  }

  /// This program, too, resumes a session by the rules that it began with, and its record then replays.
  @Test(arguments: [RulesVersion.first, RulesVersion.notMetHoldsUp, RulesVersion.current])
  func aSessionOfOlderRulesIsRecordedAsTheyHaveIt(rules: Int) throws {
    let archive = Archive()
    let folder = try archive.leaveOpen(
      rules: rules, [Self.start, .bloodPressure(sys: 124, dia: 78, map: nil), .pause(reason: "nausea")])
    let bytes = try Data(contentsOf: URL(filePath: folder.file("journal.jsonl")))
    var reader = JournalReader(Array(bytes))
    var replay = Replay(plan: try #require(reader.header).plan)
    while let entry = reader.next() { replay.feed(entry, body: reader.body) }
    #expect(replay.finish(at: reader.lastTime, isSealed: true) == [])
    #expect(replay.difference == nil)
    #expect(replay.session.phase == .paused)
    let tellsMore = String(decoding: bytes, as: UTF8.self).contains(#""kind":"accepted""#)
    #expect(tellsMore == (rules >= RulesVersion.second))
  }

  @Test func aJournalThatHasNotGrownIsNotReadAgain() throws {
    let archive = Archive()
    let folder = try archive.leaveOpen([Self.start])
    var reading = UnsealedReading()
    #expect(reading.read(folder)?.phase == .infusing)
    let file = URL(filePath: folder.file("journal.jsonl"))
    let size = try Data(contentsOf: file).count
    // The file keeps its size, but nothing in it can be read.
    try Data(repeating: 0x20, count: size).write(to: file)
    #expect(reading.read(folder)?.phase == .infusing)
    try Data(repeating: 0x20, count: size + 1).write(to: file)
    #expect(reading.read(folder) == nil)
  }

  @Test func whatInfusesOrObservesAndNobodyWatchesIsFound() throws {
    let archive = Archive()
    let stop = Action.stop(reason: "complete")
    _ = try archive.leaveOpen(chair: "2", [Self.start])
    _ = try archive.leaveOpen(chair: "3", patient: "P-3", [Self.start, stop])
    _ = try archive.leaveOpen(chair: "4", patient: "P-4", [])
    let watched = try archive.leaveOpen(chair: "5", patient: "P-5", [Self.start])
    _ = try archive.leaveOpen(chair: "5", patient: "P-6", [Self.start])
    _ = try archive.leaveOpen(chair: "6", patient: "P-7", origin: .simulated, [Self.start])
    let own = try archive.leaveOpen(chair: "7", patient: "P-8", [Self.start])
    guard case .acquired(let lock) = try ChairLock.acquire(chair: "5", in: archive.archive) else {
      Issue.record("no lock")
      return
    }
    lock.say(.session(watched.name))
    defer { withExtendedLifetime(lock) {} }

    func found(_ origin: Origin) -> Set<String> {
      var search = UnwatchedSearch(archive: archive.archive, origin: origin, own: own.name)
      return Set(search.look().map { "\($0.chair) \($0.patient ?? "-") \($0.phase)" })
    }
    // The chair is held, but its holder writes the watched session only, not the one beside it.
    #expect(found(.live) == ["2 P-1 infusing", "3 P-3 observing", "5 P-6 infusing"])
    #expect(found(.simulated) == found(.live).union(["6 P-7 infusing"]))
  }

  @Test func aSessionIsFoundAsLongAsNobodyHoldsItsChair() throws {
    let archive = Archive()
    let folder = try archive.leaveOpen(chair: "2", [Self.start])
    var search = UnwatchedSearch(archive: archive.archive, origin: .live, own: nil)
    #expect(search.look().map(\.chair) == ["2"])
    let said = search.look().map(\.sentence.english)
    #expect(said.count == 1 && said[0].hasPrefix("chair 2, nobody watches: P-1 INFUSING, last entry "))
    if case .acquired(let lock) = try ChairLock.acquire(chair: "2", in: archive.archive) {
      lock.say(.session(folder.name))
      #expect(search.look().isEmpty)
    }
    #expect(search.look().map(\.chair) == ["2"])
  }
}
