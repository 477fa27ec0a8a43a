import DeviceWire
import InfusionCore
import Quantities

/// Fresenius pumps: asked for rate and volume once a second, and after each answer for alarms and errors;
/// every block is acknowledged, every "anybody there?" answered.
///
/// The two are asked apart: a pump that does not know the second question still answers the first.
struct FreseniusConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(1)
  private var pump = PumpReport()
  private var alarm: String?
  private var error: String?
  /// The last question was the one for its troubles.
  private var asksTroubles = false

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] {
    [WriteAllowList.freseniusConnect, WriteAllowList.freseniusRateAndVolume]
  }

  func due(isHeard: Bool) -> [HarmlessFrame] {
    isHeard ? [WriteAllowList.freseniusRateAndVolume] : greeting()
  }

  mutating func hear(_ message: FreseniusMessage) -> Heard {
    switch message {
    case .enquiry: return Heard(replies: [WriteAllowList.freseniusPresent])
    case .acknowledged, .refused: return Heard()
    case .report(let report):
      return Heard(
        reading: reading(report), replies: [WriteAllowList.freseniusReceived] + nextQuestions(after: report))
    }
  }

  /// Rate and volume are followed by the troubles. A pump that does not understand was switched off and on
  /// again and knows of no conversation, unless it was the troubles that it does not know.
  private mutating func nextQuestions(after report: FreseniusReport) -> [HarmlessFrame] {
    let askedTroubles = asksTroubles
    asksTroubles = report.rate != nil || report.volume != nil
    if asksTroubles { return [WriteAllowList.freseniusTroubles] }
    let isLost = report.state == FreseniusReport.notUnderstood && !askedTroubles
    return isLost ? [WriteAllowList.freseniusConnect] : []
  }

  mutating func cut() { self = FreseniusConversation(source: source) }

  private mutating func reading(_ report: FreseniusReport) -> Reading? {
    if let rate = report.rate {
      pump.rate = MillilitresPerHour(rate)
      pump.state = rate > 0 ? .running : .stopped
    }
    if let volume = report.volume { pump.volume = Millilitres(volume) }
    alarm = report.alarm ?? alarm
    error = report.error ?? error
    guard pump != PumpReport() || status != nil else { return nil }
    return Reading(source: source, status: status, pump: pump == PumpReport() ? nil : pump)
  }

  /// Which alarm it is nobody has told us: any is the pump's own fault, so that somebody looks at it.
  private var status: SensorStatus? {
    let codes = [alarm, error].compactMap { $0 }
    if codes.isEmpty { return nil }
    return codes.contains { $0.contains { $0 != "0" } } ? .error : .ok
  }
}
