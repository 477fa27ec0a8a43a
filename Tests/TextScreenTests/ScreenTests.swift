import Testing
import TextScreen

@Suite("A screen is a value of cells")
struct ScreenTests {
  @Test("text and attributes stand in one picture")
  func picture() {
    var screen = Screen(Size(columns: 14, rows: 3))
    screen.put([Span("HR ", .label), Span("72", .value), Span(" /min", .dim)], row: 0, column: 1)
    screen.put("** 88 < 90", row: 1, column: 0, style: .bandMedium)
    #expect(
      screen.picture == """
         HR 72 /min
        ** 88 < 90

        --- colour 14x3
         lllvvddddd
        MMMMMMMMMM


        """)
  }

  @Test("a wide character takes two columns, and is left out where one is left")
  func wide() {
    var screen = Screen(Size(columns: 5, rows: 2))
    #expect(screen.put("患者x", row: 0, column: 0) == 5)
    screen.put("ab患", row: 1, column: 2)
    #expect(screen.plainText == "患者x\n  ab\n")
    #expect(screen[0, 1].width == 0)
  }

  @Test("whoever overwrites half of a wide character leaves no half behind", arguments: [0, 1])
  func torn(column: Int) {
    var screen = Screen(Size(columns: 2, rows: 1))
    screen.put("患", row: 0, column: 0)
    screen.put("x", row: 0, column: column)
    #expect(screen.plainText == (column == 0 ? "x\n" : " x\n"))
    #expect(screen.row(0).allSatisfy { $0.width == 1 })
  }

  @Test(
    "nothing that a terminal would obey gets into a cell",
    arguments: ["\u{1B}[2J", "\u{9B}2J", "\u{07}", "\u{202E}", "\u{200B}", "\r\n", "\u{E000}"])
  func controls(text: String) {
    var screen = Screen(Size(columns: 4, rows: 1))
    screen.put(text, row: 0, column: 0)
    #expect(screen[0, 0].character == "?")
  }

  @Test(
    "display width",
    arguments: [
      ("x", 1), ("µ", 1), ("⣿", 1), ("▁", 1), ("é", 1), ("e\u{301}", 1), ("患", 2), ("💧", 2), ("⚠", 1),
      ("山田", 4),
      ("👩\u{200D}👧", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(DisplayWidth.columns(text) == columns)
  }

  @Test(
    "drawing anywhere on any size never traps",
    arguments: [(0, 0), (1, 1), (2, 1), (1, 2), (5, 3), (80, 24)])
  func anySize(columns: Int, rows: Int) {
    for offset in [-3, 0, 1, 100] {
      var screen = Screen(Size(columns: columns, rows: rows))
      let area = Rect(row: offset, column: offset, columns: 7, rows: 4)
      screen.fill(area, style: .bandHigh)
      screen.box(area, title: "limits", glyphs: .unicode)
      screen.put("患者 12:31", row: offset, column: offset, style: .value)
      screen.putRight([Span("right")], row: offset, in: area)
      screen.rule(area, glyphs: .ascii, joints: [offset: .down])
      #expect(screen.plainText.split(separator: "\n", omittingEmptySubsequences: false).count == rows + 1)
      #expect(screen[offset, -1] == .blank)
    }
  }

  @Test("the cells outside of an area stay as they are")
  func clipping() {
    var screen = Screen(Size(columns: 8, rows: 2))
    screen.put("abcdefgh", row: 0, column: 0, in: Rect(row: 0, column: 2, columns: 3, rows: 1))
    #expect(screen.plainText == "  cde\n\n")
  }

  @Test("rectangles are cut no further than they reach")
  func rectangles() {
    let area = Rect(row: 2, column: 3, columns: 10, rows: 4)
    #expect(area.top(9) == area)
    #expect(area.bottom(1) == Rect(row: 5, column: 3, columns: 10, rows: 1))
    #expect(area.droppingLeft(4) == Rect(row: 2, column: 7, columns: 6, rows: 4))
    #expect(area.droppingTop(-1) == area)
    #expect(area.centred(columns: 4, rows: 2) == Rect(row: 3, column: 6, columns: 4, rows: 2))
    #expect(area.intersection(Rect(row: 0, column: 0, columns: 2, rows: 2)).isEmpty)
    #expect(Rect(Size(columns: -5, rows: 3)).columns == 0)
  }
}

@Suite("What a style means and how it looks")
struct StyleTests {
  @Test(
    "without colour every style is told by bold, reverse, underline or dim only", arguments: Style.allCases)
  func monochrome(style: Style) {
    let look = Palette.monochrome.appearance(style)
    #expect(look.foreground == nil)
    #expect(look.background == nil)
  }

  @Test("priorities are red, yellow and cyan in every coloured palette", arguments: [Palette.colour, .quiet])
  func priorities(palette: Palette) {
    let bands: [Style] = [.bandHigh, .bandMedium, .bandLow]
    #expect(bands.map { palette.appearance($0).background?.basic } == [1, 3, 6])
    let texts: [Style] = [.alarmHigh, .alarmMedium, .alarmLow]
    #expect(texts.map { palette.appearance($0).foreground?.basic } == [1, 3, 6])
  }

  @Test(
    "in the quiet room nothing that is normal is bold",
    arguments: [Style.value, .heading, .phase, .key, .good])
  func quiet(style: Style) { #expect(!Palette.quiet.appearance(style).isBold) }

  @Test("an ASCII terminal has a letter without its marks, of the same width")
  func inASCII() {
    #expect(Glyphs.ascii.showable("Sättigung für 2 min — 患") == "Sattigung fur 2 min ? ?")
    #expect(Glyphs.ascii.showable("Žižek Łódź Şahin") == "Zizek Lodz Sahin")
    #expect(Glyphs.console.showable("für") == "für")
  }

  @Test("a long text is cut with a mark, never in the middle of a wide character")
  func fitted() {
    #expect("overdue".fitted(to: 7, glyphs: .unicode) == "overdue")
    #expect("overdue".fitted(to: 5, glyphs: .unicode) == "over…")
    #expect("患者患者".fitted(to: 4, glyphs: .ascii) == "患~")
    #expect("x".fitted(to: 0, glyphs: .ascii) == "")
    #expect("ab".padded(to: 4) == "ab  ")
    #expect("ab".paddedLeft(to: 4) == "  ab")
  }
}
