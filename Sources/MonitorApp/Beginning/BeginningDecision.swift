import InfusionCore
public import SessionJournal

/// How a monitor begins on its chair: a value, so that it can be read and tested as a table.
///
/// It is asked for the next step with what is known of the chair, told what came of the step, and asked
/// again, until the step is an end. For a second terminal of a chair that is watched:
///
///     next(lock: another's)            look
///     next(lock: another's, sessions)  handOver, and hear(.handedOver(...))
///     next(lock: ours, sessions)       resume(the session that was handed over)
public struct BeginningDecision: Hashable, Sendable {
  private let request: BeginningRequest
  /// What a person chose, or which session the holder was asked to hand over.
  private var choice: Choice?
  /// What the holder of the chair wrote when it was asked to hand over.
  private var handedOver: ChairHolder.Writes?
  private var isKeptByHolder = false
  /// The sessions that a person leaves unwatched by choosing a new one.
  private var left: LeftUnwatched?
  /// Closed sessions that were given their seal, or cannot be given it: what of them is not on disk.
  private var sealed: [String: ChairFacts.Ended] = [:]

  /// Holds the session as it was shown, so that another patient's cannot take its place meanwhile.
  private enum Choice: Hashable {
    case goOn(OpenSession)
    case new
  }

  /// What is to be done next.
  public enum Step: Hashable, Sendable {
    /// Read the chair's unsealed sessions.
    case look
    /// It was closed, and its monitor died before it could seal it.
    case seal(String)
    /// Ask the holder of the chair to hand over, and wait for the lock.
    case handOver(ChairHolder)
    case ask(BeginningQuestion)
    case end(BeginningEnd)
  }

  /// What came of a step.
  public enum News: Hashable, Sendable {
    case sealed(String, unwritten: UnwrittenRecord? = nil)
    case handedOver(ChairHolder.Writes)
    /// The holder did not hand over in time, and keeps the chair.
    case kept
    case answer(Answer)
  }

  /// What a person answered.
  public enum Answer: Hashable, Sendable {
    case goOn(OpenSession)
    case new
    /// A new session, though another patient infuses or is observed here.
    case newDespite(LeftUnwatched)
    case leave
  }

  public init(_ request: BeginningRequest) { self.request = request }

  public mutating func hear(_ news: News) {
    switch news {
    case .sealed(let id, let unwritten): sealed[id] = ChairFacts.Ended(unwritten: unwritten)
    case .handedOver(let writes): handedOver = writes
    case .kept: isKeptByHolder = true
    case .answer(.goOn(let session)): choice = .goOn(session)
    case .answer(.new): choice = .new
    case .answer(.newDespite(let left)):
      choice = .new
      self.left = left
    case .answer(.leave): break
    }
  }

  public mutating func next(_ facts: ChairFacts) -> Step {
    switch request.order {
    case .first: break
    case .resume(let death): return afterDeath(.died(death), facts)
    case .newSegment(let death): return afterDeath(.diedThrice(death), facts)
    case .newSession: return .end(facts.lock.holder == nil ? .begin(.diedThrice) : .leave(.watchedElsewhere))
    }
    // A new session that disturbs nobody can begin whatever old ones there are, but a patient left unwatched
    // must be named. A screen names every such session and has asked already; without a screen the notice
    // names them.
    if wantsNew, facts.lock.holder == nil {
      if request.hasScreen { return .end(.begin(left.map { left in .leftUnwatched(left) })) }
      guard let all = facts.sessions else { return .look }
      let unwatched = leftByNew(all)
      return .end(.begin(unwatched.isEmpty ? nil : .leftOpen(unwatched)))
    }
    guard let all = facts.sessions else { return .look }
    if facts.lock == .ours, let closed = unsealedThough(closed: all) { return .seal(closed.id) }
    let open = all.filter { $0.phase != .closed }
    if request.wish == .resume, let refusal = refusal(open) { return .end(.refuse(refusal)) }
    guard let holder = facts.lock.holder else { return onFreeChair(open) }
    return request.hasScreen ? besideOnScreen(holder, open) : beside(holder, open)
  }

  private var wantsNew: Bool { choice == .new || choice == nil && request.wish == .new }

  private func leftByNew(_ all: [OpenSession]) -> [OpenSession] {
    let question = BeginningQuestion(all, request)
    return question.sessions.filter(question.isLeftByNew)
  }

  private func unsealedThough(closed all: [OpenSession]) -> OpenSession? {
    all.first { $0.phase == .closed && $0.origin == request.origin && sealed[$0.id] == nil }
  }
}

// MARK: - After a death

extension BeginningDecision {
  /// Resumes only the session whose station died, never an older one that happens to be open.
  private func afterDeath(_ death: ResumeReason, _ facts: ChairFacts) -> Step {
    // Another terminal was quicker, and watches already.
    guard facts.lock.holder == nil else { return .end(.leave(.watchedElsewhere)) }
    // The station died after the session's last line was written.
    if let ended = facts.ended { return .end(.leave(.closed(ended.unwritten))) }
    guard let sessions = facts.sessions else { return .look }
    // The session's name comes first, because the anchor that shows that it ran under this keeper may not
    // have reached the disk.
    let named = sessions.first { $0.id == request.session }
    guard let own = named ?? sessions.first(where: { $0.ranUnderKeeper && $0.origin == request.origin })
    else {
      return .end(.begin(.nothingToReadAfterDeath))
    }
    guard own.phase == .closed else { return .end(.resume(own, because: death)) }
    guard let ended = sealed[own.id] else { return .seal(own.id) }
    return .end(.leave(.closed(ended.unwritten)))
  }
}

