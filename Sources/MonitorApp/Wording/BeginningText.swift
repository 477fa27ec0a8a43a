import InfusionCore
import MonitorUI
public import Phrases
import Quantities
import SessionJournal

// What a beginning says, in sentences.

extension OpenSession {
  /// `P-0142, infusing, 12.5 mg given, last entry 14 min ago`.
  public var words: Phrase {
    let dose = delivered.map { amount -> [Phrase] in ["\(amount.text(places: 2)) given"] } ?? []
    let whose = patient.map { Phrase(verbatim: $0) } ?? "patient not known"
    let stands: [Phrase] = [whose, phase.words]
    return (stands + dose + [lastEntry]).joined(separator: ", ")
  }

  /// A headless drill goes through an hour in a second, so its last entry may lie in the clock's future.
  private var lastEntry: Phrase {
    age < .zero ? "its time ran ahead of the clock" : "last entry \(age.rough) ago"
  }
}

extension BeginningNotice {
  public func sentence(chair: String) -> Phrase {
    switch self {
    case .leftOpen(let sessions): return Self.leftOpen(sessions, chair: chair)
    case .besideAnother(let holder, let sessions):
      let beside: Phrase = "chair \(chair) is watched by another process, too\(Self.words(holder, sessions))"
      return ([beside] + (sessions.isEmpty ? [] : [Self.leftOpen(sessions, chair: chair)]))
        .joined(separator: "\n")
    case .holderKeepsTheChair:
      return "another process holds chair \(chair) and does not hand over; a new session begins"
    case .diedThrice:
      return "the monitor died again and again over the session before, which stays open: this is a new one"
    case .nothingToReadAfterDeath:
      return "the monitor died, and nothing of the session before can be read"
    case .leftUnwatched(let left): return left.sentence
    }
  }

  private static func leftOpen(_ sessions: [OpenSession], chair: String) -> Phrase {
    sessions.map { each -> Phrase in
      "chair \(chair) has an unsealed session (\(each.id): \(each.words)); a new one begins"
    }.joined(separator: "\n")
  }

  private static func words(_ holder: ChairHolder, _ sessions: [OpenSession]) -> Phrase {
    guard case .session(let id) = holder.writes, let watched = sessions.first(where: { $0.id == id }) else {
      return ""
    }
    return " (\(watched.words))"
  }
}

extension LeftUnwatched {
  /// `left unwatched by KM (another chair): P-7, infusing, 8.45 mg given, last entry 2 s ago, ID`.
  fileprivate var sentence: Phrase {
    let which = sessions.map { [$0.words, Phrase(verbatim: $0.id)].joined(separator: ", ") }
    let whom = which.isEmpty ? "a session that is not on the disk" : which.joined(separator: "; ")
    return "left unwatched by \(by) (\(reason)): \(whom)"
  }
}

extension BeginningRefusal {
  public func sentence(chair: String) -> Phrase {
    switch self {
    case .nothingToResume: return "chair \(chair) has no unsealed session to resume"
    case .anothersPatient(let sessions):
      return sessions.map { each -> Phrase in
        "the unsealed session (\(each.id): \(each.words)) is another patient's"
      }.joined(separator: "\n")
    case .watched(let session):
      let words = session?.words ?? "a session that is not on the disk"
      let watched: Phrase = "chair \(chair) is watched on another terminal: \(words)"
      let advice: Phrase =
        "Another patient sits on another --chair. Without --patient that session moves to this terminal"
      return [watched, advice].joined(separator: "\n")
    case .notHandedOver: return "another process holds chair \(chair) and does not hand over"
    }
  }
}

extension Phase {
  fileprivate var words: Phrase {
    switch self {
    case .preparation: "preparation"
    case .infusing: "infusing"
    case .paused: "paused"
    case .observing: "observing"
    case .ready: "observation complete"
    case .closed: "closed"
    }
  }
}
