/// What was left for later: it belongs in the issues, where somebody looks.
enum Leftovers {
  private static let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]

  static func findings(in file: SourceFile) -> [Finding] {
    words.flatMap { word in
      file.lines(saying: word).map {
        Finding(path: file.path, line: $0, what: "left for later: \(word)")
      }
    }
  }
}

/// Folders that exist on somebody's machine only.
enum MachinePaths {
  private static let folders = ["work", "root", "opt", "Users"].map { "/" + $0 + "/" }

  static func findings(in file: SourceFile) -> [Finding] {
    folders.flatMap { folder in
      file.lines(saying: folder).filter { stands(folder, first: $0, in: file) }
        .map { Finding(path: file.path, line: $0, what: "names a machine's own folder, \(folder)") }
    }
  }

  /// A folder of that name inside another is allowed; at the beginning of a path it is a machine's.
  private static func stands(_ folder: String, first line: Int, in file: SourceFile) -> Bool {
    let text = file.lines[line - 1]
    return text.split(whereSeparator: { " \"'`(=:".contains($0) }).contains { $0.hasPrefix(folder) }
  }
}
