import MonitorUI
import Testing

/// When a chair's screen is painted while only its numbers change.
@Suite struct FrameClockTests {
  /// Notes a change at each of the given times.
  ///
  /// - Returns: the times of painting, up to `end`.
  private func paintings(_ news: [Int64], until end: Int64) -> [Int64] {
    var clock = FrameClock()
    var painted: [Int64] = []
    var rest = news[...]
    clock.painted(at: 0) { _ in 1000 }
    for now in stride(from: Int64(0), through: end, by: 10) {
      while let next = rest.first, next <= now {
        rest = rest.dropFirst()
        clock.noteChange(at: next)
      }
      guard clock.due <= now else { continue }
      clock.painted(at: now) { forNews in (now / 1000 + (forNews && now % 1000 != 0 ? 2 : 1)) * 1000 }
      painted.append(now)
    }
    return painted
  }

  /// A source whose seconds begin at another instant than the clock's.
  @Test(arguments: [Int64(250), 370, 600, 740])
  func aCalmSourceCostsOnePaintingASecond(phase: Int64) {
    let news = (1...20).map { Int64($0) * 1000 + phase }
    let painted = paintings(news, until: 21_000)
    #expect(painted.dropFirst() == news[...])
  }

  @Test func newsShortlyBeforeTheSecondWaitForIt() {
    #expect(paintings([1760, 2990, 3800], until: 4500) == [1000, 2000, 3000, 4000])
  }

  @Test func aChangedNumberIsNeverLaterThanAQuarterOfASecond() {
    let news = (0..<200).map { Int64($0) * 137 + 20 }
    let painted = paintings(news, until: 30_000)
    for time in news {
      #expect(painted.contains { $0 >= time && $0 <= time + 260 }, "\(time)")
    }
  }

  @Test func aSourceThatEndsLeavesTheClocksGoingOn() {
    #expect(paintings([1370, 2370], until: 6000) == [1000, 1370, 2370, 4000, 5000, 6000])
  }

  @Test func whatMustBeSeenIsDueAtOnce() {
    var clock = FrameClock()
    clock.painted(at: 100) { _ in 1000 }
    #expect(clock.due == 1000)
    clock.hurry()
    #expect(clock.due == .min)
  }
}
