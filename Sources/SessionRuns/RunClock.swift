public import Quantities
public import SessionRecord
public import SystemClocks

/// What the wall clock said at each session time, and CLOCK_BOOTTIME beside it.
public protocol RunClock: AnyObject {
  func wall(at time: SessionTime) -> WallTime
  /// When that session time was, by CLOCK_BOOTTIME: how late an entry reaches the disk is measured from it.
  func bootMilliseconds(at time: SessionTime) -> Int64
}

/// Session time runs with the machine's clock; that of a drill as many times as fast as was asked for.
public final class LiveClock: RunClock {
  public let anchorBoot: Int64
  private let speed: Int64
  private var anchorWall: WallTime
  private var anchorTime = SessionTime.start

  /// - Parameters:
  ///   - time: the session's time at `boot`: its start, or where it is resumed.
  ///   - boot: CLOCK_BOOTTIME at that time, ms.
  ///   - speed: seconds of the session in a second, from 1.
  public init(at time: SessionTime = .start, boot: Int64 = SystemClock.bootMilliseconds, speed: Int = 1) {
    self.speed = Int64(max(speed, 1))
    anchorBoot = boot - time.milliseconds / self.speed
    anchorWall = Self.wallNow
    anchorTime = now
  }

  public var now: SessionTime { time(atMachine: machineMilliseconds) }

  /// Milliseconds of the machine since session time 0: what flashes, sounds and waits goes by them.
  public var machineMilliseconds: Int64 { SystemClock.bootMilliseconds - anchorBoot }

  public func time(atMachine milliseconds: Int64) -> SessionTime {
    SessionTime(milliseconds: milliseconds * speed)
  }

  /// When the machine has come to a session time, ms.
  public func machineMilliseconds(at time: SessionTime) -> Int64 {
    (time.milliseconds + speed - 1) / speed
  }

  public func wall(at time: SessionTime) -> WallTime {
    anchorWall.advanced(byMilliseconds: (time - anchorTime).milliseconds / speed)
  }

  public func bootMilliseconds(at time: SessionTime) -> Int64 { anchorBoot + time.milliseconds / speed }

  /// More than this, and the two clocks have parted: somebody set one.
  private static let tolerance = TimeSpan.seconds(2)

  /// How far the wall clock has parted from ours, if too far; the anchor is then set anew.
  public func noticeStep() -> TimeSpan? {
    let (time, wall) = (now, Self.wallNow)
    let step = TimeSpan(milliseconds: wall.unixMilliseconds - self.wall(at: time).unixMilliseconds)
    guard abs(step.milliseconds) > Self.tolerance.milliseconds else { return nil }
    anchorWall = wall
    anchorTime = time
    return step
  }

  /// This moment's clocks, for the record.
  public func anchor(because reason: String) -> ClockAnchor {
    ClockAnchor(
      boot: SystemClock.bootID ?? "", bootMilliseconds: SystemClock.bootMilliseconds, reason: reason)
  }

  public static var wallNow: WallTime {
    let wall = SystemClock.wallMilliseconds
    return WallTime(
      unixMilliseconds: wall, offsetMinutes: SystemClock.utcOffsetMinutes(atWallMilliseconds: wall))
  }
}

/// Session time is the input's own: the wall time is reckoned from a beginning.
public final class ReckonedClock: RunClock {
  private let begins: WallTime

  public init(begins: WallTime = LiveClock.wallNow) { self.begins = begins }

  public func wall(at time: SessionTime) -> WallTime { begins.advanced(byMilliseconds: time.milliseconds) }

  /// However long the session's time, its entries happen now.
  public func bootMilliseconds(at time: SessionTime) -> Int64 { SystemClock.bootMilliseconds }
}
