/// One message of a Contec V7 device.
public enum ContecV7Message: Hashable, Sendable {
  case realTime(ContecV7RealTime)
  case reply(ContecV7Reply)
}

/// Contec CMS50 V7.0 from bytes to messages.
///
/// Any byte with bit 7 clear begins a packet; one that is cut short by the next beginning is dropped. There
/// is no checksum, and a packet is used as soon as it is whole: extra bytes after it are skipped and do not
/// make it bad.
public struct ContecV7Decoder: FrameDecoder {
  private var scanner = FrameScanner(ContecV7Format())

  public init() {}
  public var counters: WireCounters { scanner.counters }
  public mutating func reset() { scanner.reset() }
  public mutating func feed(_ bytes: ArraySlice<UInt8>, emit: (ContecV7Message) -> Void) {
    scanner.feed(bytes, emit: emit)
  }
}

struct ContecV7Format: FrameFormat {
  static let longestFrame = 9

  mutating func examine(_ window: ArraySlice<UInt8>) -> FrameVerdict<ContecV7Message> {
    let type = window[window.startIndex]
    guard type & 0x80 == 0, let length = ContecV7Packet.length(ofType: type) else { return .noise }
    let packet = window.prefix(length)
    guard packet.dropFirst().allSatisfy({ $0 & 0x80 != 0 }) else { return .damaged }
    guard packet.count == length else { return .needsMore }
    if type == ContecV7RealTime.type {
      return .frame(.realTime(ContecV7RealTime(data: ContecV7Packet.data(of: packet))), length: length)
    }
    let reply = ContecV7Reply(type: type, data: ContecV7Packet.data(of: packet))
    return reply.map { .frame(.reply($0), length: length) } ?? .ignored(length: length)
  }

  mutating func reset() {}
}
