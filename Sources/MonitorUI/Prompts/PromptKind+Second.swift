import InfusionCore
import Quantities

// Two people read the pump where the clinic wants it: who does it, and another one.

extension PromptKind {
  /// Asks who is here and who reads with them; nil once both are known, or where one is enough.
  ///
  /// - Parameters:
  ///   - figures: what the pump must read, to stand in the question; empty where it stands above it.
  ///   - usual: what Enter alone means.
  func secondStep(
    _ deed: TwoPersonDeed, _ figures: String, _ answers: Answers, _ model: Model, usual: String = ""
  ) -> Step? {
    guard model.session.secondPerson.contains(deed) else { return nil }
    guard let first = answers["initials"] ?? model.initials else {
      return .ask(Question("initials", "Your initials", .text))
    }
    let lead = figures.isEmpty ? "" : "\(figures). "
    let question = Question("second", "\(lead)Second person reads the pump: initials", .text, initial: usual)
    guard let second = answers["second"] else { return .ask(question) }
    guard !TwoPersonDeed.isOnePerson(first, second) else {
      return .again(question, "another person than \(first)", forgetting: ["second"])
    }
    return nil
  }

  /// By whoever is named in the prompt, or is at the screen.
  func effect(_ action: Action, _ answers: Answers, _ model: Model) -> Effect {
    .action(action, by: answers["initials"] ?? model.initials)
  }
}
