public struct BLPDecoder: FrameDecoder {
  private var scanner = FrameScanner(NotifiedFormat<BLPMessage>())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (BLPMessage) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
