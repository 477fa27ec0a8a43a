import Foundation
import InfusionCore
import Phrases
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import TestBench
import Testing

@testable import MonitorApp

/// If a station dies on a full disk, the last events that it told are lost. The next station says so.
@Suite struct LostEntriesTests {
  private let scratch = ScratchFolder()

  /// Leaves open an infusion that was begun at 09:30:01 and paused at 09:31:10, on a disk that took only the
  /// lines before the first one with `missing`, and resumes it.
  ///
  /// - Returns: how many entries its station had told, and the resumed session.
  private func resumed(
    onDiskBefore missing: String?
  ) throws -> (told: Int, session: ResumedSession<ReckonedClock>) {
    let archive = SessionArchive(root: scratch.path)
    let clock = ReckonedClock(begins: WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120))
    let plan = SessionPlan(patient: "P-1", weight: Kilograms(70), plan: "trd-40")
    let header = SessionHeader(of: plan, by: clock)
    let recorder = Recorder(header, in: archive, clock: clock)
    var runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
    runner.begin()
    runner.receive(.action(.start(override: "on paper"), by: "AB"), at: .seconds(1))
    runner.receive(.action(.pause(reason: "nausea"), by: "AB"), at: .seconds(70))
    #expect(recorder.leaveOpen())
    let folder = try #require(recorder.folder)
    if let missing { try cut(folder.file("journal.jsonl"), before: missing) }
    let unsealed = try #require(UnsealedSession(folder))
    return (recorder.lastNumber, try ResumedSession<ReckonedClock>.open(unsealed, in: archive))
  }

  private func cut(_ path: String, before missing: String) throws {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let kept = lines.prefix { !$0.contains(missing) }
    #expect(kept.count < lines.count)
    try (kept.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test func whatNoDiskHadIsSaidWithTheTimeFromWhichItLacks() throws {
    let (told, session) = try resumed(onDiskBefore: #""action":"pause""#)
    let lost = try #require(LostEntries(of: session, told: told))
    // The record ends with the dose of the first minute.
    #expect(lost.notice.english == "what happened after 09:31:01 is lost: it was on no disk. Note it again")
  }

  /// If the disk has an input but not all of its events, the input gives them again.
  @Test(arguments: [nil, #""phase":"paused""#])
  func whatTheDiskHasOrGivesAgainIsNotLost(missing: String?) throws {
    let (told, session) = try resumed(onDiskBefore: missing)
    #expect(LostEntries(of: session, told: told) == nil)
    #expect(LostEntries(of: session, told: nil) == nil)
    #expect(LostEntries(of: session, told: told + 1) != nil)
  }

  @Test func theRecordsOwnAlarmTellsOfItAndWaitsForSomebody() throws {
    let (told, resumed) = try resumed(onDiskBefore: #""action":"pause""#)
    let lost = try #require(LostEntries(of: resumed, told: told))
    var session = resumed.session
    for input in lost.inputs(at: .seconds(100)) {
      _ = session.receive(try #require(input.input), at: input.time)
    }
    let alarm = { (session: Session) in session.board.alarms.first { $0.id == .journalFailing } }
    #expect(alarm(session)?.priority == .high && alarm(session)?.isLatched == false)
    // The new record keeps up, so the screen must not say that nothing is recorded.
    #expect(session.recorder == .safe)
    _ = session.advance(to: .seconds(140))
    #expect(alarm(session)?.isLatched == true)
  }
}
