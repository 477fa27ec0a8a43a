import TextScreen

/// What a key does on a page. The bottom line and the help are this table.
enum ReviewCommand: CaseIterable, Hashable, Sendable {
  case choose, open, back, find, all, series
  case minute, tenMinutes, alarm, search, goTo
  case tabs, scroll, compare, table
  case help, leave

  /// As it is written on the screen; arrows where the terminal has them.
  func keys(_ glyphs: Glyphs) -> String {
    let hasArrows = glyphs.hasArrows
    return switch self {
    case .choose: hasArrows ? "↑ ↓" : "up down"
    case .open: "Enter"
    case .back: "Esc"
    case .find, .search: "/"
    case .all: "a"
    case .series: "s"
    case .minute: hasArrows ? "← →" : "left right"
    case .tenMinutes: hasArrows ? "↑ ↓" : "up down"
    case .alarm: "n N"
    case .goTo: "g"
    case .tabs: "1-4"
    case .scroll: hasArrows ? "↑ ↓" : "up down"
    case .compare: "c"
    case .table: "t"
    case .help: "?"
    case .leave: "q"
    }
  }

  var label: String {
    switch self {
    case .choose: "choose"
    case .open: "open"
    case .back: "back"
    case .find, .search: "find"
    case .all: "all"
    case .series: "series"
    case .minute: "minute"
    case .tenMinutes: "10 min"
    case .alarm: "alarm"
    case .goTo: "go to"
    case .tabs: "pages"
    case .scroll: "move"
    case .compare: "compare"
    case .table: "table"
    case .help: "help"
    case .leave: "leave"
    }
  }

  var explanation: String {
    switch self {
    case .choose: "choose a session (PgUp, PgDn, Home, End)"
    case .open: "open the session: chart, alarms, timeline, summary"
    case .back: "back to where you came from"
    case .find: "only rows with these words, or that a question means: sys > 180"
    case .all: "simulations, drills and replays too, and away again"
    case .series: "all sessions of this patient"
    case .minute: "the chart's cursor, a minute"
    case .tenMinutes: "the chart's cursor, ten minutes"
    case .alarm: "the next alarm, the one before; of what is sought the next find"
    case .search: "find in the session: words, or spo2 < 90 and sys > 160"
    case .goTo: "a minute of the infusion"
    case .tabs: "chart, alarms, timeline, summary (Tab: the next)"
    case .scroll: "move the text (PgUp, PgDn, Home, End)"
    case .compare: "compare the infusions: NIBP, HR, SpO2"
    case .table: "the table of the series"
    case .help: "this page"
    case .leave: "leave the list; on a session or a series back, as Esc"
    }
  }
}

extension ReviewPage {
  /// The keys that do something here, the most likely first.
  var commands: [ReviewCommand] {
    switch self {
    case .list: [.choose, .open, .series, .find, .all, .leave]
    case .session(.chart): [.minute, .tenMinutes, .alarm, .goTo, .search, .tabs, .series, .back]
    case .session: [.scroll, .search, .tabs, .series, .back]
    case .series: [.scroll, .compare, .table, .back]
    case .help: [.back]
    }
  }
}
