public struct NoninBLEDecoder: FrameDecoder {
  private var scanner = FrameScanner(NotifiedFormat<NoninOximetry>())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (NoninOximetry) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
