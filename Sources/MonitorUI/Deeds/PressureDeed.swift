import InfusionCore
import Phrases
import Quantities

/// A blood pressure that was measured by hand.
struct PressureDeed: MarkingDeed {
  static let key: DeedKey? = DeedKey("b", "bp", "blood pressure by hand")
  static let action: ActionName? = .bloodPressure

  init?(for session: SessionView) {}
  var title: Phrase { "Blood pressure" }

  /// A pressure is judged, and the next one is due, by when it was measured. An earlier one is written down
  /// as a note with its time, and raises no alarm.
  func tab(at question: Question) -> String? { MarkTime.tab }
  func lines(_ talk: Talk) -> [Phrase] {
    let isEarlier = MarkTime.time(talk) != nil
    return MarkTime.lines(talk) + (isEarlier ? ["An earlier pressure is a note: no limit judges it."] : [])
  }

  func step(_ talk: Talk) -> Step {
    if let step = MarkTime.step(talk) { return step }
    let question = Question("pressure", "Blood pressure by hand (like 120/80)", .pressure)
    guard let text = talk["pressure"], let typed = TypedPressure(text) else { return .ask(question) }
    if let asked = talk.sure(typed.oddity(after: talk.session.cuff.sys), of: question) { return asked }
    if let time = MarkTime.time(talk) {
      return .done([talk.effect(.note("NIBP \(typed.sys)/\(typed.dia) mmHg by hand", at: time))])
    }
    return .done([talk.effect(.bloodPressure(sys: typed.sys, dia: typed.dia, map: typed.map))])
  }

  static func confirmation(of action: BloodPressureAction, in session: SessionView) -> Phrase {
    "blood pressure \(mark(action)) by hand"
  }

  static func mark(_ action: BloodPressureAction) -> Phrase { "\(action.sys)/\(action.dia) mmHg" }

  static let parts = [
    MarkPart(
      "another pressure", "Blood pressure (like 120/80)", .pressure,
      oddity: { answer, mark, _ in
        guard case .bloodPressure(let first) = mark else { return nil }
        return TypedPressure(answer)?.oddity(insteadOf: first.sys)
      },
      fields: { answer, _ in
        guard let typed = TypedPressure(answer) else { return [] }
        return [
          AmendedField(key: "sys", value: typed.sys.description),
          AmendedField(key: "dia", value: typed.dia.description),
        ]
      })
  ]
}
