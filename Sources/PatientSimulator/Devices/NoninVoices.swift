import InfusionCore

/// Nonin data format 2 (OEM III, Xpod): 75 frames a second, the numbers spread over packets of 25.
struct NoninDF2Voice: DeviceVoice {
  let framesPerSecond: Int64 = 75
  private var wave = PulseWave()
  private var index = 0
  private var floats: [UInt8] = NoninDF2Packet.floats(.searching, held: .searching)
  /// What stands in the fields for a display, which keep the last numbers after the finger is out.
  private var held = OximeterSignal.searching
  private var heldFrames = 0
  /// A beat's perfusion light burns for 12 frames.
  private var beatFrames = 0

  private static let holdFrames = 75 * 10

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    let signal = signals.oximetry
    if index == 0 { beginPacket(signal) }
    defer { index = (index + 1) % NoninDF2Packet.length }
    var height = 0x60
    if let pulse = signal.pulse {
      let sample = wave.next(pulse: pulse, samplesPerSecond: framesPerSecond)
      height = 20 + sample.height * 2
      beatFrames = sample.isBeat ? 12 : max(0, beatFrames - 1)
    } else {
      beatFrames = 0
    }
    return NoninDF2Packet.frame(
      status: NoninDF2Packet.status(signal, isFirst: index == 0, isBeat: beatFrames > 0),
      pleth: UInt8(height),
      float: floats[index])
  }

  mutating func received(_ bytes: [UInt8]) -> [UInt8] { NoninSelection.answer(bytes, ownFormat: 0x02) }

  private mutating func beginPacket(_ signal: OximeterSignal) {
    if signal.pulse != nil {
      held = signal
      heldFrames = Self.holdFrames
    } else if heldFrames > 0 {
      heldFrames -= NoninDF2Packet.length
    } else {
      held = .searching
    }
    floats = NoninDF2Packet.floats(signal, held: held)
  }
}

/// Nonin data format 8: four bytes a second, no checksum.
struct NoninDF8Voice: DeviceVoice {
  let framesPerSecond: Int64 = 1

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] { Self.bytes(signals.oximetry) }

  mutating func received(_ bytes: [UInt8]) -> [UInt8] { NoninSelection.answer(bytes, ownFormat: 0x08) }

  static func bytes(_ signal: OximeterSignal) -> [UInt8] {
    let pulse = signal.pulse ?? 511
    var status = 0x80 | pulse >> 7 & 0x03
    if signal.pulse == nil { status |= 0x20 }
    switch signal.status {
    case .lowPerfusion: status |= 0x10
    case .artifact: status |= 0x04
    case .ok, .off, .searching, .error: break
    }
    let alarm = signal.status == .off ? 0x08 : 0x00
    return [UInt8(status), UInt8(pulse & 0x7F), UInt8(signal.saturation ?? 127), UInt8(alarm)]
  }
}

/// The command that chooses a data format, `02 70 02 02 FF 03`: taken for the one that is spoken, refused for
/// others.
enum NoninSelection {
  static func answer(_ bytes: [UInt8], ownFormat: UInt8) -> [UInt8] {
    guard bytes.count == 6, bytes.starts(with: [0x02, 0x70, 0x02, 0x02]), bytes[5] == 0x03 else { return [] }
    return bytes[4] == ownFormat ? [0x06] : [0x15]
  }
}
