import InfusionCore

/// Simulates a PC-60FW: ten frames of its pulse wave a second and one with figures. It has no word for a weak
/// pulse or a moving hand. (A real one switches itself off soon after the finger is out.)
struct PC60FWVoice: SimulatedVoice {
  let framesPerMinute: Int64 = 60 * framesPerSecond
  private static let framesPerSecond: Int64 = 10
  private static let samplesPerFrame = 5
  private static let waveType: UInt8 = 0x02
  private var frames: Int64 = 0
  private var wave = PulseWave()

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    defer { frames += 1 }
    let shape = waveFrame(signals.oximetry)
    return frames % Self.framesPerSecond == 0 ? shape + Self.figures(signals.oximetry) : shape
  }

  private static func figures(_ signal: OximeterSignal) -> [UInt8] {
    PC60FWMessage(
      spo2: signal.reportedSaturation, pulse: signal.reportedPulse, perfusionIndex: signal.reportedPerfusion,
      probeIsOff: signal.status == .off, isSearching: signal.status == .searching
    ).bytes
  }

  /// The highest bit marks a beat.
  private mutating func waveFrame(_ signal: OximeterSignal) -> [UInt8] {
    let samples = (0..<Self.samplesPerFrame).map { _ -> UInt8 in
      guard let pulse = signal.pulse else { return 0 }
      let sample = wave.next(
        pulse: pulse, samplesPerSecond: Self.framesPerSecond * Int64(Self.samplesPerFrame))
      return UInt8(sample.height * 127 / 100) | (sample.isBeat ? 0x80 : 0)
    }
    return PC60FWFrame.bytes(token: PC60FWFrame.oximeter, [Self.waveType] + samples)
  }
}
