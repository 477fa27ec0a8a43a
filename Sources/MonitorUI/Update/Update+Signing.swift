import InfusionCore
import Phrases

// Whatever changes the treatment, or guards it, carries a name. The first such deed asks for one before it
// asks anything else, so that nobody says "the pump runs", turns to the patient, and is then asked something
// more. After a takeover or a resume nobody knows who is at the screen, so anything that is signed asks.

/// What waits until somebody has said who is here: what a person wants to do, or already did if one key does
/// it, with the prompt that would have come next.
struct UnsignedDeed: Sendable {
  /// The deed that is then asked from its first question on.
  var deed: (any Deed)?
  var effects: [Effect] = []
  var prompt: Prompt?
}

extension Model {
  /// Opens a prompt with its first question, or does at once what needs no question. Asks first who does it,
  /// if that must be known.
  mutating func open(_ deed: any Deed) -> [Effect] {
    // Beside a question the numbers should be seen, not the list of keys that led to it.
    if case .help = page { page = .main }
    guard initials == nil, mode == .monitor, let action = type(of: deed).action, wantsName(action),
      let who = InitialsDeed(for: session)
    else { return go(deed, Answers()) }
    unsigned = UnsignedDeed(deed: deed)
    return go(who, Answers())
  }

  /// Holds back what needs a name until there is one. An alarm is answered without asking for it.
  ///
  /// - Parameter before: the question whose answer led here; Backspace goes back to it.
  mutating func signed(_ effects: [Effect], after before: Prompt?) -> [Effect] {
    let needsName = effects.contains { $0.unsignedAction.map { wantsName($0.name) } ?? false }
    guard initials == nil, mode == .monitor, needsName, let deed = InitialsDeed(for: session) else {
      return effects
    }
    unsigned = UnsignedDeed(effects: effects, prompt: prompt)
    message = nil
    let first = open(deed)
    prompt?.behind = before.map { [$0] } ?? []
    return first
  }

  /// Notes who is here, and then asks or does what waited for that, under their name.
  mutating func sign(as name: String) -> [Effect] {
    initials = name
    asksWhoIsHere = false
    let behind = prompt?.behind ?? []
    prompt = nil
    say("\(name) is at the screen", .confirmation)
    guard let waiting = unsigned else { return [] }
    unsigned = nil
    if let deed = waiting.deed { return go(deed, Answers(), keeping: behind) }
    prompt = waiting.prompt
    return waiting.effects.map { $0.signed(by: name) }
  }

  private func wantsName(_ action: ActionName) -> Bool {
    action.mattersToTheTreatment || asksWhoIsHere && action.isSignedAtAll
  }
}

extension Effect {
  /// The action that has no name yet; nil for any other effect.
  fileprivate var unsignedAction: Action? {
    guard case .action(let action, nil) = self else { return nil }
    return action
  }

  fileprivate func signed(by name: String) -> Effect {
    guard case .action(let action, nil) = self else { return self }
    return .action(action, by: name)
  }
}

extension ActionName {
  /// Whether it is signed at all. Whoever is nearest answers and silences an alarm.
  fileprivate var isSignedAtAll: Bool { self != .acknowledge && self != .audioPause }

  /// Whether it concerns what is given, what guards that, and what is said of it afterwards; not what is
  /// measured or noticed. A checklist that nobody has answered for guards nobody, and limits follow the
  /// baseline.
  fileprivate var mattersToTheTreatment: Bool {
    switch self {
    case .start, .pause, .resume, .stop, .rate, .bolus, .dose, .medication, .limit, .hold, .discharge,
      .close, .withoutPressure, .accept, .confirm, .amend, .drawn, .wasted, .checklist,
      .baseline:
      true
    case .setup, .selfTest, .check, .extend, .away, .back, .acknowledge, .audioPause,
      .bloodPressure, .symptom, .intervention, .score, .note:
      false
    }
  }
}
