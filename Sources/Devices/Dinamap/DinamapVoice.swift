/// Simulates a Carescape V100: tells its oximeter, its pulse and its cuff when it is asked. Nothing that its
/// host says makes it measure. Without a finger it says "no data"; it has no word for a weak pulse or a
/// moving hand.
struct DinamapVoice: ListeningVoice {
  var ear = HostEar(DinamapQuestion.allCases) { $0.bytes }
  private var resultAge = StandingResultAge()

  /// Says nothing by itself.
  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    resultAge.pass(signals)
    return []
  }

  func answer(_ question: DinamapQuestion, _ signals: BedsideSignals) -> [UInt8] {
    switch question {
    case .oximeter: DinamapReply.oximeter(Self.oximeter(signals.oximetry)).bytes
    case .pulse: DinamapReply.pulse(Self.pulse(signals.oximetry)).bytes
    case .cuff: DinamapReply.cuff(cuff(signals.cuffModule)).bytes
    }
  }

  private static let ageMost = 5400

  private static func oximeter(_ oximetry: OximeterSignal) -> DinamapOximeter {
    let measures = oximetry.status.allowsReadings && oximetry.saturation != nil
    return DinamapOximeter(state: measures ? .operating : .noData, spo2: oximetry.reportedSaturation)
  }

  /// The simulation does not know the pulse that a cuff counts.
  private static func pulse(_ oximetry: OximeterSignal) -> DinamapPulse {
    DinamapPulse(source: oximetry.pulse == nil ? .cuff : .oximeter, rate: oximetry.reportedPulse)
  }

  private func cuff(_ module: CuffModule) -> DinamapCuff {
    DinamapCuff(
      state: module.pressure != nil ? .busy : module.hasFailed ? .failed : .done,
      ageSeconds: resultAge.seconds.map { min($0, Self.ageMost) }, sys: module.sys, dia: module.dia,
      map: module.map)
  }
}
