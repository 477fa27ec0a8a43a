/// One real-time packet of a Contec CMS50 with protocol V7.0: nine bytes, no checksum.
///
/// The type 01, then a byte that holds the top bit of each of the seven data bytes, then these with their top
/// bit set.
struct ContecV7Frame: Hashable, Sendable {
  /// 0 to 8.
  var strength = 0
  var searchingTooLong = false
  var saturationDrops = false
  var beep = false
  var fingerOut = false
  /// 0 to 127.
  var wave = 0x40
  var searching = false
  /// 0 to 15.
  var bar = 0
  /// 1 to 254; nil goes as 255.
  var pulse: Int?
  /// 0 to 100; nil goes as 127.
  var saturation: Int?
  /// nil goes as 65535 with the "invalid" bit.
  var perfusionHundredths: Int?

  var bytes: [UInt8] {
    let perfusion = perfusionHundredths ?? 0xFFFF
    return Self.packet(
      type: 0x01,
      [
        strength & 0x0F | bit(4, searchingTooLong) | bit(5, saturationDrops) | bit(6, beep)
          | bit(7, fingerOut),
        wave & 0x7F | bit(7, searching),
        bar & 0x0F | bit(4, perfusionHundredths == nil),
        pulse ?? 0xFF, saturation ?? 0x7F, perfusion & 0xFF, perfusion >> 8,
      ])
  }

  /// Any packet of the protocol: up to seven data bytes of eight bits.
  static func packet(type: UInt8, _ data: [Int]) -> [UInt8] {
    let high = data.enumerated().reduce(0x80) { $0 | ($1.element >> 7 & 1) << $1.offset }
    return [type, UInt8(truncatingIfNeeded: high)] + data.map { UInt8(truncatingIfNeeded: $0 | 0x80) }
  }

  private func bit(_ number: Int, _ isSet: Bool) -> Int { isSet ? 1 << number : 0 }
}
