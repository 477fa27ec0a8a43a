import InfusionCore
import Phrases
import Quantities

/// From the devices at once; by hand what they have not given.
struct BaselineDeed: Deed {
  static let key: DeedKey? = DeedKey("B", "baseline", "baseline from the last minute")
  static let action: ActionName? = .baseline

  init?(for session: SessionView) {}
  var title: Phrase { "Baseline" }

  func step(_ talk: Talk) -> Step {
    guard talk.answers.isEmpty, talk.refusal(of: .baseline()) == .baselineMissing else {
      return talk.answers.isEmpty ? .done([talk.effect(.baseline())]) : byHand(talk)
    }
    return byHand(talk)
  }

  private static let question = Question("pressure", "Baseline by hand: blood pressure", .pressure)

  private func byHand(_ talk: Talk) -> Step {
    guard let pressure = talk["pressure"] else {
      return .ask(Self.question)
    }
    let typed = TypedPressure(pressure)
    // What the alarms' relative limits will follow is asked about as any pressure is.
    if let oddity = typed?.oddity(after: talk.session.cuff.sys) {
      guard let sure = talk["sure"] else { return .ask(Question("sure", "\(oddity). Right? (y/n)", .yesNo)) }
      guard sure == "y" else {
        return .again(Self.question, "type it anew", forgetting: ["pressure", "sure"])
      }
    }
    guard let hr = talk.number("hr") else { return .ask(Question("hr", Vital.hr.name, .number(0...350))) }
    guard let spo2 = talk.number("spo2") else {
      return .ask(Question("spo2", Vital.spo2.name, .number(0...100)))
    }
    return .done([talk.effect(.baseline(hr: hr, sys: typed?.sys, dia: typed?.dia, spo2: spo2))])
  }
}
