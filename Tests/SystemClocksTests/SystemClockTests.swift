import Testing

@testable import SystemClocks

@Suite struct SystemClockTests {
  @Test func theMonotonicClockNeverGoesBack() {
    let times = (0..<1000).map { _ in SystemClock.bootMilliseconds }
    #expect(times == times.sorted())
  }

  @Test func theBootHasAName() throws {
    let name = try #require(SystemClock.bootID)
    #expect(name.count == 36)
    #expect(name == SystemClock.bootID)
  }

  @Test func theOffsetIsAZonesAndNotMore() {
    let offset = SystemClock.utcOffsetMinutes(atWallMilliseconds: SystemClock.wallMilliseconds)
    #expect((-12 * 60...14 * 60).contains(offset))
  }

  /// A time of a day's offset and more is refused by whoever reads it, and with it its whole session.
  @Test(arguments: [
    (seconds: 7200, minutes: 120), (-12_600, -210), (86_340, 1439), (-86_340, -1439), (86_399, 1439),
    (86_400, 0), (-86_400, 0), (90_000, 0), (-90_000, 0),
  ])
  func aZoneOfADayAndMoreIsTakenForUTC(seconds: Int, minutes: Int) {
    #expect(SystemClock.offsetMinutes(ofSeconds: seconds) == minutes)
  }
}
