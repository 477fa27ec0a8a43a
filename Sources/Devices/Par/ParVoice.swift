/// Simulates a PAR NIBP2010: its cuff pressure every second while it measures, 999 at the end, its state when
/// it is asked. Beside an error stands the pressure of before.
struct ParVoice: ListeningVoice {
  var ear = HostEar(ParQuestion.allCases) { $0.bytes }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    if signals.cuff != nil { return ParFrame.ended.bytes }
    return signals.cuffModule.pressure.map { ParFrame.cuffPressure($0).bytes } ?? []
  }

  func answer(_ question: ParQuestion, _ signals: BedsideSignals) -> [UInt8] {
    let module = signals.cuffModule
    switch question {
    case .status:
      return ParFrame.status(
        ParStatus(error: module.hasFailed ? Self.leak : 0, sys: module.sys, dia: module.dia, map: module.map)
      ).bytes
    }
  }

  private static let leak = 7
}
