/// Simulates an Ivy 450C: everything in one message a second, the cuff's last result for ever.
struct AnsarBVoice: SimulatedVoice {
  /// No simulated patient breathes into a capnograph.
  static let untold: Set<Carried> = [.etco2]

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    let (signal, cuff) = (signals.oximetry, signals.cuffModule)
    return AnsarBMessage(
      hr: Reported(signals.heartRate), rr: Reported(signals.respiration), spo2: signal.reportedSaturation,
      pulse: signal.reportedPulse, temp: SimulatedTemperature.usual, sys: cuff.sys, dia: cuff.dia,
      map: cuff.map
    ).bytes
  }
}
