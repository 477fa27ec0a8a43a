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

  private func byHand(_ talk: Talk) -> Step {
    guard let pressure = talk["pressure"] else {
      return .ask(Question("pressure", "Baseline by hand: blood pressure", .pressure))
    }
    guard let hr = talk.number("hr") else { return .ask(Question("hr", Vital.hr.name, .number(0...350))) }
    guard let spo2 = talk.number("spo2") else {
      return .ask(Question("spo2", Vital.spo2.name, .number(0...100)))
    }
    let typed = TypedPressure(pressure)
    return .done([talk.effect(.baseline(hr: hr, sys: typed?.sys, dia: typed?.dia, spo2: spo2))])
  }
}
