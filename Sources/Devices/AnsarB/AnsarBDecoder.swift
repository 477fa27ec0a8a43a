/// No checksum: the start mark with its name, the waves' length and the end mark must all be where they
/// belong.
public struct AnsarBDecoder: FrameDecoder {
  private var scanner = FrameScanner(AnsarBFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (AnsarBMessage) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct AnsarBFormat: FrameFormat {
  static let longestFrame = AnsarBMessage.linesFrom + AnsarBMessage.linesLongest + 1

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<AnsarBMessage> {
    guard window.first == AnsarBMessage.start else { return .noise }
    let head = window.dropFirst().prefix(AnsarBMessage.name.count)
    guard AnsarBMessage.name.starts(with: head) else { return .noise }
    let lines = window.dropFirst(AnsarBMessage.linesFrom)
    guard let end = lines.firstIndex(where: { !Ascii.isPrintable($0) && $0 != Ascii.carriageReturn }) else {
      return .needsMore
    }
    guard lines[end] == AnsarBMessage.end, let message = AnsarBMessage(lines: lines[..<end]) else {
      return .damaged
    }
    return .frame(message, length: end + 1 - window.startIndex)
  }

  mutating func reset() {}
}
