import InfusionCore

/// Simulates a Nonin 3230: a value a second, with its number. It has no word for a moving hand.
struct NoninBLEVoice: SimulatedVoice {
  private var number = 0

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    number = (number + 1) % 65536
    let signal = signals.oximetry
    return NoninOximetry(
      status: Self.status(signal.status), perfusionIndex: signal.reportedPerfusion, number: number,
      spo2: signal.reportedSaturation, pulse: signal.reportedPulse
    ).bytes
  }

  private static func status(_ status: SensorStatus) -> NoninOximetry.Status {
    switch status {
    case .ok, .artifact: [.onTheFinger, .encrypted]
    case .lowPerfusion: [.onTheFinger, .encrypted, .weakSignal]
    case .searching, .error: [.onTheFinger, .encrypted, .searching]
    case .off: [.encrypted]
    }
  }
}
