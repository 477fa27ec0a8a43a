import Devices
import InfusionCore
import Quantities
import Testing

@Suite struct WriteAllowListTests {
  /// The whole of it, written out a second time, so that nothing joins it unseen.
  private static let expected: [DeviceKind: [[UInt8]]] = [
    .contecV7: [hex("7D 81 A1 80 80 80 80 80 80"), hex("7D 81 AF 80 80 80 80 80 80")],
    .sunTech: [hex("3A 79 03 00 4A"), hex("3A 79 05 00 48")],
    .pm6750: [hex("55 AA 04 01 01 F9"), hex("55 AA 04 03 01 F7"), hex("55 AA 04 04 01 F6")],
    .par: [[0x02] + ascii("18;;DF") + [0x03]],
    .dri: [
      hex("7E 31 00") + [UInt8](repeating: 0, count: 19) + hex("FF") + [UInt8](repeating: 0, count: 18)
        + hex("01 0A 00 0E 00 00 00 00 00 49 7E")
    ],
    .dinamap: [ascii(" OA!3\r"), ascii(" RA!6\r"), ascii(" NA!2\r")],
    .accutorr3: [[0x03], ascii("P")],
    .intelliVue: [
      hex(
        "C0 11 01 00 1A 09 18 7D E1 16 61 80 30 80 02 01 01 A0 80 62 80 80 01 00 00 00 00 00 00 00 "
          + "00 00 41 08 C1"),
      hex(
        "C0 11 01 00 1A 0A 18 7D E1 16 61 80 30 80 02 01 01 A0 80 63 80 80 01 00 00 00 00 00 00 00 "
          + "00 00 0D 52 C1"),
      hex(
        "C0 11 01 00 EE 0D EC 05 08 13 01 00 16 01 02 80 00 14 02 00 02 7D E1 DC 31 80 A0 80 80 01 "
          + "01 00 00 A2 80 A0 03 00 00 01 A4 80 30 80 02 01 01 06 04 52 01 00 01 30 80 06 02 51 01 00 "
          + "00 00 00 30 80 02 01 02 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 01 30 80 06 0C 2A 86 48 CE "
          + "14 02 01 00 00 00 02 01 00 00 00 00 00 00 61 80 30 80 02 01 01 A0 80 60 80 A1 80 06 0C 2A "
          + "86 48 CE 14 02 01 00 00 00 03 01 00 00 BE 80 28 80 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 "
          + "01 02 01 02 81 48 80 00 00 00 40 00 00 00 00 00 00 00 80 00 00 00 20 00 00 00 00 00 00 00 "
          + "00 01 00 2C 00 01 00 28 80 00 00 00 00 00 1F 40 00 00 03 E8 00 00 03 E8 FF FF FF FF 60 00 "
          + "00 00 00 01 00 0C F0 01 00 08 8C 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 "
          + "00 00 00 00 A8 4F C1"),
      hex(
        "C0 11 01 00 1C E1 00 00 02 00 02 00 14 00 01 00 01 00 0E 00 21 00 00 00 00 00 00 00 00 0D "
          + "06 00 00 C3 09 C1"),
      hex(
        "C0 11 01 00 24 E1 00 00 02 00 01 00 1C 00 01 00 07 00 16 00 21 00 00 00 00 00 00 00 00 0C "
          + "16 00 08 00 01 00 01 00 06 00 00 C6 C7 C1"),
      hex(
        "C0 11 01 00 24 E1 00 00 02 00 01 00 1C 00 02 00 07 00 16 00 21 00 00 00 00 00 00 00 00 0C "
          + "16 00 08 00 02 00 01 00 2A 08 07 97 85 C1"),
    ],
    .intelliVueLAN: [
      hex("09 18 C1 16 61 80 30 80 02 01 01 A0 80 62 80 80 01 00 00 00 00 00 00 00 00 00"),
      hex("0A 18 C1 16 61 80 30 80 02 01 01 A0 80 63 80 80 01 00 00 00 00 00 00 00 00 00"),
      hex(
        "0D EC 05 08 13 01 00 16 01 02 80 00 14 02 00 02 C1 DC 31 80 A0 80 80 01 01 00 00 A2 80 A0 "
          + "03 00 00 01 A4 80 30 80 02 01 01 06 04 52 01 00 01 30 80 06 02 51 01 00 00 00 00 30 80 02 "
          + "01 02 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 01 30 80 06 0C 2A 86 48 CE 14 02 01 00 00 00 "
          + "02 01 00 00 00 00 00 00 61 80 30 80 02 01 01 A0 80 60 80 A1 80 06 0C 2A 86 48 CE 14 02 01 "
          + "00 00 00 03 01 00 00 BE 80 28 80 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 01 02 01 02 81 48 "
          + "80 00 00 00 40 00 00 00 00 00 00 00 80 00 00 00 20 00 00 00 00 00 00 00 00 01 00 2C 00 01 "
          + "00 28 80 00 00 00 00 00 1F 40 00 00 03 E8 00 00 03 E8 FF FF FF FF 60 00 00 00 00 01 00 0C "
          + "F0 01 00 08 8C 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00"),
      hex("E1 00 00 02 00 02 00 14 00 01 00 01 00 0E 00 21 00 00 00 00 00 00 00 00 0D 06 00 00"),
      hex(
        "E1 00 00 02 00 01 00 1C 00 01 00 07 00 16 00 21 00 00 00 00 00 00 00 00 0C 16 00 08 00 01 "
          + "00 01 00 06 00 00"),
      hex(
        "E1 00 00 02 00 01 00 1C 00 02 00 07 00 16 00 21 00 00 00 00 00 00 00 00 0C 16 00 08 00 02 "
          + "00 01 00 2A 08 07"),
    ],
    .asena: [ascii("!INF|4961\r"), ascii("!ALARM|50B2\r"), ascii("!INF_VTBI|8456\r")],
    .ne1000: [ascii("DIS\r"), ascii("RAT\r"), ascii("VOL\r")],
    .fresenius: freseniusQuestions + [[0x02] + ascii("0DC48") + [0x03], [0x14], [0x06]],
    .bcc: [
      [0x01] + ascii("00031") + [0x02] + ascii("1/1/1>ADMIN:ALIVE") + [0x03] + ascii("00061") + [0x04],
      [0x01] + ascii("00027") + [0x02] + ascii("1/1/1>MEM:GET") + [0x03] + ascii("00039") + [0x04],
      [0x01] + ascii("00031") + [0x02] + ascii("1/1/1>AEXMIN:ALIVEE") + [0x03] + ascii("00061") + [0x04],
      [0x01] + ascii("00027") + [0x02] + ascii("1/1/1>MEEM:GEET") + [0x03] + ascii("00039") + [0x04], [0x06],
    ],
  ]

