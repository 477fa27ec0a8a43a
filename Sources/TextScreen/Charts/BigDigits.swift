/// Numbers that can be read from two metres.
public enum BigDigits: CaseIterable, Hashable, Sendable {
  /// One row of ordinary text: the last resort.
  case plain
  /// Three rows, half a cell a dot. Not in ASCII, which has no half.
  case half
  /// Five rows, one cell a dot.
  case five
  /// Five rows, two cells a dot: nearly square on a terminal.
  case wide
  /// Seven rows of a finer face, two cells a dot.
  case tall

  public var rows: Int {
    switch self {
    case .plain: 1
    case .half: 3
    case .five, .wide: 5
    case .tall: 7
    }
  }

  /// The largest face in which the text fits.
  public static func largest(for text: String, in size: Size, glyphs: Glyphs) -> BigDigits {
    allCases.last { face in
      (face != .half || glyphs.hasHalfBlocks) && face.rows <= size.rows && face.columns(text) <= size.columns
    } ?? .plain
  }

  public func columns(_ text: String) -> Int {
    guard self != .plain else { return DisplayWidth.columns(text) }
    return text.reduce(0) { $0 + letter($1).columns } + max(0, text.count - 1) * stretch
  }

  /// The rows of the text, all of the same width.
  public func lines(_ text: String, glyphs: Glyphs) -> [String] {
    guard self != .plain else { return [text] }
    let letters = text.map(letter)
    let gap = String(repeating: " ", count: stretch)
    let lines = (0..<rows).map { row in letters.map { $0.rows[row] }.joined(separator: gap) }
    guard self != .half, glyphs.block != DigitFaces.block else { return lines }
    return lines.map { String($0.map { $0 == " " ? " " : glyphs.block }) }
  }

  private func letter(_ character: Character) -> DigitLetter {
    switch self {
    case .plain, .half: DigitFaces.half[character] ?? .blank(rows: rows)
    case .five: DigitFaces.five[character] ?? .blank(rows: rows)
    case .wide: DigitFaces.wide[character] ?? .blank(rows: rows, columns: stretch)
    case .tall: DigitFaces.tall[character] ?? .blank(rows: rows, columns: stretch)
    }
  }

  private var stretch: Int { self == .wide || self == .tall ? 2 : 1 }
}
