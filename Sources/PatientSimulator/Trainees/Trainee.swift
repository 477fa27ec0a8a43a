public import InfusionCore
import Quantities

/// A trainee made of rules who works at a simulated chair; scenarios are tried with it.
///
/// It is asked once a second, reads what a person could know, and returns the actions that it does then.
public struct Trainee: Hashable, Sendable {
  /// How a trainee made of rules behaves.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Starts the infusion and leaves.
    case nobody
    /// Does the ordinary course and acknowledges every alarm. Nothing else.
    case acknowledging
    /// Sees to the patient first.
    case good
    /// Does the ordinary course; to trouble it answers with a large bolus and tenfold doses.
    case harmful
    /// Sits there and never starts.
    case unwilling
    /// Pauses the infusion as soon as it flows, and leaves.
    case leaving
    /// Does the ordinary course, and every measure there is every two minutes.
    case scattering
    /// Does what is right ten minutes after it was due.
    case late
    /// Does the ordinary course; to trouble it answers with what helps against another one.
    case mistaken
    /// Does the ordinary course, and gives oxygen with the start: nothing asks for it yet.
    case early
    /// Does the ordinary course, and every measure there is once, with the start.
    case sweeping
    /// Looks at nobody: the same for every patient, by the clock, and nothing of it that harms.
    case clockwork
    /// Looks at nobody: holds the infusion for five minutes at every alarm, and goes on.
    case pausing
    /// Looks at nobody: answers every alarm with everything at once, and the end of the infusion.
    case flooding
  }

  public internal(set) var kind: Kind
  let scenario: Scenario
  private let initials: String
  private var course = OrdinaryCourse()
  /// When it does everything again, how far it is by the clock, whether it has left, and whether it has
  /// helped blindly.
  var nextRound = SessionTime.start
  var clockDone = 0
  var hasLeft = false
  var hasHelped = false
  /// The alarms that it has answered.
  var answered: Set<AlarmID> = []
  private var seen: [String: SessionTime] = [:]
  private var done: [String: Int] = [:]
  private var alarmsSince: SessionTime?
  private var hasHarmed = false

  public init(_ kind: Kind, in scenario: Scenario, initials: String = "RN") {
    self.kind = kind
    self.scenario = scenario
    self.initials = initials
  }

  public var by: String { initials }

  /// The actions of this second.
  public mutating func acts(in session: Session, _ situation: Situation) -> [Action] {
    let acts = wished(in: session, situation)
    // Somebody who knows the work does not try what is refused; the harmful one does, because a score is for
    // that.
    return kind == .harmful ? acts : acts.filter { session.refusal(of: $0, by: initials) == nil }
  }

  private mutating func wished(in session: Session, _ situation: Situation) -> [Action] {
    switch kind {
    case .nobody: return course.beginning(session, situation, correcting: false)
    case .acknowledging:
      return course.acts(session, situation, correcting: false, resumes: true) + acknowledgement(session)
    case .good:
      let answers = answers(session, situation) { _ in Self.reaction }
      return course.acts(session, situation, correcting: true, resumes: isCalm(session, situation))
        + answers + (answers.isEmpty ? acknowledgement(session) : [])
    case .unwilling: return []
    case .leaving: return course.beginning(session, situation, correcting: false) + departure(session)
    case .scattering:
      return course.acts(session, situation, correcting: true, resumes: isCalm(session, situation))
        + everything(session) + acknowledgement(session)
    case .late:
      let answers = answers(session, situation) { $0.within + Self.lateness }
      return course.acts(session, situation, correcting: false, resumes: isCalm(session, situation))
        + answers + acknowledgement(session)
    case .mistaken:
      return course.acts(session, situation, correcting: false, resumes: isCalm(session, situation))
        + mistakenAnswers(session, situation) + acknowledgement(session)
    case .early:
      return course.acts(session, situation, correcting: false, resumes: isCalm(session, situation))
        + blindHelp([.oxygen], session) + acknowledgement(session)
    case .sweeping:
      return course.acts(session, situation, correcting: false, resumes: isCalm(session, situation))
        + blindHelp(Measure.allCases, session) + acknowledgement(session)
    case .clockwork: return course.beginning(session, situation, correcting: false) + byTheClock(session)
    case .pausing:
      return course.beginning(session, situation, correcting: false) + pauses(session) + unseenEnd(session)
    case .flooding:
      return course.beginning(session, situation, correcting: false) + flood(session) + unseenEnd(session)
    case .harmful:
      return course.acts(session, situation, correcting: false, resumes: true) + mistakes(session, situation)
    }
  }
}

extension Trainee {
  /// From an alarm to the press of a key, after the patient was seen to.
  private static let reaction = TimeSpan.seconds(15)
  private static let nextAnswer = TimeSpan.seconds(40)
  private static let lateness = TimeSpan.minutes(10)

