import InfusionCore
import Phrases

// What changes the treatment, or what guards it, carries a name: the first of these asks for one. After a
// takeover or a resume nobody knows who is at the screen: then whatever is signed asks.

/// What a person did, and the prompt that would have come next: both wait for initials.
struct UnsignedEffects: Sendable {
  var effects: [Effect]
  var prompt: Prompt?
}

extension Model {
  /// Holds back what needs a name until there is one. An alarm is answered without a question.
  ///
  /// - Parameter before: the question that was answered with it: Backspace goes back to it.
  mutating func signed(_ effects: [Effect], after before: Prompt?) -> [Effect] {
    let needsName = effects.contains { $0.isUnsigned && (asksWhoIsHere || $0.mattersToTheTreatment) }
    guard initials == nil, mode == .monitor, needsName else { return effects }
    unsigned = UnsignedEffects(effects: effects, prompt: prompt)
    message = nil
    guard let deed = InitialsDeed(for: session) else { return effects }
    let first = open(deed)
    prompt?.behind = before.map { [$0] } ?? []
    return first
  }

  /// Somebody says who is here: what waited for that is done, under their name.
  mutating func sign(as name: String) -> [Effect] {
    initials = name
    asksWhoIsHere = false
    prompt = nil
    say("\(name) is at the screen", .confirmation)
    guard let waiting = unsigned else { return [] }
    unsigned = nil
    prompt = waiting.prompt
    let effects = waiting.effects.map { $0.signed(by: name) }
    return effects
  }
}

extension Effect {
  /// Whether it is an action that stands in the record with a name, and has none yet.
  fileprivate var isUnsigned: Bool {
    switch self {
    case .action(.acknowledge, _), .action(.audioPause, _): false
    case .action(_, let by): by == nil
    case .saveDisplay, .tryMachine, .repaint, .leave, .begin, .replay: false
    }
  }

  /// What is given, what guards it, and what is said of that afterwards; not what is measured or noticed. A
  /// checklist that nobody has answered for guards nobody.
  fileprivate var mattersToTheTreatment: Bool {
    guard case .action(let action, _) = self else { return false }
    switch action {
    case .start, .pause, .resume, .stop, .rate, .bolus, .dose, .medication, .limit, .hold, .discharge,
      .close, .withoutPressure, .accept, .confirm, .amend, .drawn, .wasted, .checklist:
      return true
    case .setup, .baseline, .selfTest, .check, .extend, .away, .back, .acknowledge, .audioPause,
      .bloodPressure, .symptom, .intervention, .score, .note, .unfit:
      return false
    }
  }

  fileprivate func signed(by name: String) -> Effect {
    guard case .action(let action, nil) = self else { return self }
    return .action(action, by: name)
  }
}
