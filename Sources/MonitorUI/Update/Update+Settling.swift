import InfusionCore
import Phrases
import Quantities
import TextScreen

// A tired hand presses a key twice, and types a whole word where one letter is an answer. What was meant for
// the question before must answer nothing behind it: no initials begin with the `y` of a start, and nobody
// goes home because of `one`, the rest of a `none`.

/// The key that brought up what a person has before them now.
struct SettledKey: Sendable {
  let key: Key
  /// In the clock's milliseconds; where it goes on, of the last one.
  var at: Int64
  /// What was typed so far where the key answered yes or no; nil where it did something else.
  var word: String?

  /// Nobody has read what stands there now, and answers it with the same key again, sooner than this: two
  /// presses that are meant are longer apart than those of a finger that bounces, or of a key that repeats.
  static let least: Int64 = 400

  /// What is typed whole where one letter answers.
  private static let words = [
    "yes", "yeah", "yep", "yup", "no", "none", "nope", "not", "nobody", "nothing", "ja", "jawohl", "nein",
    "niemand", "nichts", "noch nicht",
  ]

  /// Takes what goes on from it; false for a key of its own.
  mutating func takes(_ key: Key, at now: Int64) -> Bool {
    guard (0..<Self.least).contains(now - at) else { return false }
    at = now
    if key == self.key, word == nil || word?.count == 1 { return true }
    guard let word, case .character(let character) = key else {
      return key == .enter && (word?.count ?? 0) > 1
    }
    let longer = word + character.lowercased()
    guard Self.words.contains(where: { $0.hasPrefix(longer) }) else { return false }
    self.word = longer
    return true
  }
}

/// What a key means depends on it: the question with what was answered before, or the page.
private struct Place: Equatable {
  let question: String?
  let answers: Answers?
  /// Of a checklist: a digit twice marks an item and takes the mark back.
  let marks: String?
  let page: Page
  let palette: Palette

  init(_ model: Model) {
    question = model.prompt.map { "\($0.deed.title) \($0.question.key) \($0.asksToLeave)" }
    answers = model.prompt?.answers
    marks = model.prompt.flatMap { $0.question.isChecklist ? $0.entry.text : nil }
    page = model.page.atItsBeginning
    palette = model.display.palette
  }
}

extension Model {
  /// Follows a key, unless it is the rest of the one before.
  mutating func respondOnce(to key: Key, _ respond: (inout Model) -> [Effect]) -> [Effect] {
    guard mode == .monitor else { return respond(&self) }
    if !isOfItsOwn(key), settled?.takes(key, at: now) == true {
      // Without a question what was done stands there, and is to be read; so is what was asked back.
      let word = leftOut(key)
      if prompt?.error == nil { prompt?.error = word }
      return []
    }
    let (before, asked, typed) = (Place(self), prompt?.question, prompt?.entry)
    let effects = respond(&self)
    let isCompleted = key == .tab && asked?.form != .command && prompt?.entry != typed
    // What was asked back, or was no answer, is read before Enter is pressed again.
    let isAskedBack = key == .enter && prompt?.error != nil
    let isSettled = !effects.isEmpty || isCompleted || isAskedBack || Place(self) != before
    settled = isSettled && key.canSettle ? SettledKey(key: key, at: now, word: asked?.firstLetter(key)) : nil
    return effects
  }

  /// A figure begins with any digit: one that was lost would make another dose of it (15 became 5), and one
  /// too many is seen, and asked about. Nor may initials that begin as a word of habit does lose a letter.
  private func isOfItsOwn(_ key: Key) -> Bool {
    guard case .character(let character) = key, let form = prompt?.question.form else { return false }
    switch form {
    case .number(let range): return character.isNumber && range.upperBound >= 10
    case .dose, .pressure: return character.isNumber
    case .initials: return key != settled?.key
    case .text, .optionalText, .reason, .choice, .oneOf, .reference, .items, .yesNo, .score, .command:
      return false
    }
  }

  private func leftOut(_ key: Key) -> Phrase {
    let typed = settled?.word.flatMap { $0.count > 1 ? $0 : nil }
    return typed.map { "\($0): one letter was enough, the rest is left out" }
      ?? "\(key.named) came twice at once: it is taken once"
  }
}

extension Question {
  /// The letter by which it was answered yes or no; nil for any other question.
  fileprivate func firstLetter(_ key: Key) -> String? {
    guard form == .yesNo, case .character(let character) = key else { return nil }
    return character.lowercased()
  }
}

extension Key {
  /// Esc, Backspace and the arrows are pressed again and again.
  fileprivate var canSettle: Bool {
    switch self {
    case .character, .enter, .tab: true
    case .control, .escape, .backtab, .backspace, .delete, .left, .right, .up, .down, .home, .end,
      .pageUp, .pageDown, .pasted:
      false
    }
  }

  fileprivate var named: Phrase {
    if case .character(let character) = self { return Phrase(verbatim: String(character)) }
    return self == .tab ? "Tab" : "Enter"
  }
}

extension Page {
  /// Without where one stands on it.
  fileprivate var atItsBeginning: Page {
    switch self {
    case .help, .alarmLog, .devices, .summary: from(0)
    case .trends: .trends(TrendsPage())
    case .limits: .limits(LimitsCursor())
    case .main, .sessionPicker: self
    }
  }
}
