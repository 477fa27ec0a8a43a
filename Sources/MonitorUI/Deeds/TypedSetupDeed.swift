import InfusionCore
import Phrases
import Quantities

/// `:setup` with an unexpected weight or concentration, or with another weight than the present one. The
/// screen has such a figure typed twice; a line with a reason counts as once.
struct TypedSetupDeed: Deed {
  private let asked: SetupAction
  /// Who the line says does it; nil if it is whoever is at the screen.
  private let by: String?
  private let unexpected: [Figure]

  /// The figure to type once more.
  fileprivate enum Figure: Sendable {
    case weight(Kilograms)
    case concentration(MilligramsPerMillilitre)
  }

  /// Nil if everything in it is expected.
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
  /// Sets the figure alone, without a reason: the engine accepts that if the figure is expected.
  fileprivate var alone: Action {
    var setup = SetupAction()
    switch self {
    case .weight(let weight): setup.weight = weight
    case .concentration(let strength): setup.concentration = strength
    }
    return setup.action
  }

  /// Whether it is a weight that is not within 5 % of the present one, from which every dose is calculated.
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

  /// The question that follows the reason, in its place, and says again what it is about.
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
