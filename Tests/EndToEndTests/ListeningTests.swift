import Glibc
import Testing

extension EndToEndTests {
  /// Most gateways call a host that listens.
  @Suite struct ListeningTests {
    @Test func aGatewayThatCallsIsReadAndToldSo() async throws {
      let chair = try #require(Chair())
      let port = try #require(ReservedPort())
      let monitor = try #require(
        Program.start(
          ["monitor", "--headless", "--training", "--device", "hl7@listen:\(port.number)"]
            + ["--sessions", chair.sessionsFolder],
          standard: [
            .path("/dev/null", flags: O_RDONLY), .path(chair.path("out"), flags: O_WRONLY | O_CREAT),
            .path(chair.path("complaints"), flags: O_WRONLY | O_CREAT),
          ]))
      var gateway: CallingGateway?
      #expect(
        await eventually {
          gateway = CallingGateway(calling: port.number)
          return gateway != nil
        })
      gateway?.say(
        ["MSH|^~\\&|G||C||20260102101500||ORU^R01|17|P|2.6", "PID|||P-0142", "OBX|1|NM|59408-5||93|%|||||F"])
      var answer = ""
      #expect(
        await eventually {
          answer += gateway?.heard ?? ""
          return answer.hasSuffix("\u{1C}\r")
        })
      let segments = answer.split(separator: "\r").map(String.init)
      #expect(segments.first?.hasPrefix("\u{0B}MSH|^~\\&|") == true, "\(segments)")
      #expect(segments.contains("MSA|AA|17"), "\(segments)")
      #expect(await eventually { chair.sessions.first?.entries.contains(where: Self.isRead) == true })
      monitor.send(SIGTERM)
      #expect(await eventually { monitor.exitStatus == 0 })
    }

    private static func isRead(_ entry: String) -> Bool {
      entry.contains(#""kind":"reading","source":"hl7","spo2":93"#)
    }
  }
}

/// A port of the loopback that nobody else gets while this is held: it is bound here and not listened to,
/// which leaves it to whoever listens.
private final class ReservedPort {
  let number: UInt16
  private let fd: Int32

  init?() {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var again: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &again, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    fd = socket
    number = UInt16(bigEndian: address.sin_port)
    if !isBound { return nil }
  }

  deinit { close(fd) }
}

private final class CallingGateway {
  private let fd: Int32

  /// Nil while nobody listens there.
  init?(calling port: UInt16) {
    fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in.loopback(port: port)
    let isAnswered = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if !isAnswered { return nil }
  }

  deinit { close(fd) }

  func say(_ segments: [String]) {
    let message = "\u{0B}" + segments.map { $0 + "\r" }.joined() + "\u{1C}\r"
    _ = write(fd, message, message.utf8.count)
  }

  /// What came since the last time; empty where nothing did.
  var heard: String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = recv(fd, &bytes, bytes.count, Int32(MSG_DONTWAIT))
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}

extension sockaddr_in {
  fileprivate static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    address.sin_port = port.bigEndian
    return address
  }
}
