import InfusionCore
public import Phrases
public import Quantities

/// The one thing to do next, from the first key to the discharge, with the key that does it:
///
///     next: blood pressure before the start (b)
///     next: check in 2:05 (c)
///     next: the escort, then discharge (d)
///
/// It follows from what the engine still asks for, never from earlier keys, so that somebody who comes to the
/// chair reads the same as somebody who was there all along.
public struct NextThing: Hashable, Sendable {
  public var what: Phrase
  /// Nil if no key does it: it waits for a sensor, or for time.
  public var key: Character?
  /// When it is due; nil: now.
  public var at: SessionTime?

  public init(_ what: Phrase, _ key: Character? = nil, at: SessionTime? = nil) {
    self.what = what
    self.key = key
    self.at = at
  }

  /// What is pressing in every phase stands before what the phase asks for.
  public init?(for session: SessionView) {
    guard session.phase != .closed else {
      self = NextThing("leave the screen", "q")
      return
    }
    guard let next = session.pressing ?? session.nextOfPhase else { return nil }
    self = next
  }

  /// `check in 2:05 (c)`.
  public func words(at now: SessionTime) -> Phrase {
    let words: [Phrase?] = [what, countdown(at: now), key.map { "(\($0))" }]
    return words.compactMap { $0 }.joined(separator: " ")
  }

  func countdown(at now: SessionTime) -> Phrase? { at.map { "in \(max(.zero, $0 - now).clock)" } }
}

extension SessionView {
  /// What waits for an answer whatever the phase: an alarm, a clinic's rule, a source, the times over a gap.
  fileprivate var pressing: NextThing? {
    if let alarm = nextOfAlarms { return alarm }
    if !holds.isEmpty { return NextThing("follow the HOLD line, or set it aside", "h") }
    if !foreignSources.isEmpty { return NextThing("is it the right source?", "I") }
    return hasUnconfirmedGap ? NextThing("are the times over the gap right?", "G") : nil
  }

  /// What somebody has to look at, or to do, before an alarm is acknowledged: the patient first, whose
  /// conditions stand before the equipment's whatever their priority.
  private var nextOfAlarms: NextThing? {
    let open = alarms.filter { $0.flashes && $0.priority >= .medium }
    guard let first = open.first else { return nil }
    if open.contains(where: \.id.isPhysiological) { return .lookAtThePatient }
    // A number that is gone because nothing is heard comes back with the cable.
    let lost = open.first { if case .device(_, .lost) = $0.id { true } else { false } }
    return (lost ?? first).id.nextThing
  }

  fileprivate var nextOfPhase: NextThing? {
    switch phase {
    case .preparation: nextBeforeStart
    case .infusing, .paused: nextOfInfusion
    case .observing, .ready: nextOfObservation
    case .closed: nil
    }
  }

  // MARK: Preparation

  /// Who it is and what is ordered, the checklist, the sensors, a pressure and the baseline; then the start.
  private var nextBeforeStart: NextThing? {
    let asked = startObstacles.filter { $0.key == "S" }.map(\.words)
    let unknown: [Phrase] = (patient == nil ? ["patient"] : []) + asked
    if !unknown.isEmpty { return NextThing("say the \(unknown.joined(separator: ", "))", "S") }
    if let hopeless = startObstacles.first(where: { $0.way == .never }) {
      return NextThing("\(hopeless.words): another plan", ":")
    }
    if startObstacles.contains(where: { $0.key == "k" }) { return NextThing("checklist", "k") }
    if let checklist = checklistToDo { return NextThing(checklist, "k") }
    if let sensor = startObstacles.first(where: { $0.way == .sensor }) { return sensor.asNextThing }
    guard hasBaseline else {
      return hasFreshPressure
        ? NextThing("baseline, once the patient sits quietly", "B")
        : NextThing("blood pressure before the start", "b")
    }
    let start: Phrase = hasInfusion ? "start" : "give the dose, and say when"
    // Nothing is missing, so the start stands there with its key.
    return NextThing(isTried ? start : "self-test (T), then \(start)", "S")
  }

  private var hasFreshPressure: Bool { freshValue(of: .sys) != nil || freshValue(of: .map) != nil }

  // MARK: Infusion

  private var nextOfInfusion: NextThing? {
    if DoseDeed.isCalledFor(in: self) { return NextThing("what has really been given?", "D") }
    if infusion?.overrun != nil { return NextThing("end the infusion", "e") }
    if let unseen { return unseen }
    if danger != nil {
      return phase == .infusing
        ? NextThing("see to the patient, or pause", "p") : NextThing("see to the patient")
    }
    if let due = dueNow { return due }
    if let ended { return ended }
    if phase == .paused { return nextOfPause }
    if notCounted != nil { return NextThing("what has really been given?", "D") }
    let end = infusion?.remaining.map { NextThing("the infusion ends", "e", at: now + $0) }
    return soonest(coming + [end].compactMap { $0 })
  }

  /// Nobody resumes over an alarm that is high, whoever has acknowledged it.
  private var nextOfPause: NextThing {
    guard let worst = alarmsOfThePatient.map(\.priority).max() else {
      return NextThing("resume, once the pump runs", "p")
    }
    return worst == .high
      ? NextThing("see to the patient") : NextThing("see to the patient, resume when well", "p")
  }

