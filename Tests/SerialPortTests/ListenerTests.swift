import Glibc
import SerialPort
import TestBench
import Testing

/// A listener on a port that was free, on a clock of the test's own.
private struct ListenerBench {
  let listener: Listener
  var now: Int64 = 0
  private(set) var events: [ListenerEvent] = []

  /// Takes the first port that nobody has.
  init?() {
    for port in UInt16(45_000)...45_400 {
      let listener = Listener(address: "127.0.0.1", port: port)
      let events = listener.attempt(atMilliseconds: 0)
      if events == [.listening] {
        self.listener = listener
        self.events = events
        return
      }
      listener.close()
    }
    return nil
  }

  mutating func turn() { events += listener.handle(atMilliseconds: now) }

  mutating func run(until done: (ListenerBench) -> Bool) {
    while !done(self), isReadable(listener.fd) { turn() }
  }

  var calls: Int { events.count { if case .called = $0 { true } else { false } } }
  func bytes(of caller: Int) -> [UInt8] {
    events.flatMap { event in
      if case .bytes(caller, let bytes) = event { Array(bytes) } else { [UInt8]() }
    }
  }
}

@Suite(.serialized) struct ListenerTests {
  @Test func callersAreHeardAndAnsweredApart() throws {
    var bench = try #require(ListenerBench())
    let first = try #require(LoopbackCaller(bench.listener.port))
    let second = try #require(LoopbackCaller(bench.listener.port))
    bench.run { $0.calls == 2 }
    #expect(bench.events == [.listening, .called(1, from: "127.0.0.1"), .called(2, from: "127.0.0.1")])
    first.say([1, 2])
    second.say([3])
    bench.run { $0.bytes(of: 1).count + $0.bytes(of: 2).count >= 3 }
    #expect(bench.bytes(of: 1) == [1, 2])
    #expect(bench.bytes(of: 2) == [3])
    #expect(bench.listener.write([9], to: 2) == .sent)
    #expect(second.heard() == [9])
    #expect(bench.listener.write([9], to: 7) == .refused)

    first.hangUp()
    bench.run { $0.events.contains(.left(1)) }
    #expect(bench.events.last == .left(1))
    bench.listener.hangUp(2)
    #expect(second.heard().isEmpty)
  }

  @Test func aPortThatSomebodyHasIsBusyToldOnceAndTakenWhenItIsFree() throws {
    let first = try #require(ListenerBench())
    let second = Listener(address: "127.0.0.1", port: first.listener.port)
    #expect(second.attempt(atMilliseconds: 0) == [.lost(.busy(process: nil))])
    #expect(second.fd == -1)
    let due = try #require(second.nextAttemptMilliseconds)
    #expect(second.attempt(atMilliseconds: due).isEmpty)
    first.listener.close()
    #expect(second.attempt(atMilliseconds: due + 1000) == [.listening])
  }

  @Test func anAddressOfAnotherMachineIsALoss() {
    let listener = Listener(address: "192.0.2.1", port: 45_999)
    #expect(listener.attempt(atMilliseconds: 0) == [.lost(.other("Cannot assign requested address"))])
  }

  /// A thousand callers say nothing. Only a few are kept, the oldest gives way to the next, and this is told
  /// once.
  @Test func aThousandSilentCallersLeaveRoomForOneThatSpeaks() throws {
    var bench = try #require(ListenerBench())
    var crowd: [LoopbackCaller] = []
    for _ in 0..<1000 {
      crowd.append(try #require(LoopbackCaller(bench.listener.port)))
      bench.turn()
    }
    #expect(bench.calls == Listener.callersMax)
    #expect(bench.events.count { $0 == .crowded } == 1)
    bench.now = 5000
    let sender = try #require(LoopbackCaller(bench.listener.port))
    bench.run { $0.calls == Listener.callersMax + 1 }
    #expect(bench.events.suffix(2) == [.left(1), .called(17, from: "127.0.0.1")])
    sender.say([7])
    bench.run { !$0.bytes(of: 17).isEmpty }
    #expect(bench.bytes(of: 17) == [7])
  }

  /// A caller that speaks now and then stays; one that last spoke a minute ago gives way.
  @Test func whoSpeaksIsNotPushedOut() throws {
    var bench = try #require(ListenerBench())
    var callers: [LoopbackCaller] = []
    for index in 0..<Listener.callersMax {
      callers.append(try #require(LoopbackCaller(bench.listener.port)))
      callers[index].say([1])
      bench.run { !$0.bytes(of: index + 1).isEmpty }
    }
    bench.now = 30_000
    let early = try #require(LoopbackCaller(bench.listener.port))
    bench.run { $0.events.last == .crowded }
    #expect(bench.events.last == .crowded)
    #expect(early.heard().isEmpty)
    callers[0].say([2])
    bench.run { $0.bytes(of: 1).count == 2 }
    bench.now = 60_000
    let late = try #require(LoopbackCaller(bench.listener.port))
    bench.run { $0.calls == Listener.callersMax + 1 }
    #expect(bench.events.suffix(2) == [.left(2), .called(17, from: "127.0.0.1")])
    late.hangUp()
  }

  /// A caller that never reads its answers gets a few and then no more; the listener does not wait for it.
  @Test func answersThatNobodyFetchesAreBounded() throws {
    var bench = try #require(ListenerBench())
    let sender = try #require(LoopbackCaller(bench.listener.port))
    bench.run { $0.calls == 1 }
    let answer = [UInt8](repeating: 0x41, count: 1024)
    var outcomes: [WriteOutcome] = []
    for _ in 0..<20_000 where outcomes.last != .refused {
      outcomes.append(bench.listener.write(answer, to: 1))
    }
    #expect(outcomes.last == .refused)
    #expect(outcomes.count { $0 == .queued } <= 4)
    sender.hangUp()
  }
}
