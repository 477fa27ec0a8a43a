import Quantities

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
      "\(action.rawValue): \(key)=\(LineWords.quoted(value)) is not \(accepted.sentence)"
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

extension LineError {
  public var sentence: String {
    switch self {
    case .empty: "there is no action"
    case .quoteNotClosed: "a quote is not closed"
    case .strayQuote: "quotes enclose a whole value: key=\"some words\""
    case .unknownEscape(let character): "\\\(character) means nothing: only \\\" \\\\ \\n \\t do"
    case .action(let error): error.sentence
    }
  }
}

extension ScriptError {
  /// The reason without its place.
  public var sentence: String {
    switch why {
    case .notText: "this is not UTF-8 text"
    case .timeMissing(let found): "the line begins with \"\(found)\", not with a time such as @60"
    case .badTime(let text): "\"\(text)\" is not a time in seconds such as @60 or @812.4"
    case .timeGoesBack(let time, let previous): "the time \(time.inSeconds) is before \(previous.inSeconds)"
    case .line(let error): error.sentence
    }
  }

  /// `morning.script:12: there is no action "puase"`.
  public func sentence(file: String) -> String { "\(file):\(line): \(sentence)" }
}

extension SessionTime {
  fileprivate var inSeconds: String { "@\(Fixed(thousandths: Int(milliseconds)))" }
}
