/// Data format 8 from bytes to frames: one byte with bit 7 set and three with it clear. Anything else slides
/// by one byte.
public struct NoninDF8Decoder: FrameDecoder {
  private var scanner = FrameScanner(NoninDF8Format())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (NoninDF8Frame) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct NoninDF8Format: FrameFormat {
  static let longestFrame = NoninDF8Frame.length

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<NoninDF8Frame> {
    guard window[window.startIndex] & 0x80 != 0 else { return .noise }
    let frame = window.prefix(Self.longestFrame)
    guard frame.dropFirst().allSatisfy({ $0 & 0x80 == 0 }) else { return .damaged }
    return frame.count == Self.longestFrame ? .frame(NoninDF8Frame(frame), length: frame.count) : .needsMore
  }

  mutating func reset() {}
}
