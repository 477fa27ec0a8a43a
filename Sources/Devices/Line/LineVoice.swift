import InfusionCore
import Quantities

/// Simulates a bridge that speaks Chairside's own line protocol: a line a second, with a counter and a
/// checksum.
struct LineVoice: SimulatedVoice {
  /// The bridge has no thermometer, and no simulated patient breathes into a capnograph.
  static let untold: Set<Carried> = [.etco2, .temp]

  private let carries: Set<DeviceRole>
  private var counter = 0

  init(carries: Set<DeviceRole>) { self.carries = carries }

  mutating func frame(_ signals: BedsideSignals) -> [UInt8] {
    var record = LineRecord()
    if carries.contains(.oximeter) { record.add(signals.oximetry) }
    if carries.contains(.respiration) { record.rr = Reported(signals.respiration) }
    if carries.contains(.cuff), let cuff = signals.cuff { record.add(cuff) }
    if carries.contains(.pump) { record.add(signals.pump) }
    record.seq = counter
    counter = (counter + 1) % 65536
    return Array((record.text(withChecksum: true) + "\r\n").utf8)
  }
}

extension LineRecord {
  fileprivate mutating func add(_ signal: OximeterSignal) {
    hr = signal.reportedPulse
    spo2 = signal.reportedSaturation
    if signal.perfusionHundredths != nil { pi = signal.reportedPerfusion }
    status = LineStatus(rawValue: signal.status.rawValue)
  }

  fileprivate mutating func add(_ signal: CuffSignal) {
    switch signal {
    case .measured(let figures):
      cuff = .pressure(sys: Fixed(figures.sys), dia: Fixed(figures.dia), map: Fixed(figures.map))
      nid = figures.number
    case .failed: cuff = .failed
    }
  }

  fileprivate mutating func add(_ signal: PumpSignal) {
    pump = LinePump(
      state: LinePumpState(rawValue: signal.state.rawValue), rate: signal.rate.fixed,
      volume: signal.volume.fixed)
  }
}
