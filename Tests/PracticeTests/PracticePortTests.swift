import Glibc
import Testing

@testable import Practice

/// A simulated cable, seen by a host that uses real ports.
@Suite struct PracticePortTests {
  @Test func bytesGoBothWaysUnchanged() throws {
    let device = PracticePort(name: "test", linkFolder: nil)
    try device.plugIn()
    let host = try #require(Host(device.path))
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
    let host = try #require(Host(device.path))
    device.write([4])
    #expect(host.read(1) == [4])
  }

  @Test func aHostMayCloseAndOpenAgain() throws {
    let device = PracticePort(name: "test", linkFolder: nil)
    try device.plugIn()
    for round in UInt8(1)...3 {
      let host = try #require(Host(device.path))
      #expect(device.fd >= 0)
      device.write([round, 0x0D])
      #expect(host.read(2) == [round, 0x0D])
      host.close()
      #expect(device.fd == -1)
    }
  }

  @Test func pulledOutItHangsUpAndComesBackUnderItsLink() throws {
    let folder = try #require(LinkFolder())
    let device = PracticePort(name: "nonin-df2", linkFolder: folder.path)
    try device.plugIn()
    let link = device.path
    #expect(link == "\(folder.path)/nonin-df2")
    let before = try #require(Host(link))
    device.unplug()
    #expect(before.isHungUp)
    #expect(access(link, F_OK) != 0)
    try device.plugIn()
    #expect(device.path == link)
    let after = try #require(Host(link))
    device.write([7])
    #expect(after.read(1) == [7])
    device.unplug()
  }

  @Test func aFileIsNeverReplacedByALink() throws {
    let folder = try #require(LinkFolder())
    close(open("\(folder.path)/line", O_CREAT | O_WRONLY, 0o600))
    let device = PracticePort(name: "line", linkFolder: folder.path)
    #expect(throws: PracticeFailure.notALink("\(folder.path)/line")) { try device.plugIn() }
  }
}

/// A folder for links that is gone after the test.
private final class LinkFolder {
  let path: String

  init?() {
    var template = Array("/tmp/chairside-links-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in ["line", "nonin-df2"] { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}

/// The other end of the cable.
private final class Host {
  private var fd: Int32

  init?(_ path: String) {
    fd = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard fd >= 0 else { return nil }
  }

  deinit { close() }

  var isHungUp: Bool {
    var polled = pollfd(fd: fd, events: 0, revents: 0)
    return poll(&polled, 1, 0) > 0 && polled.revents & Int16(POLLHUP) != 0
  }

  /// Waits for so many bytes; fewer once nothing more comes.
  func read(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var polled = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, 2000) > 0 else { return bytes }
      var chunk = [UInt8](repeating: 0, count: count - bytes.count)
      let got = Glibc.read(fd, &chunk, chunk.count)
      guard got > 0 else { return bytes }
      bytes += chunk[..<got]
    }
    return bytes
  }

  func write(_ bytes: [UInt8]) { _ = Glibc.write(fd, bytes, bytes.count) }

  func close() {
    if fd >= 0 { Glibc.close(fd) }
    fd = -1
  }
}
