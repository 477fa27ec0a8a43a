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

  /// The words after `command` in code blocks and code spans: `chairside list` gives `list`.
  static func words(after command: String, in file: SourceFile) -> [(word: String, line: Int)] {
    file.lines.enumerated().flatMap { index, text -> [(String, Int)] in
      let words = text.split { " `\t".contains($0) }
      return zip(words, words.dropFirst()).compactMap { first, second in
        guard first == command, isInCode(first, at: index, of: file) else { return nil }
        let word = String(second.prefix { $0.isLetter || $0 == "-" })
        return word.isEmpty || word.hasPrefix("-") ? nil : (word, index + 1)
      }
    }
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

  /// An indented line, a line inside a fence, or a word right behind a backtick.
  private static func isInCode(_ word: Substring, at index: Int, of file: SourceFile) -> Bool {
    if file.lines[index].hasPrefix("    ") || file.lines[index].hasPrefix("$ ") { return true }
    if word.startIndex > file.text.startIndex,
      file.text[file.text.index(before: word.startIndex)] == "`"
    {
      return true
    }
    return !file.lines[index].hasPrefix("```") && !prose(of: file).contains { $0.line == index + 1 }
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
