import InfusionCore
public import Phrases
import Quantities

/// A short conversation on the bottom line: one question at a time, with a default answer where one is safe.
public struct Prompt: Sendable {
  let deed: any Deed
  var answers = Answers()
  public var question: Question
  public var entry = LineEntry()
  public var error: Phrase?
  /// The error is that the screen has no room for the question; it goes as soon as there is room.
  var isErrorOfRoom = false
  /// The completions of a command that Tab found.
  public var offers: [String] = []
  /// The prompt from which this one was opened: Backspace goes back to it. At most one.
  var behind: [Prompt] = []
  /// Esc was pressed, and more than one answer would be lost: the prompt asks whether to throw them away.
  var asksToLeave = false
  /// The digit that was pressed on a marked item of a checklist: the prompt asks whether to take the mark
  /// back.
  var unmarking: Character?
  /// By question, what was typed before Tab led away to ask for the time; it is there again afterwards.
  var drafts: [String: String] = [:]
  /// Words that are on no list, and the choice they may have meant: set once the prompt has asked about them.
  var meant: (words: String, choice: Phrase?)?

  public var offered: [Phrase] { question.choices }
  var hasAnswers: Bool { !answers.isEmpty }
  /// How many answers Esc throws away, those of the prompts behind this one included.
  var answersGiven: Int { answers.given + behind.map { $0.answersGiven + 1 }.reduce(0, +) }

  /// What Enter would record now; nil where the question does not say.
  public var wordOfEnter: Phrase? {
    question.meaningOfEnter(entry.text).map { meant -> Phrase in "Enter records: \(meant)" }
  }

  /// The question that takes this one's place once Esc was pressed; nil before that.
  var leaveQuestion: Phrase? {
    asksToLeave ? "Throw away \(answersGiven) answers? y (or Esc again); any other key goes on" : nil
  }

  /// The keys that leave the prompt.
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
    // Items that were marked as not met before are marked again.
    if case .items = question.form { entry = LineEntry(question.initial) }
  }
}

extension Model {
  /// The keys to press before any key that does not answer the open question; nil if no question is open.
  var wayOutOfQuestion: Phrase? { prompt?.wayOut }

  /// The title of the deed that asks, in the screen's language; nil if the question itself names it. If the
  /// question is for initials, the deed that waits for them.
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
