/// YAML that is to be written.
indirect enum YamlText {
  /// A word or number that is written as it is.
  case scalar(String)
  /// A person's text, quoted where YAML would misread it.
  case text(String)
  /// `[a, b]`
  case list([YamlText])
  /// `{ a: 1, b: 2 }`
  case line([Entry])
  /// One line for each key, with what is below it indented.
  case block([Entry])

  /// A key with its value.
  struct Entry {
    var key: String
    var value: YamlText
    var presence = Presence.written
  }

  /// Whether a key is written in a file that says everything in force.
  enum Presence {
    case written
    /// With or without it the file means the same.
    case implied
    /// Naming the key, even with its present value, would change the meaning.
    case meaningful
  }

  /// A whole document.
  var document: String {
    guard case .block(let entries) = self else { return "\(inline)\n" }
    return Self.lines(of: entries, indent: "")
  }

  private static func lines(of entries: [Entry], indent: String) -> String {
    var text = ""
    for entry in entries where entry.presence == .written {
      let head = "\(indent)\(entry.quotedKey):"
      if case .block(let below) = entry.value, !below.isEmpty {
        text += "\(head)\n\(lines(of: below, indent: indent + "  "))"
      } else {
        text += "\(head) \(entry.value.inline)\n"
      }
    }
    return text
  }

  /// On one line, with the keys that a file has.
  var inline: String { inline { $0 == .written } }

  /// On one line, with every key that can be named without changing the meaning.
  var wholeInLine: String { inline { $0 != .meaningful } }

  private func inline(showing: (Presence) -> Bool) -> String {
    switch self {
    case .scalar(let word): word
    case .text(let text): Self.isPlain(text) ? text : Self.quoted(text)
    case .list(let items): "[\(items.map { $0.inline(showing: showing) }.joined(separator: ", "))]"
    case .line(let entries), .block(let entries): Self.flow(entries.filter { showing($0.presence) }, showing)
    }
  }

  private static func flow(_ entries: [Entry], _ showing: (Presence) -> Bool) -> String {
    guard !entries.isEmpty else { return "{}" }
    let members = entries.map { "\($0.quotedKey): \($0.value.inline(showing: showing))" }
    return "{ \(members.joined(separator: ", ")) }"
  }

  /// Whether it has only letters, digits and a few signs that mean nothing to YAML, with single spaces
  /// between words.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, isLetter(first), last != UInt8(ascii: " ")
    else {
      return false
    }
    let signs = Array(" _-./+()".utf8)
    let isHarmless = text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || signs.contains($0) }
    return isHarmless
      && !["true", "false", "null", "yes", "no", "on", "off", "none"].contains(text.lowercased())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case let other where other.value < 0x20 || (0x7F...0x9F).contains(other.value) || other.value == 0xFEFF:
        quoted += escaped(other.value)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func escaped(_ code: UInt32) -> String {
    let digits = String(code, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension YamlText.Entry {
  var quotedKey: String { YamlText.text(key).inline }
}
