import SystemClocks
import Testing

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
}
