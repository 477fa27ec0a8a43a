/// A module that a file imports, and the line that says so.
struct ImportStatement {
  var module: String
  var line: Int

  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "actor", "func", "let", "var", "typealias",
  ]
  private static let modifiers: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]

  static func all(in file: SourceFile) -> [ImportStatement] {
    file.codeLines.enumerated().compactMap { index, line in
      module(importedBy: line).map { ImportStatement(module: $0, line: index + 1) }
    }
  }

  private static func module(importedBy line: Substring) -> String? {
    let words = line.split(separator: " ")
    guard let keyword = words.firstIndex(of: "import"),
      words[..<keyword].allSatisfy({ $0.hasPrefix("@") || modifiers.contains($0) })
    else { return nil }
    let named = words[(keyword + 1)...].first { !kinds.contains($0) }
    return named.flatMap { $0.split(separator: ".").first }.map(String.init)
  }
}
