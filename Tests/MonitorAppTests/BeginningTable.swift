import InfusionCore
import Quantities
import SessionJournal
import Testing

@testable import MonitorApp

/// One row of the contract: what is found, what the command line asks for, and the first step that follows.
struct BeginningRow: Sendable, CustomTestStringConvertible {
  var what: String
  var open: [OpenSession]
  var lock: ChairFacts.Lock
  var request: BeginningRequest
  /// The answers so far and the outcomes of earlier steps, in order.
  var news: [BeginningDecision.News]
  var step: String
  var testDescription: String { what }

  init(
    _ what: String, open: [OpenSession] = [], lock: ChairFacts.Lock = .ours, _ request: BeginningRequest,
    after news: [BeginningDecision.News] = [], _ step: String
  ) {
    self.what = what
    self.open = open
    self.lock = lock
    self.request = request
    self.news = news
    self.step = step
  }

  /// The step once the sessions have been read, as text.
  var next: String {
    var decision = BeginningDecision(request)
    let unread = decision.next(ChairFacts(lock: lock, sessions: nil))
    // A step that is decided without reading the sessions must not depend on what is in them.
    if unread != .look { return "\(unread.text), unread" }
    for one in news { decision.hear(one) }
    return decision.next(ChairFacts(lock: lock, sessions: open)).text
  }
}

extension BeginningDecision.Step {
  /// `ask I1* (S1), Enter I1`: `*` marks a session that somebody watches, brackets one that cannot go on.
  var text: String {
    switch self {
    case .look: "look"
    case .seal(let id): "seal \(id)"
    case .handOver(let holder): "hand over, \(holder.process ?? 0)"
    case .ask(let question): question.text
    case .end(let end): end.text
    }
  }
}

extension BeginningQuestion {
  fileprivate var text: String {
    let rows = sessions.map { session in
      let name = "\(session.id)\(session.id == watched ? "*" : "")"
      return canGoOn(with: session) ? name : "(\(name))"
    }
    let list = (rows + (hidesUnreadable ? ["unreadable*"] : [])).joined(separator: " ")
    return switch enter {
    case .goOn(let session): "ask \(list), Enter \(session.id)"
    case .new: "ask \(list), Enter new"
    case .nothing: "ask \(list), Enter nothing"
    }
  }
}

extension BeginningEnd {
  fileprivate var text: String {
    switch self {
    case .begin(nil): "new"
    case .begin(let notice?): "new, \(notice.text)"
    case .resume(let session, let reason): "resume \(session.id), \(reason.sentence)"
    case .leave(let reason): "leave, \(reason)"
    case .refuse(.nothingToResume): "refuse, nothing to resume"
    case .refuse(.anothersPatient(let others)): "refuse, another patient's: \(others.map(\.id).joined())"
    case .refuse(.watched(let session)): "refuse, watched: \(session?.id ?? "unrecorded")"
    case .refuse(.notHandedOver): "refuse, not handed over"
    }
  }
}

extension BeginningNotice {
  fileprivate var text: String {
    switch self {
    case .leftOpen(let sessions): "left open: \(sessions.map(\.id).joined(separator: " "))"
    case .besideAnother(_, let sessions): "beside another: \(sessions.map(\.id).joined(separator: " "))"
    case .holderKeepsTheChair: "the holder keeps the chair"
    case .diedThrice: "died three times"
    case .nothingToReadAfterDeath: "nothing to read after a death"
    case .leftUnwatched(let left):
      "left unwatched: \(left.sessions.map(\.id).joined(separator: " ")) \(left.reason) \(left.by)"
    }
  }
}
