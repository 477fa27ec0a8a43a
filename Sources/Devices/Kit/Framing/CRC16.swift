/// CRC-16 with the CCITT polynomial 0x1021, most significant bit first (CCITT-FALSE) or last.
enum CRC16 {
  /// Initial value FFFF, known as CCITT-FALSE: `123456789` gives 29B1.
  static func ccittFalse(_ bytes: some Sequence<UInt8>) -> UInt16 {
    bytes.reduce(0xFFFF) { crc, byte in
      var register = crc ^ UInt16(byte) << 8
      for _ in 0..<8 { register = register & 0x8000 != 0 ? register << 1 ^ 0x1021 : register << 1 }
      return register
    }
  }

  /// Initial value FFFF, reflected, complemented at the end: the check of HDLC and IrDA, known as X-25.
  /// `123456789` gives 906E.
  static func x25(_ bytes: some Sequence<UInt8>) -> UInt16 {
    ~bytes.reduce(0xFFFF) { crc, byte in
      var register = crc ^ UInt16(byte)
      for _ in 0..<8 { register = register & 1 != 0 ? register >> 1 ^ 0x8408 : register >> 1 }
      return register
    }
  }
}
