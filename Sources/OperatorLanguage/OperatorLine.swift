public import InfusionCore

/// One action as it is typed at the command prompt: `pause reason="blood pressure" by=KM`.
public struct OperatorLine: Hashable, Sendable {
  public var action: Action
  /// Initials of the person.
  public var by: String?

  public init(_ action: Action, by: String? = nil) {
    self.action = action
    self.by = by
  }

  /// Reads `action key=value ...`.
  public static func parse(_ text: String) throws(LineError) -> OperatorLine {
    try parse(words: try LineWords.split(text))
  }

  /// The line that `parse` reads back to the same value.
  public var text: String {
    let written = ActionFields(action, by: by)
    let initials = by.map { [ActionFields.Field("by", $0)] } ?? []
    let fields = (written.fields + initials).map { field in
      field.value.map { "\(field.key)=\($0.fieldValue)" } ?? field.key
    }
    return ([written.name] + fields).joined(separator: " ")
  }

  static func parse(words: [LineWord]) throws(LineError) -> OperatorLine {
    let fields = try fields(words)
    do throws(ActionError) {
      return OperatorLine(try Action(fields), by: fields.by)
    } catch { throw .action(error) }
  }

  /// Parses a line of a script: a value that is not allowed is kept and refused when its time comes. At the
  /// prompt it is an error, because there it can be mended.
  static func parse(timed words: [LineWord]) throws(LineError) -> OperatorLine {
    let fields = try fields(words)
    do throws(ActionError) {
      return OperatorLine(try Action(timed: fields), by: fields.by)
    } catch { throw .action(error) }
  }

  private static func fields(_ words: [LineWord]) throws(LineError) -> ActionFields {
    guard let name = words.first else { throw .empty }
    var fields = ActionFields(name: name.key)
    if let value = name.value { throw .action(.unknownAction("\(name.key)=\(value)")) }
    for word in words.dropFirst() {
      if word.key == "by" {
        try fields.sign(word.value)
      } else {
        fields.fields.append(.init(word.key, word.value))
      }
    }
    return fields
  }
}

/// Why a line is no action.
public enum LineError: Error, Hashable, Sendable {
  case empty
  case quoteNotClosed
  /// A quote inside a word, or something right behind a closing quote.
  case strayQuote
  /// A backslash before something other than `"`, `\`, `n` or `t`.
  case unknownEscape(String)
  case action(ActionError)
}

extension ActionFields {
  fileprivate mutating func sign(_ initials: String?) throws(LineError) {
    guard let action = ActionName(rawValue: name) else { throw .action(.unknownAction(name)) }
    guard by == nil else { throw .action(.duplicateKey(action: action, key: "by")) }
    guard let initials, !initials.isEmpty else {
      throw .action(.missingValue(action: action, key: "by", accepted: .text))
    }
    by = initials
  }
}
