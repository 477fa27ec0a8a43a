/// Counts good frames in a row. Where nothing but its form shows that a frame is one, the readings of the
/// first two are not used: bytes of another device rarely make three in a row. A bad frame or a skipped byte
/// begins the run anew.
struct FrameRun: Sendable {
  private let needed: Int
  private var length = 0

  init(_ proof: FrameProof) {
    needed =
      switch proof {
      case .checksum, .record: 1
      case .form: 3
      }
  }

  /// One more good frame. Returns whether it may be used.
  mutating func extend() -> Bool {
    length = min(length + 1, needed)
    return length == needed
  }

  /// A bad frame, skipped bytes, a pulled cable.
  mutating func breakOff() { length = 0 }
}
