import Foundation
import InfusionCore
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import Testing

@testable import MonitorApp

/// What is written of a session is what its own rules make of it.
@Suite struct RecorderTests {
  private static let script: [(Double, Input)] = [
    (1, .reading(Reading(source: SourceID("line"), spo2: .value(97), hr: .value(70)))),
    (2, .reading(Reading(source: SourceID("line"), nibp: .measured(.pressure(sys: 124, dia: 78))))),
    (3, .action(.bolus(Milligrams(5)), by: "AB")),
    (4, .action(.start(override: "on paper"), by: "AB")),
    (70, .action(.stop(reason: "done"), by: "AB")),
    (90, .action(.close(reason: "goes home"), by: "AB")),
  ]

  /// Records the script. The record's bytes, and the events in it.
  private func record(_ plan: SessionPlan) throws -> [SegmentBytes] {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    let clock = ReckonedClock(begins: WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120))
    let header = SessionHeader(
      programVersion: "test", engineVersion: "1", session: "", plan: plan, boot: "b",
      anchorBootMilliseconds: 0, anchorWall: clock.wall(at: .start))
    let recorder = Recorder(header, in: SessionArchive(root: root.path()), clock: clock)
    var runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
    runner.begin()
    for (second, input) in Self.script {
      runner.receive(input, at: SessionTime(milliseconds: Int64(second * 1000)))
    }
    #expect(recorder.seal(runner.session))
    // The page on the screen names the session by the folder that was made for it.
    let name = try #require(JournalReader(recorder.folder?.read() ?? []).header?.session)
    #expect(!name.isEmpty && recorder.summary(of: runner.session).contains("  Session    \(name) "))
    return try #require(recorder.folder).read()
  }

  /// A session that was begun by the first rules goes on by them, whatever more the engine tells now.
  @Test(arguments: [RulesVersion.first, RulesVersion.holdsAreTold, RulesVersion.current])
  func aRecordHasTheEventsOfItsOwnRulesAndReplaysToThem(rules: Int) throws {
    var plan = SessionPlan(
      patient: "P-1", weight: Kilograms(70), plan: "trd-40",
      sources: [SourceDescription(id: SourceID("line"))], origin: .simulated)
    plan.rulesVersion = rules
    var reader = JournalReader(try record(plan))
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
}
