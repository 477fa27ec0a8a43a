import InfusionCore
public import Phrases
import Quantities

/// A short conversation on the bottom line: one question at a time, with a default where there is a safe one.
public struct Prompt: Sendable {
  let deed: any Deed
  var answers = Answers()
  public var question: Question
  public var entry = LineEntry()
  public var error: Phrase?
  /// It was that the screen has no room for the question: over, as soon as it has.
  var isErrorOfRoom = false
  /// Completions of a command, after Tab.
  public var offers: [String] = []
  /// The question from which another thing was opened: Backspace goes back to it. One, or none.
  var behind: [Prompt] = []
  /// Esc was pressed where it throws away more than one answer: asked once.
  var asksToLeave = false
  /// The digit of a checklist that would take its mark back: asked once.
  var unmarking: Character?
  /// What was typed at a question before Tab asked for the time: it stands there again afterwards.
  var drafts: [String: String] = [:]
  /// The choice that own words may have meant, once that was asked.
  var meant: (words: String, choice: Phrase?)?

  /// What can be chosen.
  public var offered: [Phrase] { question.choices }
  /// Whether a question was answered already.
  var hasAnswers: Bool { !answers.isEmpty }
  /// How many answers Esc throws away; what opened this one is answered, too.
  var answersGiven: Int { answers.given + behind.map { $0.answersGiven + 1 }.reduce(0, +) }

  /// What Enter would record now, where a question tells it.
  public var wordOfEnter: Phrase? {
    question.meaningOfEnter(entry.text).map { meant -> Phrase in "Enter records: \(meant)" }
  }

  /// What stands in the question's place once Esc was pressed; nil while it was not.
  var leaveQuestion: Phrase? {
    asksToLeave ? "Throw away \(answersGiven) answers? y (or Esc again); any other key goes on" : nil
  }

  /// By which keys it is left.
  fileprivate var wayOut: Phrase { answersGiven > 1 ? "Esc Esc" : "Esc" }

  init(
    _ deed: any Deed, _ question: Question, _ answers: Answers, behind: [Prompt] = [],
    drafts: [String: String] = [:]
  ) {
    self.deed = deed
    self.question = question
    self.answers = answers
    self.behind = behind
    self.drafts = drafts
    if let draft = drafts[question.key] { entry = LineEntry(draft) }
    // What was not met before is marked so already.
    if case .items = question.form { entry = LineEntry(question.initial) }
  }
}

extension Model {
  /// What comes before any key that is none of an open question's; nil where none is open.
  var wayOutOfQuestion: Phrase? { prompt?.wayOut }

  /// What is asked for, in the language of the screen; nil where the question itself says it. Of initials it
  /// is what waits for them.
  func deedUnsaid(_ prompt: Prompt) -> String? {
    if prompt.deed is CommandDeed || prompt.deed is SetupDeed { return nil }
    let waiting = prompt.deed is InitialsDeed ? unsigned?.deed?.title : nil
    let title = waiting ?? prompt.question.title ?? prompt.deed.title
    if title == ReasonDeed.bare { return nil }
    let deed = display.words.say(title)
    let label = display.words.say(prompt.question.label).lowercased()
    let isNamed = deed.lowercased().split(separator: " ").contains { $0.count > 3 && label.contains($0) }
    return isNamed || label.contains(deed.lowercased()) ? nil : deed
  }
}
