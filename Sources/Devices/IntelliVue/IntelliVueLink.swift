/// What carries the messages between a monitor and us. They are the same on both.
public enum IntelliVueLink: CaseIterable, Hashable, Sendable {
  /// The MIB/RS232 port: each message framed, stuffed and checked.
  case serial
  /// The network: each message a datagram, which UDP checks.
  case network

  public func bytes(_ message: [UInt8]) -> [UInt8] {
    switch self {
    case .serial: IntelliVueFrame.bytes(message)
    case .network: message
    }
  }
}

/// Finds the messages in what came over the network. They say themselves how long they are, so it does not
/// matter whether a recording has kept the datagrams apart.
public struct IntelliVueDatagramDecoder: FrameDecoder {
  private var scanner = FrameScanner(IntelliVueDatagramFormat())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (IntelliVueMessage) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct IntelliVueDatagramFormat: FrameFormat {
  static let longestFrame = IntelliVueFrame.longestMessage

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<IntelliVueMessage> {
    switch IntelliVueMessage.length(of: window) {
    case .none: return .noise
    case .needsMore: return .needsMore
    case .bytes(let length):
      guard length <= Self.longestFrame else { return .noise }
      guard window.count >= length else { return .needsMore }
      do throws(IntelliVueMisfit) {
        let message = try IntelliVueMessage(window.prefix(length))
        return message.map { .frame($0, length: length) } ?? .ignored(length: length)
      } catch { return .damaged }
    }
  }

  mutating func reset() {}
}

// MARK: - How long a message is

extension IntelliVueMessage {
  enum Length: Hashable {
    /// No message begins here.
    case none
    case needsMore
    case bytes(Int)
  }

  /// How long the message is that begins here, from its first bytes. A length is believed only if a second
  /// one agrees, or the usual beginning of such a message follows, because a damaged length would swallow the
  /// messages after it.
  static func length(of window: ArraySlice<UInt8>) -> Length {
    let bytes = Array(window.prefix(16))
    guard let first = bytes.first else { return .needsMore }
    if let association = IntelliVueAssociation(rawValue: first) { return length(association, bytes) }
    return dataLength(bytes)
  }

  /// The session's letter, its length in one byte or in two behind FF, and the item that it begins with.
  private static func length(_ association: IntelliVueAssociation, _ bytes: [UInt8]) -> Length {
    guard bytes.count >= 2 else { return .needsMore }
    let isLong = bytes[1] == 0xFF
    let head = isLong ? 4 : 2
    let beginning = association.firstItem
    guard bytes.count >= head + beginning.count else { return .needsMore }
    guard bytes[head...].starts(with: beginning) else { return .none }
    return .bytes(head + (isLong ? Int(bytes[2]) << 8 | Int(bytes[3]) : Int(bytes[1])))
  }

  /// `E1 00`, the context, the operation, the length of what follows; then, in a linked part behind its
  /// number, the question's number, the command, and the length of what follows that.
  private static func dataLength(_ bytes: [UInt8]) -> Length {
    for (byte, mark) in zip(bytes, [0xE1, 0x00] as [UInt8]) where byte != mark { return .none }
    guard bytes.count >= 8 else { return .needsMore }
    func word(_ index: Int) -> Int { Int(bytes[index]) << 8 | Int(bytes[index + 1]) }
    let (operation, length) = (word(4), word(6))
    let linked = operation == 5 ? 2 : 0
    guard operation <= 5 else { return .none }
    guard bytes.count >= 14 + linked else { return length < 6 + linked ? .none : .needsMore }
    return word(12 + linked) == length - 6 - linked ? .bytes(8 + length) : .none
  }
}

extension IntelliVueAssociation {
  /// The first bytes after the length of such a message, as far as all of them share these.
  fileprivate var firstItem: [UInt8] {
    switch self {
    case .accepted: [0x05, 0x08, 0x13, 0x01]
    case .refused: [0x32, 0x01]
    case .releaseAsked, .released: [0xC1, 0x16, 0x61, 0x80]
    case .aborted: [0x11, 0x01]
    }
  }
}
