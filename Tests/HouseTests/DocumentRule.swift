enum DocumentRule {
  static func titleFindings(in file: SourceFile) -> [Finding] {
    let lines = prose(of: file)
    let titles = lines.filter { $0.text.hasPrefix("# ") }
    if lines.first?.text.hasPrefix("# ") != true {
      return [Finding(path: file.path, line: 1, what: "does not begin with its title")]
    }
    return titles.dropFirst().map {
      Finding(path: file.path, line: $0.line, what: "a second title")
    }
  }

  /// Links to files of the repository that are not there.
  static func deadLinks(in file: SourceFile, exists: (String) -> Bool) -> [Finding] {
    let folder = file.path.split(separator: "/").dropLast()
    return prose(of: file).flatMap { line in
      targets(ofLinksIn: line.text).filter { !exists(resolve($0, from: folder)) }
        .map { Finding(path: file.path, line: line.line, what: "leads nowhere: \($0)") }
    }
  }

  /// Paths of fixtures that are not there. `Fixtures/...` means any.
  static func missingFixtures(in file: SourceFile, exists: (String) -> Bool) -> [Finding] {
    file.lines.enumerated().flatMap { index, line in
      let words = line.split { " `()|".contains($0) }.filter { $0.hasPrefix("Fixtures/") }
      return words.filter { $0 != "Fixtures/" && !$0.hasSuffix("/...") && !exists(String($0)) }
        .map { Finding(path: file.path, line: index + 1, what: "there is no \($0)") }
    }
  }

  /// The words behind `command` where it begins a line of code or a code span: `chairside list` gives `list`.
  static func words(after command: String, in file: SourceFile) -> [(word: String, line: Int)] {
    let prose = Set(prose(of: file).map(\.line))
    return file.lines.enumerated().flatMap { index, line -> [(String, Int)] in
      let isCode = line.hasPrefix("    ") || !prose.contains(index + 1)
      let spans = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map(\.element)
      return (isCode ? [line.drop { $0 == " " }] : spans).compactMap { code in
        guard code.hasPrefix(command + " ") else { return nil }
        let word = code.dropFirst(command.count + 1).prefix { $0.isLetter || $0 == "-" }
        return word.isEmpty || word.hasPrefix("-") ? nil : (String(word), index + 1)
      }
    }
  }

  /// The names of the commands that a file of the program declares: given to them, or made from their types'
  /// names.
  static func commands(in file: SourceFile) -> [String] {
    let given = file.text.split(separator: "commandName: \"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    let types = file.codeLines.filter { $0.contains("ParsableCommand") }.compactMap {
      line -> String? in
      let words = line.split { " :".contains($0) }
      return words.firstIndex(of: "struct").flatMap { words[($0 + 1)...].first }.map(hyphenated)
    }
    return given + types
  }

  private static func hyphenated(_ type: Substring) -> String {
    let word = type.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    return String(word.drop { $0 == "-" })
  }

  // MARK: - Parts of a document

  private static func prose(of file: SourceFile) -> [(text: Substring, line: Int)] {
    var isFenced = false
    return file.lines.enumerated().compactMap { index, text in
      if text.hasPrefix("```") {
        isFenced.toggle()
        return nil
      }
      return isFenced ? nil : (text, index + 1)
    }
  }

  private static func targets(ofLinksIn line: Substring) -> [String] {
    line.split(separator: "](").dropFirst().compactMap { part in
      let target = part.prefix { $0 != ")" && $0 != "#" }
      return target.isEmpty || target.contains("://") ? nil : String(target)
    }
  }

  private static func resolve(_ target: String, from folder: ArraySlice<Substring>) -> String {
    var parts = Array(folder)
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
