extension String {
  /// A text of the help with each paragraph on one line. The parser breaks lines to the terminal's width, and
  /// a line break of the source would leave single words on lines of their own. Indented lines, and the line
  /// before examples, stay as they are.
  var flowing: String {
    var lines: [String] = []
    for line in split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let last = lines.last, last.isOfAParagraph, line.isOfAParagraph, !line.hasPrefix("Example") {
        lines[lines.count - 1] = "\(last) \(line)"
      } else {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n")
  }

  private var isOfAParagraph: Bool { !isEmpty && !hasPrefix(" ") && !hasPrefix("- ") }
}
