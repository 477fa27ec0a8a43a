/// Messages of the device other than measurements.
public enum ContecV7Reply: Hashable, Sendable {
  /// 0C: free, or "done".
  case free
  /// 0B: what became of a command; reason 05 is "not supported".
  case feedback(command: UInt8, reason: UInt8)
  /// 0D: it stops sending; reason 01 is "switched off".
  case disconnecting(reason: UInt8)

  init?(type: UInt8, data: [UInt8]) {
    switch (type, data.count) {
    case (0x0C, 0): self = .free
    case (0x0B, 2): self = .feedback(command: data[0], reason: data[1])
    case (0x0D, 1): self = .disconnecting(reason: data[0])
    default: return nil
    }
  }

  /// As the device sends it.
  public var bytes: [UInt8] {
    switch self {
    case .free: [0x0C, 0x80]
    case .feedback(let command, let reason): ContecV7Packet.bytes(type: 0x0B, data: [command, reason])
    case .disconnecting(let reason): ContecV7Packet.bytes(type: 0x0D, data: [reason])
    }
  }
}
