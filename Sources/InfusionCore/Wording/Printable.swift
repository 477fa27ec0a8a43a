extension String {
  /// The text as it may leave the program, on one line: no control character, escape, bidirectional or
  /// invisible format character of an input reaches a page, a message or a table. Judged scalar by scalar,
  /// because a mark that combines with such a character makes one `Character` of both.
  public var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: text.append(" ")
      case .format, .surrogate, .privateUse, .unassigned: continue
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
