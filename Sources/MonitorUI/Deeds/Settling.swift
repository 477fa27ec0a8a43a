import InfusionCore
import Phrases
import Quantities

// The engine says what an action still needs: it is asked before anything is done, and the screen asks a
// person for what is missing. The screen itself decides nothing of this.

extension Talk {
  /// Why the engine would refuse an action now; nil if it would accept it.
  func refusal(of action: Action) -> Refusal.Why? { session.refusal(of: action, by: by) }

  /// The next question on the way to an action that the engine accepts: a reason, initials, a second person.
  /// Nil if it accepts the action as it is.
  ///
  /// - Parameters:
  ///   - reasons: the reasons to offer if one is needed; `key` is the key of that answer.
  ///   - figures: the figures that a second person must read at the pump.
  ///   - asked: the question to ask again if nothing that could be added would help.
  func missing(
    _ action: Action, reasons: [Phrase] = [], key: String = "reason", figures: Phrase = "",
    otherwise asked: Question
  ) -> Step? {
    guard let why = refusal(of: action) else { return nil }
    let sentence = Refusal(action: action.name.rawValue, why: why).phrase
    if why.wantsReason {
      var question = Question(key, "Reason", reasons.isEmpty ? .reason : .choice(reasons))
      question.lines = why == .reasonMissing ? [] : ["\(sentence.capitalised)."]
      return self[key] == nil
        ? .ask(question) : .again(question, "say why, in words; Esc: no", forgetting: [key])
    }
    if why == .initialsMissing { return .ask(.initials) }
    // The first person is asked before the second.
    if why == .secondMissing { return .ask(by == nil ? .initials : .second(figures)) }
    if case .secondSame = why {
      return .again(.second(figures), "another person than \(by ?? "")", forgetting: ["second"])
    }
    return .again(asked, sentence, forgetting: [asked.key, key])
  }

  /// Asks once about an answer that is more likely a slip of the finger; nil if it is none, or was meant.
  ///
  /// - Parameters:
  ///   - oddity: why it is likely a slip; nil if it is not.
  ///   - asked: the question whose answer it is; asked again after a no.
  func sure(_ oddity: Phrase?, of asked: Question) -> Step? {
    guard let oddity else { return nil }
    let key = "sure of \(asked.key)"
    guard let answer = self[key] else { return .ask(Question(key, "\(oddity). Right? (y/n)", .yesNo)) }
    return answer == "y" ? nil : .again(asked, "type it anew", forgetting: [asked.key, key])
  }

  /// The session as it would be after some actions, for figures that a person must see before they are done.
  func after(_ actions: [Action]) -> Talk {
    var next = model
    next.session = session.after(actions, by: by)
    return Talk(answers: answers, model: next)
  }
}

extension Refusal.Why {
  /// Whether a reason is all that is missing.
  var wantsReason: Bool { Self.codesOfReasons.contains(Refusal(action: "", why: self).code) }

  private static let codesOfReasons: Set<String> = [
    "reason.missing", "rate.soft", "rate.low", "bolus.soft", "total.soft", "weight.unconfirmed",
    "concentration.unconfirmed",
  ]
}

extension Question {
  static let initials = Question("initials", "Your initials", .initials, longest: 10)

  /// - Parameter figures: what the pump must show; empty if that is above the question.
  static func second(_ figures: Phrase) -> Question {
    let lead: Phrase = figures.isEmpty ? "" : "\(figures). "
    return Question("second", "\(lead)Second person reads the pump: initials", .initials, longest: 10)
  }
}

/// An action of the command line that lacks only a reason.
struct ReasonDeed: Deed {
  let asked: Action
  let by: String?
  let why: Phrase

  static let bare: Phrase = "Reason"

  /// The words for what the line asked for.
  var title: Phrase {
    let key = Deeds.all.lazy.filter { $0.action == asked.name }.compactMap { $0.key }.first
    return key?.label.capitalised ?? (asked.name == .setup ? "Before the start" : Self.bare)
  }
  func lines(_ talk: Talk) -> [Phrase] { talk["reason"] == nil ? ["\(why.capitalised)."] : [] }

  func step(_ talk: Talk) -> Step {
    guard let reason = talk["reason"] else { return .ask(Question("reason", "Reason", .reason)) }
    var words = asked.fields
    // The reason on the line was not accepted.
    words.fields.removeAll { $0.key == "reason" }
    words.fields.append(.init("reason", reason))
    guard let action = try? Action(words) else { return .done([]) }
    // A reason for it is no yes to it.
    if let deed = TypedDeed.asking(action, by: by, in: talk.session) { return deed.step(talk) }
    return .done([.action(action, by: by ?? talk.by)])
  }
}
