import InfusionCore
import Phrases
import Quantities

/// Acts that are put right by doing them again: an answer of the checklist, a limit. `z` lists them after the
/// marks, so that one key leads to everything that can have been a slip.
enum Anew {
  /// The action in a few words; nil for any other kind of action.
  static func words(_ action: Action) -> Phrase? {
    if let answer = action.content as? ChecklistAction {
      return "\(answer.itemLabel): \(answer.answer.words)"
    }
    return (action.content as? LimitAction).map { words($0) }
  }

  private static func words(_ limit: LimitAction) -> Phrase {
    if limit.isOff { return "\(limit.vital.name) limits off" }
    if limit.isOn { return "\(limit.vital.name) limits on" }
    let set = LimitAgain.all.compactMap { each in
      limit[keyPath: each.value].map { value -> Phrase in "\(each.kind.phrase) \(value)" }
    }
    return "\(limit.vital.name) \(set.joined(separator: ", "))"
  }

  /// The deed that does it again; nil if that cannot be done in this phase.
  static func deed(_ action: Action, in session: SessionView) -> (any Deed)? {
    if let answer = action.content as? ChecklistAction {
      let items = session.checklist.filter { $0.item.name == answer.item }
      return items.isEmpty ? nil : ChecklistDeed(items)
    }
    guard let limit = action.content as? LimitAction else { return nil }
    return limit.isOn ? LimitsOffDeed(vital: limit.vital) : LimitAgain(limit)
  }
}

/// Asks for each limit that was set, again; switches limits that are off on.
struct LimitAgain: Deed {
  static let action: ActionName? = .limit
  /// The four limits of a vital, in the order of the limits page.
  static let all: [(kind: LimitChange.Kind, value: any WritableKeyPath<LimitAction, Fixed?> & Sendable)] = [
    (.extremeLow, \.extremeLow), (.low, \.low), (.high, \.high), (.extremeHigh, \.extremeHigh),
  ]

  let first: LimitAction
  init(_ first: LimitAction) { self.first = first }

  var title: Phrase { "Limits" }

  func step(_ talk: Talk) -> Step {
    guard !first.isOff else { return on(talk) }
    var again = first
    var last: Question?
    for each in Self.all {
      guard let value = first[keyPath: each.value] else { continue }
      let question = Question(
        each.kind.words, "\(first.vital.name) \(each.kind.phrase), was \(value)", .number(0...350))
      guard let typed = talk.number(each.kind.words) else { return .ask(question) }
      if let doubt = talk.sure(Self.oddity(typed, insteadOf: value, question), of: question) { return doubt }
      again[keyPath: each.value] = typed
      last = question
    }
    guard let last else { return .nothing("there is nothing to set") }
    return talk.missing(again.action, otherwise: last) ?? .done([talk.effect(again.action)])
  }

  /// Why a value is more likely a slip of the finger: it is more than a quarter away from what it was. Nil if
  /// not.
  private static func oddity(_ typed: Fixed, insteadOf value: Fixed, _ question: Question) -> Phrase? {
    abs((typed - value).thousandths) * 4 > value.thousandths ? "\(question.label), now \(typed)" : nil
  }

  private func on(_ talk: Talk) -> Step {
    guard let answer = talk["on"] else {
      return .ask(Question("on", "\(first.vital.name) limits on again? (y/n)", .yesNo))
    }
    return .done(answer == "y" ? [talk.effect(.limitOn(first.vital))] : [])
  }
}
