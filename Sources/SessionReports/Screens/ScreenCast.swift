import InfusionCore
import JSONLines
public import Quantities
public import TextScreen

/// Screens one after another as a recording for players of asciicast (version 2 of its format: a header line,
/// then a line with the seconds, `o` and the bytes for each frame).
///
/// Made from cells, so that the same session gives the same file. Cells that did not change are not sent
/// again.
public struct ScreenCast {
  private var writer = JSONWriter()
  private var shown: Screen?

  public init(size: Size, title: String) {
    writer.beginObject()
    writer.key("version")
    writer.integer(2)
    writer.key("width")
    writer.integer(size.columns)
    writer.key("height")
    writer.integer(size.rows)
    writer.key("title")
    writer.string(title.printable)
    writer.endObject()
    writer.newline()
  }

  public var bytes: [UInt8] { writer.bytes }

  /// A frame, so long after the first one.
  public mutating func add(_ screen: Screen, after elapsed: TimeSpan) {
    let start = shown == nil ? "\u{1B}[?25l\u{1B}[2J" : ""
    let rows = (0..<screen.size.rows).map { changed($0, of: screen) }.joined()
    shown = screen
    guard !start.isEmpty || !rows.isEmpty else { return }
    writer.beginArray()
    writer.fixed(Fixed(thousandths: Int(elapsed.milliseconds)))
    writer.string("o")
    writer.string(start + rows)
    writer.endArray()
    writer.newline()
  }

  /// From the first to the last cell of a row that changed.
  private func changed(_ row: Int, of screen: Screen) -> String {
    let new = screen.row(row)
    let old = shown?.size == screen.size ? shown.map { Array($0.row(row)) } : nil
    let differing = new.indices.filter {
      old?[$0 - new.startIndex] != new[$0] && !(old == nil && new[$0] == .blank)
    }
    guard var first = differing.first, let last = differing.last else { return "" }
    // A change must not begin in the middle of a wide character.
    while first > new.startIndex, new[first].width == 0 { first -= 1 }
    let column = first - new.startIndex + 1
    return "\u{1B}[\(row + 1);\(column)H" + Self.ansi(new[first...last], palette: screen.palette)
      + "\u{1B}[0m"
  }

  private static func ansi(_ cells: ArraySlice<Cell>, palette: Palette) -> String {
    var text = ""
    var style: Style?
    for cell in cells where cell.width > 0 {
      if cell.style != style { text += sequence(palette.appearance(cell.style)) }
      style = cell.style
      text += String(cell.character).printable
    }
    return text
  }

  /// `ESC [ 0 ; 1 ; 38 ; 5 ; 196 m` (ECMA-48, and xterm's 256 colours).
  private static func sequence(_ appearance: Appearance) -> String {
    var codes = ["0"]
    if appearance.isBold { codes.append("1") }
    if appearance.isDim { codes.append("2") }
    if appearance.isUnderlined { codes.append("4") }
    if appearance.isReverse { codes.append("7") }
    if let ink = appearance.foreground { codes.append("38;5;\(ink.rich)") }
    if let ink = appearance.background { codes.append("48;5;\(ink.rich)") }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}
