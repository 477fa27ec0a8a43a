enum AsenaPacket {
  static let start = UInt8(ascii: "!")
  static let bodyLongest = 250

  static func bytes(_ body: String) -> [UInt8] {
    let crc = CRC16.ccittFalse(body.utf8)
    let digits = Ascii.upperHex(UInt8(crc >> 8)) + Ascii.upperHex(UInt8(crc & 0xFF))
    return [start] + Array(body.utf8) + [UInt8(ascii: "|")] + digits + [Ascii.carriageReturn]
  }

  /// The body between `!` and CR; nil if the CRC does not fit.
  static func body(of content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let bar = content.lastIndex(of: UInt8(ascii: "|")) else { return nil }
    let body = content[..<bar]
    let digits = content[(bar + 1)...]
    guard digits.count == 4, Ascii.hexNumber(digits) == Int(CRC16.ccittFalse(body)) else { return nil }
    return body
  }
}

/// The questions that change nothing. Everything that needs remote control (rates, start, stop, clear) is
/// left out on purpose.
public enum AsenaQuestion: String, CaseIterable, Hashable, Sendable {
  case infusion = "INF"
  case alarm = "ALARM"
  case vtbi = "INF_VTBI"

  public var bytes: [UInt8] { AsenaPacket.bytes(rawValue) }
}

/// Finds the replies of an Alaris pump, whose check is right, in what a line says.
public struct AsenaDecoder: FrameDecoder {
  private var scanner = FrameScanner(AsenaFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (AsenaReply) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct AsenaFormat: FrameFormat {
  static let longestFrame = AsenaPacket.bodyLongest + 7

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<AsenaReply> {
    guard window.first == AsenaPacket.start else { return .noise }
    let rest = window.dropFirst()
    guard let end = rest.firstIndex(where: { !Ascii.isPrintable($0) }) else { return .needsMore }
    guard rest[end] == Ascii.carriageReturn, let body = AsenaPacket.body(of: rest[..<end]) else {
      return .damaged
    }
    let length = end + 1 - window.startIndex
    return AsenaReply(body: body).map { .frame($0, length: length) } ?? .ignored(length: length)
  }

  mutating func reset() {}
}
