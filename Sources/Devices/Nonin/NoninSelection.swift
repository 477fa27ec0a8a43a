/// The command that chooses a data format, `02 70 02 02 FF 03`: taken for the one that is spoken, refused for
/// others.
enum NoninSelection {
  static func answer(_ bytes: [UInt8], ownFormat: UInt8) -> [UInt8] {
    guard bytes.count == 6, bytes.starts(with: [0x02, 0x70, 0x02, 0x02]), bytes[5] == 0x03 else { return [] }
    return bytes[4] == ownFormat ? [0x06] : [0x15]
  }
}
