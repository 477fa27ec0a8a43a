/// The envelope of HL7 over a stream (MLLP): `0B message 1C 0D`.
enum MLLP {
  static let start: UInt8 = 0x0B
  static let end: UInt8 = 0x1C

  static func bytes(_ segments: [String]) -> [UInt8] {
    [start] + segments.flatMap { Array($0.utf8) + [Ascii.carriageReturn] } + [end, Ascii.carriageReturn]
  }
}

/// Finds whole messages (MLLP) in what a sender says.
public struct HL7Decoder: FrameDecoder {
  private var scanner = FrameScanner(HL7Format())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (HL7Message) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct HL7Format: FrameFormat {
  /// More than a monitor's numbers ever need; waveforms by HL7 are not read.
  static let longestFrame = 65536
  /// How far the window has been searched for its end, so that a long message is not searched anew with every
  /// byte.
  private var searched = 0

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<HL7Message> {
    guard window.first == MLLP.start else { return .noise }
    let unsearched = window[min(window.startIndex + max(searched, 1), window.endIndex)...]
    guard let end = unsearched.firstIndex(where: { $0 == MLLP.end || $0 == MLLP.start }) else {
      searched = window.count < Self.longestFrame ? window.count : 0
      return .needsMore
    }
    searched = end - window.startIndex
    guard window[end] == MLLP.start || end + 1 < window.endIndex else { return .needsMore }
    searched = 0
    guard window[end] == MLLP.end else { return .damaged }
    let hasReturn = window[end + 1] == Ascii.carriageReturn
    let length = end + (hasReturn ? 2 : 1) - window.startIndex
    let content = window[(window.startIndex + 1)..<end]
    let message = HL7Message.read(content)
    switch message.refusal {
    case nil: return .frame(message, length: length)
    // Not read, but its sender waits for an answer.
    case .otherType, .otherVersion: return .passing(message, length: length)
    case .shortHeader: return .malformed(message, length: length)
    // Noise gets no answer: a message is text in a whole envelope.
    case .noHeader:
      return hasReturn && Self.isText(content) ? .malformed(message, length: length) : .damaged
    }
  }

  private static func isText(_ content: ArraySlice<UInt8>) -> Bool {
    !content.isEmpty
      && content.allSatisfy { byte in
        byte >= 0x20 && byte != 0x7F || byte == Ascii.carriageReturn || byte == Ascii.lineFeed
          || byte == Ascii.tab
      }
  }

  mutating func reset() { searched = 0 }
}
