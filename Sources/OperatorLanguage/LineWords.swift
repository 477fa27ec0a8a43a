/// One word of a line: `key`, or `key=value`.
struct LineWord: Hashable {
  var key: String
  var value: String?
}

/// The words of a line. A value with spaces stands in double quotes, inside which `\"`, `\\`, `\n` and `\t`
/// are escapes; a `#` where a word would begin starts a comment.
enum LineWords {
  static func split(_ text: String) throws(LineError) -> [LineWord] {
    var words: [LineWord] = []
    var rest = text.unicodeScalars[...]
    while true {
      rest = rest.drop(while: isBlank)
      guard let first = rest.first, first != "#" else { return words }
      words.append(try word(&rest))
    }
  }

  private static func word(_ rest: inout Substring.UnicodeScalarView) throws(LineError) -> LineWord {
    let plain = rest.prefix { !isBlank($0) && $0 != "=" && $0 != "\"" }
    rest = rest[plain.endIndex...]
    let key = String(plain)
    guard let next = rest.first, !isBlank(next) else { return LineWord(key: key, value: nil) }
    guard next == "=", !key.isEmpty else { throw .strayQuote }
    rest = rest.dropFirst()
    return LineWord(key: key, value: rest.first == "\"" ? try quotedValue(&rest) : try plainValue(&rest))
  }

  private static func plainValue(_ rest: inout Substring.UnicodeScalarView) throws(LineError) -> String {
    let value = rest.prefix { !isBlank($0) }
    guard !value.contains("\"") else { throw .strayQuote }
    rest = rest[value.endIndex...]
    return String(value)
  }

  private static func quotedValue(_ rest: inout Substring.UnicodeScalarView) throws(LineError) -> String {
    rest = rest.dropFirst()
    var value = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        if let next = rest.first, !isBlank(next) { throw .strayQuote }
        return String(value)
      case "\\": value.append(try escaped(rest.popFirst()))
      default: value.append(scalar)
      }
    }
    throw .quoteNotClosed
  }

  private static func escaped(_ scalar: Unicode.Scalar?) throws(LineError) -> Unicode.Scalar {
    switch scalar {
    case nil: throw .quoteNotClosed
    case "\"": return "\""
    case "\\": return "\\"
    case "n": return "\n"
    case "t": return "\t"
    case let other?: throw .unknownEscape(String(Character(other)))
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
