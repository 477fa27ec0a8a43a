/// Masimo ASCII 1 from bytes to lines. Lines end with CR LF or LF CR, and empty ones are passed over.
public struct MasimoAscii1Decoder: FrameDecoder {
  private var scanner = TextLineScanner(longest: 512) { line in
    MasimoAscii1Line(line).map(TextLine.message) ?? .bad
  }

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (MasimoAscii1Line) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
