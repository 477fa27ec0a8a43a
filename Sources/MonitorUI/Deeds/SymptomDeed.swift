import InfusionCore
import Phrases
import Quantities

struct SymptomDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("s", "symptom", "a symptom and its severity")
  static let action: ActionName? = .symptom
  private static let severities: Phrase = "0 gone, 1 mild, 2 moderate, 3 severe"

  init?(for session: SessionView) {}
  typealias Told = SymptomAction
  var title: Phrase { "Symptom" }
  func tab(at question: Question) -> String? { MarkTime.tab }
  func lines(_ talk: Talk) -> [Phrase] { MarkTime.lines(talk) }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    guard let name = talk["name"] else {
      return .ask(Self.question("name", "Symptom", talk.session))
    }
    guard let severity = talk.number("severity") else { return .ask(Self.severity(of: name)) }
    let mark = Action.symptom(name: name, severity: severity.thousandths / 1000, at: MarkTime.time(talk))
    return .done([talk.effect(mark)])
  }

  private static func question(_ key: String, _ label: Phrase, _ session: SessionView) -> Question {
    .vocabulary(key, label, session.symptoms, further: "another symptom")
  }

  /// The question shows what Enter would record, because a digit that nobody meant picks another symptom.
  private static func severity(of name: String) -> Question {
    var question = Question(
      "severity", "\(Phrase(word: name)): \(severities)", .number(0...3), initial: "1")
    for severity in 0...3 {
      question.meanings["\(severity)"] = mark(SymptomAction(name: name, severity: severity))
    }
    return question
  }

  static func time(of action: SymptomAction) -> SessionTime? { action.at }
  static func mark(_ action: SymptomAction) -> Phrase {
    "\(Phrase(word: action.symptom)) \(action.severity) of 3"
  }

  static let parts = [
    MarkPart("another severity", field: "severity", severities, .number(0...3)),
    MarkPart("another symptom", field: "name") { _, session in
      question("value", "Symptom", session)
    },
    .time,
  ]
}
