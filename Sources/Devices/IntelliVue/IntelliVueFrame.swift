/// The link of the MIB/RS232 port at its fixed speed: `C0 11 01 length message check C1`.
///
/// Between the two marks C0, C1 and 7D are sent as 7D and the byte with bit 5 turned over. The check goes
/// over header and message, before that is done; its low byte is sent first.
enum IntelliVueFrame {
  static let begin: UInt8 = 0xC0
  static let end: UInt8 = 0xC1
  private static let escape: UInt8 = 0x7D
  private static let bit5: UInt8 = 0x20
  /// The data export protocol, and the only sort of message that it has.
  private static let header: [UInt8] = [0x11, 0x01]
  private static let headerLength = 4
  private static let checkLength = 2

  /// We ask for no message above 1000 bytes; a monitor that was asked for more by somebody else sends 1456.
  static let longestMessage = 1500
  /// Every byte between the marks may need two.
  static let longest = 2 * (headerLength + longestMessage + checkLength) + 2
  /// Between the marks, with a message of nothing.
  static let shortestContent = headerLength + checkLength

  static func bytes(_ message: [UInt8]) -> [UInt8] {
    let content = header + IntelliVueBytes.sized(message)
    let check = CRC16.x25(content)
    let whole = content + [UInt8(check & 0xFF), UInt8(check >> 8)]
    return [begin] + whole.flatMap { isMark($0) ? [escape, $0 ^ bit5] : [$0] } + [end]
  }

  private static func isMark(_ byte: UInt8) -> Bool { byte == begin || byte == end || byte == escape }

  /// The message between the two marks; nil where the stuffing, the header, the length or the check is wrong.
  static func message(of stuffed: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let whole = unstuffed(stuffed), whole.count >= shortestContent, whole.starts(with: header) else {
      return nil
    }
    let content = whole.dropLast(checkLength)
    let message = content.dropFirst(headerLength)
    guard Int(whole[2]) << 8 | Int(whole[3]) == message.count,
      UInt16(whole[content.endIndex]) | UInt16(whole[content.endIndex + 1]) << 8 == CRC16.x25(content)
    else { return nil }
    return message
  }

  private static func unstuffed(_ stuffed: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in stuffed {
      if isEscaped {
        bytes.append(byte ^ bit5)
        isEscaped = false
      } else if byte == escape {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return isEscaped ? nil : bytes
  }
}

/// Finds the frames of an IntelliVue monitor in what a line says.
public struct IntelliVueDecoder: FrameDecoder {
  private var scanner = FrameScanner(IntelliVueFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (IntelliVueMessage) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct IntelliVueFormat: FrameFormat {
  static let longestFrame = IntelliVueFrame.longest

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<IntelliVueMessage> {
    guard window.first == IntelliVueFrame.begin else { return .noise }
    let rest = window.dropFirst()
    guard let end = rest.firstIndex(where: { $0 == IntelliVueFrame.begin || $0 == IntelliVueFrame.end })
    else { return .needsMore }
    let content = rest[..<end]
    guard content.count >= IntelliVueFrame.shortestContent else { return .noise }
    guard rest[end] == IntelliVueFrame.end, let message = IntelliVueFrame.message(of: content) else {
      return .damaged
    }
    let length = end + 1 - window.startIndex
    do throws(IntelliVueMisfit) {
      return try IntelliVueMessage(message).map { .frame($0, length: length) } ?? .ignored(length: length)
    } catch { return .damaged }
  }

  mutating func reset() {}
}
