import InfusionCore
import Phrases
import Quantities

/// No blood pressure can be measured for a while.
struct WithoutPressureDeed: TellingDeed {
  static let key: DeedKey? = DeedKey("N", "no bp", "no blood pressure can be had")
  static let action: ActionName? = .withoutPressure

  init?(for session: SessionView) {}
  var title: Phrase { "Without a blood pressure" }

  func lines(_ talk: Talk) -> [Phrase] {
    [
      "For at most \(WithoutPressureAction.minutesMax) min at a time.",
      "Unless one is measured after all, the discharge needs an override.",
    ]
  }

  func step(_ talk: Talk) -> Step {
    let reasons: [Phrase] = ["arm cannot be used", "cuff does not measure", "patient's wish"]
    let (label, longest): (Phrase, Int) = ("For how many minutes", WithoutPressureAction.minutesMax)
    return talk.minutes(label, upTo: longest, reasons: reasons) {
      .withoutPressure(WithoutPressureAction(minutes: $0, reason: $1))
    }
  }

  static func confirmation(of action: WithoutPressureAction, in session: SessionView) -> Phrase {
    "no blood pressure for \(action.minutes) min: \(Phrase(word: action.reason))"
  }
}
