import InfusionCore
import Quantities

/// Berry PM6750: silent until its parts are switched on; then ECG, oximeter, cuff and temperature each speak
/// for themselves.
///
/// The heart rate is the ECG's while it has one, else the oximeter's pulse.
struct PM6750Conversation: Conversation {
  typealias Message = PM6750Message

  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(5)
  private var memory = CuffMemory()
  private var isMeasuring = false
  private var ecgHasRate = false
  private var oximeterFramesSinceEcg = 0

  private enum Channel: Int { case ecg, oximeter, temperature, cuff }
  /// An ECG that has not spoken for so many of the oximeter's frames is switched off.
  private static let ecgSilence = 5

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] { WriteAllowList.pm6750Switches }
  func due(isHeard: Bool) -> [HarmlessFrame] { isHeard ? [] : WriteAllowList.pm6750Switches }

  mutating func hear(_ message: PM6750Message) -> Heard {
    switch message {
    case .ecg(let ecg): hear(ecg)
    case .oximeter(let oximeter): hear(oximeter)
    case .cuff(let cuff): hear(cuff)
    case .temperature(let temperature):
      said(Reading(source: source, temp: Sample(temperature.first, under: nil)), .temperature)
    }
  }

  mutating func cut() { self = PM6750Conversation(source: source) }

  private mutating func hear(_ ecg: PM6750Ecg) -> Heard {
    ecgHasRate = !ecg.leadIsOff && (1...350).contains(ecg.hr)
    oximeterFramesSinceEcg = 0
    let quality: Quality = ecg.signalIsWeak ? .doubtful : .good
    let rr: Sample = ecg.leadIsOff || ecg.rr == 0 ? .noValue : .value(Fixed(ecg.rr), quality)
    return said(
      Reading(source: source, hr: ecgHasRate ? .value(Fixed(ecg.hr), quality) : nil, rr: rr), .ecg)
  }

  private mutating func hear(_ oximeter: PM6750Oximeter) -> Heard {
    oximeterFramesSinceEcg += 1
    if oximeterFramesSinceEcg > Self.ecgSilence { ecgHasRate = false }
    let status = Self.status(oximeter.state)
    return said(
      Reading(
        source: source, status: status, spo2: Sample(oximeter.spo2, under: status),
        hr: ecgHasRate ? nil : Sample(oximeter.pulse, under: status)), .oximeter)
  }

  private static func status(_ state: PM6750Oximeter.State?) -> SensorStatus {
    switch state {
    case .ok: .ok
    case .sensorOff, .noFinger: .off
    case .searching, .searchingTooLong: .searching
    case nil: .error
    }
  }

  private mutating func hear(_ cuff: PM6750Cuff) -> Heard {
    if cuff.state == .measuring {
      isMeasuring = true
      return Heard()
    }
    guard let result = Self.result(cuff) else { return Heard() }
    if isMeasuring { memory.measurementEnded() }
    isMeasuring = false
    return Heard(
      reading: memory.news(result).map { Reading(source: source, nibp: $0) }, channel: Channel.cuff.rawValue)
  }

  /// Nil for states that are no end of a measurement.
  private static func result(_ cuff: PM6750Cuff) -> CuffResult? {
    switch cuff.state {
    case .done: CuffResult(sys: cuff.sys, dia: cuff.dia, map: cuff.map)
    case .stopped, .overPressure, .looseCuff, .tookTooLong, .error, .interference, .noResult: .failed()
    case .measuring, .initialising, .initialised, nil: nil
    }
  }

  private func said(_ reading: Reading, _ channel: Channel) -> Heard {
    Heard(reading: reading, channel: channel.rawValue)
  }
}
