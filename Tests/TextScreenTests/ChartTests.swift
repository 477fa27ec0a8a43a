import Testing
import TextScreen

@Suite("Charts made of cells")
struct ChartTests {
  private func text(_ cells: [[Character]]) -> [String] { cells.map { String($0) } }

  @Test("a rising line of braille dots")
  func rising() {
    let trace = DotTrace(columns: 4, rows: 2, glyphs: .unicode)
    let values = (0..<8).map { Double($0)...Double($0) }
    #expect(text(trace.cells(values, scale: 0...7)) == ["  ⡠⠊", "⡠⠊  "])
  }

  @Test("a gap stays a gap, a jump is a line, and what lies outside is drawn on the edge")
  func accidents() {
    let trace = DotTrace(columns: 3, rows: 1, glyphs: .unicode)
    #expect(text(trace.cells([0...0, nil, nil, 0...0, 99...99, -99 ... -99], scale: 0...3)) == ["⡀⢀⢷"])
    let ascii = DotTrace(columns: 5, rows: 1, glyphs: .ascii)
    #expect(text(ascii.cells([0...0, nil, 1...1, 2...2, 0...0], scale: 0...2)) == ["_ -'|"])
  }

  @Test("any size, no values, a scale of nothing, a value that is no number: never a trap")
  func degenerate() {
    for (columns, rows) in [(0, 0), (1, 1), (-2, 5), (9, 0)] {
      let trace = DotTrace(columns: columns, rows: rows, glyphs: .unicode)
      #expect(trace.cells([], scale: 0...1).count == max(rows, 0))
      #expect(trace.cells([5...5, .infinity ... .infinity], scale: 5...5).count == max(rows, 0))
    }
  }

  @Test("bars of eighths; what flows at all is seen")
  func bars() {
    #expect(text(Bars.upright([0, 0.01, 30, 60, nil, 99], top: 60, rows: 1, glyphs: .unicode)) == [" ▁▄█ █"])
    #expect(text(Bars.upright([15, 45], top: 60, rows: 2, glyphs: .unicode)) == [" ▄", "▄█"])
    #expect(text(Bars.upright([0, 60], top: 60, rows: 1, glyphs: .ascii)) == [" #"])
  }

  @Test(
    "a lying bar",
    arguments: [
      (0.0, "", ""), (0.5, "██▌", "##"), (1.0, "█████", "#####"), (7.0, "█████", "#####"), (-1.0, "", ""),
      (.nan, "", ""),
    ])
  func lying(fraction: Double, unicode: String, ascii: String) {
    #expect(Bars.lying(fraction, columns: 5, glyphs: .unicode) == unicode)
    #expect(Bars.lying(fraction, columns: 5, glyphs: .ascii) == ascii)
  }

  @Test("big digits are read from two metres")
  func digits() {
    #expect(
      BigDigits.five.lines("72", glyphs: .unicode) == ["███ ███", "  █   █", "  █ ███", "  █ █  ", "  █ ███"])
    #expect(BigDigits.half.lines("72", glyphs: .unicode) == ["▀▀█ ▀▀█", "  █ █▀▀", "  ▀ ▀▀▀"])
    #expect(BigDigits.five.lines("--", glyphs: .ascii)[2] == "### ###")
  }

  @Test("every face says truly how wide it is", arguments: BigDigits.allCases, ["128/79", "--", "98.5?", ""])
  func faces(face: BigDigits, text: String) {
    let lines = face.lines(text, glyphs: .unicode)
    #expect(lines.count == face.rows)
    #expect(lines.allSatisfy { DisplayWidth.columns($0) == face.columns(text) })
  }

  @Test(
    "the largest face that fits",
    arguments: [
      (80, 20, BigDigits.tall), (22, 5, .wide), (11, 5, .five), (11, 3, .half), (11, 2, .plain),
      (4, 9, .plain),
      (0, 0, .plain),
    ])
  func largest(columns: Int, rows: Int, face: BigDigits) {
    #expect(BigDigits.largest(for: "128", in: Size(columns: columns, rows: rows), glyphs: .unicode) == face)
    let ascii = BigDigits.largest(for: "128", in: Size(columns: columns, rows: rows), glyphs: .ascii)
    #expect(ascii == (face == .half ? .plain : face))
  }
}
