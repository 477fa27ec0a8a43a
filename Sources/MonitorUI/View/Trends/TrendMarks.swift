import InfusionCore
import Phrases
import Quantities
import TextScreen

// What happened, as marks below the curves and in words at the cursor.

extension Painter {
  /// Paints a letter where something was done or noticed: the key by which it is entered; `+` for several
  /// things.
  mutating func paintMarks(_ happenings: [Happening], _ columns: TimeColumns, in row: Rect) {
    screen.put(say("marks"), row: row.row, column: row.column + 1, style: .dim, in: row)
    screen.put(
      String(glyphs.axis), row: row.row, column: row.column + Lane.margin - 1, style: .faint, in: row)
    let plot = row.droppingLeft(Lane.margin).droppingRight(TrendsLayout.figures)
    let placed = Dictionary(grouping: happenings) { columns.column(of: $0.at) }
    for (column, things) in placed {
      guard let column, let first = things.first else { continue }
      let isOne = things.allSatisfy { $0.letter == first.letter }
      let letter = isOne ? (first.letter == " " ? "+" : first.letter) : "+"
      screen.put(String(letter), row: plot.row, column: plot.column + column, style: .key, in: plot)
    }
  }

  /// Paints, for the cursor: the instant, the rate and the dose so far; the values, each with its own instant
  /// and age; and what happened.
  mutating func paintReadout(
    _ page: TrendsPage, _ happenings: [Happening], _ columns: TimeColumns, in area: Rect
  ) {
    let time = page.cursor ?? session.now
    screen.put(instant(of: page, time), row: area.row, column: area.column, in: area)
    let values = valuesAt(time, columns: area.columns - 1)
    let happened = whatHappened(happenings, columns, around: time)
    let rows = values + (happened.isEmpty ? [] : [happened])
    let body = area.droppingTop(1)
    for (offset, row) in turn(of: rows, room: body.rows).enumerated() {
      screen.put(
        [Span(" ")] + row.fittingOrCounted(body.columns - 1) { span("+\($0) more", .caution) },
        row: body.row + offset, column: body.column,
        in: body)
    }
  }

  private func instant(of page: TrendsPage, _ time: SessionTime) -> [Span] {
    let clock = session.clock(at: time) ?? time.sinceStart.clock
    let minute =
      say(session.startedAt.map { "  infusion \((time - $0).clock)" } ?? "  session \(time.sinceStart.clock)")
    let here = [
      page.cursor == nil ? span(" now \(clock)", .heading) : span(" at \(clock)", .heading),
      Span(minute, .dim),
    ]
    let (rate, given) = dose(of: page, time)
    let other = page.anchor.map { other -> [Span] in
      [span("  from \(session.clock(at: other) ?? other.sinceStart.clock): Enter ends the stretch", .caution)]
    }
    let dose =
      (rate.map { [Span("  \($0)", .plain)] } ?? []) + (given.map { [span("  \($0) given", .plain)] } ?? [])
    return (here + (other ?? []) + dose).fitting(screen.size.columns)
  }

  /// The rate and the dose so far: at present by the engine, before that from the history of the trends.
  private func dose(of page: TrendsPage, _ time: SessionTime) -> (rate: String?, given: String?) {
    if page.cursor == nil, let infusion = session.infusion {
      return (infusion.rate.text(), say(infusion.sureness) + infusion.delivered.twoPlaces)
    }
    let rate = model.trend.rate(at: time).map { $0.text { MillilitresPerHour($0).text(places: 2) } }
    let sureness = say(model.trend.sureness(at: time))
    return (rate, model.trend.delivered(at: time).map { sureness + $0.text { Milligrams($0).twoPlaces } })
  }

  /// The values, each in the longest wording that fits beside the others, in as many rows as that takes.
  private func valuesAt(_ time: SessionTime, columns: Int) -> [[Span]] {
    let trend = model.trend
    let values = [
      (Vital.hr.name, trend.value(of: .hr, at: time)), (Vital.spo2.name, trend.value(of: .spo2, at: time)),
      ("NIBP", trend.pressure(session.pressures, at: time)), (Vital.rr.name, trend.value(of: .rr, at: time)),
    ]
    let shown = values.filter { $0.0 != Vital.rr.name || $0.1 != .absent }.map {
      words($0.1, name: $0.0, at: time)
    }
    return shown.reduce(into: []) { rows, value in
      if let last = rows.last, last.columns + 2 + value.columns <= columns {
        rows[rows.count - 1] = last + [Span("  ")] + value
      } else {
        rows.append(value)
      }
    }
  }

  /// `HR 83 10:42:25, 6 s`, `HR -- OLD: 83 10:42:25, 1:06`, `HR 81 to 85 in that minute`, `HR --`.
  private func words(_ value: TrendValue, name: Phrase, at time: SessionTime) -> [Span] {
    func own(_ at: SessionTime) -> String {
      let age = time - at
      let ago = age < .minutes(1) ? "\(age.wholeSeconds) s" : age.clock
      return "\(session.clock(at: at) ?? at.sinceStart.clock), \(ago)"
    }
    let label = span("\(name) ", .label)
    switch value {
    case .fresh(let text, let at): return [label, Span(text, .value), Span(" \(own(at))", .dim)]
    case .stale(let text, let at):
      return [label, Span("--", .stale), span(" OLD: \(text) \(own(at))", .caution)]
    case .within(let text, let minute):
      if time - minute < .minutes(1) { return [label, Span(text, .value), span(" in that minute", .dim)] }
      return [label, Span("--", .stale), span(" OLD: \(text) \(own(minute))", .caution)]
    case .absent: return [label, Span("--", .stale)]
    }
  }

  /// What happened in the column of an instant: marks, alarms, changes of the rate.
  private func whatHappened(
    _ happenings: [Happening], _ columns: TimeColumns, around time: SessionTime
  ) -> [Span] {
    guard let column = columns.column(of: time) else { return [] }
    func isHere(_ other: SessionTime) -> Bool { columns.column(of: other) == column }
    let alarms = model.log.episodes.filter { isHere($0.raisedAt) }.map { alarm in
      let text: Phrase = "\(alarm.id.mark(alarm.priority)) \(alarm.id.phrase(alarm.raised))"
      guard let raising = session.chart.raisingPressure(of: alarm) else {
        return span("\(text)  ", .alarm(alarm.priority))
      }
      return span("\(text) \(raising.remark)  ", .dim)
    }
    let marks = happenings.filter { isHere($0.at) }.map { span("\($0.text)  ", .plain) }
    return alarms + marks
  }
}
