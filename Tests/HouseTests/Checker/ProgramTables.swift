/// The keys on the help page of the screen, as pairs of key and words.
enum HelpPicture {
  static func keys(in lines: [Substring], below heading: String = "KEYS") -> [[String]] {
    let rows = lines.drop { !$0.hasPrefix("── \(heading)") }.dropFirst().prefix { !isEnd($0) }.map(cells)
    return rows.map { Array($0.prefix(2)) } + rows.compactMap { $0.count > 2 ? Array($0.dropFirst(2)) : nil }
  }

  /// A blank row, or the first note: it stands two columns in, where no key does.
  private static func isEnd(_ line: Substring) -> Bool {
    line.isEmpty || (line.hasPrefix("  ") && !line.hasPrefix("   "))
  }

  /// What stands between gaps of two blanks or more.
  private static func cells(of line: Substring) -> [String] {
    line.split(separator: "  ").map(\.trimmingSpaces).filter { !$0.isEmpty }
  }
}

/// The scenarios that are shipped, as pairs of name and title.
enum ScenarioTitles {
  static func all(in file: SourceFile) -> [[String]] {
    file.text.split(separator: "name: \"").dropFirst().compactMap { part in
      let words = part.split(separator: "\"")
      guard words.count > 2, words[1].filter({ $0 != " " && $0 != "\n" }) == ",title:" else { return nil }
      return [String(words[0]), String(words[2])]
    }
  }
}

/// The trainer's keys, each with its words: `case quit = "q"` and `case .quit: "quit"`.
enum PracticeKeys {
  static func all(in file: SourceFile) -> [[String]] {
    let cases = file.lines.map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("case ") }
    let words = cases.compactMap { quoted($0, between: "case .", and: ": \"") }
    return cases.compactMap { quoted($0, between: "case ", and: " = \"") }.compactMap { key in
      words.first { $0.name == key.name }.map { [key.text, $0.text] }
    }
  }

  private static func quoted(
    _ line: Substring, between start: String, and middle: String
  ) -> (name: Substring, text: String)? {
    let parts = line.dropFirst(start.count).split(separator: middle, omittingEmptySubsequences: false)
    guard line.hasPrefix(start), parts.count == 2, let text = parts[1].split(separator: "\"").first else {
      return nil
    }
    return (parts[0], String(text))
  }
}
