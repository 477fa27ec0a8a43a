import InfusionCore
import Phrases

/// `n` before a session, while another session of the chair infuses or observes: nobody watches that patient
/// from then on. One key is not enough for that, and the new session's record says who did it.
struct LeaveUnwatchedDeed: Deed {
  let left: [SessionPicker.Row]

  init(_ picker: SessionPicker) { left = picker.leftByNew }

  var title: Phrase { "A new session" }

  func lines(_ talk: Talk) -> [Phrase] {
    guard !left.isEmpty else { return ["What runs here cannot be read. Nobody watches it any more then."] }
    return left.map { row in
      row.isWatched
        ? "\(row.who) \(row.phase.heading): nobody watches this patient any more then."
        : "\(row.who) \(row.phase.heading): nobody watches this patient, nor will the new session."
    }
  }

  func step(_ talk: Talk) -> Step {
    let question = Question("reason", "Leave that patient? Reason (Esc: no)", .reason)
    guard let reason = talk["reason"] else { return .ask(question) }
    guard Envelope.isReason(reason) else {
      return .again(question, "say why, in words; Esc: no", forgetting: ["reason"])
    }
    guard let by = talk.by else { return .ask(.initials) }
    guard let answer = talk["sure"] else {
      return .ask(Question("sure", "Leave \(whom) unwatched: \(Phrase(word: reason))? (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [.begin(.newDespite(reason: reason, by: by))] : [])
  }

  private var whom: Phrase {
    left.isEmpty ? "what runs here" : left.map(\.who).joined(separator: ", ")
  }
}

extension SessionPicker.Row {
  fileprivate var who: Phrase { patient.map { Phrase(verbatim: $0) } ?? "somebody" }
}
