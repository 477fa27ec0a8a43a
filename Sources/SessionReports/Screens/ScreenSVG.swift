public import TextScreen

/// A screen as a picture, from its own cells: colours, attributes and all. For a report of a fault, a guide,
/// a README.
///
///     ScreenSVG(screen).text  // <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2880 1728" ...
///
/// Blocks, rules and dots are drawn; words are text, and leave through the same gate as every page.
public struct ScreenSVG {
  private let screen: Screen
  /// The looks that occur, in order; each becomes a class of the style sheet.
  private let looks: [ScreenLook]
  private let classes: [Style: Int]

  public init(_ screen: Screen) {
    self.screen = screen
    let styles = (0..<screen.size.rows).flatMap { screen.row($0) }
      .filter { $0.character != " " || ScreenLook($0.style, of: screen.palette).ground != nil }.map(\.style)
    var (looks, classes) = ([ScreenLook](), [Style: Int]())
    for style in styles where classes[style] == nil {
      let look = ScreenLook(style, of: screen.palette)
      classes[style] = looks.firstIndex(of: look) ?? looks.count
      if !looks.contains(look) { looks.append(look) }
    }
    self.looks = looks
    self.classes = classes
  }

  public var text: String {
    let (wide, high) = (screen.size.columns * CellShape.width, screen.size.rows * CellShape.height)
    let label = "Screen of \(screen.size.columns) by \(screen.size.rows)"
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(wide) \(high)\" role=\"img\" "
      + "aria-label=\"\(label)\">"
    let ground = "<rect width=\"\(wide)\" height=\"\(high)\" fill=\"\(ScreenLook.ground)\"/>"
    let parts = [head, sheet, ground] + grounds + shapes + words + ["</svg>"]
    return parts.joined(separator: "\n") + "\n"
  }

  // MARK: Looks

  private var sheet: String {
    let rules = looks.enumerated().flatMap { number, look -> [String] in
      let bold = look.isBold ? ";font-weight:bold" : ""
      let line = look.isUnderlined ? ";text-decoration:underline" : ""
      let dim = look.isDim ? ";opacity:.6" : ""
      let ink = ".k\(number){fill:\(look.ink)\(bold)\(line)\(dim)}"
      return [ink] + (look.ground.map { [".g\(number){fill:\($0)}"] } ?? [])
    }
    let font =
      "text{font-family:\"DejaVu Sans Mono\",Menlo,Consolas,monospace;font-size:60px;white-space:pre}"
    return "<style>\n\(([font] + rules).joined(separator: "\n"))\n</style>"
  }

  // MARK: Cells

  private var grounds: [String] {
    runs { cell in classes[cell.style].flatMap { looks[$0].ground == nil ? nil : $0 } }.map { run in
      let (x, y) = (run.column * CellShape.width, run.row * CellShape.height)
      return "<rect class=\"g\(run.value)\" x=\"\(x)\" y=\"\(y)\" width=\"\(run.columns * CellShape.width)\" "
        + "height=\"\(CellShape.height)\"/>"
    }
  }

  /// One path for each look. A row of the same full-width shape is one rectangle.
  private var shapes: [String] {
    var paths: [Int: String] = [:]
    let drawn = runs { cell in
      CellShape.rects(of: cell.character).flatMap { _ in
        classes[cell.style].map { Drawn(look: $0, character: cell.character) }
      }
    }
    for run in drawn {
      for rect in rects(of: run) {
        paths[run.value.look, default: ""] +=
          "M\(rect.x) \(rect.y)h\(rect.width)v\(rect.height)h\(-rect.width)z"
      }
    }
    return paths.sorted { $0.key < $1.key }.map { "<path class=\"k\($0.key)\" d=\"\($0.value)\"/>" }
  }

  private struct Drawn: Hashable {
    var look: Int
    var character: Character
  }

  private func rects(of run: Run<Drawn>) -> [CellRect] {
    let own = CellShape.rects(of: run.value.character) ?? []
    let (x, y) = (run.column * CellShape.width, run.row * CellShape.height)
    if let rect = own.first, own.count <= 2, Self.reachAcross(own) {
      return [CellRect(x: x, y: y + rect.y, width: run.columns * CellShape.width, height: rect.height)]
    }
    return (0..<run.columns).flatMap { place in
      own.map {
        CellRect(x: x + place * CellShape.width + $0.x, y: y + $0.y, width: $0.width, height: $0.height)
      }
    }
  }

  /// Joins rectangles that reach from edge to edge at one height in cells side by side.
  private static func reachAcross(_ rects: [CellRect]) -> Bool {
    guard let first = rects.first else { return false }
    let ends = rects.map { $0.x + $0.width }.max()
    let overlap = rects.dropFirst().allSatisfy { $0.x <= first.x + first.width }
    return first.x == 0 && ends == CellShape.width && overlap
      && rects.allSatisfy { $0.y == first.y && $0.height == first.height }
  }

  /// A text for each word, as wide as its cells whatever font a reader has.
  private var words: [String] {
    let written = runs { cell -> Int? in
      guard cell.character != " " || cell.width == 0 else { return nil }
      return CellShape.rects(of: cell.character) == nil ? classes[cell.style] : nil
    }
    return written.map { run in
      let text = String(run.cells.filter { $0.width > 0 }.map(\.character))
      return "<text class=\"k\(run.value)\" x=\"\(run.column * CellShape.width)\" "
        + "y=\"\(run.row * CellShape.height + Self.baseline)\" "
        + "textLength=\"\(run.columns * CellShape.width)\" lengthAdjust=\"spacingAndGlyphs\">"
        + text.htmlEscaped + "</text>"
    }
  }

  /// Of a line of text in a cell, from its top.
  private static let baseline = 54

  // MARK: Runs

  private struct Run<Value> {
    var value: Value
    var row: Int
    var column: Int
    var cells: ArraySlice<Cell>
    var columns: Int { cells.count }
  }

  /// Runs of neighbouring cells that share a value; cells without one are in no run.
  private func runs<Value: Equatable>(of property: (Cell) -> Value?) -> [Run<Value>] {
    (0..<screen.size.rows).flatMap { row -> [Run<Value>] in
      let cells = screen.row(row)
      var found: [Run<Value>] = []
      for index in cells.indices {
        guard let value = property(cells[index]) else { continue }
        let column = index - cells.startIndex
        if let last = found.last, last.value == value, last.column + last.columns == column {
          found[found.count - 1].cells = cells[last.cells.startIndex...index]
        } else {
          found.append(Run(value: value, row: row, column: column, cells: cells[index...index]))
        }
      }
      return found
    }
  }
}