  private mutating func acknowledgement(_ session: Session) -> [Action] {
    let open = session.board.alarms.contains { $0.acknowledgement == nil && $0.priority >= .medium }
    guard open else {
      alarmsSince = nil
      return []
    }
    let since = alarmsSince ?? session.now
    alarmsSince = since
    guard session.now - since >= Self.reaction else { return [] }
    alarmsSince = nil
    return [.acknowledge(nil)]
  }

  /// For each objective does one of its deeds after the other, until what it wants has come about.
  private mutating func answers(
    _ session: Session, _ situation: Situation, after delay: (Objective) -> TimeSpan
  ) -> [Action] {
    var acts: [Action] = []
    for objective in scenario.objectives where !objective.deeds.isEmpty {
      if seen[objective.id] == nil, objective.when.holds(in: situation) { seen[objective.id] = session.now }
      guard let since = seen[objective.id] else { continue }
      // What has come about by itself, or was right from the start, needs no deed.
      if objective.reach?.holds(in: situation) == true { continue }
      let count = done[objective.id, default: 0]
      let due = since + delay(objective) + Self.nextAnswer * Int64(count)
      guard count < min(2, objective.deeds.count), session.now >= due else { continue }
      done[objective.id] = count + 1
      if count > 0, !objective.when.holds(in: situation) { continue }
      let deed = objective.deeds[count]
      // Somebody who holds the drug back also goes to the patient.
      if let act = deed.usual(in: situation) { acts += deed.isHalt ? [act, .check()] : [act] }
    }
    return acts
  }

  /// Does what helps against another trouble, once for each objective.
  private mutating func mistakenAnswers(_ session: Session, _ situation: Situation) -> [Action] {
    var acts: [Action] = []
    for objective in scenario.objectives where !objective.deeds.isEmpty && done[objective.id] == nil {
      guard objective.when.holds(in: situation) else { continue }
      let since = seen[objective.id] ?? session.now
      seen[objective.id] = since
      guard session.now - since >= Self.reaction else { continue }
      done[objective.id] = 1
      acts += helpAgainstAnother.compactMap { $0.usual(in: situation) }
    }
    return acts
  }

  private func isCalm(_ session: Session, _ situation: Situation) -> Bool {
    !session.board.active.contains { $0.priority >= .medium && $0.id.isPhysiological }
      && !scenario.objectives.contains { !$0.deeds.isEmpty && $0.when.isPassing(in: situation) }
      && situation.signs.sys < 165
  }

  /// Three quarters of the plan's time: minute 30 of 40.
  private func isNearTheEnd(_ session: Session) -> Bool {
    guard let started = session.startedAt, let duration = session.plan.duration else { return false }
    return (session.now - started) * 4 > duration * 3
  }

  private mutating func mistakes(_ session: Session, _ situation: Situation) -> [Action] {
    let isTrouble =
      session.board.active.contains { $0.id.isPhysiological && $0.priority >= .medium }
      || isNearTheEnd(session)
    guard !hasHarmed, session.phase == .infusing, isTrouble else { return [] }
    hasHarmed = true
    return [
      .bolus(BolusAction(Milligrams(300), reason: "patient restless")),
      .medication(name: "midazolam", dose: "20 mg", route: "IV"),
      .medication(name: "labetalol", dose: "100 mg", route: "IV"),
    ]
  }
}

extension Condition {
  /// Whether it holds now and may be over later; false of one that only says how far the session has come.
  fileprivate func isPassing(in situation: Situation) -> Bool {
    switch self {
    case .always, .started, .stopped, .phase, .done, .escortIsHere: false
    case .alarm, .is, .not, .all, .any: holds(in: situation)
    }
  }
}

extension Deed {
  /// The deed as somebody does it who knows how; nil if the situation does not tell how.
  public func usual(in situation: Situation) -> Action? {
    switch self {
    case .measure(.oxygen): return .intervention(InterventionAction(name: "oxygen", flow: "4 L/min"))
    case .measure(let measure): return .intervention(InterventionAction(name: measure.rawValue))
    case .medicine(let medicine):
      let dose = "\(Fixed(rounding: medicine.usualMilligrams)) mg"
      return .medication(name: medicine.name, dose: dose, route: "IV")
    case .word(let word): return word.usual(in: situation)
    }
  }
}

extension Deed.Word {
  fileprivate func usual(in situation: Situation) -> Action? {
    switch self {
    case .pause: return .pause(reason: "the patient first")
    case .stop: return .stop(reason: "not to be gone on with")
    case .check: return .check()
    case .note: return .note("seen to")
    case .score: return .score(ScoreAction(scale: "moaas", value: situation.state.sedation < 0.25 ? 5 : 3))
    case .bp:
      let signs = situation.signs
      return .bloodPressure(
        BloodPressureAction(sys: Fixed(Int(signs.sys.rounded())), dia: Fixed(Int(signs.dia.rounded()))))
    case .extend: return .extend(ExtendAction(minutes: 15, reason: "no escort is there"))
    case .setup, .start, .resume, .rate, .bolus, .nobp, .symptom, .away, .discharge, .close, .escortClaimed,
      .escortDenied:
      return nil
    }
  }
}
