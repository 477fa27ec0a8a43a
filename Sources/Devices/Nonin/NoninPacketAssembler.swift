/// Collects a packet's frames. A packet begins with SYNC and is taken only when all 25 followed without a
/// break.
struct NoninPacketAssembler: Sendable {
  // In place, for it is copied with its decoder 75 times a second.
  private var floats = InlineArray<25, UInt8>(repeating: 0)
  private var statuses = InlineArray<25, NoninStatus>(repeating: [])
  private var count = 0
  private var framesSeen = 0

  var isInPacket: Bool { count > 0 }
  /// One that begins a packet stands before 24 others, never before another beginning.
  var hasJustBegun: Bool { count == 1 }

  mutating func add(status: NoninStatus, float: UInt8) -> NoninPacket? {
    framesSeen += 1
    if status.contains(.sync) { drop() } else if count == 0 { return nil }
    floats[count] = float
    statuses[count] = status
    count += 1
    guard count == NoninPacket.frameCount else { return nil }
    defer { drop() }
    return NoninPacket(
      floats: floats.indices.map { floats[$0] }, statuses: statuses.indices.map { statuses[$0] },
      lastFrame: framesSeen - 1)
  }

  /// Hears bytes that are not a frame: within a packet they are damage, outside one noise.
  mutating func lost() -> FrameVerdict<NoninPacket> {
    defer { drop() }
    return isInPacket ? .damaged : .noise
  }

  mutating func drop() { count = 0 }
}
