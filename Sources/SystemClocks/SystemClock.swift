import Glibc

/// The machine's clocks. Session time comes from `bootMilliseconds`; the wall is written beside it.
public enum SystemClock {
  /// Milliseconds since the machine was started, those it slept through included. Never steps.
  public static var bootMilliseconds: Int64 { read(CLOCK_BOOTTIME) }

  /// Milliseconds since 1970-01-01 UTC. Steps when somebody sets the clock.
  public static var wallMilliseconds: Int64 { read(CLOCK_REALTIME) }

  /// How far local time is ahead of UTC at this instant, minutes; 0 where the zone is no place's.
  public static func utcOffsetMinutes(atWallMilliseconds wall: Int64) -> Int {
    var seconds = time_t(wall / 1000)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return 0 }
    return offsetMinutes(ofSeconds: local.tm_gmtoff)
  }

  /// `TZ` may name a zone of a day and more (`UTC+24`), which no clock on a wall has and no record's time can
  /// be read with: such a zone is taken for UTC.
  static func offsetMinutes(ofSeconds seconds: Int) -> Int {
    let minutes = seconds / 60
    return abs(minutes) < 24 * 60 ? minutes : 0
  }

  /// The name of this run of the machine: times of two runs cannot be compared. nil where the kernel tells
  /// none.
  public static let bootID: String? = {
    let fd = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard fd >= 0 else { return nil }
    defer { close(fd) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = Glibc.read(fd, &bytes, bytes.count)
    let name = bytes.prefix(max(0, count)).prefix { $0 > 0x20 }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }()

  private static func read(_ clock: clockid_t) -> Int64 {
    var now = timespec()
    clock_gettime(clock, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }
}
