import InfusionCore
import JSONLines
import Quantities
import SessionReports
import Testing
import TextScreen

/// A screen as a picture and as a recording: read back, it is the screen.
@Suite struct ScreenPictureTests {
  private static let size = Size(columns: 40, rows: 6)

  /// Words in all styles, blocks, rules, dots, wide characters and marks.
  private static func screen(_ text: String = "SpO2 84 < 85 & 患者 µ", shift: Int = 0) -> Screen {
    var screen = Screen(size)
    for (index, style) in Style.allCases.enumerated() {
      screen.put("x\(index)", row: index / 10, column: index % 10 * 4, style: style)
    }
    screen.put(text, row: 4, column: 1 + shift, style: .alarmHigh)
    screen.put("│┤─┌┐└┘├┬┴┼╌╍░█▁▅▌⣿⠒", row: 5, column: 2 + shift, style: .traceFirst)
    return screen
  }

  // MARK: The picture

  /// The words of a picture by the cell that each begins in.
  private static func words(_ svg: String) -> [String: String] {
    svg.split(separator: "\n").filter { $0.hasPrefix("<text") }.reduce(into: [:]) { found, line in
      let numbers = line.split(separator: "\"").compactMap { Int($0) }
      let text = line.split(separator: ">")[1].prefix { $0 != "<" }
      let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(String(text)) {
        $0.replacing($1.0, with: $1.1)
      }
      found["\(numbers[1] / 72):\(numbers[0] / 36)"] = plain
    }
  }

  /// The words of a screen: what is neither blank nor drawn.
  private static func words(_ screen: Screen) -> [String: String] {
    var found: [String: String] = [:]
    for row in 0..<screen.size.rows {
      var (start, word, style): (Int, String, Style?) = (0, "", nil)
      func isWritten(_ cell: Cell) -> Bool {
        guard let scalar = cell.character.unicodeScalars.first else { return false }
        return cell.character != " " && !(0x2500...0x259F).contains(scalar.value)
          && !(0x2800...0x28FF).contains(scalar.value)
      }
      for (column, cell) in screen.row(row).enumerated() where cell.width > 0 {
        if !isWritten(cell) || cell.style != style {
          if !word.isEmpty { found["\(row):\(start)"] = word }
          (start, word, style) = (column, "", cell.style)
        }
        guard isWritten(cell) else { continue }
        if word.isEmpty { start = column }
        word.append(cell.character)
      }
      if !word.isEmpty { found["\(row):\(start)"] = word }
    }
    return found
  }

  @Test func everyWordStandsInItsCell() {
    let screen = Self.screen()
    let (shown, expected) = (Self.words(ScreenSVG(screen).text), Self.words(screen))
    #expect(shown.filter { expected[$0.key] != $0.value } == expected.filter { shown[$0.key] != $0.value })
    #expect(shown == expected)
    #expect(Self.words(screen)["4:1"] == "SpO2")
  }

  @Test(arguments: Palette.allCases)
  func eachStyleKeepsItsLook(palette: Palette) {
    var screen = Self.screen()
    screen.palette = palette
    let svg = ScreenSVG(screen).text
    for style in Style.allCases {
      let appearance = palette.appearance(style)
      let word = svg.split(separator: "\n").first {
        $0.contains(">x\(Style.allCases.firstIndex(of: style) ?? 0)<")
      }
      let number = (word ?? "").split(separator: "\"")[1].dropFirst()
      let rule = svg.split(separator: "\n").first { $0.hasPrefix(".k\(number){") } ?? ""
      #expect(rule.contains("bold") == appearance.isBold, "\(style)")
      #expect(rule.contains("underline") == appearance.isUnderlined, "\(style)")
      let isFilled = svg.contains(".g\(number){")
      #expect(isFilled == (appearance.background != nil || appearance.isReverse), "\(style)")
    }
  }

  @Test func anAlarmIsRedAndItsBandIsFilled() {
    var screen = Screen(Size(columns: 20, rows: 1))
    screen.fill(screen.bounds, style: .bandHigh)
    screen.put("***", row: 0, column: 1, style: .bandHigh)
    let svg = ScreenSVG(screen).text
    #expect(svg.contains("{fill:#ffffff;font-weight:bold}") && svg.contains("{fill:#d70000}"))
    #expect(svg.contains("x=\"0\" y=\"0\" width=\"720\" height=\"72\"/>"))
  }

