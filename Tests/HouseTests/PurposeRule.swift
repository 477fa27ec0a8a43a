/// A public type opens with what it is for.
enum PurposeRule {
  private static let kinds: Set = ["struct", "enum", "class", "protocol", "actor"]

  static func findings(in file: SourceFile) -> [Finding] {
    file.codeLines.enumerated().compactMap { index, line in
      guard let name = publicType(line), !isDescribed(index, in: file) else { return nil }
      return Finding(path: file.path, line: index + 1, what: "nothing says what `\(name)` is for")
    }
  }

  private static func publicType(_ line: Substring) -> String? {
    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    guard ["public", "package"].contains(words.first), let place = words.firstIndex(where: kinds.contains),
      place + 1 < words.count,
      words[..<place].allSatisfy({ ["public", "package", "final", "indirect"].contains($0) })
    else { return nil }
    return words[place + 1]
  }

  /// Whether a doc comment ends right above it, its attributes aside.
  private static func isDescribed(_ index: Int, in file: SourceFile) -> Bool {
    let above = file.lines[..<index].reversed().lazy.map { $0.drop { $0 == " " } }
    return above.first { !$0.hasPrefix("@") }?.hasPrefix("///") ?? false
  }
}
