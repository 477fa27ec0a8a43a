import Glibc
import SerialPort
import TestBench
import Testing

@Suite struct TCPTests {
  @Test(arguments: ["127.0.0.1", "localhost"])
  func aDeviceServerIsCalledHeardSpokenToLostAndCalledAgain(host: String) throws {
    let server = try #require(LoopbackServer())
    var bench = Bench(Port(.tcp(host: host, port: server.port)))
    bench.run { $0.port.isOpen }
    server.answer()
    server.say([1, 2])
    bench.run { $0.bytes.count >= 2 }
    #expect(bench.bytes == [1, 2])
    #expect(bench.port.write([5]) == .sent)
    #expect(server.heard() == [5])

    server.hangUp()
    bench.run { $0.news.count >= 2 }
    bench.run { $0.port.isOpen }
    #expect(bench.news == [.opened, .lost(.vanished), .opened])
  }

  @Test func aServerThatRefusesIsToldOnceAndTriedAgain() {
    var bench = Bench(Port(.tcp(host: "127.0.0.1", port: 1)))
    bench.run { $0.nowMilliseconds > 2000 }
    #expect(bench.events == [.lost(.other("Connection refused"))])
    #expect(bench.port.nextAttemptMilliseconds != nil)
  }

  @Test func aNameThatNobodyKnowsIsALossNotAWait() {
    var bench = Bench(Port(.tcp(host: "no such host", port: 4001)))
    bench.run { !$0.events.isEmpty }
    guard case .lost(.other) = bench.events.first else {
      Issue.record("expected a loss, got \(bench.events)")
      return
    }
  }
}
