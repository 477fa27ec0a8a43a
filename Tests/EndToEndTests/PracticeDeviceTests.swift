import Glibc
import Testing

extension EndToEndTests {
  /// The trolley with a device of every kind, on real ports, and a monitor that listens to all of them.
  @Suite struct PracticeDeviceTests {
    private let chair: Chair

    init() throws { chair = Chair() }

    /// All that a monitor may say to a kind; those that are missing hear nothing.
    private static let harmless: [String: [String]] = [
      "contec-v7": ["7D 81 A1 80 80 80 80 80 80", "7D 81 AF 80 80 80 80 80 80"],
      "suntech": ["3A 79 03 00 4A", "3A 79 05 00 48"],
      "pm6750": ["55 AA 04 01 01 F9", "55 AA 04 03 01 F7", "55 AA 04 04 01 F6"],
      "dri": [
        "7E 31 00" + zeros(19) + " FF" + zeros(18) + " 01 0A 00 0E 00 00 00 00 00 49 7E"
      ],
      "dinamap": [hex(" OA!3\r"), hex(" RA!6\r"), hex(" NA!2\r")],
      "accutorr3": ["03", "50"],
      "intellivue": [
        "C0 11 01 00 1A 09 18 7D E1 16 61 80 30 80 02 01 01 A0 80 62 80 80 01 00 00 00 00 00 "
          + "00 00 00 00 41 08 C1",
        "C0 11 01 00 EE 0D EC 05 08 13 01 00 16 01 02 80 00 14 02 00 02 7D E1 DC 31 80 A0 80 "
          + "80 01 01 00 00 A2 80 A0 03 00 00 01 A4 80 30 80 02 01 01 06 04 52 01 00 01 30 80 06 "
          + "02 51 01 00 00 00 00 30 80 02 01 02 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 01 30 80 "
          + "06 0C 2A 86 48 CE 14 02 01 00 00 00 02 01 00 00 00 00 00 00 61 80 30 80 02 01 01 A0 "
          + "80 60 80 A1 80 06 0C 2A 86 48 CE 14 02 01 00 00 00 03 01 00 00 BE 80 28 80 06 0C 2A "
          + "86 48 CE 14 02 01 00 00 00 01 01 02 01 02 81 48 80 00 00 00 40 00 00 00 00 00 00 00 "
          + "80 00 00 00 20 00 00 00 00 00 00 00 00 01 00 2C 00 01 00 28 80 00 00 00 00 00 1F 40 "
          + "00 00 03 E8 00 00 03 E8 FF FF FF FF 60 00 00 00 00 01 00 0C F0 01 00 08 8C 00 00 00 "
          + "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 A8 4F C1",
        "C0 11 01 00 1C E1 00 00 02 00 02 00 14 00 01 00 01 00 0E 00 21 00 00 00 00 00 00 00 "
          + "00 0D 06 00 00 C3 09 C1",
        "C0 11 01 00 24 E1 00 00 02 00 01 00 1C 00 01 00 07 00 16 00 21 00 00 00 00 00 00 00 "
          + "00 0C 16 00 08 00 01 00 01 00 06 00 00 C6 C7 C1",
        "C0 11 01 00 24 E1 00 00 02 00 01 00 1C 00 02 00 07 00 16 00 21 00 00 00 00 00 00 00 "
          + "00 0C 16 00 08 00 02 00 01 00 2A 08 07 97 85 C1",
      ],
      "intellivue-lan": [
        "09 18 C1 16 61 80 30 80 02 01 01 A0 80 62 80 80 01 00 00 00 00 00 00 00 00 00",
        "0D EC 05 08 13 01 00 16 01 02 80 00 14 02 00 02 C1 DC 31 80 A0 80 80 01 01 00 00 A2 80 A0 "
          + "03 00 00 01 A4 80 30 80 02 01 01 06 04 52 01 00 01 30 80 06 02 51 01 00 00 00 00 30 80 02 "
          + "01 02 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 01 30 80 06 0C 2A 86 48 CE 14 02 01 00 00 00 "
          + "02 01 00 00 00 00 00 00 61 80 30 80 02 01 01 A0 80 60 80 A1 80 06 0C 2A 86 48 CE 14 02 01 "
          + "00 00 00 03 01 00 00 BE 80 28 80 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 01 02 01 02 81 48 "
          + "80 00 00 00 40 00 00 00 00 00 00 00 80 00 00 00 20 00 00 00 00 00 00 00 00 01 00 2C 00 01 "
          + "00 28 80 00 00 00 00 00 1F 40 00 00 03 E8 00 00 03 E8 FF FF FF FF 60 00 00 00 00 01 00 0C "
          + "F0 01 00 08 8C 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00",
        "E1 00 00 02 00 02 00 14 00 01 00 01 00 0E 00 21 00 00 00 00 00 00 00 00 0D 06 00 00",
        "E1 00 00 02 00 01 00 1C 00 01 00 07 00 16 00 21 00 00 00 00 00 00 00 00 0C 16 00 08 00 01 "
          + "00 01 00 06 00 00",
        "E1 00 00 02 00 01 00 1C 00 02 00 07 00 16 00 21 00 00 00 00 00 00 00 00 0C 16 00 08 00 02 "
          + "00 01 00 2A 08 07",
      ],
      "par": [hex("\u{2}18;;DF\u{3}")],
      "asena": [hex("!INF|4961\r"), hex("!ALARM|50B2\r"), hex("!INF_VTBI|8456\r")],
      "ne1000": [hex("DIS\r"), hex("RAT\r"), hex("VOL\r")],
      "fresenius": [
        hex("\u{2}0DC48\u{3}"), hex("\u{2}1DC47\u{3}"), hex("\u{2}1LE;dr2C\u{3}"), hex("\u{2}1LE;ae3C\u{3}"),
        "14", "06",
      ],
      "bcc": [
        hex("\u{1}00031\u{2}1/1/1>ADMIN:ALIVE\u{3}00061\u{4}"),
        hex("\u{1}00027\u{2}1/1/1>MEM:GET\u{3}00039\u{4}"), "06",
      ],
    ]

