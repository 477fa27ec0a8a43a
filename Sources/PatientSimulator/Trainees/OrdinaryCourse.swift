import InfusionCore
import Quantities

/// What is done in every session: the patient is prepared, started, looked at in time, stopped when the dose
/// is in, and sent home when nothing is missing.
struct OrdinaryCourse: Hashable, Sendable {
  private var isPrepared = false
  private var hasBaseline = false
  private var hasStarted = false
  private var calmSince: SessionTime?
  private var nextTry = SessionTime.start
  private var lastScore: SessionTime?

  /// Two cuff results and three minutes of oximetry are there by then.
  static let baseline = SessionTime.seconds(200)
  static let start = SessionTime.seconds(240)
  /// A pause longer than this ends the infusion.
  private static let longestPause = TimeSpan.minutes(20)
  private static let calmBeforeResuming = TimeSpan.minutes(2)
  private static let longestStay = TimeSpan.hours(5)

  /// The acts up to the start.
  mutating func beginning(_ session: Session, _ situation: Situation, correcting: Bool) -> [Action] {
    var acts: [Action] = []
    if !isPrepared, session.now >= .seconds(30) {
      isPrepared = true
      acts += correcting ? corrections(session, situation) : []
      acts += session.setup.configuration.checklist.filter { $0.stage == .start }
        .map { .checklist(item: $0.name, answer: .met) }
    }
    if !hasBaseline, session.now >= Self.baseline {
      hasBaseline = true
      acts.append(.baseline())
    }
    if !hasStarted, session.now >= Self.start {
      hasStarted = true
      acts.append(.start(override: nil))
    }
    return acts
  }

  /// What somebody corrects who asks the patient and reads the label.
  private func corrections(_ session: Session, _ situation: Situation) -> [Action] {
    var setup = SetupAction()
    if situation[.weightError] > 5 { setup.weight = situation.weight }
    if situation[.concentrationError] > 5 { setup.concentration = situation.concentration }
    guard setup.weight != nil || setup.concentration != nil else { return [] }
    setup.reason = "asked again and read from the label"
    return [.setup(setup)]
  }

  mutating func acts(
    _ session: Session, _ situation: Situation, correcting: Bool, resumes: Bool
  ) -> [Action] {
    switch session.phase {
    case .preparation: return beginning(session, situation, correcting: correcting)
    case .infusing: return check(session) + stopWhenIn(session)
    case .paused: return check(session) + afterPause(session, situation, resumes: resumes)
    case .observing: return look(session, situation)
    case .ready: return look(session, situation) + discharge(session, situation)
    case .closed: return []
    }
  }

  private func stopWhenIn(_ session: Session) -> [Action] {
    guard let end = session.infusion?.plannedEnd, session.now >= end else { return [] }
    return [.stop(reason: "dose complete")]
  }

  private mutating func afterPause(
    _ session: Session, _ situation: Situation, resumes: Bool
  ) -> [Action] {
    if session.now - session.phaseStartedAt >= Self.longestPause {
      return [.stop(reason: "not well enough to go on")]
    }
    guard resumes else {
      calmSince = nil
      return []
    }
    let since = calmSince ?? session.now
    calmSince = since
    guard session.now - since >= Self.calmBeforeResuming else { return [] }
    calmSince = nil
    return [.resume(reason: "well again")]
  }

  private func check(_ session: Session) -> [Action] {
    guard let due = session.nextCheckDue, session.now + .minutes(1) >= due else { return [] }
    return [.check()]
  }

  /// While observing: scores how awake the patient is.
  private func look(_ session: Session, _ situation: Situation) -> [Action] {
    let checks = check(session)
    return checks.isEmpty ? [] : [score(situation)] + checks
  }

  private func score(_ situation: Situation) -> Action {
    .score(ScoreAction(scale: "moaas", value: situation.state.sedation < 0.25 ? 5 : 3))
  }

  /// Tries the discharge once a minute, until nothing is missing.
  private mutating func discharge(_ session: Session, _ situation: Situation) -> [Action] {
    guard session.now >= nextTry else { return [] }
    nextTry = session.now + .minutes(1)
    if session.now.sinceStart > Self.longestStay { return [.close(reason: "stays with the clinic")] }
    guard situation.escortIsHere, situation.state.sedation < 0.25 else { return [] }
    let items = session.setup.configuration.checklist.filter {
      $0.stage == .discharge && session.checklist[$0.name] == nil
    }
    if session.dischargeObstacles(escort: true).isEmpty, items.isEmpty {
      return [.discharge(escort: true, override: nil)]
    }
    // A second later what was answered and scored is there; anything else that is missing takes its time.
    let isScored = lastScore.map { session.now - $0 < .minutes(1) } ?? false
    nextTry = session.now + (isScored ? .minutes(1) : .seconds(1))
    lastScore = isScored ? lastScore : session.now
    return items.map { .checklist(item: $0.name, answer: .met) } + (isScored ? [] : [score(situation)])
  }
}
