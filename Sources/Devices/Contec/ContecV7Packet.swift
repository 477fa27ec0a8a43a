/// The envelope of Contec's protocol V7.0 (CMS50D+ from firmware 4.6, 50E, 50F, 50I, 60C): a type byte with
/// bit 7 clear, a byte that carries bit 7 of what follows, then data bytes that all have bit 7 set on the
/// wire. No checksum.
enum ContecV7Packet {
  /// Length on the wire by type: the manufacturer's PDF of 2010-07-08; 02, 03, 06, 13 and 14 are from a
  /// transcript.
  static func length(ofType type: UInt8) -> Int? {
    switch type {
    case 0x01...0x05, 0x11, 0x13...0x15: 9
    case 0x07, 0x08, 0x0F, 0x12: 8
    case 0x09: 6
    case 0x06, 0x0A, 0x0B: 4
    case 0x0D, 0x0E, 0x10: 3
    case 0x0C: 2
    default: nil
    }
  }

  /// The data as it was meant: bit i of the second byte is bit 7 of data byte i.
  static func data(of packet: ArraySlice<UInt8>) -> [UInt8] {
    let high = packet[packet.startIndex + 1]
    return packet.dropFirst(2).enumerated().map { index, byte in
      byte & 0x7F | (index < 7 ? (high >> UInt8(index) & 1) << 7 : 0)
    }
  }

  /// At most seven data bytes, as the `high` byte has a bit for each.
  static func bytes(type: UInt8, data: [UInt8]) -> [UInt8] {
    let high = data.enumerated().reduce(UInt8(0x80)) { $0 | ($1.element >> 7) << UInt8($1.offset) }
    return [type, high] + data.map { $0 | 0x80 }
  }
}
