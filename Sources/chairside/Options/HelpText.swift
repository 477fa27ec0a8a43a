extension String {
  /// A text of the help with each paragraph in one line. The parser breaks each line to the terminal's width,
  /// and a line break of the source would leave single words on lines of their own. What is indented stays as
  /// it stands, and so does where examples begin.
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