    @Test func everyKindIsHeardAndToldNothingButWhatIsHarmless() async throws {
      let stand = try #require(
        start(["simulate", "--pty", "--device", "all", "--link", chair.path("trolley")]))
      #expect(await eventually { stand.lines.count == 28 })
      let ports = stand.lines.map { $0.split(separator: " ").map(String.init) }
      let places = ports.map { $0[1].hasPrefix("/") ? "pty:\($0[1])" : $0[1] }
      let devices = zip(ports, places).flatMap { ["--device", "\($0[0])@\($1)"] }
      let monitor = try #require(
        start(
          ["monitor", "--headless", "--training", "--capture", "--sessions", chair.sessionsFolder] + devices))
      // A cuff has nothing to tell before its first result, but it answers.
      let kinds = Set(ports.map { $0[0] })
      let telling = kinds.subtracting(["suntech", "par", "blp"])
      #expect(await eventually { telling.isSubset(of: sources) && kinds.allSatisfy { !heard($0).isEmpty } })
      monitor.program.send(SIGTERM)
      #expect(await eventually { monitor.program.exitStatus == 0 })
      stand.program.send(SIGTERM)
      #expect(await eventually { stand.program.exitStatus == 0 })

      #expect(kinds.filter { !said(to: $0).isEmpty } == Set(Self.harmless.keys).union(["hl7"]))
      for kind in kinds.subtracting(["hl7"]) {
        #expect(said(to: kind).subtracting(Self.harmless[kind] ?? []).isEmpty)
      }
      #expect(said(to: "hl7").allSatisfy { $0.contains(Self.hex("MSA|AA|")) })
    }

    /// The sources that gave a reading so far.
    private var sources: Set<String> {
      let readings = chair.sessions.first?.entries.filter { $0.contains(#""kind":"reading""#) } ?? []
      return Set(
        readings.compactMap { entry in
          entry.components(after: #""source":""#).map { String($0.prefix { $0 != "\"" }) }
        })
    }

    private func heard(_ kind: String) -> [String] { capture(kind).filter { !$0.hasPrefix(">") } }

    private func said(to kind: String) -> Set<String> {
      Set(capture(kind).filter { $0.hasPrefix(">") }.map { String($0.dropFirst(2)) })
    }

    /// What went over a cable, a read or a frame each, in hexadecimal.
    private func capture(_ kind: String) -> [String] {
      let text = chair.sessions.first?.text("capture-\(kind).txt") ?? ""
      let entries = text.split(separator: "\n").reduce(into: [String]()) { entries, line in
        if line.hasPrefix("+"), let last = entries.popLast() {
          entries.append(last + line.dropFirst())
        } else if line.hasPrefix("@") {
          entries.append(String(line.drop { $0 != " " }.dropFirst()))
        }
      }
      return entries.filter { $0.hasPrefix(">") || $0.split(separator: " ").allSatisfy { $0.count == 2 } }
    }

    private struct Started {
      let program: RunningProgram
      let out: String

      var lines: [Substring] { (TextFile.read(out) ?? "").split(separator: "\n") }
    }

    private func start(_ arguments: [String]) -> Started? {
      let fresh = O_WRONLY | O_CREAT | O_TRUNC
      let out = chair.path(arguments[0])
      let standard: [OpenedAs] = [
        .path("/dev/null", flags: O_RDONLY), .path(out, flags: fresh),
        .path("\(out)-complaints", flags: fresh),
      ]
      return Program.start(arguments, standard: standard).map { Started(program: $0, out: out) }
    }

    private static func zeros(_ count: Int) -> String { String(repeating: " 00", count: count) }

    private static func hex(_ text: String) -> String {
      text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
    }
  }
}

extension String {
  /// What stands behind the first of these words.
  fileprivate func components(after words: String) -> Substring? {
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(words) { return rest.dropFirst(words.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
