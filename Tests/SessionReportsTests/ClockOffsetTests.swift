import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

/// The clock of a page's times: where summer time begins or ends, and for a reader in another time zone.
@Suite("By which clock a page tells its times")
struct ClockOffsetTests {
  /// 2026-10-25 02:30 in Berlin, half an hour before summer time ends there.
  private static let beforeTheChange = WallTime(unixMilliseconds: 1_792_888_200_000, offsetMinutes: 120)

  /// The clock of Berlin around that night.
  private static func berlin(_ wall: WallTime) -> Int { wall.unixMilliseconds < 1_792_890_000_000 ? 120 : 60 }

  private static func row(_ began: WallTime) throws -> SessionRow {
    let session = try RecordedSession(script: "@5 close reason=\"changed mind\"\n", until: 9, begins: began)
    return SessionRow(SessionReading(session.segments, .overview), "2026-10-17T073000Z_2_a1b2c3")
  }

  @Test func `a list of the reader's own clock has no offsets`() throws {
    let rows = [try Self.row(Self.beforeTheChange)]
    #expect(SessionRow.table(rows, own: Self.berlin)[1].hasPrefix("a1b2c3  2026-10-25 02:30  2 "))
  }

  @Test func `two sessions of one reading of the clock are told apart`() throws {
    var later = Self.beforeTheChange.advanced(byMilliseconds: 3_600_000)
    later.offsetMinutes = 60
    let rows = [try Self.row(Self.beforeTheChange), try Self.row(later)]
    let table = SessionRow.table(rows, own: Self.berlin)
    #expect(table[1].hasPrefix("a1b2c3  2026-10-25 02:30+02:00  2 "))
    #expect(table[2].hasPrefix("a1b2c3  2026-10-25 02:30+01:00  2 "))
  }

  @Test func `a reader in another zone is told the offset`() throws {
    let table = SessionRow.table([try Self.row(Self.beforeTheChange)], own: { _ in 0 })
    #expect(table[0].hasPrefix("id      began                   chair"))
    #expect(table[1].hasPrefix("a1b2c3  2026-10-25 02:30+02:00  2 "))
  }

  @Test func `a page says its clock, and each phase its own where it changed`() throws {
    let session = try RecordedSession(script: SummaryTests.uneventful, until: 4600)
    #expect(session.summaryLines.contains { $0.hasPrefix("TIMES by UTC+02:00 ") })
    // The station wrote the phases behind the change with the new offset.
    let text = String(decoding: session.bytes, as: UTF8.self)
    let changed = text.split(separator: "\n").map { line -> String in
      let line = String(line)
      guard line.contains("\"phase\":\"observing\"") else { return line }
      return line.replacing("T10:14:00.000+02:00", with: "T09:14:00.000+01:00")
    }
    let bytes = Array(changed.map { $0 + "\n" }.joined().utf8)
    let digest = try #require(
      SessionReading([SegmentBytes(name: "j", bytes: bytes)], .whole, followsChain: false).digest)
    let lines = SummaryText(digest, chainHead: nil).text.split(separator: "\n").map(String.init)
    #expect(
      lines.contains("  Observing               2026-10-17 09:14:00+01:00      44:00  = 10:14:00+02:00"))
    #expect(lines.contains("  Infusing                2026-10-17 09:34:00+02:00       4:00"))
    #expect(lines.contains { $0.hasPrefix("  The clock was changed meanwhile") })
    #expect(
      ReportHTML(digest, chainHead: nil).text.contains(
        "UTC+02:00 throughout (the wall's clock later UTC+01:00)"))
  }

  @Test(arguments: [(0, "UTC+00:00"), (120, "UTC+02:00"), (-210, "UTC-03:30"), (345, "UTC+05:45")])
  func `an offset is written as ISO 8601 has it`(minutes: Int, text: String) {
    #expect(ClockOffsets.words(minutes) == text)
  }
}
