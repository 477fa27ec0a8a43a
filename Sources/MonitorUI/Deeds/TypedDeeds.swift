import InfusionCore
import Phrases
import Quantities

/// What a typed line does that gives more, that nothing takes back, or that a dose is reckoned from: a key
/// asks once more before it, and so does the line. A script is asked nothing.
enum TypedDeed {
  /// What is asked before a typed action is done; nil for one that is done as it is typed.
  static func asking(_ action: Action, by: String?, in session: SessionView) -> (any Deed)? {
    switch action {
    case .setup(let setup): TypedSetupDeed(asked: setup, by: by, in: session)
    case .start(let start): TypedStartDeed(asked: start, by: by, in: session)
    case .bolus(let bolus): TypedMoreDeed(bolus, by: by)
    case .rate(let rate):
      rate.rate.fixed == session.presentRate?.fixed ? nil : TypedMoreDeed(rate, by: by)
    case .resume(let resume): TypedResumeDeed(asked: resume, by: by)
    case .limit(let limit): TypedLimitDeed(asked: limit, by: by, in: session)
    case .medication(let given): TypedKetamineDeed(asked: given, by: by, in: session)
    case .close(let close): CloseDeed(asked: close, by: by)
    case .stop(let stop): TypedStopDeed(asked: stop, by: by)
    case .discharge(let discharge): TypedDischargeDeed(asked: discharge, by: by, in: session)
    default: nil
    }
  }
}

/// One question between a typed line and what it does: the last one of the key's.
protocol SureDeed: Deed {
  /// As it was typed.
  var typed: Action { get }
  /// Who the line says that it is; nil: whoever is at the screen.
  var by: String? { get }
  /// What is not met, that it goes on against.
  func obstacles(_ talk: Talk) -> [StillMissing]
  /// Of those the ones that a reason in the line was given against; nil where it has none.
  var reasonIsAgainst: Set<String>? { get }
  func question(_ talk: Talk) -> Question
}

extension SureDeed {
  func obstacles(_ talk: Talk) -> [StillMissing] { [] }
  var reasonIsAgainst: Set<String>? { nil }

  /// A yes holds for what stood above it, and a reason for what was not met when it was typed.
  func step(_ talk: Talk) -> Step {
    guard let by = by ?? talk.by else { return .ask(.initials) }
    let obstacles = obstacles(talk)
    if let known = reasonIsAgainst, case let new = Obstacles.new(obstacles, since: known), !new.isEmpty {
      return .nothing("nothing done, \(Obstacles.news(new)): type it anew, with a reason for that")
    }
    var question = question(talk)
    question.against = Set(obstacles.map(\.kind))
    guard let answer = talk[question.key] else { return .ask(question) }
    let new = Obstacles.new(obstacles, since: talk.answers.against(question.key))
    guard answer != "y" || new.isEmpty else {
      return .again(question, Obstacles.news(new), forgetting: [question.key])
    }
    return .done(answer == "y" ? [.action(typed, by: by)] : [])
  }
}

/// `:start`: what the pump must read, and what is not met, is read before anything is counted.
struct TypedStartDeed: SureDeed {
  let asked: StartAction
  let by: String?
  let reasonIsAgainst: Set<String>?

  init(asked: StartAction, by: String?, in session: SessionView) {
    (self.asked, self.by) = (asked, by)
    reasonIsAgainst = asked.override.map { _ in Set(session.startObstacles.map(\.kind)) }
  }

  func obstacles(_ talk: Talk) -> [StillMissing] { talk.session.startObstacles }
  var typed: Action { asked.action }
  var title: Phrase { "Start" }

  func warnings(_ talk: Talk) -> [Phrase] { StartDeed.warnings(talk) }

  func question(_ talk: Talk) -> Question {
    var question = StartDeed.question(talk.session, dose: asked.dose)
    let reason = asked.override.map { reason -> Phrase in "Reason: \(Phrase(verbatim: reason))" }
    question.lines = StartDeed.startLines(talk) + [reason].compactMap { $0 }
    return question
  }
}

/// `:bolus` and `:rate`: how the patient is stands above what was and what will be.
struct TypedMoreDeed: SureDeed {
  let typed: Action
  let by: String?
  let title: Phrase
  /// As the session is when it is asked.
  private let sure: @Sendable (SessionView) -> Question

