/// Viatom's frames in the stream of its serial port. The pulse wave, the battery and the state of a single
/// measurement are passed over.
public struct PC60FWDecoder: FrameDecoder {
  private var scanner = FrameScanner(PC60FWFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (PC60FWMessage) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct PC60FWFormat: FrameFormat {
  static let longestFrame = PC60FWFrame.headLength + PC60FWFrame.lengths.upperBound

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<PC60FWMessage> {
    let head = Array(window.prefix(PC60FWFrame.headLength))
    guard PC60FWFrame.mark.starts(with: head.prefix(PC60FWFrame.mark.count)) else { return .noise }
    guard head.count < 3 || [PC60FWFrame.oximeter, PC60FWFrame.device].contains(head[2]) else {
      return .noise
    }
    guard head.count == PC60FWFrame.headLength else { return .needsMore }
    guard PC60FWFrame.lengths.contains(Int(head[3])) else { return .damaged }
    let frame = window.prefix(PC60FWFrame.headLength + Int(head[3]))
    guard frame.count == PC60FWFrame.headLength + Int(head[3]) else { return .needsMore }
    guard CRC8.maxim(frame.dropLast()) == frame.last else { return .damaged }
    let content = frame.dropFirst(PC60FWFrame.headLength).dropLast()
    guard head[2] == PC60FWFrame.oximeter, content.first == PC60FWMessage.type,
      content.count == 1 + PC60FWMessage.length
    else { return .ignored(length: frame.count) }
    return .frame(PC60FWMessage(content.dropFirst()), length: frame.count)
  }

  mutating func reset() {}
}
