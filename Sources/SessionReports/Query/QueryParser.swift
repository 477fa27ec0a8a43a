import InfusionCore
import Quantities

/// What is wrong with a query, and where: columns count from 1.
public enum QueryError: Error, Hashable, Sendable, CustomStringConvertible {
  case empty
  case unknownField(String, column: Int)
  case noValue(String, column: Int)
  case badValue(QueryField.Kind, String, column: Int)
  /// A name that this field never has. Finding nothing would suggest that no session is like it.
  case badName(String, of: QueryField, column: Int)
  /// A comparison that makes no sense of this field.
  case badComparison(String, QueryField.Kind, String, column: Int)
  /// Signs that compare nothing, such as `>>`.
  case unknownComparison(String, column: Int)
  case unclosed(Character, column: Int)
  case unexpected(String, column: Int)

  public var description: String {
    switch self {
    case .empty: "a query asks something, such as: sys > 180 and plan = trd-40"
    case .unknownField(let name, let column):
      "column \(column): \(name) is no field\(Spelling.choice(for: name, among: QueryField.names))"
    case .noValue(let name, let column): "column \(column): \(name) is compared with nothing"
    case .badValue(let kind, let value, let column):
      "column \(column): \(value) is no \(kind == .date ? "date (2026-03-09 or 2026-03)" : "number")"
        + (kind == .date ? "" : Self.pointed(value))
    case .badName(let name, let field, let column):
      "column \(column): \(field.rawValue) is never \(name)"
        + Spelling.choice(for: name, among: field.names ?? [])
    case .badComparison(let name, let kind, let comparison, let column):
      "column \(column): \(name) takes \(kind.comparisons), not \(comparison)"
    case .unknownComparison(let signs, let column):
      "column \(column): \(signs) is no comparison"
        + (Self.meant[signs].map { "; did you mean \"\($0)\"?" } ?? "; known are: =, !=, <, <=, >, >=, ~")
    case .unclosed(let character, let column): "column \(column): \(character) is never closed"
    case .unexpected(let text, let column): "column \(column): \(text) is not expected here"
    }
  }

  /// Signs of other languages, and slips.
  private static let meant = [
    "==": "=", "=>": ">=", "=<": "<=", "<>": "!=", "=!": "!=", "=~": "~", "\u{2264}": "<=", "\u{2265}": ">=",
    "\u{2260}": "!=", "&&": "and", "||": "or",
  ]

  /// `; did you mean "35.5"?` of a number with a decimal comma.
  private static func pointed(_ value: String) -> String {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return "" }
    let number = parts.joined(separator: ".")
    return Fixed(number) == nil ? "" : "; did you mean \"\(number)\"?"
  }
}

extension QueryField {
  fileprivate static let names = allCases.map(\.rawValue) + [scalePrefix + "NAME"]

  /// `score.phq9` is the totals of the scale phq9.
  static let scalePrefix = "score."
}

extension QueryField.Kind {
  fileprivate var comparisons: String {
    switch self {
    case .name, .names: "=, != or ~"
    case .date, .number: "=, !=, <, <=, > or >="
    }
  }
}

/// Reads a query by descent: `or` of `and` of `not` of a comparison, a word, or brackets.
struct QueryParser {
  private struct Token {
    enum Kind { case word, quoted, comparison, open, close }
    var kind: Kind
    var text: String
    var column: Int
  }

  private let text: [Character]
  private var at = 0
  private var tokens: [Token] = []
  private var next = 0

  init(_ text: String) { self.text = Array(text) }

  mutating func whole() throws(QueryError) -> SessionQuery.Term {
    while let token = try read() { tokens.append(token) }
    guard !tokens.isEmpty else { throw .empty }
    let term = try either()
    if let rest = peek { throw .unexpected(rest.text, column: rest.column) }
    return term
  }

  // MARK: Terms

  private var peek: Token? { next < tokens.count ? tokens[next] : nil }

  /// The column behind the last token.
  private var end: Int { text.count + 1 }

  private func isWord(_ word: String) -> Bool { peek.map { $0.kind == .word && $0.text == word } ?? false }

