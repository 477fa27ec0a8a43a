extension String {
  /// The value of an action's field as a line has it: bare where it reads back so, else in double quotes with
  /// `\"`, `\\`, `\n` and `\t` as escapes.
  public var fieldValue: String {
    let needsQuotes = isEmpty || unicodeScalars.contains { $0.value <= 0x20 || $0 == "\"" }
    guard needsQuotes else { return self }
    var text = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": text.append(contentsOf: "\\\"".unicodeScalars)
      case "\\": text.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": text.append(contentsOf: "\\n".unicodeScalars)
      case "\t": text.append(contentsOf: "\\t".unicodeScalars)
      default: text.append(scalar)
      }
    }
    text.append("\"")
    return String(text)
  }
}
