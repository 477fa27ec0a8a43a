import Quantities

enum BCCPacket {
  static let start: UInt8 = 0x01
  static let end: UInt8 = 0x04
  static let endOfBlock: UInt8 = 0x17
  static let separator: UInt8 = 0x1E
  static let acknowledge: UInt8 = 0x06
  /// SOH, five digits, STX; ETX, five digits, EOT.
  static let envelope = 14
  static let longest = 4096

  static func bytes(_ text: String, isLast: Bool = true) -> [UInt8] {
    let length = digits(text.utf8.count + envelope)
    let covered =
      [start] + length + [Ascii.startOfText] + Array(text.utf8) + [isLast ? Ascii.endOfText : endOfBlock]
    return covered + digits(Int(covered.reduce(0, &+))) + [end]
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy(Ascii.isDigit) ? DecimalText.number(digits).map { $0.thousandths / 1000 } : nil
  }

  private static func digits(_ number: Int) -> [UInt8] { Array(("0000" + String(number)).suffix(5).utf8) }
}

/// What a listener says: that it is there, the question for all values, and that a block came.
public enum BCCWord: CaseIterable, Hashable, Sendable {
  case alive, getAll, received

  public var bytes: [UInt8] {
    switch self {
    case .alive: BCCPacket.bytes("1/1/1>ADMIN:ALIVE")
    case .getAll: BCCPacket.bytes("1/1/1>MEM:GET")
    case .received: [BCCPacket.acknowledge]
    }
  }
}

public struct BCCDecoder: FrameDecoder {
  private var scanner = FrameScanner(BCCFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (BCCBlock) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct BCCFormat: FrameFormat {
  static let longestFrame = BCCPacket.longest

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<BCCBlock> {
    guard window.first == BCCPacket.start else { return .noise }
    let head = window.prefix(7)
    guard head.dropFirst().prefix(5).allSatisfy(Ascii.isDigit) else { return .noise }
    guard head.count == 7 else { return .needsMore }
    guard head.last == Ascii.startOfText, let length = BCCPacket.number(head.dropFirst().prefix(5)),
      (BCCPacket.envelope...BCCPacket.longest).contains(length)
    else { return .noise }
    guard window.count >= length else { return .needsMore }
    return block(window.prefix(length))
  }

  mutating func reset() {}

  private func block(_ packet: ArraySlice<UInt8>) -> FrameVerdict<BCCBlock> {
    let covered = packet.dropLast(6)
    let sum = BCCPacket.number(packet.dropLast().suffix(5))
    guard packet.last == BCCPacket.end, let mark = covered.last,
      mark == Ascii.endOfText || mark == BCCPacket.endOfBlock, sum == Int(covered.reduce(0, &+)),
      let block = BCCBlock(text: covered.dropFirst(7).dropLast(), isLast: mark == Ascii.endOfText)
    else { return .damaged }
    return .frame(block, length: packet.count)
  }
}
