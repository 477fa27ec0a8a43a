/// Headers (`N-560    VERSION ...`, `ADULT           25SAT-S`, `TIME ...`) come every 25 lines and are passed
/// over.
public struct NellcorDecoder: FrameDecoder {
  private var scanner = TextLineScanner(longest: 200) { line in
    if let message = NellcorLine(line) { return TextLine.message(message) }
    let beginsWithADate = line.split(whereSeparator: Ascii.isBlank).first.map(NellcorLine.isDate) ?? false
    return !beginsWithADate && Ascii.isTitle(line) ? .ignored : .bad
  }

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (NellcorLine) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
