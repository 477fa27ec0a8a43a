import InfusionCore
import MonitorApp
import MonitorUI
import Phrases
import ProcessSignals
import SessionJournal
import StationKeeper

/// How a session begins here, with the right to write the chair's sessions.
struct Beginning {
  enum Way {
    /// A new session, with what a person must know of it; nil if there is nothing to know.
    case new(notice: Phrase?)
    case resume(UnsealedSession, because: String)
    case leave(LeaveReason)
    /// Somebody left instead of answering.
    case interrupted
  }

  var way: Way
  var right: ChairLock?
}

extension MonitorRun {
  /// Decides how the session begins; before that asks, hands over or seals whatever has to be.
  func beginning(console: Console? = nil, signals: TerminalSignals? = nil) throws(Failure) -> Beginning {
    var person: ((BeginningQuestion) -> BeginningDecision.Answer)?
    let chair = plan.chair
    if let console, let signals { person = { console.ask($0, chair: chair, signals: signals) } }
    var beginner = Beginner(
      ChairWorld(
        chair: plan.chair, archive: archive, keptSince: link?.orders.keptSince, person: person))
    let end = beginner.begin(request(hasScreen: console != nil))
    let way = try way(end, hasScreen: console != nil) { beginner.world.session($0) }
    return Beginning(way: way, right: beginner.world.right)
  }

  /// The options that the resumed session does not use. Empty under a keeper, which asks for nothing new, and
  /// for a drill, whose chart may be wrong on purpose.
  func untaken(by session: Session) -> [Phrase] {
    if drill != nil { return [] }
    if let link, link.orders.start != .first { return [] }
    let isOther = asked.configured.path != nil && !isConfigured(as: session.setup.configuration)
    return UntakenOptions(
      weight: asked.patient.weight, plan: asked.patient.plan, isOtherwiseConfigured: isOther
    ).sentences(beside: session)
  }

  /// Compares without the language of the screen, which no record has.
  private func isConfigured(as recorded: Configuration) -> Bool {
    guard var named = try? asked.configured.load() else { return false }
    named.language = recorded.language
    return named == recorded
  }

  /// Says on standard error what a screen would show of other chairs. Sessions on this chair are reported as
  /// it begins; a drill without a screen has no patient who could be left alone.
  func tell(unwatched sessions: [UnwatchedSession]) {
    for session in sessions where session.chair != plan.chair { complain(session.sentence.english) }
  }

  var saysWhoIsUnwatched: Bool { drill == nil }

  private func request(hasScreen: Bool) -> BeginningRequest {
    let death = link?.orders.death?.description ?? "an unknown cause"
    let order: BeginningRequest.Order =
      switch link?.orders.start {
      case .first, nil: .first
      case .resume: .resume(death: death)
      case .newSegment: .newSegment(death: death)
      case .newSession: .newSession
      }
    return BeginningRequest(
      wish: asked.wish, patient: plan.patient,
      origin: plan.origin, drill: drill, hasScreen: hasScreen, session: link?.orders.session, order: order)
  }

  private func way(
    _ end: BeginningEnd?, hasScreen: Bool, _ read: (String) -> UnsealedSession?
  ) throws(Failure) -> Beginning.Way {
    switch end {
    case nil: return .interrupted
    case .begin(let notice):
      let sentence = notice?.sentence(chair: plan.chair)
      if hasScreen { return .new(notice: sentence) }
      if let sentence { complain(sentence.english) }
      return .new(notice: nil)
    case .resume(let session, let reason):
      guard let unsealed = read(session.id) else { throw Failure(.noInput, session.id) }
      return .resume(unsealed, because: reason.sentence)
    case .leave(let reason): return .leave(reason)
    case .refuse(let refusal):
      let sentence = refusal.sentence(chair: plan.chair)
      throw Failure(refusal.kind, hasScreen ? language.say(sentence) : sentence.english)
    }
  }
}

extension BeginningRefusal {
  fileprivate var kind: Failure.Kind {
    switch self {
    case .nothingToResume: .noInput
    case .anothersPatient, .watched: .usage
    case .notHandedOver: .inputOutput
    }
  }
}
