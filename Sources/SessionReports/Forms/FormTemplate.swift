import InfusionCore

/// A page that a clinic owes, as a text with gaps that a record fills.
///
///     # Controlled drug
///     > One line of the register.
///     ## Balance
///     Drawn up: {drawn}
///     Given: {given}, from {dosing} to {stop}
///     Signature: ____
///
/// `#` is the title, `##` a section, `>` words for who fills it in; every other line is a label and, behind
/// `: `, what belongs there. `____` is for a pen.
public struct FormTemplate: Hashable, Sendable {
  public var title = ""
  public var sections: [Section] = []

  /// A heading with its lines.
  public struct Section: Hashable, Sendable {
    public var title: String
    public var lines: [Line] = []
  }
  /// A line of a form: a remark, or a question with its answer.
  public enum Line: Hashable, Sendable {
    case remark(String)
    case question(label: String, [Piece])
  }
  /// A piece of an answer.
  public enum Piece: Hashable, Sendable {
    case text(String)
    case field(FormField)
    /// For a pen.
    case blank
  }

  /// - Throws: the first thing that is wrong with it.
  public init(_ text: String) throws(FormError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      try read(String(line.last == "\r" ? line.dropLast() : line), number: index + 1)
    }
    guard !title.isEmpty else { throw .noTitle }
  }

  private mutating func read(_ line: String, number: Int) throws(FormError) {
    if let words = line.behind("## ") {
      sections.append(Section(title: words))
    } else if let words = line.behind("# ") {
      title = words
    } else if let words = line.behind("> ") {
      add(.remark(words))
    } else if !line.allSatisfy(\.isWhitespace) {
      add(try Self.question(line, number))
    }
  }

  /// What comes before the first section stands in one without a title.
  private mutating func add(_ line: Line) {
    if sections.isEmpty { sections.append(Section(title: "")) }
    sections[sections.count - 1].lines.append(line)
  }

  private static func question(_ line: String, _ number: Int) throws(FormError) -> Line {
    let characters = Array(line)
    guard let colon = characters.indices.first(where: { characters[$0...].starts(with: ": ") }) else {
      throw .noLabel(line: number)
    }
    let label = String(characters[..<colon])
    return .question(label: label, try pieces(characters, from: colon + 2, number))
  }

  private static func pieces(
    _ line: [Character], from start: Int, _ number: Int
  ) throws(FormError) -> [Piece] {
    var pieces: [Piece] = []
    var at = start
    while at < line.count {
      let rest = line[at...]
      if line[at] == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw .unclosed(line: number, column: at + 1) }
        let name = String(line[at + 1..<end])
        guard let field = FormField(rawValue: name) else {
          throw .unknownField(name, line: number, column: at + 1)
        }
        pieces.append(.field(field))
        at = end + 1
      } else if line[at] == "_" {
        pieces.append(.blank)
        at = rest.firstIndex { $0 != "_" } ?? line.count
      } else {
        let end = rest.firstIndex { $0 == "{" || $0 == "_" } ?? line.count
        pieces.append(.text(String(line[at..<end])))
        at = end
      }
    }
    return pieces
  }
}

/// What is wrong with a form, and where: lines and columns count from 1.
public enum FormError: Error, Hashable, Sendable {
  case noTitle
  case noLabel(line: Int)
  case unclosed(line: Int, column: Int)
  case unknownField(String, line: Int, column: Int)

  /// Behind the name of its file.
  public var sentence: String {
    switch self {
    case .noTitle: "1: a form has a title: # Name"
    case .noLabel(let line):
      "\(line): a line is a label and what belongs there (Label: {field}), or begins with #, ## or >"
    case .unclosed(let line, let column): "\(line):\(column): { is never closed"
    case .unknownField(let name, let line, let column):
      "\(line):\(column): \(name) is no field\(Spelling.choice(for: name, among: FormField.names))"
    }
  }
}

extension String {
  fileprivate func behind(_ opening: String) -> String? {
    hasPrefix(opening) ? String(dropFirst(opening.count)) : nil
  }
}
