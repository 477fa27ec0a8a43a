/// The words to a person in the sources: every text of a file with `{}` where something is put into it,
/// including texts within an interpolation.
struct SwiftTexts {
  /// With the line, and the code before it on that line.
  struct Text: Equatable {
    var pattern: String
    var line: Int
  }

  private let text: [Character]
  private var found: [Text] = []

  static func all(in source: String) -> [Text] {
    let code = String(decoding: CodeMask.codeAndStrings(of: source), as: UTF8.self)
    var texts = SwiftTexts(text: Array(code))
    var line = 1
    _ = texts.readCode(from: 0, line: &line, untilClosed: false)
    return texts.found
  }

  private init(text: [Character]) { self.text = text }

  /// - Returns: the place behind the parenthesis that closes, or the end.
  private mutating func readCode(from start: Int, line: inout Int, untilClosed: Bool) -> Int {
    var (at, depth) = (start, 1)
    while at < text.count {
      switch text[at] {
      case "\n": line += 1
      case "(": depth += 1
      case ")":
        depth -= 1
        if untilClosed, depth == 0 { return at + 1 }
      case "\"":
        at = readText(from: at + 1, line: &line)
        continue
      default: break
      }
      at += 1
    }
    return at
  }

  private mutating func readText(from start: Int, line: inout Int) -> Int {
    var (at, pattern) = (start, "")
    let first = line
    while at < text.count, text[at] != "\"" {
      guard text[at] == "\\", at + 1 < text.count else {
        if text[at] == "\n" { line += 1 }
        pattern.append(text[at])
        at += 1
        continue
      }
      if text[at + 1] == "(" {
        pattern += "{}"
        at = readCode(from: at + 2, line: &line, untilClosed: true)
      } else {
        pattern += text[at + 1] == "n" ? "\n" : String(text[at + 1])
        at += 2
      }
    }
    found.append(Text(pattern: pattern, line: first))
    return at + 1
  }
}

extension SwiftTexts.Text {
  /// Without the blanks around it, which are no words.
  var words: String {
    let lead = pattern.drop { $0 == " " }
    return String(lead.reversed().drop { $0 == " " }.reversed())
  }

  /// Signs, figures and single letters are the same in every language.
  var hasWords: Bool { words.split { !$0.isLetter }.contains { $0.count > 1 } }
}

/// Compares the screen's sentences with the German table.
enum LanguageRule {
  /// Where a text is said to a person at the screen.
  static let places = [
    "Sources/MonitorUI/", "Sources/InfusionCore/Wording/AlarmText.swift",
    "Sources/InfusionCore/Wording/HistoryText.swift", "Sources/InfusionCore/Wording/Names.swift",
    "Sources/InfusionCore/Wording/RefusalText.swift", "Sources/InfusionCore/Wording/ScaleText.swift",
    "Sources/InfusionCore/Clinic/HoldAdvice.swift", "Sources/InfusionCore/Wording/ActionErrorText.swift",
    "Sources/OperatorLanguage/LineErrorText.swift", "Sources/chairside/Commands/MonitorText.swift",
    "Sources/MonitorApp/Wording/BeginningText.swift", "Sources/SessionReports/Text/DrillWords.swift",
    "Sources/SessionReports/Digest/AdviceAnswer.swift", "Sources/Practice/DrillScore+Text.swift",
    "Sources/Practice/DrillEnding.swift",
  ]

  static let table = "Sources/Phrases/German/"

  /// English and German by turns.
  static func entries(in files: [SourceFile]) -> [String] {
    files.filter { $0.path.hasPrefix(table + "German+") }.flatMap {
      SwiftTexts.all(in: $0.text).map(\.pattern)
    }
  }

  /// A text of the screen that nobody said in German.
  static func missing(in files: [SourceFile], besides known: Set<String>) -> [Finding] {
    files.filter { file in places.contains { file.path.hasPrefix($0) } }.flatMap { file in
      SwiftTexts.all(in: file.text).filter { $0.hasWords && !known.contains($0.words) }.map {
        Finding(path: file.path, line: $0.line, what: "not in the German table: \($0.words)")
      }
    }
  }
}
