import InfusionCore
import Quantities

/// Fresenius pumps: asked for rate and volume once a second, and after each answer for alarms and errors;
/// every block is acknowledged, every "anybody there?" answered.
///
/// The two are asked apart: a pump that does not know the second question still answers the first.
struct FreseniusConversation: Conversation {
  let source: SourceID
  private let address: LineAddress
  let pollInterval: TimeSpan? = .seconds(1)
  private var pump = PumpReport()
  private var alarm: String?
  private var error: String?
  private var knowsTroubles = true
  private var awaitsTroubles = false

  init(_ options: DriverOptions) {
    source = options.source
    address = options.address ?? .number(1)
  }

  var asked: LineAddress? { address }

  func isAnswer(_ message: FreseniusMessage) -> Bool {
    if case .report(let report) = message { report.address == address } else { false }
  }

  func greeting() -> [HarmlessFrame] { connect + [WriteAllowList.fresenius(.rateAndVolume, to: address)] }

  func poll(isHeard: Bool) -> [HarmlessFrame] {
    isHeard ? [WriteAllowList.fresenius(.rateAndVolume, to: address)] : greeting()
  }

  mutating func interpret(_ message: FreseniusMessage) -> Meaning {
    switch message {
    case .enquiry: return Meaning(replies: [WriteAllowList.freseniusPresent])
    case .acknowledged, .refused: return Meaning()
    // A message of another pump, or of the rack itself, is acknowledged and otherwise ignored.
    case .report(let report) where report.address != address:
      return Meaning(replies: [WriteAllowList.freseniusReceived])
    case .report(let report):
      return Meaning(reading: reading(report), replies: replies(to: report))
    }
  }

  mutating func closed() { self = FreseniusConversation(DriverOptions(source: source, address: address)) }

  /// A pump in a rack is reached through the rack's base, which may want a greeting of its own.
  private var connect: [HarmlessFrame] {
    let base = address == .alone ? [] : [WriteAllowList.fresenius(.connect, to: .base)]
    return base + [WriteAllowList.fresenius(.connect, to: address)]
  }

  /// A pump that was switched off and on again knows of no conversation: it has to be opened anew. One that
  /// does not understand the question for alarms is not asked again.
  private mutating func replies(to report: FreseniusReport) -> [HarmlessFrame] {
    let isRefused = report.state == FreseniusReport.notUnderstood
    if isRefused, awaitsTroubles { knowsTroubles = false }
    let isLost = isRefused && !awaitsTroubles
    awaitsTroubles = !isRefused && knowsTroubles && (report.rate != nil || report.volume != nil)
    return [WriteAllowList.freseniusReceived] + (isLost ? connect : [])
      + (awaitsTroubles ? [WriteAllowList.fresenius(.troubles, to: address)] : [])
  }

  private mutating func reading(_ report: FreseniusReport) -> Reading? {
    guard report != FreseniusReport(from: report.address, state: report.state) else { return nil }
    if let rate = report.rate {
      pump.rate = MillilitresPerHour(rate)
      pump.state = rate > 0 ? .running : .stopped
    }
    if let volume = report.volume { pump.volume = Millilitres(volume) }
    alarm = report.alarm ?? alarm
    error = report.error ?? error
    return Reading(source: source, status: status, pump: pump == PumpReport() ? nil : pump)
  }

  /// We do not know which code is which alarm, so any of them counts as the pump's fault, and somebody will
  /// look at it.
  private var status: SensorStatus? {
    let codes = [alarm, error].compactMap { $0 }
    if codes.isEmpty { return nil }
    return codes.contains { $0.contains { $0 != "0" } } ? .error : .ok
  }
}
