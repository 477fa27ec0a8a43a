import InfusionCore
import MonitorUI
import Quantities
import SessionJournal

// What a beginning says, in sentences.

extension OpenSession {
  /// `P-0142, infusing, 12.5 mg given, last entry 14 min ago`.
  public var words: String {
    let dose = delivered.map { ["\($0.text(places: 2)) given"] } ?? []
    let parts = [patient ?? "patient not known", phase.label.lowercased()] + dose
    return (parts + ["last entry \(age.rough) ago"]).joined(separator: ", ")
  }
}

extension BeginningNotice {
  public func sentence(chair: String) -> String {
    switch self {
    case .leftOpen(let sessions): return Self.leftOpen(sessions, chair: chair)
    case .besideAnother(let holder, let sessions):
      return
        (["chair \(chair) is watched by another process, too\(Self.words(holder, sessions))"]
        + (sessions.isEmpty ? [] : [Self.leftOpen(sessions, chair: chair)])).joined(separator: "\n")
    case .holderKeepsTheChair:
      return "another process holds chair \(chair) and does not hand over; a new session begins"
    case .diedThrice:
      return "the monitor died again and again over the session before, which stays open: this is a new one"
    case .nothingToReadAfterDeath:
      return "the monitor died, and nothing of the session before can be read"
    }
  }

  private static func leftOpen(_ sessions: [OpenSession], chair: String) -> String {
    sessions.map { "chair \(chair) has an unsealed session (\($0.id): \($0.words)); a new one begins" }
      .joined(separator: "\n")
  }

  private static func words(_ holder: ChairHolder, _ sessions: [OpenSession]) -> String {
    guard case .session(let id) = holder.writes, let watched = sessions.first(where: { $0.id == id }) else {
      return ""
    }
    return " (\(watched.words))"
  }
}

extension BeginningRefusal {
  public func sentence(chair: String) -> String {
    switch self {
    case .nothingToResume: return "chair \(chair) has no unsealed session to resume"
    case .anothersPatient(let sessions):
      return sessions.map { "the unsealed session (\($0.id): \($0.words)) is another patient's" }
        .joined(separator: "\n")
    case .watched(let session):
      let words = session?.words ?? "a session that is not on the disk"
      return """
        chair \(chair) is watched on another terminal: \(words)
        Another patient sits on another --chair. Without --patient that session moves to this terminal
        """
    case .notHandedOver: return "another process holds chair \(chair) and does not hand over"
    }
  }
}

extension ResumeReason {
  public var sentence: String {
    switch self {
    case .stopped: "the monitor was stopped"
    case .machineStarted(let isConfirmed):
      "the machine was off or started again"
        + (isConfirmed ? "; the time since was confirmed at the screen" : "")
    case .handedOver: "handed over from another terminal"
    case .died(let death): "the monitor ended by \(death)"
    case .diedThrice(let death): "the monitor ended three times in a minute, the last time by \(death)"
    }
  }
}
