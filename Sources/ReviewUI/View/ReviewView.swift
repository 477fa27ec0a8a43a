import MonitorUI
public import TextScreen

/// The screen for the browser of an archive. Pure.
public func reviewView(_ model: ReviewModel) -> Screen {
  var painter = ReviewPainter(model)
  painter.paint()
  return painter.screen
}

/// Everything that the browser draws is drawn by this.
struct ReviewPainter {
  let model: ReviewModel
  var screen: Screen

  init(_ model: ReviewModel) {
    self.model = model
    screen = Screen(model.size, palette: model.display.palette)
  }

  var glyphs: Glyphs { model.display.glyphs }

  mutating func paint() {
    let layout = model.layout
    guard model.size.holds(Self.least) else { return paintTooSmall(in: screen.bounds) }
    switch model.page {
    case .list:
      paintListHeader(in: layout.header)
      paintList(in: layout.page)
    case .session(let tab):
      guard let session = model.opened else { break }
      paintSessionHeader(session, in: layout.header)
      paintTabs(tab, in: layout.page.top(1))
      if tab == .chart {
        paintChart(session, in: layout.body)
      } else {
        paint(
          session.lines(of: tab, columns: layout.body.columns), from: session.scroll[tab]?.first ?? 0,
          in: layout.body)
      }
    case .series:
      guard let series = model.series else { break }
      paintSeries(series, layout)
    case .help: paintHelp(in: layout.page)
    }
    paintFooter(in: layout.footer)
  }

  /// What a row of the list takes, with the rule, the heading and the keys.
  static let least = Size(columns: 40, rows: 8)

  /// Half a table could be read as a whole one.
  private mutating func paintTooSmall(in area: Rect) {
    let (size, least) = (model.size, Self.least)
    let words = "The archive needs \(least.columns)x\(least.rows): this is \(size.columns)x\(size.rows)."
    let lines = "\(words) Make the terminal larger, or q: leave".wrapped(to: max(1, area.columns - 1))
    for (offset, line) in lines.prefix(area.rows).enumerated() {
      screen.put(" \(line)", row: area.row + offset, column: area.column, style: .caution, in: area)
    }
  }

  /// A rule with a title in it.
  mutating func paintTitle(_ title: [Span], in area: Rect) {
    screen.rule(area, glyphs: glyphs)
    screen.put([Span(" ")] + title + [Span(" ")], row: area.row, column: area.column + 2, in: area)
  }

  mutating func paint(_ lines: [ReviewLine], from first: Int, in area: Rect) {
    let start = min(first, max(0, lines.count - area.rows))
    for (offset, line) in lines.dropFirst(start).prefix(area.rows).enumerated() {
      screen.put(
        glyphs.showable(line.text), row: area.row + offset, column: area.column, style: line.style, in: area)
    }
    guard start + area.rows < lines.count else { return }
    let more = Span(" \(lines.count - start - area.rows) more ", .dim)
    screen.putRight([more], row: area.endRow - 1, in: area)
  }

  mutating func paintHelp(in area: Rect) {
    paintTitle([Span("KEYS", .heading)], in: area)
    for (offset, command) in ReviewCommand.allCases.enumerated() {
      let line = [
        Span(command.keys(glyphs).paddedLeft(to: 12), .key), Span("  "), Span(command.explanation),
      ]
      screen.put(line, row: area.row + 1 + offset, column: area.column, in: area)
    }
    screen.put(
      "  What is recorded is only read here, never changed.",
      row: area.row + 2 + ReviewCommand.allCases.count,
      column: area.column, style: .dim, in: area)
  }
}

/// What is where: one line of header, a rule that names the page, the page, the keys.
struct ReviewLayout {
  let header: Rect
  /// The rule and what is below it.
  let page: Rect
  let body: Rect
  let footer: Rect

  init(_ size: Size) {
    let area = Rect(size)
    header = area.top(1)
    footer = area.droppingTop(1).bottom(1)
    page = area.droppingTop(1).droppingBottom(1)
    body = page.droppingTop(1)
  }
}

extension ReviewModel {
  var layout: ReviewLayout { ReviewLayout(size) }
}
