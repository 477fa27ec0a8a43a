public import InfusionCore
public import Phrases
public import Quantities

extension Model {
  /// Shows another instant of the session.
  public mutating func show(_ session: SessionView) {
    let wasClosed = self.session.phase == .closed
    self.session = session
    if session.phase == .closed, mode == .monitor { self.session.showNoNumbers() }
    refreshPrompt()
    if session.phase == .closed, !wasClosed, mode == .monitor {
      prompt = nil
      unsigned = nil
      page = .summary(firstRow: 0)
    }
  }

  /// Keeps what the session made of its last input for the trends and the alarm log, without showing it: to
  /// be called after each.
  public mutating func follow(_ session: Session) {
    trend.follow(session)
    guard let heard = session.heard else { return }
    for vital in Vital.streamed {
      if let value = heard[vital] { log.take(value.value, of: vital) }
    }
  }

  /// The same of a recording that is wound to an instant: what happened long before it is not said, and what
  /// is said has its own time.
  public mutating func hear(_ events: [StampedEvent], windingTo goal: SessionTime, now: Int64) {
    let age = events.last.map { max(.zero, goal - $0.time) } ?? .zero
    hear(events, now: now - age.milliseconds)
    self.now = now
    forgetWhatIsOld()
  }

  /// Takes in what happened: the alarm log, what is said on the message line, and what a refusal asks for.
  public mutating func hear(_ events: [StampedEvent], now: Int64) {
    self.now = now
    if let said = events.lazy.compactMap({ EventText.spoken($0.event) }).last {
      words = Message(text: "\(stamp(events))\(said)", kind: .heard, until: now + Message.stayOfWords)
    }
    if let text = EventText.sentence(events, in: session) {
      say("\(stamp(events))\(text)\(drainCheckFound(events))", .confirmation)
    }
    for stamped in events {
      log.take(stamped)
      trend.add(stamped)
      switch stamped.event {
      case .refused(let refusal): hear(refusal)
      case .alarmRaised, .alarmPriority:
        forgetRefusal()
        beginTurns()
      case .accepted: typed = nil
      case .measured(let measured): addToLog(measured.measurement)
      case .phase, .infusion, .observation, .alarmEnded, .alarmAcknowledged, .alarmReminded, .alarmEscalated,
        .limitReminded, .audioPaused, .audioResumed, .limitChanged, .baseline, .checkTaken, .away, .back,
        .holdAdvised, .holdEnded, .gap, .closed, .remarked, .corrected, .dose, .bound, .due:
        break
      }
    }
    forgetWhatIsOld()
  }

  private mutating func forgetWhatIsOld() {
    if let message, message.until <= now { self.message = nil }
    if let words, words.until <= now { self.words = nil }
  }

  /// In a replay nothing is of now: `10:42:05  `.
  private func stamp(_ events: [StampedEvent]) -> String {
    guard mode.replay != nil, let time = events.last?.time else { return "" }
    return "\(session.clock(at: time) ?? time.sinceStart.clock)  "
  }

  private mutating func addToLog(_ measurement: CuffMeasurement) {
    guard !measurement.ageIsUnknown else { return }
    for (vital, value) in [
      (Vital.sys, measurement.sys), (.dia, measurement.dia), (.map, measurement.map),
    ] {
      if let value { log.take(value, of: vital) }
    }
  }

  private mutating func drainCheckFound(_ events: [StampedEvent]) -> Phrase {
    // The alarm of a check that was overdue ends behind it.
    let isTaken = events.contains { if case .checkTaken = $0.event { true } else { false } }
    guard isTaken, !checkFound.isEmpty else { return "" }
    defer { checkFound = [] }
    return ": \(checkFound.joined(separator: ", "))"
  }

  /// Says something of the program's own on the message line: a file written, a failure to write it.
  public mutating func say(_ text: Phrase, isRefusal: Bool, now: Int64) {
    self.now = now
    say(text, isRefusal ? .refusal : .confirmation)
  }

  /// "No alarm sounds" is not true any more once one does; nor is any refusal of the key
  /// before, once another one has led on.
  mutating func forgetRefusal() {
    if message?.kind == .refusal { message = nil }
  }

  /// What was typed at the command line and lacks a reason only is asked for it.
  private mutating func hear(_ refusal: Refusal) {
    say(refusal.isForWantOfAnEscort ? Self.keptHere : refused(refusal), .refusal)
    guard prompt == nil, mode == .monitor else { return }
    if refusal.why == .baselineMissing, let deed = BaselineDeed(for: session) { _ = open(deed) }
    guard let typed, typed.action.name.rawValue == refusal.action, refusal.why.wantsReason,
      typed.action.name.key("reason") != nil
    else { return }
    self.typed = nil
    _ = open(ReasonDeed(asked: typed.action, by: typed.by, why: refusal.phrase))
  }

  private func refused(_ refusal: Refusal) -> Phrase {
    guard let instead = session.instead(of: refusal) else { return "refused: \(refusal.phrase)" }
    return "refused: \(refusal.phrase): \(instead)"
  }

  /// Nobody expected the patient to go: that it was tried is the note of it.
  private static let keptHere: Phrase = "not discharged: no escort; written down"
}

extension Refusal {
  /// A discharge that says itself that no escort is there, whatever else is missing. Where there is none to
  /// be had, in another phase, the phase is the reason, here as in the record.
  fileprivate var isForWantOfAnEscort: Bool {
    if case .wrongPhase = why { return false }
    return action == ActionName.discharge.rawValue
      && (why == .escortMissing || also.contains(Why.escortMissing.code))
  }
}
