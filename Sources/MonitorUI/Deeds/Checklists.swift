import InfusionCore
import Phrases
import TextScreen

/// Checklist items on one screen: `y` settles them all; a digit first marks one that is not met.
///
///     1         Forms are complete and consent is signed
///     2 NOT MET No solids for 6 h, no clear liquids for 2 h
///
///     All met but what is marked? (y; a digit marks): 2
enum Checklists {
  /// The rows of a box on a screen of 80x24, and the columns of a line in it.
  private static let rows = 11
  private static let columns = 76

  /// The next question about these items; nil once all are answered. If they need more than one screen they
  /// are asked in parts of about equal length; with `oneByOne` each has a question of its own.
  ///
  /// - Parameter marked: the items that were marked as not met in a form that was left before.
  static func question(
    _ items: [ChecklistItemView], _ answers: Answers, title: Phrase, marked: Set<String>
  ) -> Question? {
    guard !answers.isYes(oneByOne) else { return singleQuestion(items, answers, title: title) }
    let parts = parts(of: items)
    for (index, part) in parts.enumerated() where answers[key(part)] == nil {
      let texts = part.map { Phrase(word: $0.item.text) }
      var question = Question(key(part), "All met but what is marked? (y; a digit marks)", .items(texts))
      question.title = parts.count == 1 ? title : "\(title), \(index + 1) of \(parts.count)"
      question.isReadWhole = true
      question.initial = part.enumerated().filter {
        $0.element.answer == .notMet || marked.contains($0.element.item.name)
      }.map { Question.digit($0.offset) }.joined()
      return question
    }
    return nil
  }

  /// The answer of Tab, which asks item by item, for a screen that has no room for all of them.
  static let oneByOne = "one by one"

  private static func singleQuestion(
    _ items: [ChecklistItemView], _ answers: Answers, title: Phrase
  ) -> Question? {
    for (index, item) in items.enumerated() where answers[item.item.name] == nil {
      var question = Question(item.item.name, "\(Phrase(word: item.item.text)): met? (y/n)", .yesNo)
      question.title = "\(title), \(index + 1) of \(items.count)"
      question.lines = item.answer.map { ["So far: \($0.words)."] } ?? []
      return question
    }
    return nil
  }

  /// The actions that the answers amount to, without items that had the same answer before.
  static func actions(_ items: [ChecklistItemView], _ answers: Answers) -> [Action] {
    items.compactMap { item in
      guard let answer = answer(item, items, answers), answer != item.answer else { return nil }
      return .checklist(item: item.item.name, answer: answer)
    }
  }

  /// The items that are marked as not met in a form, in the answered parts and in the one that is open.
  static func marked(_ items: [ChecklistItemView], in form: Prompt) -> Set<String> {
    var answers = form.answers
    if form.question.isChecklist { answers.set(form.question.key, "y\(form.entry.text)") }
    return Set(items.filter { answer($0, items, answers) == .notMet }.map(\.item.name))
  }

  /// Whether any of the items has an answer in a form.
  static func isAnswered(_ items: [ChecklistItemView], in form: Prompt) -> Bool {
    items.contains { answer($0, items, form.answers) != nil }
  }

  private static func answer(
    _ item: ChecklistItemView, _ items: [ChecklistItemView], _ answers: Answers
  ) -> ChecklistAnswer? {
    if answers.isYes(oneByOne) { return answers[item.item.name].map { $0 == "y" ? .met : .notMet } }
    guard let part = parts(of: items).first(where: { $0.contains(item) }), let marked = answers[key(part)],
      let index = part.firstIndex(of: item)
    else { return nil }
    return marked.contains(Question.digit(index)) ? .notMet : .met
  }

  /// Parts of at most ten items, since ten have a digit each.
  private static func parts(of items: [ChecklistItemView]) -> [[ChecklistItemView]] {
    let needed = items.map {
      "\(Question.markColumns(in: .english))\($0.item.text)".wrapped(to: columns).count
    }
    let count = max((needed.reduce(0, +) + rows - 1) / rows, (items.count + 9) / 10, 1)
    let size = (items.count + count - 1) / count
    return stride(from: 0, to: items.count, by: max(size, 1)).map { Array(items.dropFirst($0).prefix(size)) }
  }

  /// Made of the items' names, so that a list that changes under an open question is asked again.
  private static func key(_ part: [ChecklistItemView]) -> String {
    "checklist\n" + part.map(\.item.name).joined(separator: "\n")
  }
}

extension Question {
  /// The digits of the first ten items: `1` to `9`, then `0`.
  static func digit(_ index: Int) -> String { String((index + 1) % 10) }

  /// The words after the digit of a marked item; an unmarked one has as much room there.
  private static let notMet: Phrase = "NOT MET"
  static func markColumns(in language: Language) -> String {
    "1 \(language.say(notMet)) "
  }

  /// The items of a checklist with their digits, saying which are marked.
  func itemLines(marked: String, in language: Language) -> [String] {
    guard case .items(let items) = form else { return [] }
    let mark = language.say(Self.notMet)
    return items.enumerated().map { index, text in
      let digit = Self.digit(index)
      let before = marked.contains(digit) ? mark : String(repeating: " ", count: mark.count)
      return "\(digit) \(before) \(language.say(text))"
    }
  }

  /// The same, to be spoken once; marked items are spoken with the question.
  var spokenItems: [Phrase] {
    guard case .items(let items) = form else { return [] }
    return items.enumerated().map { item -> Phrase in "\(Self.digit(item.offset)) \(item.element)" }
  }

  /// The marks after a digit that marks an item, or unmarks it; nil for any other key.
  func marking(_ character: Character, in marked: String) -> String? {
    guard case .items(let items) = form else { return nil }
    let digits = items.indices.map { Self.digit($0) }
    guard digits.contains(String(character)) else { return nil }
    guard let index = marked.firstIndex(of: character) else { return marked + String(character) }
    var rest = marked
    rest.remove(at: index)
    return rest
  }
}

extension ChecklistAction {
  var itemLabel: Phrase { Phrase(word: ChecklistItem.label(of: item)) }
}

extension ChecklistItemView {
  var label: Phrase { Phrase(word: ChecklistItem.label(of: item.name)) }
}

extension ChecklistAnswer {
  var words: Phrase { self == .met ? "met" : "not met" }
}