  /// What is drawn lies within its cells, and a row of one shape is one piece.
  @Test func shapesStayInTheirCells() throws {
    var screen = Screen(Size(columns: 8, rows: 2))
    screen.put("────████", row: 0, column: 0)
    screen.put("⣿", row: 1, column: 3)
    let path = try #require(ScreenSVG(screen).text.split(separator: "\n").first { $0.hasPrefix("<path") })
    let pieces = path.split(separator: "M").dropFirst()
    #expect(pieces.count == 1 + 1 + 8)
    #expect(pieces.contains("0 34h144v4h-144z") && pieces.contains("144 0h144v72h-144z"))
  }

  @Test(arguments: UInt64(1)...12)
  func nothingThatSomebodyTypedBecomesMarkup(seed: UInt64) {
    let nasty: [Unicode.Scalar] = [
      "\u{1B}", "\u{9B}", "\u{202E}", "\u{200B}", "<", ">", "&", "\"", "'", "\u{301}", "a", "日",
    ]
    var text = String.UnicodeScalarView()
    for place in 0..<30 { text.append(nasty[Int(seed) * (place + 3) * 7 % nasty.count]) }
    let screen = Self.screen(String(text))
    let svg = ScreenSVG(screen).text
    #expect(svg.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnseen })
    let tags = Set(svg.split(separator: "<").map { $0.prefix { $0 != " " && $0 != ">" } })
    #expect(tags == ["svg", "style", "/style", "rect", "path", "text", "/text", "/svg"])
    let cast = Self.cast([screen])
    #expect(Self.bytes(of: cast).unicodeScalars.allSatisfy { $0 == "\u{1B}" || !$0.isUnseen })
  }

  // MARK: The recording

  private static func cast(_ screens: [Screen]) -> [JSONValue] {
    var cast = ScreenCast(size: size, title: "a\u{1B}b")
    for (number, screen) in screens.enumerated() {
      cast.add(screen, after: .milliseconds(Int64(number) * 250))
    }
    return cast.bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONParser.parse(Array($0)) }
  }

  private static func bytes(of lines: [JSONValue]) -> String {
    lines.dropFirst().compactMap { line in
      if case .array(let parts) = line { parts.last?.string } else { nil }
    }.joined()
  }

  /// What a terminal shows after these bytes: rows of characters with the look that they were sent with.
  private static func played(_ bytes: String) -> [[String]] {
    var cells = Array(repeating: Array(repeating: " ", count: size.columns), count: size.rows)
    var (row, column, look) = (0, 0, "")
    for piece in bytes.split(separator: "\u{1B}[").map(String.init) {
      let code = piece.prefix { !$0.isLetter }
      let rest = piece.dropFirst(code.count)
      switch rest.first {
      case "H":
        let place = code.split(separator: ";").compactMap { Int($0) }
        (row, column) = (place[0] - 1, place[1] - 1)
      case "m": look = code == "0" ? "" : String(code)
      case "J": cells = Array(repeating: Array(repeating: " ", count: size.columns), count: size.rows)
      default: break
      }
      for character in rest.dropFirst() {
        let width = DisplayWidth.columns(character)
        guard row < size.rows, column + width <= size.columns else { break }
        cells[row].replaceSubrange(
          column..<column + width, with: ["\(look) \(character)", " "].prefix(width))
        column += width
      }
    }
    return cells
  }

  @Test func playedBackItIsTheScreenFrameByFrame() {
    let frames = [0, 3, 1, 5, 0].map { Self.screen(shift: $0) }
    for count in 1...frames.count {
      let played = Self.played(Self.bytes(of: Self.cast(Array(frames.prefix(count)))))
      let alone = Self.played(Self.bytes(of: Self.cast([frames[count - 1]])))
      for row in 0..<Self.size.rows {
        let shown = played[row].map { $0.hasSuffix(" ") ? " " : $0 }
        let expected = alone[row].map { $0.hasSuffix(" ") ? " " : $0 }
        #expect(shown == expected, "row \(row) after \(count) frames")
        let characters = frames[count - 1].row(row).map { $0.width > 0 ? String($0.character) : " " }
        #expect(shown.map { String($0.suffix(1)) } == characters, "row \(row) after \(count) frames")
      }
    }
  }

  @Test func itsLinesAreThoseOfTheFormat() throws {
    let lines = Self.cast([Self.screen(), Self.screen(), Self.screen(shift: 1)])
    let header = try #require(lines.first?.object)
    #expect(header["version"]?.fixed == 2 && header["width"]?.fixed == 40 && header["height"]?.fixed == 6)
    #expect(header["title"]?.string == "a b")
    // What did not change is not sent again.
    #expect(lines.count == 3)
    guard case .array(let last) = lines[2] else { return #expect(Bool(false), "a frame is an array") }
    #expect(last[0].fixed == Fixed(thousandths: 500) && last[1].string == "o")
  }
}
