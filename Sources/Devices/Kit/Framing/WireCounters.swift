/// What a decoder has seen since it began: the health of a cable in six figures.
public struct WireCounters: Hashable, Sendable {
  /// Frames, or lines, that were understood and used.
  public var goodFrames = 0
  /// Frames that are this protocol's but carry nothing for us: comments, headers, acknowledgements.
  public var ignoredFrames = 0
  /// Frames that began well and failed: checksum, shape, a value out of its range. Nothing of them is used.
  public var badFrames = 0
  /// Bytes that were passed over on the way to the next frame.
  public var skippedBytes = 0
  /// Frames that the sender numbered and that never came.
  public var lostFrames = 0
  /// Frames that the sender repeated under the same number.
  public var repeatedFrames = 0
  /// Fields that a newer sender knows and we do not.
  public var unknownKeys = 0

  public init() {}

  static func + (one: WireCounters, other: WireCounters) -> WireCounters {
    var sum = one
    sum.goodFrames += other.goodFrames
    sum.ignoredFrames += other.ignoredFrames
    sum.badFrames += other.badFrames
    sum.skippedBytes += other.skippedBytes
    sum.lostFrames += other.lostFrames
    sum.repeatedFrames += other.repeatedFrames
    sum.unknownKeys += other.unknownKeys
    return sum
  }

  /// Frames that show that the other side speaks this protocol at this speed.
  public var recognisedFrames: Int { goodFrames + ignoredFrames + repeatedFrames }
}
