import InfusionCore

extension ConfigurationText {
  /// The shipped configuration as a file in which every line is a comment: every key that there is, with its
  /// meaning, what it takes and its shipped value. Without the first `#` on every line it is a file that
  /// changes nothing. A clinic removes the `#` from the lines that it wants to change, and from their
  /// headings.
  ///
  ///     ##   A medium alarm below it. Takes a number from 0 to 100, or off.
  ///     #    low: 90
  public static let example: String = {
    var writer = ExampleWriter()
    writer.write(
      YamlMapping.configuration.write(.shipped), below: [], of: YamlMapping.configuration.keys.map(\.member))
    return ExampleWriter.head + writer.text
  }()
}

/// Writes every key that a file can have behind a `#`, and its meaning above the key where it first appears.
private struct ExampleWriter {
  private(set) var text = ""
  private var told: Set<String> = []

  /// Longer mappings get a line for each key, so that each value can be changed alone.
  private static let longestLine = 100

  static let head = """
    ## Chairside's configuration. Every line is a comment, and the shipped rules hold. To change a rule, take the
    ## first # from its line and from the headings above it, and change the value:
    ##
    ##     limits:
    ##       spo2:
    ##         low: 92
    ##
    ## The rest may stay as it is: only what a file names is changed. The machine's file,
    ## \(ConfigurationFiles.machinePath), holds for everybody; the user's file goes over it, key by key.
    ##
    ##     chairside config check FILE        is this file understood?
    ##     chairside config show --sources    what is in force, and where each value is from


    """

  mutating func write(_ value: YamlText, below path: [String], of members: [YamlMember]) {
    for entry in value.entries {
      // Names that a clinic chooses, and the values of a scale.
      let other = members.first { $0.name == "*" } ?? YamlMember(entry.key, .text)
      let member = members.first { $0.name == entry.key } ?? other
      write(entry, member, at: path + [member.name])
    }
  }

  private mutating func write(_ entry: YamlText.Entry, _ member: YamlMember, at path: [String]) {
    let indent = String(repeating: "  ", count: path.count - 1)
    let head = "\(indent)\(entry.quotedKey):"
    tell(member, at: path, indent: indent)
    guard entry.presence != .meaningful else {
      text += "##\(head) \(entry.value.inline)\n"
      return
    }
    let line = "\(head) \(entry.value.wholeInLine)"
    let isShort = entry.value.isSingle || line.count < Self.longestLine
    if isShort && !entry.value.entries.contains(where: { $0.presence == .meaningful }) {
      for inner in member.below() { tell(inner, at: path + [inner.name], indent: indent, named: true) }
      text += "#\(line)\n"
    } else {
      text += "#\(head)\n"
      write(entry.value, below: path, of: member.below())
    }
  }

  /// Says once what a key means. `named` puts the key before it, for several keys on one line.
  private mutating func tell(_ member: YamlMember, at path: [String], indent: String, named: Bool = false) {
    let key = ConfigurationNotes.key(path)
    guard let note = ConfigurationNotes.all[key], told.insert(key).inserted else { return }
    let name = named ? "\(member.name): " : ""
    let takes = member.accepted.isWorthSaying ? " Takes \(member.accepted.sentence)." : ""
    for line in Self.wrapped("\(name)\(note)\(takes)", to: 106 - indent.count) {
      text += "##\(indent) \(line)\n"
    }
  }

  private static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count <= columns {
        lines[lines.count - 1] = "\(line) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension YamlText {
  /// The keys of a mapping; none for a value or a list.
  fileprivate var entries: [Entry] {
    switch self {
    case .line(let entries), .block(let entries): entries
    case .scalar, .text, .list: []
    }
  }

  fileprivate var isSingle: Bool {
    switch self {
    case .line, .block: false
    case .scalar, .text, .list: true
    }
  }
}

extension ConfigurationError.Accepted {
  /// Whether the form needs an explanation, because the value does not show it.
  fileprivate var isWorthSaying: Bool {
    switch self {
    case .number, .positive, .whole, .flag, .words, .alarm: true
    case .text, .list, .mapping: false
    case .or(let accepted, _): accepted.isWorthSaying
    }
  }
}
