import InfusionCore

/// Simulates Berry's PM6750 board: each part speaks once a second from when it was switched on, the cuff
/// while it measures and at the end.
struct PM6750Voice: ListeningVoice {
  var ear = HostEar(PM6750Switch.allCases) { $0.bytes }
  private var on: Set<PM6750Switch> = []

  var isStreaming: Bool { !on.isEmpty }

  mutating func answer(_ word: PM6750Switch, _ signals: BedsideSignals) -> [UInt8] {
    on.insert(word)
    return []
  }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    let parts = PM6750Switch.allCases.filter(on.contains).map { Self.message(of: $0, signals) }
    return (parts + [Self.cuff(signals)]).compactMap { $0 }.flatMap(\.bytes)
  }

  private static func message(of part: PM6750Switch, _ signals: BedsideSignals) -> PM6750Message {
    let signal = signals.oximetry
    switch part {
    case .ecg: return .ecg(PM6750Ecg(hr: signals.heartRate, rr: signals.respiration))
    case .temperature: return .temperature(PM6750Temperature(first: SimulatedTemperature.usual))
    case .oximeter:
      return .oximeter(
        PM6750Oximeter(
          state: state(signal.status), spo2: signal.reportedSaturation, pulse: signal.reportedPulse))
    }
  }

  /// It has no word for weak perfusion, and none for motion.
  private static func state(_ status: SensorStatus) -> PM6750Oximeter.State {
    switch status {
    case .ok, .lowPerfusion, .artifact: .ok
    case .off: .noFinger
    case .searching: .searching
    case .error: .sensorOff
    }
  }

  private static func cuff(_ signals: BedsideSignals) -> PM6750Message? {
    switch signals.cuff {
    case .measured(let figures):
      return .cuff(PM6750Cuff(state: .done, sys: figures.sys, map: figures.map, dia: figures.dia))
    case .failed: return .cuff(PM6750Cuff(state: .looseCuff))
    case nil:
      return signals.cuffModule.pressure.map { .cuff(PM6750Cuff(state: .measuring, cuffPressure: $0)) }
    }
  }
}
