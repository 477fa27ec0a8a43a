import InfusionCore

/// Simulates an oximeter of Bluetooth's own service: a value a second, with both of its status words.
struct PLXVoice: SimulatedVoice {
  func frame(_ signals: BedsideSignals) -> [UInt8] {
    let signal = signals.oximetry
    let figures = PLXMeasurement.Figures(spo2: signal.reportedSaturation, pulse: signal.reportedPulse)
    return PLXMeasurement(
      figures, state: Self.state(signal), sensor: Self.sensor(signal),
      perfusionIndex: signal.reportedPerfusion
    ).bytes
  }

  private static func state(_ signal: OximeterSignal) -> PLXState {
    signal.status.allowsReadings ? [.ongoing, .validated] : [.ongoing, .unavailable]
  }

  private static func sensor(_ signal: OximeterSignal) -> PLXSensor {
    switch signal.status {
    case .ok: []
    case .off: .notOnTheFinger
    case .searching: .analysing
    case .lowPerfusion: .lowPerfusion
    case .artifact: .erraticSignal
    case .error: .equipmentFault
    }
  }
}
