import InfusionCore
import TextScreen

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
  var columns: Int { DisplayWidth.columns(self) }

  /// On one line, without characters that a page must not show.
  var onOneLine: String { printable }

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
}
