import Quantities

/// An action whose value can be read but is never allowed: a severity of 4, a pressure of 351, an alarm that
/// does not exist. The script as a whole stays valid: the action is refused at its time, and the record keeps
/// its words.
///
///     @60 symptom name=nausea severity=4    # refused at 60 s: value.range
public struct UnfitAction: Hashable, Sendable {
  public let name: ActionName
  /// As they were written, the value that is not allowed included.
  let fields: [ActionFields.Field]
  /// The first value that is not allowed, with what would be.
  let fault: ActionError

  /// The action as what every action is: of the kind that was meant.
  var content: any OperatorAction { content(of: name.kind) }

  private func content<Kind: OperatorAction>(of kind: Kind.Type) -> any OperatorAction {
    Unfit<Kind>(self)
  }
}

/// An unfit action of one kind: possible in the same phases, under the same name, and always refused.
private struct Unfit<Kind: OperatorAction>: OperatorAction {
  static var name: ActionName { Kind.name }
  static var deed: String { Kind.deed }
  static var phases: Set<Phase> { Kind.phases }
  static var schema: [ActionField<Unfit>] { [] }

  private let words: UnfitAction

  /// Required by the protocol; nothing reads this value.
  init() { self.init(UnfitAction(name: Kind.name, fields: [], fault: .unknownAction(""))) }
  init(_ words: UnfitAction) { self.words = words }

  var action: Action { .unfit(words) }
  var furtherFields: [ActionFields.Field] { words.fields }

  func refusal(in session: Session, by: String?) -> Refusal.Why? { .valueOutOfRange(words.fault.sentence) }
  func perform(in session: inout Session, by: String?) {}
}

extension Action {
  /// Reads an action of a script or of a record. What cannot be read is an error; a value that is not allowed
  /// becomes an `UnfitAction`, which is refused at its time.
  public init(timed words: ActionFields) throws(ActionError) {
    var fitting = words
    var first: ActionError?
    while true {
      let fault: ActionError
      do throws(ActionError) {
        let action = try Action(fitting)
        self = first.map { .unfit(UnfitAction(name: action.name, fields: words.fields, fault: $0)) } ?? action
        return
      } catch { fault = error }
      // Puts an allowed value here, so that other mistakes in the line are still found.
      guard fitting.replaceUnfit(fault) else { throw fault }
      first = first ?? fault
    }
  }
}

extension ActionFields {
  /// Replaces a readable value that is not allowed by an allowed one. Returns false if it cannot be read.
  fileprivate mutating func replaceUnfit(_ fault: ActionError) -> Bool {
    guard case .badValue(_, let key, let value, let accepted) = fault, accepted.canRead(value),
      let allowed = accepted.allowed, let index = fields.firstIndex(where: { $0.key == key }),
      fields[index].value != allowed
    else { return false }
    fields[index].value = allowed
    return true
  }
}

extension ValueForm {
  /// Whether a text says something of this form, allowed or not.
  fileprivate func canRead(_ text: String) -> Bool {
    switch self {
    case .decimal, .quantity, .whole, .time: Fixed(text) != nil
    case .alarm: text.split(separator: ".").count > 1
    case .text, .words, .names, .parts, .bare: false
    }
  }

  /// One of the values that are allowed.
  fileprivate var allowed: String? {
    switch self {
    case .decimal(let range), .quantity(let range): range.lowerBound.description
    case .whole(let range): String(range.lowerBound)
    case .time: "0"
    case .alarm: AlarmID.nibpOverdue.description
    case .text, .words, .names, .parts, .bare: nil
    }
  }
}