  init(_ bolus: BolusAction, by: String?) {
    (typed, self.by, title) = (bolus.action, by, "Bolus")
    sure = { BolusDeed.question(bolus.dose, $0) }
  }

  init(_ rate: RateAction, by: String?) {
    (typed, self.by, title) = (rate.action, by, "Rate")
    sure = { RateDeed.question(rate.rate, $0) }
  }

  func warnings(_ talk: Talk) -> [Phrase] { talk.session.standingAlarms() }

  func question(_ talk: Talk) -> Question {
    var question = sure(talk.session)
    question.lines = warnings(talk)
    return question
  }
}

/// `:resume` with its reason: what is not over, and what is left of the order.
struct TypedResumeDeed: SureDeed {
  let asked: ResumeAction
  let by: String?
  var typed: Action { asked.action }
  var title: Phrase { "Resume" }

  func warnings(_ talk: Talk) -> [Phrase] { ResumeDeed.warnings(talk.session) }

  func question(_ talk: Talk) -> Question {
    var question = ResumeDeed.question(talk.session)
    question.lines = ResumeDeed.lines(talk.session)
    return question
  }
}

/// `:limit` with a limit that lets more pass than at the start.
struct TypedLimitDeed: Deed {
  private let asked: LimitAction
  private let by: String?
  private let looser: [LooserLimit]

  /// Nil where none of them is looser.
  init?(asked: LimitAction, by: String?, in session: SessionView) {
    (self.asked, self.by) = (asked, by)
    let values: [(LimitsCursor.Limit, Fixed?)] = [
      (.extremeLow, asked.extremeLow), (.low, asked.low), (.high, asked.high),
      (.extremeHigh, asked.extremeHigh),
    ]
    looser = values.compactMap { limit, value in
      value.flatMap { LooserLimit(limit, of: asked.vital, to: $0, in: session) }
    }
    if looser.isEmpty { return nil }
  }

  var title: Phrase { "Limits" }

  func step(_ talk: Talk) -> Step {
    guard let by = by ?? talk.by else { return .ask(.initials) }
    for limit in looser {
      guard let answer = talk[limit.question.key] else { return .ask(limit.question) }
      if answer != "y" { return .done([]) }
    }
    return .done([.action(asked.action, by: by)])
  }
}

/// `:medication` with the drug that is infused: as a medicine it would be counted nowhere.
struct TypedKetamineDeed: SureDeed {
  private let asked: MedicationAction
  private let question: Question
  let by: String?

  /// Nil for any other medicine.
  init?(asked: MedicationAction, by: String?, in session: SessionView) {
    guard let question = MedicineDeed.notCounted(asked.medicine, in: session) else { return nil }
    (self.asked, self.question, self.by) = (asked, question, by)
  }

  var typed: Action { asked.action }
  var title: Phrase { "Medicine" }

  func question(_ talk: Talk) -> Question { question }
}

/// `:stop` ends an infusion and begins the observation.
struct TypedStopDeed: SureDeed {
  let asked: StopAction
  let by: String?
  var typed: Action { asked.action }
  var title: Phrase { "End the infusion" }

  func question(_ talk: Talk) -> Question {
    Question("stop", StopDeed.question(Phrase(word: asked.reason), talk.session), .yesNo)
  }
}

/// `:discharge` sends a patient home and closes the session; against what is not met, that stands above.
struct TypedDischargeDeed: SureDeed {
  let asked: DischargeAction
  let by: String?
  let reasonIsAgainst: Set<String>?

  init(asked: DischargeAction, by: String?, in session: SessionView) {
    (self.asked, self.by) = (asked, by)
    reasonIsAgainst = asked.override.map { _ in Set(Self.held(session, asked).map(\.kind)) }
  }

  func obstacles(_ talk: Talk) -> [StillMissing] { held(talk) }
  var typed: Action { asked.action }
  var title: Phrase { "Discharge" }

  func lines(_ talk: Talk) -> [Phrase] {
    DischargeDeed.lines(talk.session, held: held(talk), override: asked.override)
  }

  func question(_ talk: Talk) -> Question {
    DischargeDeed.lastQuestion(talk.session, isHeld: !held(talk).isEmpty)
  }

  private func held(_ talk: Talk) -> [StillMissing] { Self.held(talk.session, asked) }

  private static func held(_ session: SessionView, _ asked: DischargeAction) -> [StillMissing] {
    DischargeDeed.held(session, hasEscort: asked.escort)
  }
}
