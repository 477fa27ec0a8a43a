import InfusionCore
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import TestBench
import Testing

@testable import MonitorApp

/// A loop that stood still tells of a gap, at whatever point of its turn it stopped.
@Suite struct StandstillTests {
  @Test func whoeverTurnsEveryTwoSecondsDoesNotStandStill() {
    var standstill = Standstill(at: 100)
    for now in stride(from: Int64(100), to: 60_000, by: 2000) { #expect(standstill.look(at: now) == nil) }
  }

  @Test func aSilenceOfMoreThanFiveSecondsIsAStandstillFromItsBeginning() {
    var standstill = Standstill(at: 0)
    #expect(standstill.look(at: 1000) == nil)
    #expect(standstill.look(at: 6000) == nil)
    #expect(standstill.look(at: 11_001) == 6000)
    #expect(standstill.look(at: 11_002) == nil, "told once")
  }

  /// A loop whose clock may jump at every step. Its record must replay to the events that it told.
  @Test(arguments: 0..<100)
  func aStandstillAnywhereInATurnLeavesARecordThatReplays(seed: Int) throws {
    let scratch = ScratchFolder()
    var loop = try StallingLoop(seed: UInt64(seed), in: scratch.path)
    for _ in 0..<60 { loop.turn() }
    let folder = try #require(loop.recorder.folder)
    #expect(loop.recorder.leaveOpen())
    var reader = JournalReader(try folder.read())
    var replay = Replay(plan: loop.plan)
    while let entry = reader.next() { replay.feed(entry, body: reader.body) }
    _ = replay.finish(at: reader.lastTime, isSealed: false)
    #expect(replay.difference == nil)
    #expect(reader.problems == [])
  }
}

/// The station's turn with a clock of its own, in the station's order.
private struct StallingLoop {
  let plan = SessionPlan(
    patient: "P-1", weight: Kilograms(70), plan: "trd-40",
    sources: [SourceDescription(id: SourceID("line")), SourceDescription(id: SourceID("nonin-df2"))],
    origin: .simulated)
  let recorder: Recorder
  private var runner: SessionRunner
  private var standstill = Standstill(at: 0)
  private var now: Int64 = 0
  private var dice: Chance

  init(seed: UInt64, in root: String) throws {
    dice = Chance(seed: seed)
    let clock = ReckonedClock(begins: WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120))
    let header = SessionHeader(of: plan, by: clock)
    recorder = Recorder(header, in: SessionArchive(root: root), clock: clock)
    runner = SessionRunner(Session(plan: plan), book: recorder, listeners: [recorder])
    runner.begin()
  }

  private var time: SessionTime { SessionTime(milliseconds: now) }

  mutating func turn() {
    now += Int64.random(in: 1...2000, using: &dice)
    mayStall()
    notice()
    for source in ["line", "nonin-df2"] where Bool.random(using: &dice) {
      let instant = max(time, runner.session.openInstant)
      mayStall()
      runner.receive(
        .reading(
          Reading(source: SourceID(source), spo2: .value(Fixed(Int.random(in: 80...99, using: &dice))))),
        at: instant)
      mayStall()
      notice()
    }
    runner.advance(to: time)
    mayStall()
    runner.advance(to: time)
  }

  private mutating func mayStall() {
    if Int.random(in: 0..<20, using: &dice) == 0 { now += Int64.random(in: 3000...40_000, using: &dice) }
  }

  private mutating func notice() {
    guard let since = standstill.look(at: now) else { return }
    let from = max(SessionTime(milliseconds: since), runner.session.now)
    runner.receive(.gap(from: from, reason: "stood still", isEstimated: false), at: time)
  }
}

/// SplitMix64.
private struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
