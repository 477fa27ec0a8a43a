import InfusionCore
public import Phrases
public import Quantities

/// One question of a prompt, and what counts as an answer.
public struct Question: Hashable, Sendable {
  /// The kind of answer that a question accepts.
  public enum Form: Hashable, Sendable {
    case text
    case optionalText
    /// A dose in words: a figure and its unit.
    case dose
    /// A person's initials: a few letters.
    case initials
    /// Why somebody does what the screen advises against: in words, so that a hasty `y` is no reason.
    case reason
    /// One of these, chosen by its number or its words, or any other text.
    case choice([Phrase])
    /// One of these, chosen by its number or its words, and nothing else.
    case oneOf([Phrase])
    case number(ClosedRange<Fixed>)
    /// The patient's reference: any text. Part of a reference that was here before is completed.
    case reference
    /// A checklist: a digit marks what is not met, `y` settles all of it.
    case items([Phrase])
    /// One key without Enter, for what cannot be undone by accident.
    case yesNo
    /// A blood pressure: `128/79`, `128/79/96`, or with blanks in place of `/`.
    case pressure
    /// One of these values of a scale, accepted without Enter as soon as no further digit fits; `s` skips the
    /// scale.
    case score([Int])
    /// An action, or one of the screen's own commands.
    case command
  }

  public var key: String
  public var label: Phrase
  public var form: Form
  /// The answer that Enter alone gives; empty if it gives none.
  public var initial: String
  /// The lines of the box above the question, and the box's title; nil for the prompt's own title.
  public var lines: [Phrase] = []
  public var title: Phrase?
  /// Takes an answer only while all lines above it are on the screen: nobody starts a rate that they could
  /// not read.
  var isReadWhole = false
  /// The kinds (`StillMissing.kind`) of what was not met when this was asked: the answer overrides these and
  /// nothing else.
  var against: Set<String> = []
  /// The choices are a clinic's list of names: other words are asked about once before they are accepted.
  var isVocabulary = false
  /// Names that are known but not on the list: Tab completes them, and they are accepted without asking.
  var unlisted: [Phrase] = []
  /// Index of the first choice that is shown: if there are more than nine, `0` shows the next nine.
  var firstChoice = 0
  /// The words beside that `0`: `another symptom`.
  var further: Phrase = "more"
  /// What Enter would record, by the text that was typed: the screen shows it before Enter is pressed.
  var meanings: [String: Phrase] = [:]
  /// How many characters an answer may have at most.
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

  /// Asks for one of a clinic's names; accepts other words once they were asked about.
  ///
  /// - Parameters:
  ///   - further: the words beside `0`, which shows the names that have no digit yet.
  ///   - unlisted: names that are known besides the list.
  static func vocabulary(
    _ key: String, _ label: Phrase, _ names: [String], further: Phrase, unlisted: [String] = []
  ) -> Question {
    var question = Question(key, label, .choice(names.map { Phrase(word: $0) }))
    question.isVocabulary = true
    question.unlisted = unlisted.filter { !names.contains($0) }.map { Phrase(word: $0) }
    question.further = further
    return question
  }

  /// What Enter would record now; nil where nobody can say.
  func meaningOfEnter(_ typed: String) -> Phrase? { meanings[typed.isEmpty ? initial : typed] }

  /// The answer of Enter alone, as it is shown behind the question: ` [70]`.
  var initialShown: Phrase {
    initial.isEmpty || isChecklist ? "" : " [\(Phrase(word: initial))]"
  }

  var isChecklist: Bool { if case .items = form { true } else { false } }

  /// Whether nobody types words at it: a yes-or-no question that comes up over it then gets no `y` that was
  /// meant as a letter.
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

  /// Turns typed text into the answer: a choice's number into that choice, and `78,5` into 78.5. A choice
  /// becomes its English words, which the record keeps, whatever the language of the screen.
  func meaning(of text: String, in language: Language) -> String {
    if case .number = form { return DecimalComma.pointed(text) }
    if case .oneOf = form, let whole = choice(beginning: text, in: language) { return whole.english }
    let same = choices.first { language.say($0).lowercased() == text.lowercased() }
    return (choice(numbered: text) ?? same)?.english ?? text
  }

  /// The answer that skips a scale.
  static let skip = "s"

  /// The score that was typed, accepted or not; nil while a further digit could make another score of it.
  func score(typed text: String) -> String? {
    guard case .score(let values) = form, text != "-" else { return nil }
    let wider = values.map(\.description).filter { $0 != text && $0.hasPrefix(text) }
    return wider.isEmpty ? text : nil
  }

  /// What is wrong with an answer; nil if it is accepted.
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
  /// `0 to 5`; values with gaps between them one by one: `1, 3, 4`.
  var spelled: Phrase {
    guard let least = self.min(), let most = self.max() else { return "" }
    return count == most - least + 1
      ? "\(least) to \(most)" : Phrase(verbatim: map(\.description).joined(separator: ", "))
  }
}

extension Question {
  private static let missing: Phrase = "an answer is needed; Esc cancels"

  /// Accepts other words than the list's, but no slip of the finger: neither a number that the list does not
  /// have nor a `y` typed by habit.
  private func fault(inChoice answer: String) -> Phrase? {
    if answer.isEmpty { return Self.missing }
    guard answer.allSatisfy(\.isNumber) || Self.isYesOrNo(answer) else { return nil }
    return choices.isEmpty ? "in words, please" : "1 to \(shownChoices.count), or in words"
  }

  /// A figure without a unit is no dose.
  private static func fault(inDose answer: String) -> Phrase? {
    if answer.isEmpty { return missing }
    let figure = String(answer.prefix { $0.isNumber || ".,".contains($0) })
    return DecimalComma.advice(on: figure) ?? (Fixed(answer) == nil ? nil : "with its unit, such as 4 mg")
  }

  /// The question names the unit. If somebody types it, too, the fault is that, and not the range.
  private static func fault(inNumber answer: String, _ range: ClosedRange<Fixed>) -> Phrase? {
    if Fixed(answer).map(range.contains) == true { return nil }
    let figure = String(answer.prefix { !$0.isLetter && $0 != " " })
    if let advice = DecimalComma.advice(on: figure, within: range) { return advice }
    guard figure != answer, Fixed(figure).map(range.contains) == true else {
      return "a number from \(range.lowerBound) to \(range.upperBound)"
    }
    return "the figure alone: \(figure)"
  }

  /// Whether it is only a `y` typed by habit, or a figure meant for another question.
  private static func isNoReason(_ answer: String) -> Bool {
    isYesOrNo(answer) || !answer.contains(where: \.isLetter)
  }

  private static func isInitials(_ answer: String) -> Bool {
    (answer.first?.isLetter ?? false) && answer.allSatisfy { $0.isLetter || ".-' ".contains($0) }
  }

  /// Whether it is a word that people type by habit, where a reason or a name is asked for.
  static func isYesOrNo(_ answer: String) -> Bool {
    ["y", "n", "yes", "no", "j", "ja", "nein", "none", "nothing", "nope", "keine", "nichts", "ok", "okay"]
      .contains(answer.lowercased())
  }
}
