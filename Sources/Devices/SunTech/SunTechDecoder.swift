enum SunTechPacket {
  static let module: UInt8 = 0x3E
  static let lengths = 4...67

  static func bytes(start: UInt8, _ data: [UInt8]) -> [UInt8] {
    let packet = [start, UInt8(data.count + 3)] + data
    return packet + [0 &- packet.reduce(0, &+)]
  }
}

/// The questions that change nothing. Those that inflate (20, 28, 87), set, vent or calibrate are left out on
/// purpose.
public enum SunTechQuestion: CaseIterable, Hashable, Sendable {
  case lastResult, cuffPressure

  public var bytes: [UInt8] {
    switch self {
    case .lastResult: [0x3A, 0x79, 0x03, 0x00, 0x4A]
    case .cuffPressure: [0x3A, 0x79, 0x05, 0x00, 0x48]
    }
  }
}

/// Finds the replies of a SunTech cuff module in what a line says.
public struct SunTechDecoder: FrameDecoder {
  private var scanner = FrameScanner(SunTechFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (SunTechReply) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct SunTechFormat: FrameFormat {
  static let longestFrame = SunTechPacket.lengths.upperBound

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<SunTechReply> {
    guard window.first == SunTechPacket.module else { return .noise }
    guard window.count >= 2 else { return .needsMore }
    let length = Int(window[window.startIndex + 1])
    guard SunTechPacket.lengths.contains(length) else { return .noise }
    guard window.count >= length else { return .needsMore }
    let packet = window.prefix(length)
    guard packet.reduce(0, &+) == 0 else { return .damaged }
    return SunTechReply(packet: packet).map { .frame($0, length: length) } ?? .ignored(length: length)
  }

  mutating func reset() {}
}
