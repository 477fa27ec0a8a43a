import InfusionCore
import Phrases

/// Something at a source differs from what the session began with, and a person says that it is the right
/// one.
struct AcceptDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("I", "accept source", "use a source that changed", isRare: true)
  static let action: ActionName? = .accept
  static let nothingToDo: Phrase? = "every source is what the session began with"

  static func isAvailable(in session: SessionView) -> Bool { !session.foreignSources.isEmpty }
  static func isCalledFor(in session: SessionView) -> Bool { isAvailable(in: session) }

  let sources: [ForeignSource]
  init?(for session: SessionView) { sources = session.foreignSources }

  var title: Phrase { "Another source" }

  func lines(_ talk: Talk) -> [Phrase] {
    sources.map { source -> Phrase in
      "\(source.device): began with \(source.bound), now \(source.present)."
    }
      + ["Is it on THIS patient? Its readings are used again from here on."]
  }

  func step(_ talk: Talk) -> Step {
    let names = sources.map(\.device)
    let question = Question("device", "Which", .oneOf(names.map { Phrase(verbatim: $0) }))
    guard let device = names.count == 1 ? names.first : talk["device"] else { return .ask(question) }
    let reasons: [Phrase] = ["device was exchanged", "adapter was exchanged", "moved with the patient"]
    guard let reason = talk["reason"] else {
      return .ask(Question("reason", "\(device) is the right one: reason", .choice(reasons)))
    }
    let action = Action.accept(AcceptAction(device: device, reason: reason))
    return talk.missing(action, reasons: reasons, otherwise: question) ?? .done([talk.effect(action)])
  }

  static func confirmation(of action: AcceptAction, in session: SessionView) -> Phrase {
    "\(action.device) accepted: its readings are used"
  }
}
