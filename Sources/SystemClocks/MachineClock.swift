/// The clocks of a machine as a value: this machine's, or those of a simulated one.
///
///     let clock = MachineClock.ofThisMachine
///     let began = clock.bootMilliseconds
public struct MachineClock {
  private let boot: () -> Int64
  private let wall: () -> Int64
  private let utcOffset: (Int64) -> Int
  /// The name of this run of the machine; nil where none is known.
  public let bootID: String?

  /// - Parameter utcOffset: minutes east of UTC at an instant of its wall clock.
  public init(
    boot: @escaping () -> Int64, wall: @escaping () -> Int64, bootID: String?,
    utcOffset: @escaping (Int64) -> Int = { SystemClock.utcOffsetMinutes(atWallMilliseconds: $0) }
  ) {
    self.boot = boot
    self.wall = wall
    self.bootID = bootID
    self.utcOffset = utcOffset
  }

  public static var ofThisMachine: MachineClock {
    MachineClock(
      boot: { SystemClock.bootMilliseconds }, wall: { SystemClock.wallMilliseconds },
      bootID: SystemClock.bootID)
  }

  /// Milliseconds since the machine was started. Never steps.
  public var bootMilliseconds: Int64 { boot() }
  /// Milliseconds since 1970-01-01 UTC. Steps when somebody sets the clock.
  public var wallMilliseconds: Int64 { wall() }
  /// What the wall clock of the room adds to UTC at that time, minutes; it changes with summer time.
  public func utcOffsetMinutes(atWallMilliseconds wall: Int64) -> Int { utcOffset(wall) }
}
