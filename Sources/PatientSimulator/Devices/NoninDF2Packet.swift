import InfusionCore

/// The frames of Nonin data format 2.
enum NoninDF2Packet {
  static let length = 25

  /// `01 STATUS PLETH FLOAT CHK`; the check byte is the sum of the four before it.
  static func frame(status: UInt8, pleth: UInt8, float: UInt8) -> [UInt8] {
    [0x01, status, pleth, float, 0x01 &+ status &+ pleth &+ float]
  }

  /// Sensor alarm and out of track with the finger out, artifact with motion; around a beat the perfusion
  /// light: green, or red where it is weak.
  static func status(_ signal: OximeterSignal, isFirst: Bool, isBeat: Bool) -> UInt8 {
    var status: UInt8 = isFirst ? 0x81 : 0x80
    switch signal.status {
    case .ok: status |= isBeat ? 0x02 : 0
    case .off, .error: status |= 0x18
    case .searching: status |= 0x10
    case .lowPerfusion: status |= isBeat ? 0x04 : 0
    case .artifact: status |= isBeat ? 0x26 : 0x20
    }
    return status
  }

  /// The fourth byte of each of the 25 frames. The "-D" fields hold the last numbers for a display.
  static func floats(_ signal: OximeterSignal, held: OximeterSignal) -> [UInt8] {
    let pulse = signal.pulse ?? 511
    let saturation = UInt8(signal.saturation ?? 127)
    let heldPulse = held.pulse ?? 511
    let heldSaturation = UInt8(held.saturation ?? 127)
    var floats = [UInt8](repeating: 0, count: length)
    for (first, value) in [(0, pulse), (13, pulse), (19, heldPulse), (21, heldPulse)] {
      floats[first] = UInt8(value >> 7 & 0x03)
      floats[first + 1] = UInt8(value & 0x7F)
    }
    for index in [2, 9, 10, 15] { floats[index] = saturation }
    for index in [8, 16] { floats[index] = heldSaturation }
    floats[3] = firmware
    return floats
  }

  private static let firmware: UInt8 = 0x30
}
