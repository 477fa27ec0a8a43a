import InfusionCore
import Phrases
import Quantities

/// What the message line says of an event; nil for those that the screen shows by itself.
enum EventText {
  /// One sentence for events of one instant: the last one's. But alarms that were answered together are
  /// counted, limits that were switched together are told as one, and an action comes before its
  /// consequences.
  ///
  /// - Parameter session: as it was before, or after them.
  static func sentence(_ stamped: [StampedEvent], in session: SessionView) -> Phrase? {
    let events = stamped.map(\.event)
    let answered = events.compactMap { event -> String?? in
      if case .alarmAcknowledged(_, let by) = event { .some(by) } else { nil }
    }
    if answered.count > 1 { return "\(answered.count) alarms acknowledged\(signed(answered[0]))" }
    if let answers = checklist(stamped, in: session) ?? baseline(stamped, in: session) { return answers }
    let sentences = stamped.compactMap { sentence($0, in: session) }
    return stamped.last { isToldFirst($0.event) }.flatMap { sentence($0, in: session) } ?? sentences.last
  }

  /// The values, and behind them the limits that they moved.
  private static func baseline(_ stamped: [StampedEvent], in session: SessionView) -> Phrase? {
    let taken = stamped.firstIndex { if case .baseline = $0.event { true } else { false } }
    guard let taken, let values = sentence(stamped[taken], in: session) else { return nil }
    let moved = stamped[taken...].compactMap { each in
      if case .limitChanged = each.event { sentence(each, in: session) } else { nil }
    }
    return moved.isEmpty ? values : "\(values); limits follow: \(moved.joined(separator: ", "))"
  }

  /// Items that were answered together: the last one must not hide one that is not met.
  private static func checklist(_ stamped: [StampedEvent], in session: SessionView) -> Phrase? {
    let told = stamped.filter { sentence($0, in: session) != nil }
    let answers = told.compactMap { told in
      if case .accepted(.checklist(let answer), _, _, _) = told.event { answer } else { nil }
    }
    guard answers.count > 1, case .accepted(.checklist, _, _, _)? = told.last?.event else { return nil }
    let notMet = answers.filter { $0.answer == .notMet }.map(\.itemLabel).joined(separator: ", ")
    let met: Phrase = "checklist: \(answers.count { $0.answer == .met }) met"
    return notMet.isEmpty ? met : "\(met), NOT MET: \(notMet)"
  }

  /// A switch of limits, and a check: what follows from them does not hide them.
  private static func isToldFirst(_ event: Event) -> Bool {
    if case .checkTaken = event { return true }
    guard case .limitChanged(let change) = event else { return false }
    return change.kind == .off || change.kind == .on
  }

  private static func sentence(_ stamped: StampedEvent, in session: SessionView) -> Phrase? {
    switch stamped.event {
    case .phase, .alarmRaised, .alarmPriority, .alarmReminded, .holdAdvised, .refused, .measured, .corrected,
      .dose, .bound, .remarked:
      nil
    case .accepted(let action, let entry, _, _): Deeds.confirmation(of: action, entry: entry, in: session)
    case .due(let reading, let outcome): due(reading, outcome)
    case .alarmEscalated(let id): "\(id.namePhrase): nobody has acknowledged it"
    case .holdEnded(_, let end, let by, _): hold(end, by)
    case .alarmEnded(let id, _, let isLatched):
      isLatched ? "\(id.namePhrase) ended: listed until acknowledged" : nil
    case .infusion(let change, let figures): infusion(change, figures, in: session)
    case .observation(let change, let target): observation(change, target)
    case .alarmAcknowledged(let id, let by): "\(id.namePhrase) acknowledged\(signed(by))"
    case .limitReminded(let vital): "reminder: the limits of \(vital.name) are off"
    case .audioPaused(_, let by): "sound paused\(signed(by)); space: on again"
    case .audioResumed(let why): "sound on: \(why.phrase)"
    case .limitChanged(let change): limit(change)
    case .baseline(let values, let by):
      "baseline \(values.map(Self.baseline).joined(separator: ", "))\(signed(by))"
    case .checkTaken(_, let by): "check taken\(signed(by))"
    case .away(_, let reason, let by): "away: \(Phrase(word: reason))\(signed(by))"
    case .back(let by): "back at the chair\(signed(by))"
    case .gap(let from, let reason, _): notWatched(for: stamped.time - from, because: Phrase(word: reason))
    case .closed(let outcome, _): closed(outcome)
    }
  }

