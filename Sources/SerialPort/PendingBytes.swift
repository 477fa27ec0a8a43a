/// What became of a frame that was to be written.
public enum WriteOutcome: Hashable, Sendable {
  case sent
  /// It waits until the line takes it.
  case queued
  /// The port is closed, only reads, or is so far behind that one more frame would be stale when it leaves.
  case refused
}

/// Frames on their way out while the line is full. Small on purpose: what a device is asked is only true now.
struct PendingBytes {
  static let capacityBytes = 256

  private(set) var bytes: [UInt8] = []
  private let capacity: Int

  init(capacity: Int = capacityBytes) { self.capacity = capacity }

  var isEmpty: Bool { bytes.isEmpty }

  /// Takes a whole frame or nothing of it.
  mutating func append(_ frame: ArraySlice<UInt8>) -> Bool {
    guard bytes.count + frame.count <= capacity else { return false }
    bytes += frame
    return true
  }

  mutating func dropFirst(_ count: Int) { bytes.removeFirst(min(count, bytes.count)) }

  mutating func removeAll() { bytes.removeAll() }
}
