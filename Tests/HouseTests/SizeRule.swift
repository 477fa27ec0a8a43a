enum SizeRule {
  static let functionLines = 70
  static let fileLines = 400
  static let lineColumns = 110

  static func longFunctions(in file: SourceFile) -> [Finding] {
    FunctionBody.all(in: file).compactMap { body in
      let known = SizeTests.longFunctions.first {
        $0.path == file.path && $0.heading == body.heading
      }
      let limit = known?.lineCount ?? functionLines
      guard body.lineCount > limit else { return nil }
      return Finding(
        path: file.path, line: body.line,
        what: "\(body.lineCount) lines in `\(body.heading)`, \(limit) at most")
    }
  }

  static func longFiles(in file: SourceFile) -> [Finding] {
    let count = file.lines.count
    return count > fileLines
      ? [Finding(path: file.path, what: "\(count) lines, \(fileLines) at most")] : []
  }

  /// A picture of a screen inside a string is as wide as the screen.
  static func longLines(in file: SourceFile) -> [Finding] {
    let pictures = linesInsideStrings(of: file)
    return file.lines.enumerated().compactMap { index, line in
      // What a test quotes (an entry, a row, a screen) is not broken to fit.
      let isQuotation = file.path.hasPrefix("Tests/") && line.contains("\"")
      guard line.utf8.count > lineColumns, line.count > lineColumns, !pictures.contains(index), !isQuotation
      else { return nil }
      return Finding(
        path: file.path, line: index + 1, what: "\(line.count) columns, \(lineColumns) at most")
    }
  }

  private static func linesInsideStrings(of file: SourceFile) -> Set<Int> {
    let withStrings = String(decoding: CodeMask.codeAndStrings(of: file.text), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let inside = zip(file.codeLines, withStrings).enumerated().filter { _, line in
      line.0.allSatisfy { $0 == " " } && line.1.contains { $0 != " " }
    }
    return Set(inside.map(\.offset))
  }
}
