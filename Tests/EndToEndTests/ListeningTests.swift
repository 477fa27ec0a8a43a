import Glibc
import TestBench
import Testing

extension EndToEndTests {
  /// Most gateways call a host that listens.
  @Suite struct ListeningTests {
    private static let result = [
      "MSH|^~\\&|G||C||20260102101500||ORU^R01|17|P|2.6", "PID|||P-0142", "OBX|1|NM|59408-5||93|%|||||F",
    ]

    @Test func aGatewayThatCallsIsReadAndToldSo() async throws {
      let chair = Chair()
      // The kernel's choice, and free again at once.
      let port = try #require(LoopbackServer()).port
      let monitor = try #require(
        Program.start(
          ["monitor", "--headless", "--training", "--device", "hl7@listen:\(port)"]
            + ["--sessions", chair.sessionsFolder],
          standard: [
            .path("/dev/null", flags: O_RDONLY), .path(chair.path("out"), flags: O_WRONLY | O_CREAT),
            .path(chair.path("complaints"), flags: O_WRONLY | O_CREAT),
          ]))
      var gateway: LoopbackCaller?
      #expect(
        await eventually {
          gateway = LoopbackCaller(port)
          return gateway != nil
        })
      gateway?.say([0x0B] + Self.result.flatMap { Array($0.utf8) + [0x0D] } + [0x1C, 0x0D])
      var answer: [UInt8] = []
      #expect(
        await eventually {
          answer += gateway?.heard() ?? []
          return answer.suffix(2) == [0x1C, 0x0D]
        })
      let segments = String(decoding: answer, as: UTF8.self).split(separator: "\r")
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
