import InfusionCore

/// Simulates a cuff monitor of Bluetooth's own service: what is in the cuff once a second while it measures,
/// then the result, once. It has no clock. A measurement that fails has no figures, and a loose cuff.
struct BLPVoice: SimulatedVoice {
  func frame(_ signals: BedsideSignals) -> [UInt8] {
    if let ended = signals.cuff { return BLPMessage.result(Self.measurement(ended)).bytes }
    guard let pressure = signals.cuffModule.pressure else { return [] }
    return BLPMessage.cuffPressure(Reported(pressure)).bytes
  }

  private static func measurement(_ ended: CuffSignal) -> BLPMeasurement {
    switch ended {
    case .failed: BLPMeasurement(sys: .missing, dia: .missing, map: .missing, state: .cuffIsLoose)
    case .measured(let figures):
      BLPMeasurement(
        sys: Reported(figures.sys), dia: Reported(figures.dia), map: Reported(figures.map), state: [])
    }
  }
}
