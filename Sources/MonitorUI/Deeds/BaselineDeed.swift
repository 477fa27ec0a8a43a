import InfusionCore
import Phrases
import Quantities

/// From the devices at once; by hand what they have not given. What is missing is named: relative limits
/// follow the baseline, and after the start it cannot be taken any more.
struct BaselineDeed: Deed {
  static let key: DeedKey? = DeedKey("B", "baseline", "baseline from the last minute")
  static let action: ActionName? = .baseline

  init?(for session: SessionView) {}
  var title: Phrase { "Baseline" }

  func lines(_ talk: Talk) -> [Phrase] {
    guard !talk.session.baselineAtHand.isEmpty else { return [] }
    return talk.session.missingInBaseline.map { vital -> Phrase in
      vital.isCuff
        ? "No blood pressure in the last 15 min: b takes one by hand, then B."
        : "\(Self.missing(vital, talk.session)): look at its sensor."
    }
  }

  /// In the words of its tile, which stands beside it.
  private static func missing(_ vital: Vital, _ session: SessionView) -> Phrase {
    let readout = vital == .hr ? session.hr : session.spo2
    switch readout.state {
    case .stale(let last), .withdrawn(let last):
      let age = session.now - last.at
      let ago = age < .minutes(1) ? "\(age.wholeSeconds) s" : age.clock
      return "\(vital.name) is OLD: \(last.value), \(ago) ago"
    case .absent: return "\(vital.name): not heard yet"
    case .fresh: return "No \(vital.name) in the last minute"
    }
  }

  func step(_ talk: Talk) -> Step {
    let values = talk.session.baselineAtHand
    // Who has begun to take one by hand goes on, though a device is heard meanwhile.
    guard talk["pressure"] == nil, !values.isEmpty else { return byHand(talk) }
    guard !talk.session.missingInBaseline.isEmpty else { return .done([talk.effect(.baseline())]) }
    guard let answer = talk["partly"] else {
      let known = values.map { value -> Phrase in "\(value.vital.name) \(value.value)" }
      return .ask(Question("partly", "Only \(known.joined(separator: ", ")) as baseline? (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [talk.effect(.baseline())] : [])
  }

  private static let question = Question("pressure", "Baseline by hand: blood pressure", .pressure)

  private func byHand(_ talk: Talk) -> Step {
    guard let pressure = talk["pressure"] else { return .ask(Self.question) }
    let typed = TypedPressure(pressure)
    // What the alarms' relative limits will follow is asked about as any pressure is.
    if let asked = talk.sure(typed?.oddity(after: talk.session.cuff.sys), of: Self.question) { return asked }
    guard let hr = talk.number("hr") else { return .ask(Question("hr", Vital.hr.name, .number(0...350))) }
    guard let spo2 = talk.number("spo2") else {
      return .ask(Question("spo2", Vital.spo2.name, .number(0...100)))
    }
    return .done([talk.effect(.baseline(hr: hr, sys: typed?.sys, dia: typed?.dia, spo2: spo2))])
  }
}

extension SessionView {
  /// What a baseline would consist of now.
  var baselineAtHand: [BaselineValue] { engine?.baselineValues(BaselineAction()) ?? [] }

  /// What it would lack.
  var missingInBaseline: [Vital] {
    let known = baselineAtHand.map(\.vital)
    return [Vital.hr, .spo2, .sys].filter { !known.contains($0) }
  }
}
