import Quantities
import SessionRecord
import SessionRuns
import Testing

/// The clock of a drill, which goes several times as fast as the machine's.
@Suite struct SpeededClockTests {
  private static let speeds = [1, 2, 3, 7, 10, 60]

  /// The loop sleeps until the machine has come to a deadline. A millisecond less, and it would turn in vain.
  @Test(arguments: speeds) func `the machine comes to a time when the session does, and not before`(
    speed: Int
  ) {
    let clock = LiveClock(boot: 0, speed: speed)
    for milliseconds in Int64(0)...200 {
      let time = SessionTime(milliseconds: milliseconds)
      let machine = clock.machineMilliseconds(at: time)
      #expect(clock.time(atMachine: machine) >= time, "\(milliseconds) ms")
      #expect(machine == 0 || clock.time(atMachine: machine - 1) < time, "\(milliseconds) ms")
    }
  }

  /// Resumed at a time between two of the machine's milliseconds, it is never ahead of what is recorded, and
  /// behind by less than one of them.
  @Test(arguments: speeds) func `a resumed clock stands where the record ends`(speed: Int) {
    for milliseconds in Int64(0)...200 {
      let time = SessionTime(milliseconds: milliseconds)
      let clock = LiveClock(at: time, boot: 5000, speed: speed)
      let stands = clock.time(atMachine: 5000 - clock.anchorBoot)
      #expect(stands <= time && stands + .milliseconds(Int64(speed)) > time, "\(milliseconds) ms")
      #expect(clock.bootMilliseconds(at: time) == 5000)
    }
  }

  /// Screen, record and reports reckon a wall clock's time from a session's; at another pace than that they
  /// would part.
  @Test(arguments: speeds) func `a minute of the session is one of its wall clock`(speed: Int) {
    let clock = LiveClock(boot: 0, speed: speed)
    let begin = clock.wall(at: .start)
    #expect(clock.wall(at: .start + .minutes(90)) == begin.advanced(byMilliseconds: 5_400_000))
    clock.go(at: 7)
    clock.go(at: 1)
    #expect(clock.wall(at: .start + .minutes(90)) == begin.advanced(byMilliseconds: 5_400_000))
    #expect(speed == 1 || clock.noticeStep() == nil)
  }

  @Test(arguments: speeds) func `a clock that goes on behind a reckoned one keeps its hours`(speed: Int) {
    let wall = WallTime(unixMilliseconds: 1_792_222_200_000, offsetMinutes: 120)
    let time = SessionTime(milliseconds: 7_654_321)
    let clock = LiveClock(at: time, boot: 5000, speed: speed, wall: wall)
    #expect(clock.wall(at: time) == wall)
    #expect(clock.wall(at: .start) == wall.advanced(byMilliseconds: -7_654_321))
    #expect(clock.noticeStep() == nil)
  }
}
