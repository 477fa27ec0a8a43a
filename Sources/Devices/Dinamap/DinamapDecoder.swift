/// How both sides speak: the unit that is meant (a blank for the only one), a letter for the part, a letter
/// for the word, what belongs to it, two characters of checksum, and CR.
enum DinamapMessage {
  static let onlyUnit = Ascii.space
  /// The unit, the two letters and the checksum.
  static let shortest = 5
  static let longest = 80

  static func bytes(_ content: String) -> [UInt8] {
    let body = [onlyUnit] + Array(content.utf8)
    return body + checksum(of: body) + [Ascii.carriageReturn]
  }

  /// A character counts as its code less 31, so that a blank is 1. The sum is sent as two digits to the base
  /// of 64, a blank for 0.
  static func checksum(of body: some Sequence<UInt8>) -> [UInt8] {
    let sum = body.reduce(0) { $0 + Int($1) - 0x1F }
    return [sum >> 6, sum].map { UInt8($0 & 0x3F) + Ascii.space }
  }

  /// What precedes the checksum; nil if the checksum does not fit.
  static func body(of content: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let body = content.dropLast(2)
    return checksum(of: body).elementsEqual(content.suffix(2)) ? body : nil
  }
}

/// The questions that change nothing. Those that start or cancel a measurement (NC, ND), set limits or
/// cycles, or print are left out on purpose.
public enum DinamapQuestion: String, CaseIterable, Hashable, Sendable {
  case cuff = "NA"
  case oximeter = "OA"
  case pulse = "RA"

  public var bytes: [UInt8] { DinamapMessage.bytes(rawValue) }
}

/// Finds the answers of a Dinamap in what a line says.
public struct DinamapDecoder: FrameDecoder {
  private var scanner = FrameScanner(DinamapFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (DinamapReply) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct DinamapFormat: FrameFormat {
  static let longestFrame = DinamapMessage.longest

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<DinamapReply> {
    guard window.first == DinamapMessage.onlyUnit else { return .noise }
    let letters = window.dropFirst().prefix(2)
    guard letters.allSatisfy(Self.isCapital) else { return .noise }
    guard let end = window.firstIndex(where: { !Ascii.isPrintable($0) }) else { return .needsMore }
    let content = window[..<end]
    guard window[end] == Ascii.carriageReturn, content.count >= DinamapMessage.shortest,
      let body = DinamapMessage.body(of: content)
    else { return .damaged }
    let length = content.count + 1
    return DinamapReply(body: body).map { .frame($0, length: length) } ?? .ignored(length: length)
  }

  mutating func reset() {}

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
