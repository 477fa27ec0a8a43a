import Glibc
import TestBench
import Testing

@testable import Practice

/// A simulated cable, seen by a host that uses real ports.
@Suite struct PracticePortTests {
  @Test func bytesGoBothWaysUnchanged() throws {
    let device = PracticePort(name: "test", linkFolder: nil)
    try device.plugIn()
    let host = try #require(SerialHost(device.path))
    let frame: [UInt8] = [0x00, 0x03, 0x04, 0x0A, 0x0D, 0x11, 0x13, 0x7F, 0xFF]
    device.write(frame)
    #expect(host.read(frame.count) == frame)
    host.write(frame)
    #expect(device.read() == frame)
  }

  @Test func whatNobodyHearsIsLost() throws {
    let device = PracticePort(name: "test", linkFolder: nil)
    try device.plugIn()
    device.write([1, 2, 3])
    let host = try #require(SerialHost(device.path))
    device.write([4])
    #expect(host.read(1) == [4])
  }

  @Test func aHostMayCloseAndOpenAgain() throws {
    let device = PracticePort(name: "test", linkFolder: nil)
    try device.plugIn()
    for round in UInt8(1)...3 {
      let host = try #require(SerialHost(device.path))
      #expect(device.fd >= 0)
      device.write([round, 0x0D])
      #expect(host.read(2) == [round, 0x0D])
      host.close()
      #expect(device.fd == -1)
    }
  }

  @Test func pulledOutItHangsUpAndComesBackUnderItsLink() throws {
    let folder = ScratchFolder()
    let device = PracticePort(name: "nonin-df2", linkFolder: folder.path)
    try device.plugIn()
    let link = device.path
    #expect(link == "\(folder.path)/nonin-df2")
    let before = try #require(SerialHost(link))
    device.unplug()
    #expect(before.isHungUp)
    #expect(access(link, F_OK) != 0)
    try device.plugIn()
    #expect(device.path == link)
    let after = try #require(SerialHost(link))
    device.write([7])
    #expect(after.read(1) == [7])
    device.unplug()
  }

  @Test func aFileIsNeverReplacedByALink() throws {
    let folder = ScratchFolder()
    close(open("\(folder.path)/line", O_CREAT | O_WRONLY, 0o600))
    let device = PracticePort(name: "line", linkFolder: folder.path)
    #expect(throws: PracticeFailure.notALink("\(folder.path)/line")) { try device.plugIn() }
  }
}
