/// Simulates a GE / Datex-Ohmeda S/5: silent until somebody asks for its displayed values, then a record
/// every 10 s.
struct DRIVoice: ListeningVoice {
  /// No simulated patient breathes into a capnograph.
  static let untold: Set<Carried> = [.etco2]
  let framesPerMinute: Int64 = 6
  private(set) var isStreaming = false
  var ear = HostEar(DRIRequest.allCases) { $0.bytes }
  private var records = 0
  private var measuredAt: (number: Int, record: Int)?

  /// A minute of records: then the monitor says of a result that it is older than that.
  private static let recordsInAMinute = 6

  mutating func answer(_ request: DRIRequest, _ signals: BedsideSignals) -> [UInt8] {
    switch request {
    case .displayedValues: isStreaming = true
    }
    return []
  }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    defer { records += 1 }
    let (signal, cuff) = (signals.oximetry, signals.cuffModule)
    return DRIRecord(
      hr: Reported(signals.heartRate), spo2: signal.reportedSaturation, pulse: signal.reportedPulse,
      chestRate: Reported(signals.respiration), temp: SimulatedTemperature.usual, sys: cuff.sys,
      dia: cuff.dia, map: cuff.map,
      cuffIsMeasuring: cuff.pressure != nil, cuffIsOld: isOld(cuff.result)
    ).bytes
  }

  /// A result from before anybody asked is old.
  private mutating func isOld(_ result: CuffFigures?) -> Bool {
    guard let result else { return false }
    let known = measuredAt ?? (result.number, records - Self.recordsInAMinute)
    let since = known.number == result.number ? known : (number: result.number, record: records)
    measuredAt = since
    return records - since.record >= Self.recordsInAMinute
  }
}
