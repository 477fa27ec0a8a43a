import InfusionCore
import Quantities

/// Dinamap: asked in turn for its oximeter and its cuff, and for the pulse while the oximeter measures.
///
/// What it calls the pulse may be the cuff's, of whatever age, so only the oximeter's is used.
struct DinamapConversation: Conversation {
  typealias Message = DinamapReply

  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(1)
  private var cuff = CuffResultWatch()
  private var cuffAge = CuffAge()
  private var isMeasuring = false
  /// A monitor whose oximeter was never in use tells nothing about a finger.
  private var oximeterIsInUse = false
  private var oximeterMeasures = false
  private var asksForTheCuff = false

  private enum Channel: Int { case oximeter, pulse, cuff }

  init(source: SourceID) { self.source = source }

  mutating func greeting() -> [HarmlessFrame] { poll(isHeard: true) }

  mutating func poll(isHeard: Bool) -> [HarmlessFrame] {
    defer { asksForTheCuff.toggle() }
    return [asksForTheCuff ? WriteAllowList.dinamapCuff : WriteAllowList.dinamapOximeter]
  }

  mutating func interpret(_ reply: DinamapReply) -> Meaning {
    switch reply {
    case .oximeter(let oximeter): interpret(oximeter)
    case .pulse(let pulse): interpret(pulse)
    case .cuff(let cuff): interpret(cuff)
    }
  }

  mutating func closed() { self = DinamapConversation(source: source) }

  private mutating func interpret(_ oximeter: DinamapOximeter) -> Meaning {
    if oximeter.state != .standby { oximeterIsInUse = true }
    guard oximeterIsInUse else { return Meaning() }
    let status = Self.status(oximeter.state)
    oximeterMeasures = status.allowsReadings
    return Meaning(
      reading: Reading(
        source: source, status: status, spo2: Sample(oximeter: oximeter.spo2, under: status),
        hr: oximeterMeasures ? nil : .noValue),
      replies: oximeterMeasures ? [WriteAllowList.dinamapPulse] : [], channel: Channel.oximeter.rawValue)
  }

  private static func status(_ state: DinamapOximeter.State?) -> SensorStatus {
    switch state {
    case .operating: .ok
    case .standby, .noData, .unplugged: .off
    case nil: .error
    }
  }

  private func interpret(_ pulse: DinamapPulse) -> Meaning {
    guard oximeterMeasures else { return Meaning() }
    let rate: Sample =
      switch pulse.source {
      case .oximeter: Sample(oximeter: pulse.rate, under: .ok)
      case .cuff, nil: .noValue
      }
    return Meaning(reading: Reading(source: source, hr: rate), channel: Channel.pulse.rawValue)
  }

  /// A digit that is in no list says nothing.
  private mutating func interpret(_ told: DinamapCuff) -> Meaning {
    switch told.state {
    case .busy:
      isMeasuring = true
      cuffAge.growsOld(to: told.ageSeconds)
      return Meaning()
    case .done:
      isMeasuring = false
      if cuffAge.hasFallen(to: told.ageSeconds) { cuff.measurementEnded() }
      return news(cuff.hear(told.result))
    case .failed, .pumpTookTooLong, .tookTooLong, .onePressureTookTooLong, .overpressure:
      if isMeasuring { cuff.measurementEnded() }
      isMeasuring = false
      cuffAge.growsOld(to: told.ageSeconds)
      return news(cuff.hear(.failed()))
    case nil: return Meaning()
    }
  }

  private func news(_ result: CuffResult?) -> Meaning {
    Meaning(reading: result.map { Reading(source: source, nibp: $0) }, channel: Channel.cuff.rawValue)
  }
}

extension DinamapCuff {
  /// Nil if it has not measured, or so long ago that it no longer says when.
  fileprivate var result: CuffResult? { ageSeconds == nil ? nil : CuffResult(sys: sys, dia: dia, map: map) }
}