  /// What a simulated patient says; a remark that came with data stands in the record alone.
  static func spoken(_ event: Event) -> Phrase? {
    guard case .remarked(let words, let source, _) = event, source.name == "patient" else { return nil }
    return "the patient says: \"\(words)\""
  }

  private static func due(_ reading: DueReading, _ outcome: DueOutcome) -> Phrase {
    switch outcome {
    case .taken: "\(reading.words): taken"
    case .late: "\(reading.words): taken late"
    case .missed: "\(reading.words): missed"
    }
  }

  private static func closed(_ outcome: Outcome) -> Phrase {
    switch outcome {
    case .discharged: "closed: discharged"
    case .overridden: "closed: discharged by override"
    case .abandoned: "closed: closed without discharge"
    }
  }

  private static func signed(_ by: String?) -> Phrase { by.map { " by \($0)" } ?? "" }

  private static func notWatched(for span: TimeSpan, because reason: Phrase) -> Phrase {
    span < .seconds(1)
      ? "not watched for less than a second: \(reason)" : "not watched for \(span.withUnits): \(reason)"
  }

  private static func baseline(_ value: BaselineValue) -> Phrase {
    value.isByHand
      ? "\(value.vital.name) \(value.value) by hand" : "\(value.vital.name) \(value.value)"
  }

  private static func infusion(
    _ change: InfusionChange, _ figures: InfusionFigures, in session: SessionView
  ) -> Phrase {
    let isUpTo =
      session.order.map { session.infusion?.basis.tellsUpTo(figures.delivered, of: $0.dose) == true } ?? false
    let sureness = InfusionView.sureness(isUpTo: isUpTo, isEstimated: figures.isEstimated)
    let given = sureness + Phrase(verbatim: figures.delivered.text(places: 2))
    return switch change {
    case .started: "infusion started at \(figures.rate.text())"
    case .paused: "infusion paused at \(given)"
    case .resumed: "infusion resumed at \(figures.rate.text())"
    case .rate: "rate \(figures.rate.text())"
    case .bolus: "bolus: \(given) in all"
    case .stopped: "infusion ended: \(given) given"
    }
  }

  /// What was followed is told by the infusion itself.
  private static func hold(_ end: HoldEnd, _ by: String?) -> Phrase? {
    switch end {
    case .cleared: "hold advice over: the value is back"
    case .told: "the clinician is told\(signed(by))"
    case .aside: "hold advice set aside\(signed(by))"
    case .followed, .stopped: nil
    }
  }

  private static func observation(_ change: ObservationChange, _ target: TimeSpan) -> Phrase {
    switch change {
    case .started: "observation of \(target.inWords) begins"
    case .extended: "observation: \(target.inWords) now"
    case .complete: "the observation is complete"
    case .reopened: "a high alarm: the observation goes on"
    }
  }

  private static func limit(_ change: LimitChange) -> Phrase {
    let name = change.vital.name
    let to = change.to.map { Phrase(verbatim: $0.description) } ?? "off"
    return switch change.kind {
    case .off: "\(name) limits OFF\(signed(change.by))"
    case .on: "\(name) limits on"
    case .low: "\(name) low limit \(to)"
    case .high: "\(name) high limit \(to)"
    case .extremeLow: "\(name) extreme low limit \(to)"
    case .extremeHigh: "\(name) extreme high limit \(to)"
    }
  }
}
