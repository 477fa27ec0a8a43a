import SessionRecord
import Testing

@Suite struct WallTimeTests {
  @Test(arguments: [
    (Int64(0), 0, "1970-01-01T00:00:00.000+00:00"), (951_782_400_000, 0, "2000-02-29T00:00:00.000+00:00"),
    (951_868_799_999, 0, "2000-02-29T23:59:59.999+00:00"),
    (4_107_542_400_000, 0, "2100-03-01T00:00:00.000+00:00"),
    (1_792_224_123_456, 120, "2026-10-17T10:02:03.456+02:00"),
    (1_792_224_123_456, -570, "2026-10-16T22:32:03.456-09:30"),
    (-1, 0, "1969-12-31T23:59:59.999+00:00"), (1_767_225_599_000, 0, "2025-12-31T23:59:59.000+00:00"),
  ])
  func aTimeIsWrittenAndReadBack(milliseconds: Int64, offset: Int, text: String) {
    let time = WallTime(unixMilliseconds: milliseconds, offsetMinutes: offset)
    #expect(time.description == text)
    #expect(WallTime(text) == time)
  }

  @Test func everyDayOfFourCenturiesReadsBack() {
    for day in Int64(0)..<146_097 {
      let time = WallTime(unixMilliseconds: day * 86_400_000 + 43_200_000)
      #expect(WallTime(time.description) == time)
    }
  }

  @Test(arguments: [
    ("2026-10-17T08:02:03Z", Int64(1_792_224_123_000)), ("2026-10-17T08:02:03.4567Z", 1_792_224_123_456),
  ])
  func otherFormsAreRead(text: String, milliseconds: Int64) {
    #expect(WallTime(text)?.unixMilliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026-10-17", "2026-13-17T08:02:03Z", "2026-10-17T24:02:03Z", "2026-10-17T08:02:03",
    "2026-10-17T08:02:03+2:00", "2026-10-17T08:02:03Zx", "2026-02-30T08:02:03Z", "2026-02-29T08:02:03Z",
    "2026-04-31T08:02:03Z",
  ])
  func whatIsNoTimeIsRefused(text: String) { #expect(WallTime(text) == nil) }
}
