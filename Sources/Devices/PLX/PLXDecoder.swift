public struct PLXDecoder: FrameDecoder {
  private var scanner = FrameScanner(NotifiedFormat<PLXMeasurement>())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (PLXMeasurement) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
