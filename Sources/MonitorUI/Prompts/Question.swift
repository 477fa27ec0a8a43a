import InfusionCore
public import Phrases
public import Quantities

/// One question of a prompt, and what counts as an answer.
public struct Question: Hashable, Sendable {
  /// What an answer is made of, and which answers are taken.
  public enum Form: Hashable, Sendable {
    case text
    case optionalText
    /// A dose in words: a figure and its unit.
    case dose
    /// Who somebody is: a few letters.
    case initials
    /// Why somebody does what the screen advises against: words, and never the yes of a hasty finger.
    case reason
    /// One of these, by its number or its words, or any other text.
    case choice([Phrase])
    /// One of these, by its number or its words, and nothing else.
    case oneOf([Phrase])
    case number(ClosedRange<Fixed>)
    /// Who the patient is: any reference; a part of one who was here before is completed.
    case reference
    /// A checklist: a digit marks what is not met, `y` settles all of it.
    case items([Phrase])
    /// One key, and no Enter: what is asked this way cannot be undone by accident.
    case yesNo
    /// `128/79`, `128/79/96` or with blanks.
    case pressure
    /// One of these values of a scale, as soon as it can be no other, or `s` to skip the scale.
    case score([Int])
    /// An action, or one of the screen's own commands.
    case command
  }

  public var key: String
  public var label: Phrase
  public var form: Form
  /// What Enter alone means; empty: nothing.
  public var initial: String
  /// What stands in the box above it, and over the box; nil: the prompt's own title.
  public var lines: [Phrase] = []
  public var title: Phrase?
  /// Answered only where everything above it is on the screen: a rate that nobody could read is not started.
  var isReadWhole = false
  /// What is not met while it is asked, by `StillMissing.kind`: the answer is given against that, and nothing
  /// else.
  var against: Set<String> = []
  /// A clinic's list of names: own words are asked about once before they are taken.
  var isVocabulary = false
  /// Names that are known too and stand on no list: Tab completes them, and none is doubted.
  var unlisted: [Phrase] = []
  /// The first choice that stands there: of more than nine, `0` shows the next nine.
  var firstChoice = 0
  /// What the `0` of such a list leads to: `another symptom`.
  var further: Phrase = "more"
  /// What an answer comes to, by what was typed: it is read before Enter records it.
  var meanings: [String: Phrase] = [:]
  /// As many characters as an answer may have.
  public var longest: Int

  init(
    _ key: String, _ label: Phrase, _ form: Form, initial: String = "",
    longest: Int = LineEntry.charactersMax
  ) {
    self.key = key
    self.label = label
    self.form = form
    self.initial = initial
    self.longest = longest
  }

  /// One of a clinic's names, or others after a second look.
  ///
  /// - Parameters:
  ///   - further: what leads to those that have no digit.
  ///   - unlisted: what is known beside them.
  static func vocabulary(
    _ key: String, _ label: Phrase, _ names: [String], further: Phrase, unlisted: [String] = []
  ) -> Question {
    var question = Question(key, label, .choice(names.map { Phrase(word: $0) }))
    question.isVocabulary = true
    question.unlisted = unlisted.filter { !names.contains($0) }.map { Phrase(word: $0) }
    question.further = further
    return question
  }

  /// What Enter would record now, where that can be told.
  func meaningOfEnter(_ typed: String) -> Phrase? { meanings[typed.isEmpty ? initial : typed] }

  /// Behind the question, what Enter alone means.
  var initialShown: Phrase {
    initial.isEmpty || isChecklist ? "" : " [\(Phrase(word: initial))]"
  }

  var isChecklist: Bool { if case .items = form { true } else { false } }

  /// No finger that is about to answer it presses a `y`.
  var isAnsweredInDigits: Bool {
    switch form {
    case .number, .yesNo, .pressure, .score: true
    case .text, .optionalText, .dose, .initials, .reason, .reference, .items, .choice, .oneOf, .command:
      false
    }
  }

  /// Whether an answer is a few characters: a number, a pressure, one of a list.
  var isShort: Bool {
    switch form {
    case .oneOf, .number, .pressure, .score: true
    case .text, .optionalText, .dose, .initials, .reason, .reference, .items, .choice, .yesNo, .command:
      false
    }
  }

  /// What typed text means: the number of a choice is that choice, and `78,5` is 78.5. A choice is answered
  /// by what stands in the record, whatever the language it was read in.
  func meaning(of text: String, in language: Language) -> String {
    if case .number = form { return DecimalComma.pointed(text) }
    if case .oneOf = form, let whole = choice(beginning: text, in: language) { return whole.english }
    let same = choices.first { language.say($0).lowercased() == text.lowercased() }
    return (choice(numbered: text) ?? same)?.english ?? text
  }

