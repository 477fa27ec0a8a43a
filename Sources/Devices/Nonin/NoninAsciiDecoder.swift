/// Finds the lines of a Nonin that prints, one a second.
public struct NoninAsciiDecoder: FrameDecoder {
  private var scanner = TextLineScanner(longest: 160) { line in
    if let message = NoninAsciiLine(line) { return TextLine.message(message) }
    return Ascii.isTitle(line, without: "SPO2=") ? .ignored : .bad
  }

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (NoninAsciiLine) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
