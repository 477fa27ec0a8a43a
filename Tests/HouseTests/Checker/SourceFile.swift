import Glibc

/// A text of the repository, by its path from the root.
struct SourceFile {
  var path: String
  var text: String
  /// The text without comments and without what stands inside strings; the whole text where it is not Swift.
  var code: String

  init(path: String, text: String) {
    self.path = path
    self.text = text
    code =
      path.hasSuffix(".swift") ? String(decoding: CodeMask.code(of: text), as: UTF8.self) : text
  }

  var name: String { String(path.split(separator: "/").last ?? "") }

  /// The target it belongs to: the folder below `Sources` or `Tests`.
  var target: String? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
    return String(parts[1])
  }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var codeLines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The lines, counted from 1, on which the code says `word`.
  func linesOfCode(saying word: String) -> [Int] { Self.lines(of: code, saying: word) }

  /// The lines, counted from 1, on which the text, comments included, says `word`.
  func lines(saying word: String) -> [Int] { Self.lines(of: text, saying: word) }

  /// A word that begins with a letter is not looked for inside a longer name, nor as a member of something.
  private static func lines(of text: String, saying word: String) -> [Int] {
    var found: [Int] = []
    text.withCString { start in
      var line = 1
      var counted = start
      var from = start
      while let hit = strstr(from, word) {
        while counted < hit {
          if counted.pointee == CChar(10) { line += 1 }
          counted += 1
        }
        if stands(word, alone: hit, in: start), found.last != line { found.append(line) }
        from = UnsafePointer(hit) + 1
      }
    }
    return found
  }

  private static func stands(
    _ word: String, alone hit: UnsafePointer<CChar>, in start: UnsafePointer<CChar>
  ) -> Bool {
    guard hit > start, let first = word.utf8.first, isNamePart(first) else { return true }
    let before = UInt8(bitPattern: (hit - 1).pointee)
    return !isNamePart(before) && before != UInt8(ascii: ".")
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
