import SerialPort
import TestBench
import Testing

/// A device on a network that takes and sends messages (UDP).
@Suite struct MessagePortTests {
  private let device: LoopbackPostbox

  init() throws { device = try #require(LoopbackPostbox()) }

  @Test func messagesGoBothWays() {
    var bench = Bench(Port(.udp(host: "127.0.0.1", port: device.port)))
    bench.run { $0.port.isOpen }
    #expect(bench.news == [.opened], "nobody is asked whether it may be opened")
    #expect(bench.port.write([1, 2, 3]) == .sent)
    #expect(device.heard() == [1, 2, 3])
    device.say([])
    device.say([4, 5])
    bench.run { !$0.bytes.isEmpty }
    #expect(bench.bytes == [4, 5])
    #expect(bench.news == [.opened], "an empty message is no end")
  }

  /// Else any program that knows the port's number could speak for the monitor.
  @Test func aStrangerIsNotHeard() {
    var bench = Bench(Port(.udp(host: "127.0.0.1", port: device.port)))
    bench.run { $0.port.isOpen }
    _ = bench.port.write([1])
    _ = device.heard()
    device.sayAsAStranger([66])
    device.say([7])
    bench.run { !$0.bytes.isEmpty }
    #expect(bench.bytes == [7])
  }

  /// After a change of network, a socket that was opened before would hear nothing more.
  @Test func oneThatHearsNothingIsOpenedAnewUnseen() {
    var bench = Bench(Port(.udp(host: "127.0.0.1", port: device.port)))
    bench.run { $0.port.isOpen }
    let before = bench.port.fd
    #expect(bench.port.attempt(atMilliseconds: 9_999).isEmpty && bench.port.fd == before)
    #expect(bench.port.attempt(atMilliseconds: 10_000).isEmpty)
    #expect(bench.port.fd != before && bench.port.isOpen)
    _ = bench.port.write([1])
    #expect(device.heard() == [1])
    device.say([2])
    bench.run { !$0.bytes.isEmpty }
    #expect(bench.bytes == [2])
  }

  /// A monitor that is switched off refuses messages: its silence is told, and it may be there any moment.
  @Test func aPlaceWhereNobodyIsIsNoLoss() {
    var bench = Bench(Port(.udp(host: "127.0.0.1", port: 1)))
    bench.run { $0.port.isOpen }
    for _ in 0..<3 {
      _ = bench.port.write([1])
      _ = bench.wait(atMostMilliseconds: 200)
    }
    #expect(bench.news == [.opened])
    #expect(bench.port.isOpen)
  }
}
