import SessionRecord
import SystemClocks

/// The clock of the reader.
enum ReaderClock {
  /// How far it is ahead of UTC at an instant, minutes.
  @Sendable static func offset(at wall: WallTime) -> Int {
    SystemClock.utcOffsetMinutes(atWallMilliseconds: wall.unixMilliseconds)
  }
}
