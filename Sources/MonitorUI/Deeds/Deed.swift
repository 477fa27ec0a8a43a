import InfusionCore
public import Phrases
import Quantities

/// What a person can do at the screen. A file each in this folder is the whole of it: its key and when that
/// does something, what it asks and in which order, what stands above the question, and what comes of the
/// answers.
///
///     struct NoteDeed: Deed {
///       static let key = DeedKey("n", "note", "a note")
///       static let action = ActionName.note
///       ...
///       func step(_ talk: Talk) -> Step {
///         guard let text = talk["text"] else { return .ask(Question("text", "Note", .text)) }
///         return .done([talk.effect(.note(text))])
///       }
///     }
///
/// `Deeds` lists them; footer, help, prompts and what is said afterwards are made of that list.
protocol Deed: Sendable {
  /// Nil for what only a page or another deed opens.
  static var key: DeedKey? { get }
  /// What it does to the session; nil for what concerns the screen alone.
  static var action: ActionName? { get }
  static func isAvailable(in session: SessionView) -> Bool
  /// Whether it waits to be done now: it then stands before the others.
  static func isCalledFor(in session: SessionView) -> Bool
  /// What is said where its key does nothing; nil: that it is not possible in this phase.
  static var nothingToDo: Phrase? { get }
  /// The same where it depends on the session.
  static func nothingToDo(in session: SessionView) -> Phrase?
  /// As its key begins it; nil where there is nothing to begin.
  init?(for session: SessionView)

  /// Over the box.
  var title: Phrase { get }
  /// What stands in the box above the question.
  func lines(_ talk: Talk) -> [Phrase]
  /// Those of its lines that warn: they are told from the figures beside them.
  func warnings(_ talk: Talk) -> [Phrase]
  /// What comes next: a question, or what is done.
  func step(_ talk: Talk) -> Step
  /// The answer that Tab gives beside a question, by its key; nil: Tab means nothing there.
  func tab(at question: Question) -> String?
  /// What is said where Tab means nothing.
  var tabDoesNothing: Phrase { get }
  /// Its questions depend on the session: they are asked anew when that has changed under them.
  var followsSession: Bool { get }
}

/// What a key is and does.
public struct DeedKey: Hashable, Sendable {
  public let character: Character
  /// In the footer: one or two words.
  public let label: Phrase
  /// On the help page; short enough for two columns on 80.
  public let explanation: Phrase
  /// On the help page only while it can be done.
  public let isRare: Bool

  init(_ character: Character, _ label: Phrase, _ explanation: Phrase, isRare: Bool = false) {
    self.character = character
    self.label = label
    self.explanation = explanation
    self.isRare = isRare
  }

  public var name: Phrase { character == " " ? "space" : Phrase(verbatim: String(character)) }
}

extension Deed {
  static var key: DeedKey? { nil }
  static var action: ActionName? { nil }
  /// Wherever the action is possible.
  static func isAvailable(in session: SessionView) -> Bool {
    action?.phases.contains(session.phase) ?? true
  }
  static func isCalledFor(in session: SessionView) -> Bool { false }
  static var nothingToDo: Phrase? { nil }
  static func nothingToDo(in session: SessionView) -> Phrase? { nothingToDo }
  init?(for session: SessionView) { nil }
  func lines(_ talk: Talk) -> [Phrase] { [] }
  func warnings(_ talk: Talk) -> [Phrase] { [] }
  func tab(at question: Question) -> String? { nil }
  var tabDoesNothing: Phrase { "Tab does nothing here" }
  var followsSession: Bool { false }
}

/// What comes next in a prompt.
enum Step {
  case ask(Question)
  /// Asked anew, with what was wrong.
  case again(Question, Phrase, forgetting: [String])
  case done([Effect], then: (any Deed)? = nil)
  /// Nothing is done, and why.
  case nothing(Phrase)
}

/// What a step is decided by: the answers so far, and the chair as it is.
struct Talk {
  let answers: Answers
  let model: Model

  var session: SessionView { model.session }
  /// Who does it: named in the prompt, or at the screen.
  var by: String? { answers["initials"] ?? model.initials }

  subscript(key: String) -> String? { answers[key] }
  func number(_ key: String) -> Fixed? { answers.number(key) }
  func effect(_ action: Action) -> Effect { .action(action, by: by) }
}
