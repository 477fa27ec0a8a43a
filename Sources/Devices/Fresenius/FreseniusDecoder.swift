enum FreseniusPacket {
  static let enquiry: UInt8 = 0x05
  static let acknowledge: UInt8 = 0x06
  static let present: UInt8 = 0x14
  static let refuse: UInt8 = 0x15

  /// The complement of the sum, as two hex digits.
  static func check(_ body: some Sequence<UInt8>) -> UInt8 { 0xFF - body.reduce(0, &+) }

  static func bytes(_ body: String) -> [UInt8] {
    [Ascii.startOfText] + Array(body.utf8) + Ascii.upperHex(check(body.utf8)) + [Ascii.endOfText]
  }
}

/// What a listener says: that it is there, that a block came, and the questions for rate and volume, and for
/// alarms and errors.
public enum FreseniusWord: CaseIterable, Hashable, Sendable {
  case connect, rateAndVolume, troubles, present, received

  /// - Parameter address: whom it is said to: a pump in a rack by its place, one that stands alone, or the
  ///   rack itself (`base`).
  public func bytes(to address: LineAddress) -> [UInt8] {
    switch self {
    case .connect: FreseniusPacket.bytes(address.prefix + "DC")
    case .rateAndVolume: FreseniusPacket.bytes(address.prefix + "LE;dr")
    case .troubles: FreseniusPacket.bytes(address.prefix + "LE;ae")
    case .present: [FreseniusPacket.present]
    case .received: [FreseniusPacket.acknowledge]
    }
  }
}

extension LineAddress {
  /// The rack: some want to be greeted before their pumps are.
  static let base = LineAddress.number(0)

  /// What stands before a block's text.
  var prefix: String {
    switch self {
    case .alone: ""
    case .number(let number): "\(number)"
    }
  }
}

/// Finds the messages of a Fresenius base or pump in what a line says.
public struct FreseniusDecoder: FrameDecoder {
  private var scanner = FrameScanner(FreseniusFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (FreseniusMessage) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct FreseniusFormat: FrameFormat {
  static let longestFrame = 200

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<FreseniusMessage> {
    switch window.first {
    case FreseniusPacket.enquiry: return .word(.enquiry, length: 1)
    case FreseniusPacket.acknowledge: return .word(.acknowledged, length: 1)
    case FreseniusPacket.refuse: return refusal(window)
    case Ascii.startOfText: return block(window)
    default: return .noise
    }
  }

  mutating func reset() {}

  /// NAK, with a digit behind it that says why: `4` is a wrong address.
  private func refusal(_ window: ArraySlice<UInt8>) -> FrameVerdict<FreseniusMessage> {
    guard let reason = window.dropFirst().first else { return .needsMore }
    return .word(.refused, length: (0x31...0x38).contains(reason) ? 2 : 1)
  }

  private func block(_ window: ArraySlice<UInt8>) -> FrameVerdict<FreseniusMessage> {
    let rest = window.dropFirst()
    guard let end = rest.firstIndex(where: { !Ascii.isPrintable($0) }) else { return .needsMore }
    let body = rest[..<end].dropLast(2)
    guard rest[end] == Ascii.endOfText,
      Ascii.hexNumber(rest[..<end].suffix(2)) == Int(FreseniusPacket.check(body)),
      let report = FreseniusReport(body: body)
    else { return .damaged }
    return .frame(.report(report), length: end + 1 - window.startIndex)
  }
}
