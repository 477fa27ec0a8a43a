import InfusionCore

/// Simulates an older Contec, five bytes 60 times a second, whether anybody asked or not.
struct Contec5ByteVoice: SimulatedVoice {
  let framesPerMinute: Int64 = 60 * framesPerSecond
  private static let framesPerSecond: Int64 = 60
  private var wave = PulseWave()

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    let signal = signals.oximetry
    guard let pulse = signal.pulse, let saturation = signal.saturation else {
      return Contec5ByteFrame(
        pulse: .missing, spo2: .missing, signalStrength: 0, wave: ContecFinger.noWave,
        probeError: signal.status == .off, isSearching: signal.status == .searching
      ).bytes
    }
    let finger = ContecFinger(signal, wave.next(pulse: pulse, samplesPerSecond: Self.framesPerSecond))
    return Contec5ByteFrame(
      pulse: signal.reportedPulse, spo2: signal.reportedSaturation, signalStrength: finger.strength,
      wave: finger.wave, bar: finger.bar, pulseBeep: finger.isBeat,
      droppingOrUnplugged: saturation < ContecFinger.lowSaturation
    ).bytes
  }
}
