/// A frame is one byte with bit 7 set, four with bit 7 clear, and a signal strength that exists. Anything
/// else slides by one byte.
public struct Contec5ByteDecoder: FrameDecoder {
  private var scanner = FrameScanner(Contec5ByteFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (Contec5ByteFrame) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct Contec5ByteFormat: FrameFormat {
  static let longestFrame = Contec5ByteFrame.length

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<Contec5ByteFrame> {
    guard window[window.startIndex] & 0x80 != 0 else { return .noise }
    let frame = window.prefix(Self.longestFrame)
    guard frame.dropFirst().allSatisfy({ $0 & 0x80 == 0 }) else { return .damaged }
    guard frame.count == Self.longestFrame else { return .needsMore }
    let read = Contec5ByteFrame(frame)
    let isStrength =
      Contec5ByteFrame.strengths.contains(read.signalStrength)
      || read.signalStrength == Contec5ByteFrame.noStrength
    return isStrength ? .frame(read, length: frame.count) : .damaged
  }

  mutating func reset() {}
}
