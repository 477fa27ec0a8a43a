/// Simulates Nonin's one-line output: numbers or dashes, and not a word about the sensor.
struct NoninAsciiVoice: SimulatedVoice {
  private var lines = 0

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    defer { lines += 1 }
    return NoninAsciiLine(
      spo2: signals.oximetry.reportedSaturation, pulse: signals.oximetry.reportedPulse,
      deviceTime: UnsetClock.time(lines)
    ).bytes
  }
}
