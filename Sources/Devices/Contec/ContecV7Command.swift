/// The commands of protocol V7.0 that a listener needs. The others (storage, clock, erase) are left out on
/// purpose.
public enum ContecV7Command: UInt8, CaseIterable, Hashable, Sendable {
  /// Start sending real-time data.
  case startRealTime = 0xA1
  /// "Still listening", due every 5 s.
  case keepAlive = 0xAF

  public var bytes: [UInt8] { [0x7D, 0x81, rawValue] + Array(repeating: 0x80, count: 6) }
}
