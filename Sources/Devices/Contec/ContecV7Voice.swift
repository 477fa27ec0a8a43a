import InfusionCore

/// Simulates a Contec CMS50 with protocol V7.0: silent until asked, 60 packets a second, silent again when it
/// is forgotten.
struct ContecV7Voice: SimulatedVoice {
  let framesPerMinute: Int64 = 60 * framesPerSecond
  private static let framesPerSecond: Int64 = 60

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
    let signal = signals.oximetry
    guard let pulse = signal.pulse, let saturation = signal.saturation else {
      return ContecV7RealTime(
        pulse: .missing, spo2: .missing, signalStrength: 0, wave: ContecFinger.noWave,
        fingerIsOut: signal.status == .off, isSearching: signal.status == .searching
      ).bytes
    }
    let finger = ContecFinger(signal, wave.next(pulse: pulse, samplesPerSecond: Self.framesPerSecond))
    return ContecV7RealTime(
      pulse: signal.reportedPulse, spo2: signal.reportedSaturation, perfusionIndex: signal.reportedPerfusion,
      signalStrength: finger.strength, wave: finger.wave, bar: finger.bar, pulseBeep: finger.isBeat,
      spo2IsDropping: saturation < ContecFinger.lowSaturation
    ).bytes
  }

  /// Commands are `7D 81 CMD 80 80 80 80 80 80`. More of them are known here than a listener ever says.
  mutating func received(_ bytes: [UInt8], _ signals: BedsideSignals) -> [UInt8] {
    pending += bytes
    var answer: [UInt8] = []
    while let start = pending.firstIndex(of: 0x7D), pending.count - start >= Self.commandLength {
      let command = pending[start + 2]
      pending.removeSubrange(...(start + Self.commandLength - 1))
      answer += obey(command)
    }
    if pending.first != 0x7D { pending = Array(pending.drop { $0 != 0x7D }) }
    return answer
  }

  private mutating func obey(_ command: UInt8) -> [UInt8] {
    switch command {
    case ContecV7Command.startRealTime.rawValue:
      framesLeft = Self.patienceFrames
      return []
    case ContecV7Command.keepAlive.rawValue:
      if isStreaming { framesLeft = Self.patienceFrames }
      return []
    case Self.stop:
      framesLeft = 0
      return ContecV7Reply.free.bytes
    default: return ContecV7Reply.feedback(command: command, reason: Self.unsupported).bytes
    }
  }

  private static let stop: UInt8 = 0xA2
  private static let unsupported: UInt8 = 0x05
}
