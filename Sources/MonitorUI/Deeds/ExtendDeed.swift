import InfusionCore
import Phrases
import Quantities

struct ExtendDeed: Deed {
  static let key: DeedKey? = DeedKey("x", "extend", "a longer observation")
  static let action: ActionName? = .extend

  static func nothingToDo(in session: SessionView) -> Phrase? {
    waits(in: session).map { why -> Phrase in "extend is not possible \(session.phase.during): \(why)" }
  }

  /// What the observation waits for; nil if it waits for nothing.
  static func waits(in session: SessionView) -> Phrase? {
    switch session.phase {
    case .preparation: "there is no observation before the start (S)"
    case .infusing, .paused: "the observation begins with the end of the infusion (e)"
    case .observing, .ready, .closed: nil
    }
  }

  init?(for session: SessionView) {}
  var title: Phrase { "Longer observation" }

  func step(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["drowsy", "blood pressure", "nausea", "ordered by clinician"]
    return talk.minutes("Longer by how many minutes", reasons: reasons) { .extend(minutes: $0, reason: $1) }
  }
}

extension Talk {
  /// Asks for minutes, then why. The question says what they are of, because on a small screen nothing else
  /// is read.
  func minutes(
    _ label: Phrase, upTo longest: Int = 1440, reasons: [Phrase], _ make: (Int, String) -> Action
  ) -> Step {
    let question = Question("minutes", label, .number(1...Fixed(longest)), initial: "10")
    guard let minutes = number("minutes") else { return .ask(question) }
    guard let reason = self["reason"] else {
      return .ask(Question("reason", "Reason", .choice(reasons)))
    }
    let action = make(max(1, minutes.thousandths / 1000), reason)
    return missing(action, reasons: reasons, otherwise: question) ?? .done([effect(action)])
  }
}
