public import InfusionCore
import Quantities

extension Model {
  /// Shows another instant of the session.
  public mutating func show(_ session: SessionView) {
    let wasClosed = self.session.phase == .closed
    self.session = session
    remember(session)
    refreshPrompt()
    if session.phase == .closed, !wasClosed, mode == .monitor {
      prompt = nil
      unsigned = nil
      page = .summary(firstRow: 0)
    }
  }

  /// Keeps an instant for the trends and the alarm log without showing it.
  public mutating func remember(_ session: SessionView) {
    trend.observe(session)
    for vital in Vital.allCases {
      if let value = session.freshValue(of: vital) { log.take(value, of: vital) }
    }
  }

  /// Takes in what happened: the alarm log, what is said on the message line, and what a refusal asks for.
  public mutating func hear(_ events: [StampedEvent], now: Int64) {
    self.now = now
    if let text = EventText.sentence(events.map(\.event)) {
      say(text + takeCheckFound(events), .confirmation)
    }
    for stamped in events {
      log.take(stamped)
      switch stamped.event {
      case .refused(let refusal): hear(refusal)
      case .alarmRaised, .alarmPriority: forgetRefusal()
      case .phase, .infusion, .observation, .alarmEnded, .alarmAcknowledged, .alarmReminded, .limitReminded,
        .audioPaused, .audioResumed, .limitChanged, .baseline, .checkTaken, .away, .back, .holdAdvised,
        .holdEnded, .gap, .closed:
        break
      }
    }
    if let message, message.until <= now { self.message = nil }
  }

  private mutating func takeCheckFound(_ events: [StampedEvent]) -> String {
    guard let last = events.last, case .checkTaken = last.event, !checkFound.isEmpty else { return "" }
    defer { checkFound = [] }
    return ": \(checkFound.joined(separator: ", "))"
  }

  /// Says something of the program's own on the message line: a file written, a failure to write it.
  public mutating func say(_ text: String, isRefusal: Bool, now: Int64) {
    self.now = now
    say(text, isRefusal ? .refusal : .confirmation)
  }

  /// "No alarm sounds" is not true any more.
  private mutating func forgetRefusal() {
    if message?.kind == .refusal { message = nil }
  }

  /// A refusal that a reason or a typed value can answer opens the question for it.
  private mutating func hear(_ refusal: Refusal) {
    say("refused: \(refusal.sentence)", .refusal)
    guard prompt == nil, mode == .monitor else { return }
    switch refusal.why {
    case .rateSoftLimit(let rate, _):
      guard let order = session.order else { return }
      let asked = MilligramsPerHour(rate.value * order.weight.value) / order.concentration
      _ = open(.rateReason(MillilitresPerHour(asked.fixed)))
    case .baselineMissing: _ = open(.baseline)
    default: break
    }
  }
}
