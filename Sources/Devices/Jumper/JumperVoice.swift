import InfusionCore

/// Simulates a JPD-500F: its figures once a second, and not a word about the sensor.
struct JumperVoice: SimulatedVoice {
  func frame(_ signals: BedsideSignals) -> [UInt8] {
    let signal = signals.oximetry
    return JumperMessage(
      pulse: signal.reportedPulse, spo2: signal.reportedSaturation, perfusionIndex: signal.reportedPerfusion
    ).bytes
  }
}
