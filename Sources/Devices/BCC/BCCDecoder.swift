import Quantities

enum BCCPacket {
  static let start: UInt8 = 0x01
  static let end: UInt8 = 0x04
  static let endOfBlock: UInt8 = 0x17
  static let separator: UInt8 = 0x1E
  static let acknowledge: UInt8 = 0x06
  /// SOH, five digits, STX; ETX, five digits, EOT.
  static let envelope = 14
  /// Of the plain text with its envelope, in bytes.
  static let longest = 16_384

  static func bytes(_ text: String, isLast: Bool = true) -> [UInt8] {
    let length = digits(text.utf8.count + envelope)
    let covered =
      [start] + length + [Ascii.startOfText] + Array(text.utf8) + [isLast ? Ascii.endOfText : endOfBlock]
    return covered + digits(Int(covered.reduce(0, &+))) + [end]
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy(Ascii.isDigit) ? DecimalText.number(digits).map { $0.thousandths / 1000 } : nil
  }

  /// D and E, large and small, are doubled on lines that take them for commands: `D` is `EX`, `E` is `EE`.
  static func stuffed(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x44: [0x45, 0x58]
      case 0x45: [0x45, 0x45]
      case 0x64: [0x65, 0x78]
      case 0x65: [0x65, 0x65]
      default: [byte]
      }
    }
  }

  /// Nil if the bytes cannot have been stuffed.
  static func unstuffed(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case 0x44, 0x64: return nil
      case 0x45, 0x65:
        switch rest.popFirst() {
        case byte: plain.append(byte)
        case byte + 0x13: plain.append(byte - 1)
        default: return nil
        }
      default: plain.append(byte)
      }
    }
    return plain
  }

  private static func digits(_ number: Int) -> [UInt8] { Array(("0000" + String(number)).suffix(5).utf8) }
}

/// What the host says: that it is there, the question for all values, and that a block came.
public enum BCCWord: CaseIterable, Hashable, Sendable {
  case alive, getAll, received

  public var bytes: [UInt8] {
    switch self {
    case .alive: BCCPacket.bytes("1/1/1>ADMIN:ALIVE")
    case .getAll: BCCPacket.bytes("1/1/1>MEM:GET")
    case .received: [BCCPacket.acknowledge]
    }
  }

  /// The same for a rack that is set to character stuffing.
  public var stuffedBytes: [UInt8] { BCCPacket.stuffed(bytes) }
}

/// Finds the blocks of a B. Braun gateway in what a line says.
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
  static let longestFrame = 2 * BCCPacket.longest

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<BCCBlock> {
    guard window.first == BCCPacket.start else { return .noise }
    let head = window.prefix(7)
    guard head.dropFirst().prefix(5).allSatisfy(Ascii.isDigit) else { return .noise }
    guard head.count == 7 else { return .needsMore }
    guard head.last == Ascii.startOfText, let length = BCCPacket.number(head.dropFirst().prefix(5)),
      (BCCPacket.envelope...BCCPacket.longest).contains(length)
    else { return .noise }
    // The length is that of the plain text; on the line it may be stuffed, and is then longer.
    guard let end = window.prefix(2 * length).dropFirst().firstIndex(where: endsHere) else {
      return window.count < 2 * length ? .needsMore : .damaged
    }
    let packet = window[...end]
    if packet.count == length { return block(packet, length: packet.count) }
    guard let plain = BCCPacket.unstuffed(packet), plain.count == length else { return .damaged }
    return block(plain[...], length: packet.count)
  }

  mutating func reset() {}

  /// The block's own end, or the beginning of the next one if the end was lost.
  private func endsHere(_ byte: UInt8) -> Bool { byte == BCCPacket.end || byte == BCCPacket.start }

  private func block(_ packet: ArraySlice<UInt8>, length: Int) -> FrameVerdict<BCCBlock> {
    let covered = packet.dropLast(6)
    let sum = BCCPacket.number(packet.dropLast().suffix(5))
    guard packet.last == BCCPacket.end, let mark = covered.last,
      mark == Ascii.endOfText || mark == BCCPacket.endOfBlock, sum == Int(covered.reduce(0, &+)),
      let block = BCCBlock(text: covered.dropFirst(7).dropLast(), isLast: mark == Ascii.endOfText)
    else { return .damaged }
    return .frame(block, length: length)
  }
}
