import InfusionCore
import Phrases

// A list to choose from, nine at a time, each with its digit, and `0` for the next nine. So one digit settles
// every list, however long a clinic makes it.

extension Question {
  var choices: [Phrase] {
    switch form {
    case .choice(let choices), .oneOf(let choices): choices
    case .text, .optionalText, .dose, .initials, .reason, .reference, .items, .number, .yesNo, .pressure,
      .score, .command:
      []
    }
  }

  /// The choices, and the words that are known besides.
  var known: [Phrase] { choices + unlisted }

  /// The choices as they are shown above the question, each with its digit, and the one that leads to the
  /// others.
  var numberedChoices: [Phrase] {
    let shown = shownChoices.enumerated().map { choice -> Phrase in
      "\(choice.offset + 1) \(choice.element)"
    }
    return hasFurther ? shown + ["0 \(further)"] : shown
  }

  /// As many as there are digits for them.
  private static let atOnce = 9
  var shownChoices: ArraySlice<Phrase> { choices.dropFirst(firstChoice).prefix(Self.atOnce) }
  var hasFurther: Bool { choices.count > Self.atOnce }

  /// Shows the next nine; after the last ones the first again.
  mutating func showFurther() {
    let next = firstChoice + Self.atOnce
    firstChoice = next < choices.count ? next : 0
  }

  /// The shown choice with this digit; nil for any other text.
  func choice(numbered text: String) -> Phrase? {
    guard text.count == 1, let digit = Int(text), digit > 0 else { return nil }
    return shownChoices.dropFirst(digit - 1).first
  }

  /// The only choice that begins with this text, in upper or lower case; nil if none or several do.
  func choice(beginning text: String, in language: Language) -> Phrase? {
    guard !text.isEmpty else { return nil }
    let begun = known.filter { language.say($0).lowercased().hasPrefix(text.lowercased()) }
    return begun.count == 1 ? begun[0] : nil
  }

  /// The choice that was perhaps meant by words of one's own: one that begins so, or is spelled almost so.
  /// Nil if the words are a choice, or are like none.
  func meant(by text: String, in language: Language) -> Phrase? {
    guard case .choice = form, !known.contains(where: { $0.english == text }) else { return nil }
    let near = Spelling.nearest(to: text, among: known.map(language.say))
    return choice(beginning: text, in: language) ?? known.first { language.say($0) == near }
  }
}
