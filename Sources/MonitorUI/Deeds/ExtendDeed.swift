import InfusionCore
import Phrases
import Quantities

struct ExtendDeed: Deed {
  static let key: DeedKey? = DeedKey("x", "extend", "a longer observation")
  static let action: ActionName? = .extend

  init?(for session: SessionView) {}
  var title: Phrase { "Longer observation" }

  func step(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["drowsy", "blood pressure", "nausea", "ordered by clinician"]
    return talk.minutes("Longer by how many minutes", reasons: reasons) { .extend(minutes: $0, reason: $1) }
  }
}

extension Talk {
  /// Minutes, then why. What they are of stands in the question: on a small screen it is all that is read.
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
