public import Phrases

extension ActionError {
  /// What is wrong with the words, and what would be right.
  public var sentence: String { phrase.english }

  /// The same for a screen of any language.
  public var phrase: Phrase {
    switch self {
    case .unknownAction(let name):
      "there is no action \"\(name)\"" + Self.hint(for: name, among: ActionName.allCases.map(\.rawValue))
    case .unknownKey(let action, let key):
      "\(action.rawValue) has no \"\(key)\"" + Self.hint(for: key, among: action.keys.map(\.name) + ["by"])
    case .duplicateKey(let action, let key): "\(action.rawValue): \"\(key)\" is given twice"
    case .missingKey(let action, let key): "\(action.rawValue) needs \(key)="
    case .missingOneOf(.amend, _): "amend needs a field to correct"
    case .missingOneOf(let action, let keys):
      "\(action.rawValue) needs one of \(keys.joined(separator: ", "))"
    case .missingValue(let action, let key, let accepted):
      "\(action.rawValue): \(key) needs a value, \(accepted.phrase)"
    case .badValue(let action, let key, let value, let accepted):
      "\(action.rawValue): \(key)=\(value.fieldValue) is not \(accepted.phrase)"
    case .clash(let action, let key, let other): "\(action.rawValue): \(key) and \(other) do not go together"
    }
  }

  private static func hint(for word: String, among words: [String]) -> Phrase {
    guard let near = Spelling.nearest(to: word, among: words) else { return "" }
    return "; did you mean \"\(near)\"?"
  }
}

extension ValueForm {
  /// What is accepted: "a number from 0 to 100".
  public var sentence: String { phrase.english }

  public var phrase: Phrase {
    switch self {
    case .text: "a text"
    case .decimal(let range), .quantity(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .words(let words): words.map { Phrase(verbatim: $0) }.alternatives
    case .time: "a time in seconds"
    case .alarm: "an alarm such as spo2.low"
    case .names: "names with commas between them"
    case .parts: "parts with their values, such as activity:2,oxygen:1"
    case .bare: "a word that stands alone"
    }
  }
}

extension [Phrase] {
  /// `met or notmet`.
  fileprivate var alternatives: Phrase {
    guard let first else { return "" }
    return dropFirst().reduce(first) { "\($0) or \($1)" }
  }
}
