/// The board's envelope: `55 AA N type data... SUM`, N counting from itself to SUM, SUM the complement of the
/// sum between.
enum PM6750Packet {
  static let start: [UInt8] = [0x55, 0xAA]
  static let lengths = 4...32

  static func bytes(type: UInt8, _ data: [UInt8]) -> [UInt8] {
    let body = [UInt8(data.count + 3), type] + data
    return start + body + [~body.reduce(0, &+)]
  }
}

/// The switches that only make it send. Starting a cuff measurement (02) and setting one (09, 0A) are left
/// out on purpose.
public enum PM6750Switch: UInt8, CaseIterable, Hashable, Sendable {
  case ecg = 0x01
  case oximeter = 0x03
  case temperature = 0x04

  public var bytes: [UInt8] { PM6750Packet.bytes(type: rawValue, [0x01]) }
}

/// Finds the packets of a Berry PM6750 in what a line says.
public struct PM6750Decoder: FrameDecoder {
  private var scanner = FrameScanner(PM6750Format())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (PM6750Message) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct PM6750Format: FrameFormat {
  static let longestFrame = PM6750Packet.lengths.upperBound + 2

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<PM6750Message> {
    guard window.first == PM6750Packet.start[0] else { return .noise }
    guard window.count >= 3 else {
      return window.count == 2 && window.last != PM6750Packet.start[1] ? .noise : .needsMore
    }
    let length = Int(window[window.startIndex + 2])
    guard window[window.startIndex + 1] == PM6750Packet.start[1], PM6750Packet.lengths.contains(length) else {
      return .noise
    }
    guard window.count >= length + 2 else { return .needsMore }
    let body = window.dropFirst(2).prefix(length)
    guard ~body.dropLast().reduce(0, &+) == body.last else { return .damaged }
    let message = PM6750Message(type: body[body.startIndex + 1], data: Array(body.dropFirst(2).dropLast()))
    return message.map { .frame($0, length: length + 2) } ?? .ignored(length: length + 2)
  }

  mutating func reset() {}
}
