/// Simulates a SunTech OEM module: tells its cuff pressure and its last result when it is asked, and "done"
/// by itself when a measurement ends. No word of its host makes it measure.
struct SunTechVoice: ListeningVoice {
  var ear = HostEar(SunTechQuestion.allCases) { $0.bytes }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    signals.cuff == nil ? [] : SunTechReply.acknowledged(.done).bytes
  }

  func answer(_ question: SunTechQuestion, _ signals: BedsideSignals) -> [UInt8] {
    let module = signals.cuffModule
    switch question {
    case .cuffPressure: return SunTechReply.cuffPressure(module.pressure ?? 0).bytes
    case .lastResult: return SunTechReply.result(Self.result(module)).bytes
    }
  }

  private static func result(_ module: CuffModule) -> SunTechResult {
    let figures = module.result
    return SunTechResult(
      sys: figures?.sys ?? 0, dia: figures?.dia ?? 0, map: figures?.map ?? 0,
      error: module.hasFailed ? looseCuff : 0)
  }

  /// Decimal, as the manual has them.
  private static let looseCuff = 87
}
