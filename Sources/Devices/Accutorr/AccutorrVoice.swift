import InfusionCore

/// Simulates a Datascope Accutorr 3: says its prompt and its patient's line when it is asked. It has no word
/// for a measurement that failed, and none that we are sure of for a weak pulse.
struct AccutorrVoice: ListeningVoice {
  var ear = HostEar(AccutorrQuestion.allCases) { $0.bytes }
  private var resultAge = StandingResultAge()

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    resultAge.pass(signals)
    return []
  }

  func answer(_ question: AccutorrQuestion, _ signals: BedsideSignals) -> [UInt8] {
    switch question {
    case .prompt: Array("\r\n>".utf8)
    case .patient: line(signals).bytes
    }
  }

  private func line(_ signals: BedsideSignals) -> AccutorrLine {
    let oximetry = signals.oximetry
    let module = signals.cuffModule
    return AccutorrLine(
      spo2: oximetry.reportedSaturation, pulse: oximetry.reportedPulse, sys: module.sys, map: module.map,
      dia: module.dia, oximeter: Self.flags(oximetry),
      minutes: resultAge.seconds.map { min($0 / 60, Self.minutesMost) })
  }

  private static let minutesMost = 999

  private static func flags(_ oximetry: OximeterSignal) -> AccutorrFlags {
    switch oximetry.status {
    case .ok, .lowPerfusion: .none
    case .artifact: .interference
    case .off: .sensorOff
    case .searching: .pulseSearch
    case .error: .noSensor
    }
  }
}
