import Glibc
import SerialPort
import TestBench
import Testing

@testable import Practice

/// A simulated device on a network, seen by a host that sends it messages.
@Suite struct PracticePostboxTests {
  private let device = PracticePostbox(name: "intellivue-lan")

  init() throws { try device.plugIn() }

  private func host() throws -> Port {
    let port = Port(try Endpoint(device.path))
    #expect(port.attempt(atMilliseconds: 0) == [.opened])
    return port
  }

  private func heard(_ host: Port) -> [PortEvent] {
    guard isReadable(host.fd) else { return [] }
    return host.handle(Int16(POLLIN), atMilliseconds: 0)
  }

  @Test func whoeverWroteLastIsAnswered() throws {
    device.write([9])
    let (first, second) = (try host(), try host())
    _ = first.write([1])
    _ = second.write([2, 3])
    #expect(device.read() == [1, 2, 3])
    device.write([4])
    #expect(heard(second) == [.bytes([4])])
    _ = first.write([5])
    #expect(device.read() == [5])
    device.write([6])
    #expect(heard(first) == [.bytes([6])])
  }

  @Test func pulledOutItIsSilentAndComesBackUnderItsNumber() throws {
    let path = device.path
    let host = try host()
    _ = host.write([1])
    device.unplug()
    #expect(device.fd == -1)
    #expect(device.read().isEmpty)
    device.write([2])
    try device.plugIn()
    #expect(device.path == path)
    _ = host.write([3])
    // What was sent to nobody may be told in the host's next call; it is not there for good.
    _ = host.write([3])
    #expect(device.read().last == 3)
  }
}