  /// An acknowledged alarm is silent, but a number that nobody can see stays the next thing.
  private var unseen: NextThing? {
    guard awayUntil == nil else { return nil }
    for alarm in alarms where !alarm.isLatched {
      if case .noValue(let vital) = alarm.id {
        return Refusal.Why.vitalMissing(vital).stillMissing.asNextThing
      }
    }
    return nil
  }

  /// Acknowledging an alarm does not make a patient well. A pressure, however, stays what it is until the
  /// next one is measured, which has its own time.
  private var danger: AlarmView? {
    alarmsOfThePatient.first { $0.priority == .high && $0.id != highPressure?.id }
  }

  // MARK: Observation

  private var nextOfObservation: NextThing? {
    // Without these the window does not count, or the observation begins anew.
    if let urgent = dischargeObstacles.first(where: { $0.way == .pump || $0.way == .sensor }) {
      return urgent.asNextThing
    }
    if let danger { return NextThing("\(danger.text): see to the patient") }
    if let due = dueNow { return due }
    if let ended { return ended }
    guard observation?.isComplete ?? true else { return soonest(coming + [windowEnd].compactMap { $0 }) }
    guard let missing = toGoHome.first(where: { $0.way != .never }) else {
      let isClear = dischargeObstacles.isEmpty
      return NextThing(isClear ? "the escort, then discharge" : "discharge, with a reason", "d")
    }
    return missing.key == "k" ? nextOfChecklist : missing.asNextThing
  }

  /// All that its key asks, by name as far as that is short.
  private var nextOfChecklist: NextThing {
    let names = toGoHome.filter { $0.key == "k" }.map(\.words).joined(separator: ", ")
    return NextThing(names.english.count <= 40 ? names : "the checklist of the way home", "k")
  }

  /// While the window counts: when it ends, or why it does not move on.
  private var windowEnd: NextThing? {
    guard let observation else { return nil }
    if observation.heldUpBy != nil, let high = highPressure {
      return NextThing("\(high.text): measure it again", "b")
    }
    if let reason = observation.heldUpBy { return NextThing("wait: \(reason)") }
    return NextThing("the observation ends", at: now + observation.left)
  }

  /// A pressure stays what it is until the next one is measured: time alone does not end its alarm, nor one
  /// that was high and has fallen.
  private var highPressure: AlarmView? {
    alarms.first { alarm in
      guard case .limit(let vital, _) = alarm.id else { return false }
      return vital.isCuff && (alarm.priority == .high || alarm.wasHigh) && !alarm.isLatched
    }
  }

  // MARK: What has its time

  /// A high alarm that is over is listed until somebody says that it was seen.
  private var ended: NextThing? {
    alarms.contains(where: \.isLatched) ? NextThing("see what has ended", "a") : nil
  }

  /// What is due at a time of its own. A pressure that a cuff takes by itself is not a task until it is late.
  private var timed: [NextThing] {
    let readings = due.map { NextThing($0.text, "b", at: $0.at) }
    let check = nextCheckDue.map { NextThing("check", "c", at: $0) }
    let isByItself = !cuff.isByHand && !cuff.isSourceLost && cuff.sys ?? cuff.map != nil
    let pressure = cuff.nextDue.flatMap { due in
      isByItself && due > now ? nil : NextThing("blood pressure", "b", at: due)
    }
    let back = awayUntil.map { NextThing("back at the chair", "w", at: $0) }
    return [check, pressure, back].compactMap { $0 } + readings
  }

  private var dueNow: NextThing? {
    timed.filter { $0.at ?? now <= now }.min { ($0.at ?? now) < ($1.at ?? now) }.map {
      NextThing($0.what, $0.key)
    }
  }

  private var coming: [NextThing] { timed.filter { $0.at ?? now > now } }

  private func soonest(_ things: [NextThing]) -> NextThing? {
    things.min { ($0.at ?? now) < ($1.at ?? now) }
  }
}

extension StillMissing {
  fileprivate var asNextThing: NextThing {
    switch way {
    case .key(let key): NextThing(words, key)
    case .sensor: NextThing("\(words): look at its sensor")
    case .pump: NextThing(words)
    case .otherwise, .never: NextThing("see to: \(words)")
    }
  }
}

extension NextThing {
  fileprivate static let lookAtThePatient = NextThing("look at the patient, then", "a")
}

extension AlarmID {
  /// What its alarm asks for. Where a key ends the condition, that key; short enough for 60 columns, since
  /// the band above it names what it is about.
  fileprivate var nextThing: NextThing {
    switch self {
    case .limit, .noValue, .disagree: .lookAtThePatient
    case .infusionOverrun: NextThing("end the infusion", "e")
    case .checkOverdue: NextThing("check", "c")
    case .nibpOverdue: NextThing("blood pressure", "b")
    case .nibpFailed: NextThing("look at the cuff, then", "a")
    case .device(_, .identity): NextThing("is it the right source?", "I")
    case .device(_, .lost): NextThing("look at the cable, then", "a")
    case .device: NextThing("look at the device, then", "a")
    case .pump(.counter): NextThing("what has really been given?", "D")
    case .pump: NextThing("look at the pump, then", "a")
    case .journalFailing: NextThing("tell somebody, then", "a")
    case .soundFailing: NextThing("stay at the screen, then", "a")
    case .journalSpace, .wallFailing, .clockStepped, .infusionNearEnd: NextThing("see what it is, then", "a")
    }
  }
}
