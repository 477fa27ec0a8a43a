import Glibc
import InfusionCore
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import TestBench
import Testing

@testable import MonitorApp

/// A record holds what the session decided by the rules of its own version.
@Suite struct RecorderTests {
  private static let script: [(Double, Input)] = [
    (1, .reading(Reading(source: SourceID("line"), spo2: .value(97), hr: .value(70)))),
    (2, .reading(Reading(source: SourceID("line"), nibp: .measured(.pressure(sys: 124, dia: 78))))),
    (3, .action(.bolus(Milligrams(5)), by: "AB")),
    (4, .action(.start(override: "on paper"), by: "AB")),
    (70, .action(.stop(reason: "done"), by: "AB")),
    (90, .action(.close(reason: "goes home"), by: "AB")),
  ]

  private static var plan: SessionPlan {
    SessionPlan(
      patient: "P-1", weight: Kilograms(70), plan: "trd-40",
      sources: [SourceDescription(id: SourceID("line"))], origin: .simulated)
  }

  /// Records the script and hands the sealed session's folder to `use`.
  private func record(_ plan: SessionPlan, _ use: (SessionFolder) throws -> Void) throws {
    let scratch = ScratchFolder()
    let clock = ReckonedClock(begins: WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120))
    let header = SessionHeader(of: plan, by: clock)
    let recorder = Recorder(header, in: SessionArchive(root: scratch.path), clock: clock)
    var runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
    runner.begin()
    for (second, input) in Self.script {
      runner.receive(input, at: SessionTime(milliseconds: Int64(second * 1000)))
    }
    #expect(recorder.seal(runner.session))
    // The report on the screen has the session's name, which is that of its folder.
    let name = try #require(JournalReader(recorder.folder?.read() ?? []).header?.session)
    #expect(!name.isEmpty && recorder.summary(of: runner.session).contains("  Session    \(name) "))
    try use(#require(recorder.folder))
  }

  /// A session that began by the first rules goes on by them, though the engine tells more by later rules.
  @Test(arguments: [RulesVersion.first, RulesVersion.holdsAreTold, RulesVersion.current])
  func aRecordHasTheEventsOfItsOwnRulesAndReplaysToThem(rules: Int) throws {
    var plan = Self.plan
    plan.rulesVersion = rules
    try record(plan) { check(plan, try $0.read(), rules) }
  }

  private func check(_ plan: SessionPlan, _ segments: [SegmentBytes], _ rules: Int) {
    var reader = JournalReader(segments)
    var replay = Replay(plan: plan)
    var kinds: Set<String> = []
    while let entry = reader.next() {
      kinds.insert(entry.content.kind)
      replay.feed(entry, body: reader.body)
    }
    let beyond = replay.finish(at: reader.lastTime, isSealed: reader.isSealed)
    #expect(reader.problems == [] && reader.isSealed)
    #expect(replay.difference == nil && beyond == [])
    #expect(kinds.isSuperset(of: ["phase", "infusion", "observation", "refused", "closed"]))
    #expect(kinds.contains("accepted") == (rules == RulesVersion.current))
    #expect(kinds.contains("nibp") == (rules == RulesVersion.current))
  }

  /// A recorder at the script's end that cannot write the table, because a folder has its name.
  private func withoutTable(
    _ isReadMeanwhile: Bool, in scratch: ScratchFolder
  ) throws -> (recorder: Recorder, session: Session) {
    let clock = ReckonedClock(begins: WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120))
    let recorder = Recorder(
      SessionHeader(of: Self.plan, by: clock), in: SessionArchive(root: scratch.path), clock: clock,
      isReadMeanwhile: isReadMeanwhile)
    mkdir(try #require(recorder.folder).file(SessionFolder.vitals), 0o700)
    var runner = SessionRunner(Session(plan: Self.plan), book: recorder, listeners: [recorder])
    runner.begin()
    for (second, input) in Self.script {
      runner.receive(input, at: SessionTime(milliseconds: Int64(second * 1000)))
    }
    return (recorder, runner.session)
  }

  /// The journal is safe and sealed, and still the missing file beside it is told.
  @Test(arguments: [true, false]) func aTableThatCannotBeWrittenIsTold(isReadMeanwhile: Bool) throws {
    let scratch = ScratchFolder()
    let (recorder, session) = try withoutTable(isReadMeanwhile, in: scratch)
    #expect(!recorder.seal(session))
    #expect(recorder.trouble?.hasPrefix("vitals.csv: ") == true, "\(recorder.trouble ?? "")")
    #expect(recorder.folder?.isSealed == true)
  }

  /// This concerns a session whose tables are made at its end. Tables that grow are made again when it is
  /// resumed.
  @Test func aTableThatCannotBeWrittenWhenASessionIsLeftOpenIsTold() throws {
    let scratch = ScratchFolder()
    let recorder = try withoutTable(false, in: scratch).recorder
    #expect(!recorder.leaveOpen())
    #expect(recorder.trouble?.hasSuffix(": the tables cannot be written") == true)
  }

  @Test func whatCannotBePutBesideASealedJournalIsTold() throws {
    try record(Self.plan) { folder in
      let summary = folder.file(SessionFolder.summary)
      unlink(summary)
      mkdir(summary, 0o700)
      let trouble = Recorder.complete(folder, by: .thread)
      #expect(trouble == "\(folder.path): the tables and the summary cannot be written")
    }
  }

  /// A station that dies right after its seal may leave a table unwritten or half written. The next one
  /// writes that table and changes nothing else.
  @Test(arguments: [SessionFolder.vitals, SessionFolder.observation, SessionFolder.summary], [true, false])
  func whatADeathBehindTheSealLeftOutIsMadeAgain(name: String, isGone: Bool) throws {
    try record(Self.plan) { folder in
      let whole = try Disk.read(folder.file(name))
      #expect(whole.count > 100)
      unlink(folder.file(name))
      if !isGone { try Disk.write(Array(whole.prefix(40)), asWhole: folder.file(name)) }
      let journal = try folder.read().map(\.bytes)
      #expect(Recorder.complete(folder, by: .thread) == nil)
      #expect(try Disk.read(folder.file(name)) == whole)
      #expect(try folder.read().map(\.bytes) == journal)
    }
  }
}
