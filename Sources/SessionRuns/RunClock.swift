public import Quantities
public import SessionRecord
public import SystemClocks

/// What the wall clock said at each session time, and CLOCK_BOOTTIME beside it.
public protocol RunClock: AnyObject {
  func wall(at time: SessionTime) -> WallTime
  /// When that session time was, by CLOCK_BOOTTIME: how late an entry reaches the disk is measured from it.
  func bootMilliseconds(at time: SessionTime) -> Int64
  /// CLOCK_BOOTTIME now.
  var bootNow: Int64 { get }
}

/// Session time runs with the machine's clock; that of a drill as many times as fast as was asked for.
public final class LiveClock: RunClock {
  public let anchorBoot: Int64
  public private(set) var speed: Int64
  private let machine: MachineClock
  private var anchorWall: WallTime
  private var anchorTime = SessionTime.start
  /// Since when session time stands still, ms of the machine; nil while it goes on.
  private var frozenSince: Int64?
  /// How long it has stood still before, ms of the machine.
  private var stoodStill: Int64 = 0
  /// Where the present speed began: in ms of the machine, without those in which it stood still, and in
  /// session time.
  private var paced: (since: Int64, from: SessionTime) = (0, .start)
  /// When this clock began, by CLOCK_BOOTTIME.
  private let began: Int64
  /// Whether the session's time ever went faster than the machine's. Then its wall clock is reckoned: a
  /// minute of it is a minute of the session, on the screen as in the record and in every report.
  private var isReckoned: Bool

  /// - Parameters:
  ///   - time: the session's time at `boot`: its start, or where it is resumed.
  ///   - boot: CLOCK_BOOTTIME at that time, ms; nil is now.
  ///   - speed: seconds of the session in a second, from 1.
  ///   - isFrozen: time stands still until `goOn`.
  ///   - wall: what a reckoned wall clock says at `time`, of a drill that has gone faster than the machine
  ///     before; nil is the machine's.
  ///   - machine: whose clocks they are.
  public init(
    at time: SessionTime = .start, boot: Int64? = nil, speed: Int = 1, isFrozen: Bool = false,
    wall: WallTime? = nil, on machine: MachineClock = .ofThisMachine
  ) {
    self.speed = Int64(max(speed, 1))
    isReckoned = speed > 1 || wall != nil
    self.machine = machine
    began = boot ?? machine.bootMilliseconds
    // A frozen clock starts at its instant or just after it, a running one at it or just before.
    let past = (time.milliseconds + (isFrozen ? self.speed - 1 : 0)) / self.speed
    anchorBoot = began - past
    frozenSince = isFrozen ? past : nil
    anchorWall = wall ?? Self.wallNow(on: machine)
    anchorTime = wall == nil ? now : time
  }

  /// Session time stops here, in ms of the machine, until the loop has shown again that it turns: time that
  /// passed in a standstill is a gap and was not watched.
  public var watchedUntil = Int64.max

  public var now: SessionTime { time(atMachine: min(frozenSince ?? machineMilliseconds, watchedUntil)) }

  /// Whether session time stands still, because a drill's instructor froze it.
  public var isFrozen: Bool { frozenSince != nil }

  public func freeze() { frozenSince = frozenSince ?? min(machineMilliseconds, watchedUntil) }

  /// Session time goes on where it stood still. A real wall clock did not stand still, so it is anchored
  /// anew.
  public func goOn() {
    guard let since = frozenSince else { return }
    stoodStill += max(0, machineMilliseconds - since)
    frozenSince = nil
    if isReckoned { return }
    anchorWall = Self.wallNow(on: machine)
    anchorTime = time(atMachine: machineMilliseconds)
  }

  /// Runs at this many seconds of the session per second from now on. Earlier times stay as they are.
  public func go(at speed: Int) {
    let moment = min(frozenSince ?? machineMilliseconds, watchedUntil)
    let now = time(atMachine: moment)
    (anchorWall, anchorTime) = (wall(at: now), now)
    paced = (moment - stoodStill, now)
    self.speed = Int64(max(speed, 1))
    isReckoned = isReckoned || speed > 1
  }

  /// Milliseconds of the machine since session time 0; flashing, sounds and waits follow this clock.
  public var machineMilliseconds: Int64 { machine.bootMilliseconds - anchorBoot }

  public var bootNow: Int64 { machine.bootMilliseconds }

  public func time(atMachine milliseconds: Int64) -> SessionTime {
    paced.from + .milliseconds((milliseconds - stoodStill - paced.since) * speed)
  }

  /// When the machine has come to a session time, ms.
  public func machineMilliseconds(at time: SessionTime) -> Int64 {
    ((time - paced.from).milliseconds + speed - 1) / speed + paced.since + stoodStill
  }

  /// The time on the clock in the room: if summer time begins or ends within the session, the offset changes
  /// there.
  public func wall(at time: SessionTime) -> WallTime {
    var wall = anchorWall.advanced(byMilliseconds: (time - anchorTime).milliseconds)
    if !isReckoned {
      wall.offsetMinutes = machine.utcOffsetMinutes(atWallMilliseconds: wall.unixMilliseconds)
    }
    return wall
  }

  /// Now for what lies before this clock's beginning (a drill that is taken again copies it) and for what
  /// comes while time stands still.
  public func bootMilliseconds(at time: SessionTime) -> Int64 {
    if isFrozen, time >= now { return machine.bootMilliseconds }
    return max(began, anchorBoot + stoodStill + paced.since + (time - paced.from).milliseconds / speed)
  }

  /// If the two clocks differ by more than this, somebody set one of them.
  private static let tolerance = TimeSpan.seconds(2)

  /// How far the wall clock has parted from ours, if too far; the anchor is then set anew.
  public func noticeStep() -> TimeSpan? {
    if isReckoned { return nil }
    let (time, wall) = (time(atMachine: machineMilliseconds), Self.wallNow(on: machine))
    let step = TimeSpan(milliseconds: wall.unixMilliseconds - self.wall(at: time).unixMilliseconds)
    guard abs(step.milliseconds) > Self.tolerance.milliseconds else { return nil }
    anchorWall = wall
    anchorTime = time
    return step
  }

  /// This moment's clocks, for the record.
  public func anchor(because reason: String) -> ClockAnchor {
    ClockAnchor(
      boot: machine.bootID ?? "", bootMilliseconds: machine.bootMilliseconds, reason: reason)
  }

  public static var wallNow: WallTime { wallNow(on: .ofThisMachine) }

  public static func wallNow(on machine: MachineClock) -> WallTime {
    let wall = machine.wallMilliseconds
    return WallTime(
      unixMilliseconds: wall, offsetMinutes: machine.utcOffsetMinutes(atWallMilliseconds: wall))
  }
}

/// Session time is the input's own: the wall time is reckoned from a beginning.
public final class ReckonedClock: RunClock {
  private let begins: WallTime
  private let machine: MachineClock

  public init(begins: WallTime = LiveClock.wallNow, on machine: MachineClock = .ofThisMachine) {
    self.begins = begins
    self.machine = machine
  }

  public func wall(at time: SessionTime) -> WallTime { begins.advanced(byMilliseconds: time.milliseconds) }

  /// Its entries are written now, however far its session time is.
  public func bootMilliseconds(at time: SessionTime) -> Int64 { bootNow }

  public var bootNow: Int64 { machine.bootMilliseconds }
}
