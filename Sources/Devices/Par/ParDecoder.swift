enum ParPacket {
  static func bytes(_ body: String) -> [UInt8] {
    [Ascii.startOfText] + Array(body.utf8) + [Ascii.endOfText]
  }

  static func withSum(_ body: String) -> [UInt8] {
    bytes(body + Ascii.text(Ascii.upperHex(body.utf8.reduce(0, &+))))
  }
}

/// The one question that changes nothing: what is the state. Starting a measurement (01) is left out on
/// purpose.
public enum ParQuestion: CaseIterable, Hashable, Sendable {
  case status
  public var bytes: [UInt8] { ParPacket.withSum("18;;") }
}

/// Finds the frames of a PAR cuff module in what a line says.
public struct ParDecoder: FrameDecoder {
  private var scanner = FrameScanner(ParFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (ParFrame) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct ParFormat: FrameFormat {
  static let longestFrame = 80

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<ParFrame> {
    guard window.first == Ascii.startOfText else { return .noise }
    let rest = window.dropFirst()
    guard let end = rest.firstIndex(where: { !Ascii.isPrintable($0) }) else { return .needsMore }
    guard rest[end] == Ascii.endOfText, let frame = ParFrame(body: rest[..<end]) else { return .damaged }
    return .frame(frame, length: end + 1 - window.startIndex)
  }

  mutating func reset() {}
}
