import InfusionCore
public import Phrases
import Quantities

/// Something that a person can do at the screen. One file in this folder is all there is to it: its key and
/// when that does something, what it asks and in which order, what is shown above the question, and what the
/// answers amount to.
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
/// `Deeds` lists them; the footer, the help, the prompts and the words said afterwards come from that list.
protocol Deed: Sendable {
  /// Nil if only a page or another deed opens it.
  static var key: DeedKey? { get }
  /// The action on the session; nil if the deed concerns only the screen.
  static var action: ActionName? { get }
  static func isAvailable(in session: SessionView) -> Bool
  /// Whether it waits to be done now, so that it stands before the others.
  static func isCalledFor(in session: SessionView) -> Bool
  /// The words if its key does nothing; nil says that it is not possible in this phase.
  static var nothingToDo: Phrase? { get }
  /// The same, if it depends on the session.
  static func nothingToDo(in session: SessionView) -> Phrase?
  /// The deed as its key begins it; nil if there is nothing to begin.
  init?(for session: SessionView)

  /// The words over the box.
  var title: Phrase { get }
  /// The lines in the box above the question.
  func lines(_ talk: Talk) -> [Phrase]
  /// Those of its lines that warn, which look different from the figures beside them.
  func warnings(_ talk: Talk) -> [Phrase]
  /// The next step: a question, or what is done.
  func step(_ talk: Talk) -> Step
  /// The key of the answer that Tab gives to a question; nil if Tab means nothing there.
  func tab(at question: Question) -> String?
  /// The words if Tab means nothing.
  var tabDoesNothing: Phrase { get }
  /// Whether its questions depend on the session, so that they are asked again if that changes under them.
  var followsSession: Bool { get }
}

/// A key, and the words for what it does.
public struct DeedKey: Hashable, Sendable {
  public let character: Character
  /// For the footer: one or two words.
  public let label: Phrase
  /// For the help page; short enough for two columns on 80.
  public let explanation: Phrase
  /// Whether the help page shows it only while it can be done.
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
  /// True wherever the action is possible.
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

/// The next step in a prompt.
enum Step {
  case ask(Question)
  /// The question is asked again, with what was wrong.
  case again(Question, Phrase, forgetting: [String])
  case done([Effect], then: (any Deed)? = nil)
  /// Nothing is done, for this reason.
  case nothing(Phrase)
}

/// What a step depends on: the answers so far, and the chair as it is.
struct Talk {
  let answers: Answers
  let model: Model

  var session: SessionView { model.session }
  /// Who does it, as named in the prompt, or else who is at the screen; nil if nobody is known.
  var by: String? { answers["initials"] ?? model.initials }

  subscript(key: String) -> String? { answers[key] }
  func number(_ key: String) -> Fixed? { answers.number(key) }
  func effect(_ action: Action) -> Effect { .action(action, by: by) }
}