  /// To a pump that stands alone, and to the addresses 1 to 9.
  private static let freseniusQuestions = [
    "DC78", "LE;dr5D", "LE;ae6D", "1DC47", "1LE;dr2C", "1LE;ae3C", "2DC46", "2LE;dr2B", "2LE;ae3B", "3DC45",
    "3LE;dr2A", "3LE;ae3A", "4DC44", "4LE;dr29", "4LE;ae39", "5DC43", "5LE;dr28", "5LE;ae38", "6DC42",
    "6LE;dr27", "6LE;ae37", "7DC41", "7LE;dr26", "7LE;ae36", "8DC40", "8LE;dr25", "8LE;ae35", "9DC3F",
    "9LE;dr24", "9LE;ae34",
  ].map { [0x02] + ascii($0) + [0x03] }

  @Test func nothingElseCanBeWritten() {
    #expect(WriteAllowList.byKind.mapValues { $0.map(\.bytes) } == Self.expected)
  }

  @Test func everyKindOnTheListIsInTheCatalogue() {
    #expect(Set(WriteAllowList.byKind.keys).isSubset(of: DeviceKind.all))
  }

  /// Whatever a device sends and however long it is silent, only its own frames are said.
  @Test func garbageAndAnHourOfSilenceDrawNoOtherFrame() throws {
    for kind in DeviceKind.all {
      var device = kind.driver(source: SourceID(kind.name))
      var sent = device.opened(at: .start).sent
      for second in 1...3660 {
        if second <= 60 {
          let bytes = (0..<64).map { UInt8(truncatingIfNeeded: $0 * second * 7 + second) }
          sent += device.received(bytes[...], at: .seconds(Int64(second))).sent
        }
        sent += device.advance(to: .seconds(Int64(second))).sent
      }
      #expect(Set(sent).isSubset(of: kind.allowedFrames.map(\.bytes)), "\(kind.name)")
    }
  }
}
