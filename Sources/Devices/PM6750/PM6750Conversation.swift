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
  private var cuff = CuffResultWatch()
  private var isMeasuring = false
  private var ecgHasRate = false
  private var oximeterFramesSinceEcg = 0

  private enum Channel: Int { case ecg, oximeter, temperature, cuff }
  /// An ECG that has not spoken for so many of the oximeter's frames is switched off.
  private static let ecgSilence = 5

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] { WriteAllowList.pm6750Switches }
  func poll(isHeard: Bool) -> [HarmlessFrame] { isHeard ? [] : WriteAllowList.pm6750Switches }

  mutating func interpret(_ message: PM6750Message) -> Meaning {
    switch message {
    case .ecg(let ecg): interpret(ecg)
    case .oximeter(let oximeter): interpret(oximeter)
    case .cuff(let cuff): interpret(cuff)
    case .temperature(let temperature):
      said(Reading(source: source, temp: Sample(temperature.first, under: nil)), .temperature)
    }
  }

  mutating func closed() { self = PM6750Conversation(source: source) }

  private mutating func interpret(_ ecg: PM6750Ecg) -> Meaning {
    ecgHasRate = !ecg.leadIsOff && PM6750Ecg.rates.contains(ecg.hr)
    oximeterFramesSinceEcg = 0
    let quality: Quality = ecg.signalIsWeak ? .doubtful : .good
    let rr: Sample =
      !ecg.leadIsOff && PM6750Ecg.rates.contains(ecg.rr) ? .value(Fixed(ecg.rr), quality) : .noValue
    return said(
      Reading(source: source, hr: ecgHasRate ? .value(Fixed(ecg.hr), quality) : nil, rr: rr), .ecg)
  }

  private mutating func interpret(_ oximeter: PM6750Oximeter) -> Meaning {
    oximeterFramesSinceEcg += 1
    if oximeterFramesSinceEcg > Self.ecgSilence { ecgHasRate = false }
    let status = Self.status(oximeter.state)
    return said(
      Reading(
        source: source, status: status, spo2: Sample(oximeter: oximeter.spo2, under: status),
        hr: ecgHasRate ? nil : Sample(oximeter: oximeter.pulse, under: status)), .oximeter)
  }

  private static func status(_ state: PM6750Oximeter.State?) -> SensorStatus {
    switch state {
    case .ok: .ok
    case .sensorOff, .noFinger: .off
    case .searching, .searchingTooLong: .searching
    case nil: .error
    }
  }

  /// A board that begins anew has dropped what it measured; a code that is in no list says nothing.
  private mutating func interpret(_ module: PM6750Cuff) -> Meaning {
    switch module.state {
    case .measuring:
      isMeasuring = true
      return Meaning()
    case .initialising, .initialised:
      isMeasuring = false
      return Meaning()
    case nil: return Meaning()
    case .done: return stands(CuffResult(sys: module.sys, dia: module.dia, map: module.map))
    case .stopped, .overPressure, .looseCuff, .tookTooLong, .error, .interference, .noResult:
      return stands(.failed())
    }
  }

  /// The result to tell while the cuff does not measure.
  private mutating func stands(_ result: CuffResult?) -> Meaning {
    if isMeasuring { cuff.measurementEnded() }
    isMeasuring = false
    let news = cuff.hear(result)
    return Meaning(reading: news.map { Reading(source: source, nibp: $0) }, channel: Channel.cuff.rawValue)
  }

  private func said(_ reading: Reading, _ channel: Channel) -> Meaning {
    Meaning(reading: reading, channel: channel.rawValue)
  }
}
