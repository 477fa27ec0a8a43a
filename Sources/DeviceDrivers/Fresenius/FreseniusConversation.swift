import DeviceWire
import InfusionCore
import Quantities

/// Fresenius pumps: asked for rate and volume once a second; every block is acknowledged, every "anybody
/// there?" answered.
struct FreseniusConversation: Conversation {
  let source: SourceID
  let pollInterval: TimeSpan? = .seconds(1)

  init(source: SourceID) { self.source = source }

  func greeting() -> [HarmlessFrame] {
    [WriteAllowList.freseniusConnect, WriteAllowList.freseniusRateAndVolume]
  }

  func due(isHeard: Bool) -> [HarmlessFrame] {
    isHeard ? [WriteAllowList.freseniusRateAndVolume] : greeting()
  }

  func hear(_ message: FreseniusMessage) -> Heard {
    switch message {
    case .enquiry: Heard(replies: [WriteAllowList.freseniusPresent])
    case .acknowledged, .refused: Heard()
    case .report(let report):
      Heard(reading: reading(report), replies: replies(to: report))
    }
  }

  /// A pump that was switched off and on again knows of no conversation: it has to be opened anew.
  private func replies(to report: FreseniusReport) -> [HarmlessFrame] {
    let isLost = report.state == FreseniusReport.notUnderstood
    return [WriteAllowList.freseniusReceived] + (isLost ? [WriteAllowList.freseniusConnect] : [])
  }

  private func reading(_ report: FreseniusReport) -> Reading? {
    guard report.rate != nil || report.volume != nil else { return nil }
    return Reading(
      source: source,
      pump: PumpReport(
        state: report.rate.map { $0 > 0 ? .running : .stopped },
        rate: report.rate.map { MillilitresPerHour($0) },
        volume: report.volume.map { Millilitres($0) }))
  }
}
