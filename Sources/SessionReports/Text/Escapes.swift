// The gate between people's text and a page or a message. It judges scalar by scalar, because a mark that
// combines with a separator makes one character of both and would hide it from a comparison of characters.

import InfusionCore

extension String {
  /// Text of several lines as it may leave the program.
  public var printableLines: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A }) { return self }
    return String(
      unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }
        .joined(separator: "\n"))
  }

  var htmlEscaped: String {
    var text = String.UnicodeScalarView()
    for scalar in printableLines.unicodeScalars {
      switch scalar {
      case "&": text.append(contentsOf: "&amp;".unicodeScalars)
      case "<": text.append(contentsOf: "&lt;".unicodeScalars)
      case ">": text.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": text.append(contentsOf: "&quot;".unicodeScalars)
      default: text.append(scalar)
      }
    }
    return String(text)
  }

  /// HL7's own separators, escaped; on one line, since a line break ends a segment.
  var hl7Escaped: String {
    var text = String.UnicodeScalarView()
    for scalar in onOneLine.unicodeScalars {
      switch scalar {
      case "|": text.append(contentsOf: "\\F\\".unicodeScalars)
      case "^": text.append(contentsOf: "\\S\\".unicodeScalars)
      case "&": text.append(contentsOf: "\\T\\".unicodeScalars)
      case "~": text.append(contentsOf: "\\R\\".unicodeScalars)
      case "\\": text.append(contentsOf: "\\E\\".unicodeScalars)
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