// MARK: - A chair that nobody else holds

extension BeginningDecision {
  private mutating func onFreeChair(_ open: [OpenSession]) -> Step {
    if case .goOn(let shown)? = choice {
      if let found = open.first(where: { $0.id == shown.id && $0.patient == shown.patient }) {
        return .end(.resume(found, because: why(found, wasAsked: true)))
      }
      choice = nil
    }
    let question = BeginningQuestion(open, request)
    if request.wish == .resume {
      let wanted = wanted(open)
      guard let first = wanted.first else { return .end(.refuse(.nothingToResume)) }
      // After another start of the machine the time is an estimate, which a person has to confirm.
      let isClear = !request.hasScreen || wanted.count == 1 && first.isOfThisBoot
      return isClear ? .end(.resume(first, because: why(first, wasAsked: false))) : .ask(question)
    }
    guard question.canGoOn else { return .end(.begin(nil)) }
    if request.wish == .resumeIfAny, let last = lastWatched(open) {
      return .end(.resume(last, because: why(last, wasAsked: false)))
    }
    let asks = request.hasScreen && request.wish != .resumeIfAny
    return asks ? .ask(question) : .end(.begin(.leftOpen(question.ofOurKind)))
  }

  /// The session that this chair watched when the machine went off: of those in progress the one that was
  /// written to last, else of those in preparation. An old one is not resumed, and stays open.
  private func lastWatched(_ open: [OpenSession]) -> OpenSession? {
    let recent = wanted(open).filter(\.isRecent)
    let inProgress = recent.filter(\.isInProgress)
    return (inProgress.isEmpty ? recent : inProgress).min { $0.age < $1.age }
  }

  private func why(_ session: OpenSession, wasAsked: Bool) -> ResumeReason {
    if handedOver == .session(session.id) { return .handedOver }
    return session.isOfThisBoot ? .stopped : .machineStarted(isConfirmed: wasAsked)
  }

  /// The sessions that a resume can mean, the likeliest first.
  private func wanted(_ open: [OpenSession], written: String? = nil) -> [OpenSession] {
    BeginningQuestion(open, request, watched: written).ofOurKind
      .filter { request.patient == nil || $0.patient == request.patient }
  }

  /// Why nothing can be resumed. Decided before anybody is disturbed.
  private func refusal(_ open: [OpenSession]) -> BeginningRefusal? {
    guard wanted(open).isEmpty else { return nil }
    let others = BeginningQuestion(open, request).ofOurKind
    return others.isEmpty ? .nothingToResume : .anothersPatient(others)
  }
}

// MARK: - A chair that another process holds

extension BeginningDecision {
  private mutating func besideOnScreen(_ holder: ChairHolder, _ open: [OpenSession]) -> Step {
    // If the holder keeps the chair, a screen begins to monitor all the same, whatever was asked for.
    guard !isKeptByHolder, holder.process != nil else { return .end(.begin(.holderKeepsTheChair)) }
    if choice != nil { return .handOver(holder) }
    let question = BeginningQuestion(open, request, holder)
    switch holder.writes {
    case .nothing: return .handOver(holder)
    case .unrecorded: return .ask(question)
    case .session(let id):
      guard let watched = open.first(where: { $0.id == id }), isTakenOverUnasked(watched, question) else {
        return .ask(question)
      }
      choice = .goOn(watched)
      return .handOver(holder)
    }
  }

  /// Whether a watched session is taken over without a question: the same patient's, or the only one that can
  /// be meant. A question would only delay whoever comes from the other terminal.
  private func isTakenOverUnasked(_ watched: OpenSession, _ question: BeginningQuestion) -> Bool {
    guard request.wish != .new, request.isOfOurKind(watched) else { return false }
    if let patient = request.patient { return watched.patient == patient }
    // The chair's own screen is back: it shows what the chair watches.
    if request.wish == .resumeIfAny { return true }
    return question.ofOurKind.allSatisfy { $0.id == watched.id || !$0.isRecent }
  }

  /// Without a screen nobody can be asked, so only `--resume` disturbs a running session.
  private mutating func beside(_ holder: ChairHolder, _ open: [OpenSession]) -> Step {
    guard request.wish == .resume else {
      return .end(.begin(.besideAnother(holder, BeginningQuestion(open, request).ofOurKind)))
    }
    guard case .session(let id) = holder.writes else {
      if holder.writes == .unrecorded { return .end(.refuse(.watched(nil))) }
      return handOver(holder, wanted(open).first)
    }
    let chosen = wanted(open, written: id).first
    guard chosen?.id == id else { return .end(.refuse(.watched(open.first { $0.id == id }))) }
    return handOver(holder, chosen)
  }

  private mutating func handOver(_ holder: ChairHolder, _ session: OpenSession?) -> Step {
    guard !isKeptByHolder, holder.process != nil, let session else {
      return .end(.refuse(.notHandedOver))
    }
    choice = .goOn(session)
    return .handOver(holder)
  }
}

extension ChairFacts.Lock {
  var holder: ChairHolder? { if case .another(let holder) = self { holder } else { nil } }
}
