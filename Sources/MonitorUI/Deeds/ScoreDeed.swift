import InfusionCore
import Phrases
import Quantities

/// A single score, by its scale.
struct ScoreDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("g", "score", "a single score by its scale")
  static let action: ActionName? = .score

  static func isAvailable(in session: SessionView) -> Bool {
    session.phase != .closed && !session.scales.isEmpty
  }

  let scales: [Scale]
  init?(for session: SessionView) { scales = session.scales }

  var title: Phrase { "Score" }
  func tab(at question: Question) -> String? { MarkTime.tab }
  func lines(_ talk: Talk) -> [Phrase] { MarkTime.lines(talk) }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    let titles = titles
    let chosen = scales.count == 1 ? titles.first?.english : chosen(talk)
    guard let chosen else { return .ask(question(talk)) }
    guard let scale = zip(titles, scales).first(where: { $0.0.english == chosen })?.1 else {
      return .done([])
    }
    if var question = ScaleQuestions.openQuestion(scale, talk.answers) {
      question.title = Phrase(word: scale.title)
      return .ask(question)
    }
    let score = ScaleQuestions.score(scale, talk.answers, at: MarkTime.time(talk))
    return .done(score.map { [talk.effect($0)] } ?? [])
  }

  /// Scales that are not asked at every visit are behind one line; one that the chair needs is one key away.
  private static let ofSeries: Phrase = "of the illness: PHQ-9, MADRS and such"
  private static let keys = 9

  private func isBehind(_ scale: Scale) -> Bool { scales.count > Self.keys && scale.isOfSeries }

  private func chosen(_ talk: Talk) -> String? {
    talk["scale"] == Self.ofSeries.english ? talk["series"] : talk["scale"]
  }

  private func question(_ talk: Talk) -> Question {
    let isFurther = talk["scale"] == Self.ofSeries.english
    let offered = zip(titles, scales).filter { isBehind($1) == isFurther }.map(\.0)
    if isFurther { return Question("series", "Which scale", .oneOf(offered)) }
    let further = scales.contains(where: isBehind) ? [Self.ofSeries] : []
    return Question("scale", "Which scale", .oneOf(offered + further))
  }

  /// Two scales with the same title are distinguished by their names.
  private var titles: [Phrase] {
    scales.map { scale in
      let title = Phrase(word: scale.title)
      return scales.count { $0.title == scale.title } > 1 ? "\(title) (\(scale.name))" : title
    }
  }

  static func confirmation(of action: ScoreAction, in session: SessionView) -> Phrase {
    noted(words(action, in: session), action.at, in: session)
  }

  /// `modified Aldrete 9 of 10: passes`, `nausea 2 of 10`.
  static func words(_ score: ScoreAction, in session: SessionView) -> Phrase {
    guard let scale = session.scale(score.scale) else { return mark(score) }
    return "\(Phrase(word: scale.labelInSentence)) \(scale.phrase(of: score.value))"
  }

  static func time(of action: ScoreAction) -> SessionTime? { action.at }
  static func mark(_ action: ScoreAction) -> Phrase { action.words(in: []) }
  static let parts = [
    MarkPart("another value", field: "value") { mark, session in
      guard case .score(let score) = mark, let scale = session.scale(score.scale) else {
        return Question("value", "Value", .number(-1000...1000))
      }
      return Question(
        "value", "\(Phrase(word: scale.label)), \(Array(scale.range).spelled)",
        .number(Fixed(scale.least)...Fixed(max(scale.least, scale.most))))
    },
    .time,
  ]
}
