import Quantities
import SessionRecord
import SessionRuns
import SystemClocks
import Testing

/// A session over the hour in which summer time begins.
@Suite struct SummerTimeTests {
  /// 2026-03-29 01:59:50 in Berlin, ten seconds before the change.
  private static let before: Int64 = 1_774_745_990_000
  private static let change: Int64 = 1_774_746_000_000

  private static func berlin() -> MachineClock {
    MachineClock(
      boot: { 5000 }, wall: { before }, bootID: nil, utcOffset: { $0 < change ? 60 : 120 })
  }

  @Test func theRecordHasTheClockOfTheRoom() {
    let clock = LiveClock(on: Self.berlin())
    #expect(clock.wall(at: .start).description == "2026-03-29T01:59:50.000+01:00")
    #expect(clock.wall(at: .seconds(9)).description == "2026-03-29T01:59:59.000+01:00")
    #expect(clock.wall(at: .seconds(10)).description == "2026-03-29T03:00:00.000+02:00")
  }

  /// A drill that runs faster than the room's clock has a clock of its own.
  @Test func aFasterClockKeepsItsOffset() {
    let clock = LiveClock(speed: 10, on: Self.berlin())
    #expect(clock.wall(at: .seconds(10)).description == "2026-03-29T02:00:00.000+01:00")
  }
}