  private mutating func either() throws(QueryError) -> SessionQuery.Term {
    var terms = [try both()]
    while isWord("or") {
      next += 1
      terms.append(try both())
    }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func both() throws(QueryError) -> SessionQuery.Term {
    var terms = [try one()]
    while let token = peek, token.kind != .close, !isWord("or") {
      if isWord("and") { next += 1 }
      terms.append(try one())
    }
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  private mutating func one() throws(QueryError) -> SessionQuery.Term {
    guard let token = peek else { throw .unexpected("the end", column: end) }
    next += 1
    switch token.kind {
    case .open:
      let term = try either()
      guard peek?.kind == .close else { throw .unclosed("(", column: token.column) }
      next += 1
      return term
    case .word where token.text == "not": return .not(try one())
    case .word where token.text == "and" || token.text == "or":
      throw .unexpected(token.text, column: token.column)
    case .word:
      guard let comparison = peek, comparison.kind == .comparison else { return try search(token) }
      next += 1
      return try compare(token, comparison)
    case .quoted: return .word(token.text)
    case .comparison, .close: throw .unexpected(token.text, column: token.column)
    }
  }

  /// A word to look for. Signs alone are an error: finding nothing would suggest that no session is like it.
  private func search(_ token: Token) throws(QueryError) -> SessionQuery.Term {
    guard token.text.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw .unknownComparison(token.text, column: token.column)
    }
    return .word(token.text)
  }

  private mutating func compare(
    _ name: Token, _ comparison: Token
  ) throws(QueryError) -> SessionQuery.Term {
    let field = QueryField(rawValue: name.text)
    let isScale =
      name.text.hasPrefix(QueryField.scalePrefix) && name.text.count > QueryField.scalePrefix.count
    guard let kind = isScale ? .number : field?.kind else {
      throw .unknownField(name.text, column: name.column)
    }
    guard let value = peek, value.kind == .word || value.kind == .quoted else {
      throw .noValue(name.text, column: comparison.column)
    }
    next += 1
    let wrong = QueryError.badComparison(name.text, kind, comparison.text, column: comparison.column)
    let unread = QueryError.badValue(kind, value.text, column: value.column)
    if kind == .name || kind == .names {
      guard let field, let how = SessionQuery.NameComparison(rawValue: comparison.text) else { throw wrong }
      if let names = field.names, !names.contains(where: { how.means(value.text, $0) }) {
        throw .badName(value.text, of: field, column: value.column)
      }
      return .name(field, how, value.text)
    }
    guard let how = SessionQuery.NumberComparison(rawValue: comparison.text) else { throw wrong }
    if kind == .date {
      guard Self.isDate(value.text) else { throw unread }
      return .date(how, value.text)
    }
    guard let number = Fixed(value.text) else { throw unread }
    if let unit = peek, unit.kind == .word, Self.units.contains(unit.text) { next += 1 }
    if let field { return .number(field, how, number) }
    return .total(scale: String(name.text.dropFirst(QueryField.scalePrefix.count)), how, number)
  }

  /// Units that people write after a number. They are ignored, because each field has one unit.
  private static let units: Set<String> = [
    "%", "mmhg", "/min", "bpm", "mg", "mg/kg", "kg", "min", "ml", "ml/h", "s",
  ]

  /// A year, a month or a day.
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let bounds = [(digits: 4, 0...9999), (digits: 2, 1...12), (digits: 2, 1...31)]
    return (1...3).contains(parts.count)
      && zip(parts, bounds).allSatisfy { part, bound in
        part.count == bound.digits && part.allSatisfy(\.isASCII) && Int(part).map(bound.1.contains) ?? false
      }
  }

  // MARK: Tokens

  private mutating func read() throws(QueryError) -> Token? {
    while at < text.count, text[at].isWhitespace { at += 1 }
    guard at < text.count else { return nil }
    let column = at + 1
    switch text[at] {
    case "(", ")":
      at += 1
      return Token(kind: text[at - 1] == "(" ? .open : .close, text: String(text[at - 1]), column: column)
    case "=", "!", "<", ">", "~": return try comparison(column)
    case "\"": return try quoted(column)
    default: return word(column)
    }
  }

  private mutating func comparison(_ column: Int) throws(QueryError) -> Token {
    let start = at
    while at < text.count, "=!<>~".contains(text[at]) { at += 1 }
    let signs = String(text[start..<at])
    guard Self.comparisons.contains(signs) else { throw .unknownComparison(signs, column: column) }
    return Token(kind: .comparison, text: signs, column: column)
  }

  private static let comparisons = Set(
    SessionQuery.NameComparison.allCases.map(\.rawValue)
      + SessionQuery.NumberComparison.allCases.map(\.rawValue))

  private mutating func quoted(_ column: Int) throws(QueryError) -> Token {
    at += 1
    let start = at
    while at < text.count, text[at] != "\"" { at += 1 }
    guard at < text.count else { throw .unclosed("\"", column: column) }
    at += 1
    return Token(kind: .quoted, text: String(text[start..<at - 1]).lowercased(), column: column)
  }

  private mutating func word(_ column: Int) -> Token {
    let start = at
    while at < text.count, !text[at].isWhitespace, !"()=!<>~\"".contains(text[at]) { at += 1 }
    return Token(kind: .word, text: String(text[start..<at]).lowercased(), column: column)
  }
}
