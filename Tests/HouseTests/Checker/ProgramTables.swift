/// The keys on the help page of the screen, as pairs of key and words.
enum HelpPicture {
  static func keys(in lines: [Substring]) -> [[String]] {
    let rows = lines.drop { !$0.hasPrefix("── KEYS") }.dropFirst().prefix { !$0.isEmpty }.map(cells)
    return rows.map { Array($0.prefix(2)) } + rows.compactMap { $0.count > 2 ? Array($0.dropFirst(2)) : nil }
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
      guard words.count > 2, words[1] == ", title: " else { return nil }
      return [String(words[0]), String(words[2])]
    }
  }
}
