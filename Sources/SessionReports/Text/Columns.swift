/// As many columns as every text report keeps to.
let pageWidth = 80

/// The text with blanks behind it; one that is too long is followed by a single blank.
func pad(_ text: String, _ width: Int) -> String {
  let columns = text.columns
  return columns >= width ? text + " " : text + String(repeating: " ", count: width - columns)
}

/// The text with blanks behind it, and none if it fills the width by itself.
func fill(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.columns))
}

func padLeft(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.columns)) + text
}

extension String {
  /// How many columns of a terminal it takes.
  var columns: Int { reduce(0) { $0 + ($1.isWide ? 2 : 1) } }

  var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }

  /// On one line: what a person typed may hold line breaks.
  var onOneLine: String {
    String(
      map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? " " : $0 })
  }

  /// Cut to so many columns, with a mark where something is missing.
  func cut(to width: Int) -> String {
    guard columns > width else { return self }
    var text = ""
    for character in self {
      guard (text + String(character)).columns < width else { break }
      text.append(character)
    }
    return text + "~"
  }

  /// The text broken at blanks into lines of the page; those behind the first are indented.
  func wrapped(indent: Int, width: Int = pageWidth) -> [String] {
    var lines: [String] = []
    var line = ""
    let margin = String(repeating: " ", count: indent)
    for word in wordsFitting(width - indent) {
      if line.allSatisfy({ $0 == " " }) || (line + word).trimmingEnd.columns <= width {
        line += word
      } else {
        lines.append(line.trimmingEnd)
        line = margin + word
      }
    }
    return lines + (line.trimmingEnd.isEmpty && !lines.isEmpty ? [] : [line.trimmingEnd])
  }

  /// Words with the blanks behind them; a word that is longer than a line is broken.
  private func wordsFitting(_ width: Int) -> [String] {
    var words: [String] = []
    var word = ""
    for character in self {
      let isNext = character != " " && word.last == " "
      let isFull = character != " " && (word + String(character)).columns > width
      if !word.isEmpty && (isNext || isFull) {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return words + [word]
  }
}

extension Character {
  /// Whether it takes two columns: East Asian wide forms and pictures.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
  ]

  fileprivate var isWide: Bool {
    guard let first = unicodeScalars.first?.value, first >= 0x1100 else { return false }
    return Self.wideRanges.contains { $0.contains(first) }
  }
}
