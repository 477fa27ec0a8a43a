/// Collects a packet's frames. A packet begins with SYNC and is taken only when all 25 followed without a
/// break.
struct NoninPacketAssembler: Sendable {
  private var floats: [UInt8] = []
  private var statuses: [NoninStatus] = []
  private var framesSeen = 0

  var isInPacket: Bool { !floats.isEmpty }
  /// One that begins a packet stands before 24 others, never before another beginning.
  var hasJustBegun: Bool { floats.count == 1 }

  mutating func add(status: NoninStatus, float: UInt8) -> NoninPacket? {
    framesSeen += 1
    if status.contains(.sync) { drop() } else if floats.isEmpty { return nil }
    floats.append(float)
    statuses.append(status)
    guard floats.count == NoninPacket.frameCount else { return nil }
    defer { drop() }
    return NoninPacket(floats: floats, statuses: statuses, lastFrame: framesSeen - 1)
  }

  /// What comes is no frame: within a packet that is damage, outside one it is noise.
  mutating func lost() -> FrameVerdict<NoninPacket> {
    defer { drop() }
    return isInPacket ? .damaged : .noise
  }

  mutating func drop() {
    floats.removeAll(keepingCapacity: true)
    statuses.removeAll(keepingCapacity: true)
  }
}
