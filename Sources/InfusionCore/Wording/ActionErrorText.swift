extension ActionError {
  /// What is wrong with the words, and what would be right.
  public var sentence: String {
    switch self {
    case .unknownAction(let name):
      "there is no action \"\(name)\"" + Spelling.hint(for: name, among: ActionName.allCases.map(\.rawValue))
    case .unknownKey(let action, let key):
      "\(action.rawValue) has no \"\(key)\""
        + Spelling.hint(for: key, among: action.keys.map(\.name) + ["by"])
    case .duplicateKey(let action, let key): "\(action.rawValue): \"\(key)\" is given twice"
    case .missingKey(let action, let key): "\(action.rawValue) needs \(key)="
    case .missingOneOf(.amend, _): "amend needs a field to correct"
    case .missingOneOf(let action, let keys):
      "\(action.rawValue) needs one of \(keys.joined(separator: ", "))"
    case .missingValue(let action, let key, let accepted):
      "\(action.rawValue): \(key) needs a value, \(accepted.sentence)"
    case .badValue(let action, let key, let value, let accepted):
      "\(action.rawValue): \(key)=\(value.fieldValue) is not \(accepted.sentence)"
    case .clash(let action, let key, let other): "\(action.rawValue): \(key) and \(other) do not go together"
    }
  }
}

extension ValueForm {
  /// What is accepted: "a number from 0 to 100".
  public var sentence: String {
    switch self {
    case .text: "a text"
    case .decimal(let range), .quantity(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .words(let words): words.joined(separator: " or ")
    case .time: "a time in seconds"
    case .alarm: "an alarm such as spo2.low"
    case .names: "names with commas between them"
    case .parts: "parts with their values, such as activity:2,oxygen:1"
    case .bare: "a word that stands alone"
    }
  }
}
