import InfusionCore

/// A Contec CMS50 with protocol V7.0: silent until asked, 60 packets a second, silent again when it is
/// forgotten.
struct ContecV7Voice: DeviceVoice {
  let framesPerSecond: Int64 = 60
  /// Frames that are still sent without another word from the host.
  private var framesLeft = 0
  private var wave = PulseWave()
  private var pending: [UInt8] = []

  /// The document wants a keep-alive every 5 s; hosts that ask again every 54 s are served as well.
  private static let patienceFrames = 60 * 60
  private static let commandLength = 9

  var isStreaming: Bool { framesLeft > 0 }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    framesLeft -= 1
    return Self.frame(signals.oximetry, &wave, framesPerSecond: framesPerSecond).bytes
  }

  static func frame(_ signal: OximeterSignal, _ wave: inout PulseWave, framesPerSecond: Int64)
    -> ContecV7Frame
  {
    guard let pulse = signal.pulse, let saturation = signal.saturation else {
      return ContecV7Frame(fingerOut: signal.status == .off, searching: signal.status == .searching)
    }
    let sample = wave.next(pulse: pulse, samplesPerSecond: framesPerSecond)
    let isWeak = signal.status != .ok
    return ContecV7Frame(
      strength: isWeak ? 1 : 6, saturationDrops: saturation < 90, beep: sample.isBeat,
      wave: sample.height * 127 / 100,
      bar: sample.height * (isWeak ? 3 : 15) / 100, pulse: pulse, saturation: saturation,
      perfusionHundredths: signal.perfusionHundredths)
  }

  /// Commands are `7D 81 CMD 80 80 80 80 80 80`.
  mutating func received(_ bytes: [UInt8]) -> [UInt8] {
    pending += bytes
    var answer: [UInt8] = []
    while let start = pending.firstIndex(of: 0x7D), pending.count - start >= Self.commandLength {
      let command = pending[start..<start + Self.commandLength]
      pending.removeSubrange(...(start + Self.commandLength - 1))
      answer += obey(Array(command))
    }
    if pending.first != 0x7D { pending = Array(pending.drop { $0 != 0x7D }) }
    return answer
  }

  private mutating func obey(_ command: [UInt8]) -> [UInt8] {
    switch command[2] {
    case 0xA1:
      framesLeft = Self.patienceFrames
      return []
    case 0xAF:
      if isStreaming { framesLeft = Self.patienceFrames }
      return []
    case 0xA2:
      framesLeft = 0
      return ContecV7Frame.packet(type: 0x0C, [])
    default:
      return ContecV7Frame.packet(type: 0x0B, [Int(command[2]), 0x05])
    }
  }
}
