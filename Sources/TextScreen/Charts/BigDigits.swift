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
    let cells = text.map { pattern($0)[0].count * stretch }.reduce(0, +)
    return cells + max(0, text.count - 1) * stretch
  }

  /// The rows of the text, all of the same width.
  public func lines(_ text: String, glyphs: Glyphs) -> [String] {
    guard self != .plain else { return [text] }
    let dots = (0..<Self.height(self)).map { row in
      text.map { character in
        String(pattern(character)[row].flatMap { Array(repeating: $0, count: stretch) })
      }.joined(separator: String(repeating: " ", count: stretch))
    }
    if self == .half { return Self.halved(dots) }
    return dots.map { String($0.map { $0 == " " ? " " : glyphs.block }) }
  }

  private var stretch: Int { self == .wide || self == .tall ? 2 : 1 }
  private static func height(_ face: BigDigits) -> Int { face == .tall ? 7 : 5 }
  private func pattern(_ character: Character) -> [String] {
    self == .tall ? DigitFaces.fine(character) : DigitFaces.coarse(character)
  }

  /// Two rows of dots in one of cells.
  private static func halved(_ dots: [String]) -> [String] {
    stride(from: 0, to: dots.count, by: 2).map { row in
      let upper = Array(dots[row])
      let lower = row + 1 < dots.count ? Array(dots[row + 1]) : []
      return String(
        upper.indices.map { at -> Character in
          let below = at < lower.count && lower[at] != " "
          return upper[at] != " " ? (below ? "█" : "▀") : (below ? "▄" : " ")
        })
    }
  }
}
