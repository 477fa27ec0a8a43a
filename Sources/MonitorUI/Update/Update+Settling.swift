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
  /// How often the same key came again, each time at once.
  private(set) var repeats = 0

  init(key: Key, at: Int64, word: String?) {
    self.key = key
    self.at = at
    self.word = word
  }

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
    guard isShortlyBefore(now) else { return false }
    at = now
    if key == self.key, word == nil || word?.count == 1 {
      repeats += 1
      return true
    }
    guard let word, case .character(let character) = key else {
      return key == .enter && (word?.count ?? 0) > 1
    }
    let longer = word + character.lowercased()
    guard Self.words.contains(where: { $0.hasPrefix(longer) }) else { return false }
    self.word = longer
    return true
  }
}

extension SettledKey {
  private func isShortlyBefore(_ now: Int64) -> Bool { (0..<Self.least).contains(now - at) }

  /// The key that came again, where another one follows it at once: a finger that bounces goes on with
  /// nothing, a hand that types on begins its word with it (`n`, and then `nausea`). Nil for a key that is
  /// held.
  func firstLetter(at now: Int64) -> Character? {
    guard word == nil, repeats == 1, isShortlyBefore(now) else { return nil }
    return if case .character(let letter) = key { letter } else { nil }
  }
}

/// What a key means depends on it: the question with what was answered before, or the page.
private struct Place: Equatable {
  let question: String?
  let answers: Answers?
  /// Of a checklist: a digit twice marks an item and is asked about.
  let marks: String?
  let unmarking: Character?
  let page: Page
  let palette: Palette

  init(_ model: Model) {
    question = model.prompt.map { "\($0.deed.title) \($0.question.key) \($0.asksToLeave)" }
    answers = model.prompt?.answers
    marks = model.prompt.flatMap { $0.question.isChecklist ? $0.entry.text : nil }
    unmarking = model.prompt?.unmarking
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
    typeFirstLetter(before: key)
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

  /// A word that begins with the key of its question loses no letter.
  private mutating func typeFirstLetter(before key: Key) {
    guard let letter = settled?.firstLetter(at: now), case .character(let next) = key,
      prompt?.entry.text.isEmpty == true, prompt?.question.form.isWord(continuedBy: next) == true
    else { return }
    _ = prompt?.entry.edit(with: .character(letter))
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

extension Question.Form {
  /// Whether words answer it, and this goes on with one; the digit of a list is none. Of initials each letter
  /// counts, and none too many.
  fileprivate func isWord(continuedBy next: Character) -> Bool {
    switch self {
    case .text, .optionalText, .reason, .reference, .command: true
    case .choice, .oneOf: !next.isNumber
    case .dose, .initials, .number, .items, .yesNo, .pressure, .score: false
    }
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
