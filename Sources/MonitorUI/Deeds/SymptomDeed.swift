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
      return .ask(.vocabulary("name", "Symptom", talk.session.symptoms))
    }
    guard let severity = talk.number("severity") else {
      return .ask(
        Question("severity", "\(Phrase(word: name)): \(Self.severities)", .number(0...3), initial: "1"))
    }
    let mark = Action.symptom(name: name, severity: severity.thousandths / 1000, at: MarkTime.time(talk))
    return .done([talk.effect(mark)])
  }

  static func time(of action: SymptomAction) -> SessionTime? { action.at }
  static func mark(_ action: SymptomAction) -> Phrase {
    "\(Phrase(word: action.symptom)), severity \(action.severity)"
  }

  static let parts = [
    MarkPart("another severity", field: "severity", severities, .number(0...3)), .time,
  ]
}
