import InfusionCore
import Quantities

/// A single score by its scale.
struct ScoreDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("g", "score", "a single score by its scale")
  static let action: ActionName? = .score

  static func isAvailable(in session: SessionView) -> Bool {
    session.phase != .closed && !session.scales.isEmpty
  }

  let scales: [Scale]
  init?(for session: SessionView) { scales = session.scales }

  var title: String { "Score" }
  func tab(at question: Question) -> String? { MarkTime.tab }
  func lines(_ talk: Talk) -> [String] { MarkTime.lines(talk) }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    let titles = titles
    guard let chosen = scales.count == 1 ? titles.first : chosen(talk) else { return .ask(question(talk)) }
    guard let scale = zip(titles, scales).first(where: { $0.0 == chosen })?.1 else { return .done([]) }
    if var question = ScaleQuestions.openQuestion(scale, talk.answers) {
      question.title = scale.title
      return .ask(question)
    }
    let score = ScaleQuestions.score(scale, talk.answers, at: MarkTime.time(talk))
    return .done(score.map { [talk.effect($0)] } ?? [])
  }

  /// What is not asked at every visit stands behind one line: at the chair a scale is one key.
  private static let ofSeries = "of the illness: PHQ-9, MADRS and such"
  private static let keys = 9

  private func isBehind(_ scale: Scale) -> Bool { scales.count > Self.keys && scale.isOfSeries }

  private func chosen(_ talk: Talk) -> String? {
    talk["scale"] == Self.ofSeries ? talk["series"] : talk["scale"]
  }

  private func question(_ talk: Talk) -> Question {
    let offered = zip(titles, scales).filter { isBehind($1) == (talk["scale"] == Self.ofSeries) }.map(\.0)
    if talk["scale"] == Self.ofSeries { return Question("series", "Which scale", .oneOf(offered)) }
    let further = scales.contains(where: isBehind) ? [Self.ofSeries] : []
    return Question("scale", "Which scale", .oneOf(offered + further))
  }

  /// Two scales of one title are told apart by their names.
  private var titles: [String] {
    scales.map { scale in
      scales.count { $0.title == scale.title } > 1 ? "\(scale.title) (\(scale.name))" : scale.title
    }
  }

  static func confirmation(of action: ScoreAction, in session: SessionView) -> String {
    "noted: \(words(action, in: session))\(action.at.map { ", \((session.now - $0).clock) ago" } ?? "")"
  }

  /// `modified Aldrete 9 of 10: passes`, `nausea 2 of 10`.
  static func words(_ score: ScoreAction, in session: SessionView) -> String {
    guard let scale = session.scale(score.scale) else { return mark(score) }
    return "\(scale.labelInSentence) \(scale.text(of: score.value))"
  }

  static func time(of action: ScoreAction) -> SessionTime? { action.at }
  static func mark(_ action: ScoreAction) -> String { "\(action.scale) \(action.value)" }
  static let parts = [MarkPart("another value", field: "value", "Value", .number(-1000...1000)), .time]
}
