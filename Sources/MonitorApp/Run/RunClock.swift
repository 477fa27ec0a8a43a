public import Quantities
public import SessionRecord

/// What the wall clock said at each session time, and CLOCK_BOOTTIME beside it.
public protocol RunClock: AnyObject {
  func wall(at time: SessionTime) -> WallTime
  /// When that session time was, by CLOCK_BOOTTIME: how late an entry reaches the disk is measured from it.
  func bootMilliseconds(at time: SessionTime) -> Int64
}

/// Session time runs with the machine's clock.
public final class LiveClock: RunClock {
  public let anchorBoot: Int64
  private var anchorWall: WallTime
  private var anchorTime = SessionTime.start

  /// - Parameter anchorBoot: CLOCK_BOOTTIME at session time 0; now for a session that begins.
  public init(anchorBoot: Int64 = SystemClock.bootMilliseconds) {
    self.anchorBoot = anchorBoot
    anchorWall = Self.wallNow
    anchorTime = now
  }

  public var now: SessionTime { SessionTime(milliseconds: SystemClock.bootMilliseconds - anchorBoot) }

  public func wall(at time: SessionTime) -> WallTime {
    anchorWall.advanced(byMilliseconds: (time - anchorTime).milliseconds)
  }

  public func bootMilliseconds(at time: SessionTime) -> Int64 { anchorBoot + time.milliseconds }

  /// More than this, and the two clocks have parted: somebody set one.
  private static let tolerance = TimeSpan.seconds(2)

  /// How far the wall clock has parted from ours, if too far; the anchor is then set anew.
  public func takeStep() -> TimeSpan? {
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
