/// CRC-8 with the polynomial 0x31, least significant bit first, initial value 0, known as MAXIM-DOW.
enum CRC8 {
  /// `123456789` gives A1.
  static func maxim(_ bytes: some Sequence<UInt8>) -> UInt8 {
    bytes.reduce(0) { crc, byte in
      var register = crc ^ byte
      for _ in 0..<8 { register = register & 1 != 0 ? register >> 1 ^ 0x8C : register >> 1 }
      return register
    }
  }
}
