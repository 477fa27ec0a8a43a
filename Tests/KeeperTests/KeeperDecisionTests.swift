import Glibc
import Testing

@testable import StationKeeper

private let trap = StationEnd.killed(signal: SIGILL)

@Suite struct KeeperDecisionTests {
  @Test(arguments: [
    (StationEnd.exited(status: 0), StationWord.noSession, Int32(0)),
    (.exited(status: 0), .inSession, 0),
    (.exited(status: 65), .inSession, 65),
    (.exited(status: 130), .noSession, 130),
    (.killed(signal: SIGSEGV), .noSession, 139),
    (.killed(signal: SIGKILL), .closed, 137),
    (.notStarted(code: ENOENT), .noSession, 71),
  ])
  func anEndThatLeavesNobodyUnwatchedIsTheEnd(end: StationEnd, word: StationWord, status: Int32) {
    var decision = KeeperDecision()
    decision.hear(word)
    #expect(decision.next(after: end, atMilliseconds: 0) == .finish(status: status))
  }

  @Test(arguments: [trap, .killed(signal: SIGKILL), .notStarted(code: ENOMEM)])
  func aDeathInASessionIsAnsweredAtOnce(end: StationEnd) {
    var decision = KeeperDecision()
    decision.hear(.inSession)
    #expect(decision.next(after: end, atMilliseconds: 0) == .restart(.resume, afterMilliseconds: 0))
  }

  @Test func theThirdDeathInAMinuteStartsANewSegmentAndFurtherOnesWait() {
    var decision = KeeperDecision()
    decision.hear(.inSession)
    let answers = [0, 20_000, 59_999, 60_500, 61_000].map { (time: Int64) in
      defer { decision.hear(.inSession) }
      return decision.next(after: trap, atMilliseconds: time)
    }
    #expect(
      answers == [
        .restart(.resume, afterMilliseconds: 0),
        .restart(.resume, afterMilliseconds: 0),
        .restart(.newSegment, afterMilliseconds: 0),
        .restart(.newSegment, afterMilliseconds: 0),
        .restart(.newSegment, afterMilliseconds: 1000),
      ])
  }

  @Test func aSessionIsLeftOnlyWhenNothingComesToLifeOverIt() {
    var decision = KeeperDecision()
    decision.hear(.inSession)
    for time in [0, 10, 20] { _ = decision.next(after: trap, atMilliseconds: Int64(time)) }
    // The third station's successor went on in a new segment, and never said a word.
    #expect(decision.next(after: trap, atMilliseconds: 30) == .restart(.newSession, afterMilliseconds: 1000))
    decision.hear(.inSession)
    #expect(decision.next(after: trap, atMilliseconds: 40) == .restart(.newSegment, afterMilliseconds: 1000))
  }

  @Test func aStationThatTheSystemCannotStartIsNoProofAgainstItsSession() {
    var decision = KeeperDecision()
    decision.hear(.inSession)
    for time in [0, 10, 20] { _ = decision.next(after: trap, atMilliseconds: Int64(time)) }
    let answer = decision.next(after: .notStarted(code: ENOMEM), atMilliseconds: 30)
    #expect(answer == .restart(.newSegment, afterMilliseconds: 1000))
  }

  @Test(arguments: [
    (["source:line", "source:line", "source:line"], ["source:line"]),
    (["script:4", "source:line", "source:line"], []),
    (["source:line", nil, "source:line"], []),
    ([nil, nil, nil], []),
    (["source:line", "source:line"], []),
    (["source:a", "source:a", "source:a", "script:3", "script:3", "script:3"], ["source:a", "script:3"]),
  ])
  func whatThreeDiedOverIsSetAside(inHand: [String?], aside: [String]) {
    var decision = KeeperDecision()
    for (index, what) in inHand.enumerated() {
      decision.hear(.inSession)
      _ = decision.next(after: trap, inHand: what, atMilliseconds: Int64(index))
    }
    #expect(decision.aside == aside)
  }

  @Test func deathsThatLieAMinuteBackAreForgotten() {
    var decision = KeeperDecision()
    decision.hear(.inSession)
    for death in [0, 30_000, 60_000, 90_000, 120_000] {
      let answer = decision.next(after: trap, atMilliseconds: Int64(death))
      #expect(answer == .restart(.resume, afterMilliseconds: 0))
    }
  }

  @Test func aStationThatDiesBeforeItSpeaksDiesInTheSessionOfTheOneBefore() {
    var decision = KeeperDecision()
    decision.hear(.inSession)
    _ = decision.next(after: trap, atMilliseconds: 0)
    #expect(decision.next(after: trap, atMilliseconds: 10) == .restart(.resume, afterMilliseconds: 0))
    decision.hear(.closed)
    #expect(decision.next(after: trap, atMilliseconds: 20) == .finish(status: 128 + SIGILL))
  }

  @Test func whoIsAskedToStopDoesNotStartAgain() {
    var decision = KeeperDecision()
    decision.hear(.inSession)
    decision.isStopping = true
    #expect(decision.next(after: .killed(signal: SIGKILL), atMilliseconds: 0) == .finish(status: 137))
  }
}

@Suite struct StationOrdersTests {
  @Test(arguments: [
    StationOrders(start: .first, death: nil, wordsDescriptor: 5, keeper: 812, keptSince: 0),
    StationOrders(
      start: .resume, death: .killed(signal: 11), wordsDescriptor: 3, keeper: 1, keptSince: 92_031),
    StationOrders(
      start: .newSegment, death: .notStarted(code: 12), wordsDescriptor: 9, noteDescriptor: 7,
      aside: ["source:nonin-df2-2", "script:12"], session: "2026-10-17T073000Z_2_4fa1c0", told: 412,
      keeper: 99_999, keptSince: 1),
    StationOrders(
      start: .newSession, death: .killed(signal: 4), wordsDescriptor: 9, noteDescriptor: 7, keeper: 2,
      keptSince: 1),
  ])
  func ordersArriveAsTheyWereGiven(orders: StationOrders) {
    #expect(StationOrders(value: orders.value) == orders)
  }

  @Test(arguments: [
    "", "1", "start=first", "start=later words=3 keeper=4", "start=first words=-1 keeper=4 since=1",
    "start=first words=3 keeper=4", "start",
  ])
  func whatIsNoOrdersMeansThatThereIsNoKeeper(value: String) {
    #expect(StationOrders(value: value) == nil)
  }

  @Test(arguments: [
    (Int32(0), StationEnd.exited(status: 0)), (0x0700, .exited(status: 7)), (11, .killed(signal: 11)),
    (0x8B, .killed(signal: 11)),  // with a core dump
  ])
  func aWaitStatusIsRead(status: Int32, end: StationEnd) {
    #expect(StationEnd(waitStatus: status) == end)
  }

  @Test func anEndIsSaidWithItsSignalsName() {
    #expect(StationEnd.killed(signal: SIGSEGV).description == "signal 11 (SIGSEGV)")
    #expect(StationEnd.exited(status: 65).description == "exit status 65")
  }
}
