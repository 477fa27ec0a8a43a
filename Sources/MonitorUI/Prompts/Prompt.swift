import InfusionCore
import Quantities

/// A short conversation on the bottom line: one question at a time, with a default where there is a safe one.
public struct Prompt: Sendable {
  let deed: any Deed
  var answers = Answers()
  public var question: Question
  public var entry = LineEntry()
  public var error: String?
  /// Completions of a command, after Tab.
  public var offers: [String] = []
  /// The question from which another thing was opened: Backspace goes back to it. One, or none.
  var behind: [Prompt] = []
  /// The choice that own words may have meant, once that was asked.
  var meant: (words: String, choice: String?)?

  /// What can be chosen.
  public var offered: [String] { question.choices }
  /// Whether a question was answered already.
  var hasAnswers: Bool { !answers.isEmpty }

  init(_ deed: any Deed, _ question: Question, _ answers: Answers) {
    self.deed = deed
    self.question = question
    self.answers = answers
    // What was not met before is marked so already.
    if case .items = question.form { entry = LineEntry(question.initial) }
  }
}
