import Glibc
import InfusionCore
import MonitorApp
import Quantities
import SessionJournal
import SessionRecord

/// How a live session begins.
enum Beginning {
  /// With what a person must know of it, if anything.
  case new(notice: String?)
  case resume(ResumedSession<LiveClock>)
  /// It was closed before the monitor died, and is sealed now.
  case over
  /// Somebody left instead of answering.
  case interrupted
}

/// The right to write a chair's sessions.
struct ChairRight {
  var lock: ChairLock?
  /// Somebody else was watching and has handed over: nobody watches until we do.
  var wasHandedOver = false
  /// Somebody else has it: two writers on one journal would spoil it, so nothing is resumed.
  var isAnothers = false
}

extension MonitorRun {
  func beginning(
    console: Console?, signals: StationSignals, right: ChairRight, wish: TakeoverWish
  ) throws -> Beginning {
    switch link?.orders.start {
    case .newSegment:
      return .new(
        notice: "the monitor died three times in a minute: this is a new session, the one before stays open")
    case .resume: return try goingOn()
    case .first, nil: break
    }
    if asked.new && wish == .unasked || wish == .newSession { return .new(notice: nil) }
    if right.isAnothers, asked.resume || console != nil {
      let notice = "another process holds chair \(plan.chair) and does not hand over; a new session begins"
      if console == nil { complain(notice) }
      return .new(notice: notice)
    }
    guard let unsealed = newestOpen(sealsClosed: right.lock != nil) else {
      if asked.resume { throw Failure(.noInput, "chair \(plan.chair) has no unsealed session to resume") }
      return .new(notice: nil)
    }
    let isAnothers = plan.patient != nil && plan.patient != unsealed.patient
    // Behind another start of the machine the time is an estimate, which a person has to confirm.
    let isCertain = wish == .unasked && !isAnothers && (unsealed.isOfThisBoot || console == nil)
    if asked.resume, isCertain { return try reopen(unsealed, because: unsealed.whyUnwatched) }
    guard let console else {
      if asked.resume {
        throw Failure(.usage, "the unsealed session (\(unsealed.folder.name)) is another patient's")
      }
      tellOfNew(beside: unsealed)
      return .new(notice: nil)
    }
    if wish == .goOn || right.wasHandedOver && unsealed.isResumedByDefault(for: plan.patient) {
      return try reopen(unsealed, because: "handed over from another terminal")
    }
    switch console.ask(unsealed, for: plan.patient, signals: signals) {
    case nil: return .interrupted
    case true?:
      let confirmed = unsealed.isOfThisBoot ? "" : "; the time since was confirmed at the screen"
      return try reopen(unsealed, because: unsealed.whyUnwatched + confirmed)
    case false?: return .new(notice: nil)
    }
  }

  private func tellOfNew(beside unsealed: UnsealedSession) {
    complain("chair \(plan.chair) has an unsealed session (\(unsealed.folder.name)); a new one begins")
  }

  /// After a death only the session that died is gone on with, never an older one that happens to be open.
  private func goingOn() throws -> Beginning {
    let since = link?.orders.keptSince ?? 0
    let found = UnsealedSession.all(chair: plan.chair, origin: plan.origin, in: archive)
      .first { $0.ran(since: since) }
    guard let found else {
      return .new(notice: "the monitor died, and nothing of the session before can be read")
    }
    guard found.phase != .closed else {
      try? found.seal(in: archive)
      return .over
    }
    let death = link?.orders.death.map { "the monitor ended by \($0)" }
    return try reopen(found, because: death ?? "the monitor ended")
  }

  /// The newest session that can be gone on with. One that was closed only lacks its seal, and gets it if the
  /// chair is ours.
  private func newestOpen(sealsClosed: Bool) -> UnsealedSession? {
    for found in UnsealedSession.all(chair: plan.chair, origin: plan.origin, in: archive) {
      if found.phase != .closed { return found }
      if sealsClosed { try? found.seal(in: archive) }
    }
    return nil
  }

  /// Whatever is wrong with old files, a screen begins to monitor.
  private func reopen(_ unsealed: UnsealedSession, because reason: String) throws(Failure) -> Beginning {
    do throws(ReopenError) {
      return .resume(
        try ResumedSession<LiveClock>.open(unsealed, in: archive, reason: reason, speed: secondsASecond))
    } catch {
      let sentence = "\(unsealed.folder.name) cannot be gone on with: \(error.sentence)"
      guard link != nil else { throw Failure(.inputOutput, sentence) }
      return .new(notice: sentence)
    }
  }

  /// What is gone on with under a source's own clock: nothing, unless it is asked for.
  func beginningUnderItsOwnClock(_ right: ChairRight) throws(Failure) -> ResumedSession<ReckonedClock>? {
    guard asked.resume else {
      if !asked.new, let unsealed = newestOpen(sealsClosed: false) { tellOfNew(beside: unsealed) }
      return nil
    }
    guard let unsealed = newestOpen(sealsClosed: false) else {
      throw Failure(.noInput, "chair \(plan.chair) has no unsealed session to resume")
    }
    guard !right.isAnothers else {
      throw Failure(.inputOutput, "another process writes \(unsealed.folder.name) and does not hand over")
    }
    do throws(ReopenError) {
      return try ResumedSession<ReckonedClock>.open(unsealed, in: archive)
    } catch { throw Failure(.inputOutput, "\(unsealed.folder.path): \(error.sentence)") }
  }

  /// One writer a chair. Whoever holds it is asked to hand over, and has longer for it than its last words
  /// may take on a slow disk.
  func chairRight(isTakingOver: Bool, _ wish: TakeoverWish = .unasked) throws(Failure) -> ChairRight {
    var right = ChairRight()
    for attempt in 0..<120 {
      guard let outcome = try? ChairLock.take(chair: plan.chair, in: archive) else { return right }
      switch outcome {
      case .held(let lock):
        right.lock = lock
        right.wasHandedOver = attempt > 0
        return right
      case .taken(let holder):
        guard isTakingOver, let holder else {
          complain("chair \(plan.chair) is watched by another process, too\(whoRunsThere)")
          right.isAnothers = true
          return right
        }
        if attempt == 0 {
          if wish == .unasked { try refuseAnothersChair() }
          kill(holder, StationSignals.handOver)
        }
        usleep(50_000)
      }
    }
    right.isAnothers = true
    return right
  }

  /// Whoever mistypes the chair must not end the watch over the patient who sits there.
  private func refuseAnothersChair() throws(Failure) {
    guard !asked.new, let patient = plan.patient, let watched = newestOpen(sealsClosed: false),
      watched.age <= Self.watchedWithin, watched.patient != patient
    else { return }
    throw Failure(.usage, MonitorText.watched(watched, chair: plan.chair))
  }

  /// A session that is watched writes more often than this.
  private static let watchedWithin = TimeSpan.seconds(60)
}

extension UnsealedSession {
  fileprivate var whyUnwatched: String {
    isOfThisBoot ? "the monitor was stopped" : "the machine was off or started again"
  }
}

extension ReopenError {
  var sentence: String {
    switch self {
    case .system(let error): error.description
    case .headerUnreadable: "no readable session header"
    case .isSealed: "the session is sealed"
    }
  }
}
