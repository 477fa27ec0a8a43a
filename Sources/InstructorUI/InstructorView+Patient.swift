import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import TextScreen

// The patient's true state, and beside each number the one on the trainee's screen.

extension InstructorPainter {
  /// The rows of the rule above, the numbers, the patient's state, and the drug.
  private static let fixedRows = 7
  /// The rows that the course always keeps on a screen of at least the usual size.
  private static let courseRows = 9
  /// The rows that the course keeps beside a long answer, before troubles and alarms give way: three titles,
  /// two rows of coming events, and one row of each of the others.
  private static let leastCourseRows = 7
  /// The rows for troubles and alarms on a usual screen.
  private static let usualChangingRows = 4

  /// Returns the number of rows used; troubles and alarms get as many as they need.
  mutating func paintPatient(_ truth: ToldTruth, in area: Rect) -> Int {
    screen.rule(area.top(1), glyphs: glyphs)
    screen.put(" what is true ", row: area.row, column: area.column + 2, style: .dim, in: area)
    screen.put(
      " on the trainee's screen ", row: area.row, column: area.column + Self.seenColumn, style: .dim, in: area
    )
    let rows = area.droppingTop(1)
    let chair = model.chair
    number("SpO2 %", "\(truth.spo2)", seen: chair?.spo2, row: 0, in: rows)
    number("HR /min", "\(truth.hr)", seen: chair?.hr, row: 1, in: rows)
    pressure("\(truth.sys)/\(truth.dia)", row: 2, in: rows)
    number("RR /min", "\(truth.rr)", seen: chair?.rr, row: 3, in: rows)
    line(Self.mind(truth), row: 4, in: rows)
    line(Self.drug(truth), row: 5, in: rows)
    let room = Self.room(in: area.rows)
    let wrong = wrong(truth, columns: area.columns, most: room - 1)
    let alarms = alarms(columns: area.columns, most: room - wrong.count)
    let changing = wrong + alarms
    put(changing, in: rows.droppingTop(Self.fixedRows - 1))
    return Self.fixedRows + changing.count
  }

  /// How many rows there are for troubles and alarms.
  private static func room(in rows: Int) -> Int {
    max(2, rows - fixedRows - courseRows, min(usualChangingRows, rows - fixedRows - leastCourseRows))
  }

  private mutating func line(_ spans: [Span], row: Int, in area: Rect) {
    screen.put(spans, row: area.row + row, column: area.column, in: area)
  }

  private mutating func number(_ label: String, _ value: String, seen: ToldNumber?, row: Int, in area: Rect) {
    let told: [Span] =
      switch seen {
      case .fresh(let value, let age)?: [Span("\(value)", .value), Span("  \(Self.age(age))", .dim)]
      case .old(let value, let age)?: [Span("was \(value)", .stale), Span("  \(Self.age(age))", .dim)]
      case .absent?, nil: [Span("-", .stale)]
      }
    side(label, value, told, row: row, in: area)
  }

  private mutating func pressure(_ value: String, row: Int, in area: Rect) {
    let told: [Span] =
      model.chair?.pressure.map { pressure in
        [
          Span(pressure.figures, pressure.isFresh ? .value : .stale),
          Span("  \(Self.age(pressure.age))", .dim),
        ]
      } ?? [Span("-", .stale)]
    side("NIBP mmHg", value, told, row: row, in: area)
  }

  private mutating func side(_ label: String, _ value: String, _ told: [Span], row: Int, in area: Rect) {
    line(
      [Span(" \(label.padded(to: 10))", .label), Span(value.paddedLeft(to: 8), .heading)], row: row, in: area)
    screen.put(told, row: area.row + row, column: area.column + Self.seenColumn + 1, in: area)
  }

  static func age(_ age: TimeSpan) -> String {
    age < .minutes(1) ? "\(age.wholeSeconds) s" : "\(age.clock) ago"
  }

  /// `awake, sedation 0.12   breath 0.95 of usual`.
  private static func mind(_ truth: ToldTruth) -> [Span] {
    let word = truth.sedation > asleep ? "asleep" : truth.sedation > drowsy ? "drowsy" : "awake"
    var line = [Span(" \(word), sedation \(truth.sedation)"), Span("   breath \(truth.breath) of usual")]
    if truth.isVomiting { line.append(Span("   VOMITS", .caution)) }
    if !truth.escortIsHere { line.append(Span("   no escort", .dim)) }
    if truth.harm > .zero { line.append(Span("   harm \(truth.harm.clock)", .caution)) }
    return line
  }

  private static let asleep = Fixed(thousandths: 500)
  private static let drowsy = Fixed(thousandths: 250)

  /// The drug that went in, and for which weight.
  private static func drug(_ truth: ToldTruth) -> [Span] {
    [
      Span(" given \(truth.delivered) mg, \(truth.deliveredPerWeight) mg/kg"),
      Span("   \(truth.effect) ng/mL at its site, \(truth.plasma) in plasma"),
    ]
  }

  private func wrong(_ truth: ToldTruth, columns: Int, most: Int) -> [[Span]] {
    let wrong = truth.wrong
    guard !wrong.isEmpty else { return [[Span(" nothing is wrong", .dim)]] }
    return flow(
      wrong.map { Span($0, .caution) }, behind: Span(" wrong: ", .label), separator: Span("; ", .caution),
      columns: columns, most: most)
  }

  private func alarms(columns: Int, most: Int) -> [[Span]] {
    guard let chair = model.chair, !chair.alarms.isEmpty else { return [[Span(" no alarm", .dim)]] }
    let alarms = chair.alarms.map { alarm in
      let standing = alarm.isAcknowledged ? " acknowledged" : ""
      return Span("\(alarm.text)\(standing)", alarm.isCalling ? .alarm(alarm.priority) : .dim)
    }
    return flow(alarms, behind: Span(" "), separator: Span("   "), columns: columns, most: most)
  }

  /// Items one after the other, in as many rows as they need. If there is not room for all, the last row says
  /// how many more there are.
  private func flow(
    _ items: [Span], behind lead: Span, separator: Span, columns: Int, most: Int
  ) -> [[Span]] {
    let room = max(1, columns - lead.columns)
    let end = DisplayWidth.columns(separator.text.trimmingEnd)
    var rows: [[Span]] = [[]]
    for item in items {
      let text = item.text.fitted(to: room - end, glyphs: glyphs)
      let row = rows[rows.count - 1]
      let used = row.columns + row.count * separator.columns
      if !row.isEmpty, used + DisplayWidth.columns(text) + end > room { rows.append([]) }
      rows[rows.count - 1].append(Span(text, item.style))
    }
    var more: Span?
    if rows.count > most {
      var hidden = rows[most...].reduce(0) { $0 + $1.count }
      rows.removeSubrange(most...)
      while let last = rows.last, !last.isEmpty,
        last.columns + last.count * separator.columns + "\(hidden) more".count > room
      {
        rows[most - 1].removeLast()
        hidden += 1
      }
      more = Span("\(hidden) more", .dim)
    }
    let margin = Span(String(repeating: " ", count: lead.columns))
    return rows.enumerated().map { index, row in
      let isLast = index == rows.count - 1
      let told = row.enumerated().flatMap { place, item in
        isLast && more == nil && place == row.count - 1 ? [item] : [item, separator]
      }
      return [index == 0 ? lead : margin] + told + (isLast ? [more].compactMap { $0 } : [])
    }
  }
}

extension String {
  /// The text, filled up with blanks to so many columns.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - DisplayWidth.columns(self)))
  }
}
