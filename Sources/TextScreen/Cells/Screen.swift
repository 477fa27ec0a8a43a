/// What is on a terminal, as a value: a picture that can be compared, tested and saved without a terminal.
public struct Screen: Hashable, Sendable {
  public let size: Size
  public var palette: Palette
  /// Where the terminal's cursor stands; nil hides it.
  public var cursor: Position?
  private var cells: [Cell]

  /// A cell's place, from the top left at 0, 0.
  public struct Position: Hashable, Sendable {
    public let row: Int
    public let column: Int

    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  public init(_ size: Size, palette: Palette = .colour) {
    self.size = size
    self.palette = palette
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  public var bounds: Rect { Rect(size) }

  /// The cell at a place; blank outside the screen.
  public subscript(row: Int, column: Int) -> Cell {
    guard (0..<size.rows).contains(row), (0..<size.columns).contains(column) else { return .blank }
    return cells[row * size.columns + column]
  }

  public func row(_ row: Int) -> ArraySlice<Cell> {
    guard (0..<size.rows).contains(row) else { return [] }
    return cells[row * size.columns..<(row + 1) * size.columns]
  }
}

extension Screen {
  /// Writes text on one row, inside `area` only, and returns the column behind it.
  ///
  /// A wide character that would be cut in half is left out.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, style: Style = .plain, in area: Rect? = nil
  ) -> Int {
    let clip = (area ?? bounds).intersection(bounds)
    var at = column
    if DisplayWidth.isPlain(text) {
      for byte in text.utf8 {
        put(Cell(plain: byte, style), row: row, column: at, clip: clip)
        at += 1
      }
      return at
    }
    if DisplayWidth.isSimple(text) {
      for scalar in text.unicodeScalars {
        put(Cell(simple: scalar, style), row: row, column: at, clip: clip)
        at += 1
      }
      return at
    }
    for character in text {
      let cell = Cell(character, style)
      put(cell, row: row, column: at, clip: clip)
      at += Int(cell.width)
    }
    return at
  }

  private mutating func put(_ cell: Cell, row: Int, column: Int, clip: Rect) {
    let end = column + Int(cell.width)
    guard row >= clip.row, row < clip.endRow, column >= clip.column, end <= clip.endColumn else { return }
    tear(row: row, column: column)
    if cell.width == 2 { tear(row: row, column: column + 1) }
    cells[row * size.columns + column] = cell
    if cell.width == 2 { cells[row * size.columns + column + 1] = .behindWide(cell.style) }
  }

  /// Overwriting one half of a wide character blanks the other half.
  private mutating func tear(row: Int, column: Int) {
    let at = row * size.columns + column
    let old = cells[at]
    if old.width == 2, column + 1 < size.columns { cells[at + 1] = Cell(" ", old.style) }
    if old.width == 0, column > 0 { cells[at - 1] = Cell(" ", old.style) }
  }

  public mutating func fill(_ area: Rect, with character: Character = " ", style: Style) {
    let clip = area.intersection(bounds)
    let cell = Cell(character, style)
    guard cell.width == 1 else { return }
    for row in clip.row..<max(clip.row, clip.endRow) {
      for column in clip.column..<max(clip.column, clip.endColumn) {
        put(cell, row: row, column: column, clip: clip)
      }
    }
  }
}
