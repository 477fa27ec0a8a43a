/// What a station tells its keeper, one byte each: whether its death would leave a patient unwatched.
public enum StationWord: UInt8, CaseIterable, Hashable, Sendable {
  /// A session is in progress. (i)
  case inSession = 0x69
  /// There is none: the screen asks, or a replay runs. (e)
  case noSession = 0x65
  /// The session is closed and safe. (c)
  case closed = 0x63
}