  /// Skips a scale.
  static let skip = "s"

  /// What a key more makes of a score: an answer, whether it fits or not, or nil while it can become another.
  func score(typed text: String) -> String? {
    guard case .score(let values) = form, text != "-" else { return nil }
    let wider = values.map(\.description).filter { $0 != text && $0.hasPrefix(text) }
    return wider.isEmpty ? text : nil
  }

  /// What is wrong with an answer; nil when nothing is.
  func fault(in answer: String) -> Phrase? {
    if answer.count > longest { return "at most \(longest) characters" }
    return switch form {
    case .text, .command: answer.isEmpty ? Self.missing : nil
    case .reference:
      answer.isEmpty ? Self.missing : answer.hasPrefix(":") ? "no reference begins with a colon" : nil
    case .items: answer.hasPrefix("y") ? nil : "y, or a digit"
    case .initials: Self.isInitials(answer) ? nil : "letters, such as KM"
    case .dose: Self.fault(inDose: answer)
    case .reason: answer.isEmpty ? Self.missing : Self.isNoReason(answer) ? "say why, in words; Esc: no" : nil
    case .choice: fault(inChoice: answer)
    case .oneOf(let choices):
      choices.contains { $0.english == answer }
        ? nil : "one of 1 to \(shownChoices.count), or its words"
    case .optionalText: nil
    case .yesNo: answer == "y" || answer == "n" ? nil : "y or n"
    case .number(let range): Self.fault(inNumber: answer, range)
    case .pressure: TypedPressure(answer) == nil ? "systolic/diastolic, like 120/80" : nil
    case .score(let values):
      answer == Self.skip || Int(answer).map(values.contains) == true
        ? nil : "\(values.spelled), \(Self.skip) skips"
    }
  }
}

extension [Int] {
  /// `0 to 5`, or each of them where some between are missing.
  var spelled: Phrase {
    guard let least = self.min(), let most = self.max() else { return "" }
    return count == most - least + 1
      ? "\(least) to \(most)" : Phrase(verbatim: map(\.description).joined(separator: ", "))
  }
}

extension Question {
  private static let missing: Phrase = "an answer is needed; Esc cancels"

  /// Own words are welcome; a slip of the finger is none: a number beside the list, a `y` of habit.
  private func fault(inChoice answer: String) -> Phrase? {
    if answer.isEmpty { return Self.missing }
    guard answer.allSatisfy(\.isNumber) || Self.isYesOrNo(answer) else { return nil }
    return choices.isEmpty ? "in words, please" : "1 to \(shownChoices.count), or in words"
  }

  /// A bare figure is no dose: nobody knows of what.
  private static func fault(inDose answer: String) -> Phrase? {
    if answer.isEmpty { return missing }
    let figure = String(answer.prefix { $0.isNumber || ".,".contains($0) })
    return DecimalComma.advice(on: figure) ?? (Fixed(answer) == nil ? nil : "with its unit, such as 4 mg")
  }

  /// The unit is the question's: with it behind the figure, it is not the range that is wrong.
  private static func fault(inNumber answer: String, _ range: ClosedRange<Fixed>) -> Phrase? {
    if Fixed(answer).map(range.contains) == true { return nil }
    let figure = String(answer.prefix { !$0.isLetter && $0 != " " })
    if let advice = DecimalComma.advice(on: figure, within: range) { return advice }
    guard figure != answer, Fixed(figure).map(range.contains) == true else {
      return "a number from \(range.lowerBound) to \(range.upperBound)"
    }
    return "the figure alone: \(figure)"
  }

  /// A habit, or a figure that was meant for another question.
  private static func isNoReason(_ answer: String) -> Bool {
    isYesOrNo(answer) || !answer.contains(where: \.isLetter)
  }

  private static func isInitials(_ answer: String) -> Bool {
    (answer.first?.isLetter ?? false) && answer.allSatisfy { $0.isLetter || ".-' ".contains($0) }
  }

  /// What habit types where words are asked for: it is no beginning of an answer, and no reason.
  static func isYesOrNo(_ answer: String) -> Bool {
    ["y", "n", "yes", "no", "j", "ja", "nein", "none", "nothing", "nope", "keine", "nichts", "ok", "okay"]
      .contains(answer.lowercased())
  }
}
