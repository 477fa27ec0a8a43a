/// A value that a Bluetooth device notified of one of its characteristics, in the frame in which a port hands
/// it to a decoder. The frame is our own: over the air a value has no name that would last.
///
///     B1 0E | count | name of the characteristic (16) | check | value | check
///
/// The name stands in the order of its digits. Both checks are CRC-16 (CCITT-FALSE, high byte first): the
/// first of count and name, so that no damaged count is waited for; the second of these and the value. So a
/// capture of a Bluetooth device tells which value was which, and only whole values are used.
public struct NotifiedValue: Hashable, Sendable {
  public var characteristic: BluetoothUUID
  public var value: [UInt8]

  public init(of characteristic: BluetoothUUID, _ value: [UInt8]) {
    self.characteristic = characteristic
    self.value = value
  }

  /// No value of any kind is longer.
  static let longestValue = 255
  static let mark: [UInt8] = [0xB1, 0x0E]
  private static let nameLength = 16
  private static let checkLength = 2
  static let headLength = mark.count + 1 + nameLength + checkLength
  static let longestFrame = headLength + longestValue + checkLength

  /// Its frame; empty for a value that is too long.
  public var bytes: [UInt8] {
    guard value.count <= Self.longestValue else { return [] }
    let head = [UInt8(value.count)] + characteristic.bytes
    return Self.mark + head + Self.check(head) + value + Self.check(head + value)
  }

  private static func check(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let check = CRC16.ccittFalse(bytes)
    return [UInt8(check >> 8), UInt8(check & 0xFF)]
  }

  /// How long the frame is with this head; nil where its check does not fit.
  static func frameLength(head: ArraySlice<UInt8>) -> Int? {
    let content = head.dropFirst(mark.count).dropLast(checkLength)
    guard let count = content.first, check(content).elementsEqual(head.suffix(checkLength)) else {
      return nil
    }
    return headLength + Int(count) + checkLength
  }

  /// Of a whole frame; nil where one of its checks does not fit.
  init?(frame: ArraySlice<UInt8>) {
    let head = frame.prefix(Self.headLength)
    guard Self.frameLength(head: head) == frame.count else { return nil }
    let named = head.dropFirst(Self.mark.count).dropLast(Self.checkLength)
    let value = frame.dropFirst(Self.headLength).dropLast(Self.checkLength)
    guard Self.check(named + value).elementsEqual(frame.suffix(Self.checkLength)) else { return nil }
    self.init(of: BluetoothUUID(named.dropFirst()), Array(value))
  }
}

/// What a value turned out to be.
public enum NotifiedMeaning<Message> {
  case message(Message)
  /// Known, and nothing for us.
  case ignored
  case malformed
}

/// A kind's message, which is one value of one of its characteristics.
public protocol NotifiedMessage: Hashable, Sendable {
  static var characteristics: [BluetoothUUID] { get }
  /// What a value of one of these is.
  static func read(_ notified: NotifiedValue) -> NotifiedMeaning<Self>
}

/// Frames of values to the messages of one kind. A value of another characteristic is another kind's.
struct NotifiedFormat<Message: NotifiedMessage>: FrameFormat {
  static var longestFrame: Int { NotifiedValue.longestFrame }

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<Message> {
    guard NotifiedValue.mark.starts(with: window.prefix(NotifiedValue.mark.count)) else { return .noise }
    let head = window.prefix(NotifiedValue.headLength)
    guard head.count == NotifiedValue.headLength else { return .needsMore }
    guard let length = NotifiedValue.frameLength(head: head) else { return .damaged }
    guard window.count >= length else { return .needsMore }
    guard let notified = NotifiedValue(frame: window.prefix(length)),
      Message.characteristics.contains(notified.characteristic)
    else { return .damaged }
    switch Message.read(notified) {
    case .message(let message): return .frame(message, length: length)
    case .ignored: return .ignored(length: length)
    case .malformed: return .damaged
    }
  }

  mutating func reset() {}
}

/// Finds the messages of one kind in what a Bluetooth port hands over.
public struct NotifiedDecoder<Message: NotifiedMessage>: FrameDecoder {
  private var scanner = FrameScanner(NotifiedFormat<Message>())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (Message) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}
