/// The frame of Viatom's oximeters: `AA 55`, a token, the length of what follows, its type, its content, and
/// the check of all before it.
enum PC60FWFrame {
  static let mark: [UInt8] = [0xAA, 0x55]
  /// Tokens: the oximeter's, and the device's own (battery, versions).
  static let oximeter: UInt8 = 0x0F
  static let device: UInt8 = 0xF0
  static let headLength = 4
  /// More than any that is known, and less than two frames of figures: a damaged one is not waited for.
  static let lengths = 2...20

  static func bytes(token: UInt8, _ content: [UInt8]) -> [UInt8] {
    let frame = mark + [token, UInt8(content.count + 1)] + content
    return frame + [CRC8.maxim(frame)]
  }
}
