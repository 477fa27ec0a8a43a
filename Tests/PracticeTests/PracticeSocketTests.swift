import Glibc
import TestBench
import Testing

@testable import Practice

/// A simulated network cable, seen by a host that calls it.
@Suite struct PracticeSocketTests {
  private let device = PracticeSocket(name: "hl7")

  init() throws { try device.plugIn() }

  @Test func bytesGoBothWaysUnchanged() throws {
    let host = try #require(LoopbackCaller(path: device.path))
    #expect(device.read().isEmpty)
    let frame: [UInt8] = [0x0B, 0x00, 0x0A, 0x0D, 0x1C, 0xFF]
    device.write(frame)
    #expect(host.heard(frame.count) == frame)
    host.say(frame)
    #expect(isReadable(device.fd))
    #expect(device.read() == frame)
  }

  @Test func aHostMayLeaveAndCallAgain() throws {
    let listener = device.fd
    for round in UInt8(1)...3 {
      let host = try #require(LoopbackCaller(path: device.path))
      _ = device.read()
      #expect(device.fd != listener)
      device.write([round])
      #expect(host.heard(1) == [round])
      host.hangUp()
      _ = device.read()
      #expect(device.fd == listener)
    }
  }

  @Test func whatNobodyHearsIsLost() throws {
    device.write([1, 2, 3])
    let host = try #require(LoopbackCaller(path: device.path))
    _ = device.read()
    device.write([4])
    #expect(host.heard(1) == [4])
  }

  @Test func pulledOutItHangsUpAndComesBackUnderItsNumber() throws {
    let path = device.path
    let host = try #require(LoopbackCaller(path: path))
    _ = device.read()
    device.unplug()
    #expect(host.heard(1).isEmpty)
    #expect(device.fd == -1)
    #expect(LoopbackCaller(path: path) == nil)
    try device.plugIn()
    #expect(device.path == path)
    #expect(LoopbackCaller(path: path) != nil)
  }
}
