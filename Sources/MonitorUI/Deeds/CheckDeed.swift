import InfusionCore
import Phrases

/// The scales of a check, one after another, then the check itself. Nothing is recorded before the last
/// question is answered: Esc cancels all of it.
struct CheckDeed: Deed {
  static let key: DeedKey? = DeedKey("c", "check", "the check: score by score")
  static let action: ActionName? = .check

  static func isCalledFor(in session: SessionView) -> Bool { session.isCheckDue }

  let scales: [Scale]
  init?(for session: SessionView) { scales = session.scalesOfCheck }

  var title: Phrase { "Check" }

  func step(_ talk: Talk) -> Step {
    for (index, scale) in scales.enumerated() {
      guard var question = ScaleQuestions.openQuestion(scale, talk.answers) else { continue }
      question.title = "Check, \(index + 1) of \(scales.count): \(Phrase(word: scale.title))"
      let soFar = scales[..<index].map { ScaleQuestions.given($0, talk.answers) }
      if !soFar.isEmpty { question.lines.append("So far: \(soFar.joined(separator: ", "))") }
      return .ask(question)
    }
    // One key must not leave a check in the record that nobody made.
    if scales.isEmpty, talk["taken"] == nil {
      return .ask(Question("taken", "A check without scores: was it taken? (y/n)", .yesNo))
    }
    if scales.isEmpty, !talk.answers.isYes("taken") { return .done([]) }
    let skipped = scales.filter { ScaleQuestions.isSkipped($0, talk.answers) }
    let scores = scales.compactMap { ScaleQuestions.score($0, talk.answers) }
    return .done((scores + [.check(without: skipped.map(\.name))]).map(talk.effect))
  }

  /// What a check found is told with the word that it was taken; nil for what is no check.
  static func found(by effects: [Effect], in session: SessionView) -> [Phrase]? {
    let actions = effects.compactMap { if case .action(let action, _) = $0 { action } else { nil } }
    guard case .check(let check)? = actions.last else { return nil }
    let given = actions.compactMap { action -> Phrase? in
      if case .score(let score) = action { ScoreDeed.words(score, in: session) } else { nil }
    }
    return given
      + check.without.map { name -> Phrase in
        "\(Phrase(word: session.scale(name)?.labelInSentence ?? name)) skipped"
      }
  }
}
