import InfusionCore
import Phrases
import Quantities

/// `:setup` with a weight or a concentration that nobody expects, or with another weight than the one that
/// stands: on a screen such a figure is typed twice, and a line with its reason is one time.
struct TypedSetupDeed: Deed {
  private let asked: SetupAction
  /// Who the line says that it is; nil: whoever is at the screen.
  private let by: String?
  private let unexpected: [Figure]

  /// What is typed once more.
  fileprivate enum Figure: Sendable {
    case weight(Kilograms)
    case concentration(MilligramsPerMillilitre)
  }

  /// Nil where everything in it is expected.
  init?(asked: SetupAction, by: String?, in session: SessionView) {
    self.asked = asked
    self.by = by
    let figures = [asked.weight.map { Figure.weight($0) }, asked.concentration.map { .concentration($0) }]
    unexpected = figures.compactMap { $0 }.filter {
      $0.isAnother(in: session) || session.refusal(of: $0.alone, by: by) != nil
    }
    if unexpected.isEmpty { return nil }
  }

  var title: Phrase { "Before the start" }

  func step(_ talk: Talk) -> Step {
    guard let by = by ?? talk.by else { return .ask(.initials) }
    for figure in unexpected {
      guard let typed = talk.number(figure.question.key) else { return .ask(figure.question) }
      guard typed == figure.value else {
        return .again(figure.question, figure.differs(from: typed), forgetting: [figure.question.key])
      }
    }
    return .done([.action(asked.action, by: by)])
  }
}

extension TypedSetupDeed.Figure {
  /// As it would be set without a reason: what is expected wants none.
  fileprivate var alone: Action {
    var setup = SetupAction()
    switch self {
    case .weight(let weight): setup.weight = weight
    case .concentration(let strength): setup.concentration = strength
    }
    return setup.action
  }

  /// A weight that is not within 5 % of the one that stands: every dose is reckoned from it.
  fileprivate func isAnother(in session: SessionView) -> Bool {
    guard case .weight(let weight) = self, let standing = session.weight?.fixed.thousandths
    else { return false }
    return abs(weight.fixed.thousandths - standing) * 20 > standing
  }

  fileprivate var value: Fixed {
    switch self {
    case .weight(let weight): weight.fixed
    case .concentration(let strength): strength.fixed
    }
  }

  fileprivate var question: Question {
    switch self {
    case .weight(let weight):
      Self.asked(
        "weight again", "Weight in kg, once more", 20...300, title: "Before the start",
        "\(weight.text()) is not the weight that is expected.")
    case .concentration(let strength):
      Self.asked(
        "concentration again", "mg/mL on the bag, once more", Fixed(thousandths: 1)...100, title: "The bag",
        "\(strength.text()) is not what the plan expects.")
    }
  }

  /// Behind the reason it stands in the place of that question, and says anew what it is about.
  private static func asked(
    _ key: String, _ label: Phrase, _ range: ClosedRange<Fixed>, title: Phrase, _ why: Phrase
  ) -> Question {
    var question = Question(key, label, .number(range))
    (question.title, question.lines) = (title, [why])
    return question
  }

  fileprivate func differs(from typed: Fixed) -> Phrase {
    switch self {
    case .weight: "\(value) and \(typed) kg are not the same: type it anew"
    case .concentration: "\(value) and \(typed) mg/mL are not the same: type it anew"
    }
  }
}
