extension String {
  /// Broken between words into lines of at most so many columns; a word that is longer than a line is broken.
  ///
  /// - Parameter indent: blanks before every line but the first.
  public func wrapped(to columns: Int, indent: Int = 0) -> [String] {
    guard DisplayWidth.columns(self) > columns else { return [trimmingEnd] }
    var lines: [String] = []
    var line = ""
    let margin = String(repeating: " ", count: indent)
    for word in words(fitting: max(columns - indent, 1)) {
      let longer = line + word
      if line.allSatisfy({ $0 == " " }) || DisplayWidth.columns(longer.trimmingEnd) <= columns {
        line = longer
      } else {
        lines.append(line.trimmingEnd)
        line = margin + word
      }
    }
    return lines + (line.trimmingEnd.isEmpty && !lines.isEmpty ? [] : [line.trimmingEnd])
  }

  /// Words with the blanks behind them, and the blanks before the first.
  private func words(fitting columns: Int) -> [String] {
    var words: [String] = []
    var word = ""
    for character in self {
      let isNext = character != " " && word.last == " "
      let isFull = character != " " && DisplayWidth.columns(word + String(character)) > columns
      if !word.isEmpty && (isNext || isFull) {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return words + [word]
  }

  public var trimmingEnd: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
