public struct JumperDecoder: FrameDecoder {
  private var scanner = FrameScanner(NotifiedFormat<JumperMessage>())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (JumperMessage) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
