import InfusionCore
import Phrases
import Quantities
import TextScreen

// What is ordered, what goes on, what is still missing: in one row on the smallest screens, and in as many as
// say all of it where they are free.

extension Painter {
  /// In at most so many rows, at least one: what has no room in them is left out from behind, or counted.
  func courseRows(columns: Int, most: Int) -> [[Span]] {
    if let page = pageWithoutRoom { return [page.fitting(columns)] }
    guard most > 1 else { return [compactCourse.fitting(columns)] }
    switch session.phase {
    case .preparation: return toDoRows(columns: columns, most: most)
    case .infusing, .paused:
      return session.infusion.map { Array(longCourse($0).inRows(columns).prefix(most)) } ?? []
    case .observing, .ready, .closed:
      return session.observation.map { windowRows($0, columns: columns, most: most) }
        ?? [compactCourse.fitting(columns)]
    }
  }

  /// A page that is open has the keys: what they would do is said, in a line.
  private var pageWithoutRoom: [Span]? {
    switch model.page {
    case .main, .sessionPicker: return nil
    case .limits(let cursor):
      let limits = session.limits(of: cursor.vital)
      let present = limits.value(of: cursor.limit)?.description ?? "-"
      let shown = limits.offBy == nil || cursor.limit.isExtreme ? present : say("OFF")
      let proposed = cursor.proposed.map { " \(glyphs.pointer) \($0)" } ?? ""
      return [
        span(" LIMITS  ", .heading),
        span("\(cursor.vital.name) \(cursor.limit.kind.phrase) \(shown)\(proposed)", .selected),
      ]
    case .trends:
      let ways = [say(" trends need 60x16: A alarms, Esc back"), say(" needs 60x16: Esc")]
      return [Span(ways.first { $0.count <= screen.size.columns } ?? ways[1], .caution)]
    case .alarmLog, .devices, .help, .summary:
      let ways = [say(" this page needs 30x8: Esc goes back"), say(" needs 30x8: Esc")]
      return [Span(ways.first { $0.count <= screen.size.columns } ?? ways[1], .caution)]
    }
  }

  /// In one row.
  var compactCourse: [Span] {
    switch session.phase {
    case .preparation:
      let todo = session.toDo
      let open = todo.map(say).listed(columns: screen.size.columns - 8, key: "S")
      return [todo.isEmpty ? span(" ready: S starts") : span(" to do: \(open)")] + seriesSpans
    case .infusing, .paused:
      guard let infusion = session.infusion else { return [] }
      let given = givenSpan(infusion)
      // Where there is room for one thing: what the pump does that nobody ordered.
      if let words = pumpDoubt(infusion, columns: 0) { return [given, Span("  "), words] + dueCheck }
      // How sure the dose is stands for as long as it is not: rate and time take turns with it.
      if let words = rangeWords(infusion), turn(of: 2) == 0 {
        return [given, Span("  "), words] + dueCheck
      }
      let rate = Span(" \(infusion.rate.text())", .plain)
      return [given, rate] + dueCheck + briefDue + timeSpans(infusion) + comingCheck
    case .observing, .ready, .closed:
      guard let window = session.observation else { return [span(" \(session.phase.heading)")] }
      return windowLine(window)
    }
  }

  private func givenSpan(_ infusion: InfusionView) -> Span {
    Span(" \(say(infusion.sureness))\(infusion.delivered.twoPlaces)", .value)
  }

  /// Which treatment of a series this is.
  private var seriesSpans: [Span] {
    session.history.map { [span("  \($0.phrase(hasInfusion: session.hasInfusion))", .dim)] } ?? []
  }

  private func toDoRows(columns: Int, most: Int) -> [[Span]] {
    let todo = session.toDo.map(say)
    guard !todo.isEmpty else {
      return Array(([span(" ready: S starts")] + seriesSpans).inRows(columns).prefix(most))
    }
    let rows = todo.listed(in: most, columns: columns - 1, key: "S") { say("to do: \($0)") }
    let last = rows.last.map { [Span(" \($0)")] } ?? []
    let behind = (last + seriesSpans).inRows(columns)
    return rows.dropLast().map { [Span(" \($0)")] } + behind.prefix(most - rows.count + 1)
  }

  /// All of it, what is most urgent first.
  private func longCourse(_ infusion: InfusionView) -> [Span] {
    let doubt = [pumpDoubt(infusion, columns: 0), rangeWords(infusion)].compactMap { $0 }
    let flow = infusion.perKilogramHour
    let perKilogram = [
      Span("  \(infusion.deliveredPerKilogram.text(places: 3))"), Span("  \(flow.text(places: 2))", .dim),
      Span("  \(flow.microgramsPerKilogramMinute.text(places: 1))", .dim),
    ]
    return [givenSpan(infusion), Span(" \(infusion.rate.text())", .plain)]
      + doubt.map { Span("  \($0.text)", $0.style) } + dueCheck + briefDue + timeSpans(infusion)
      + comingCheck + perKilogram
  }

  /// How much is counted, and what holds the patient here: the time says what it is where that takes no room
  /// from anything else.
  private func windowLine(_ window: ObservationView) -> [Span] {
    let columns = screen.size.columns
    let words: [Phrase] = [" of \(window.target.clock) counted", " of \(window.target.clock)"]
    let ways = words.map { words -> (line: [Span], hold: [Span]) in
      let line = [Span(" \(window.counted.clock)", .value), span(words, .value)] + dueCheck + briefDue
      return (line, holdLine(window, columns: max(0, columns - line.columns)))
    }
    let short = ways[1]
    let long = ways[0].line + short.hold + comingCheck
    let isFree = ways[0].hold == short.hold && long.columns <= columns
    return (isFree ? ways[0].line : short.line) + short.hold + comingCheck
  }

  /// The time in a row of its own, and below it all that holds the patient here.
  private func windowRows(_ window: ObservationView, columns: Int, most: Int) -> [[Span]] {
    let line = windowLine(window)
    guard session.phase != .closed, line.columns > columns || !holdsAll(line, of: window) else {
      return [line.fitting(columns)]
    }
    let target = span(" of \(window.target.clock) counted", .value)
    let time = [Span(" \(window.counted.clock)", .value), target] + dueCheck + briefDue + comingCheck
    let hold = window.heldUpBy.map { [[Span(" \(say($0.capitalised))", .caution)]] } ?? []
    let room = most - 1 - hold.count
    let list =
      room < 1
      ? [] : goHome(window).listed(in: room, columns: columns - 1, key: "d") { say("To go home: ") + $0 }
    let rows = [time.fitting(columns)] + hold.map { $0.fitting(columns) } + list.map { [Span(" \($0)")] }
    return rows.count > 1 ? rows : [line.fitting(columns)]
  }

  private func holdsAll(_ line: [Span], of window: ObservationView) -> Bool {
    holdLine(window, columns: .max).allSatisfy { line.contains($0) }
  }
}

extension [Span] {
  /// One after another into rows of at most so many columns, each with a blank before it. A span that is
  /// wider than a row is left out.
  fileprivate func inRows(_ columns: Int) -> [[Span]] {
    reduce(into: []) { rows, span in
      let own = [Span(" "), span.trimmed]
      if let last = rows.last, last.columns + span.columns <= columns {
        rows[rows.count - 1] = last + [span]
      } else if own.columns <= columns, !span.trimmed.text.isEmpty {
        rows.append(rows.isEmpty ? [span] : own)
      }
    }
  }
}

extension [String] {
  /// Items in a sentence that takes at most so many rows: as many of them as that has room for, and how many
  /// more there are.
  fileprivate func listed(
    in rows: Int, columns: Int, key: Character, _ sentence: (String) -> String
  ) -> [String] {
    let ways = (0...count).reversed().map { kept -> [String] in
      let more = kept == count ? [] : ["+\(count - kept) (\(key))"]
      return sentence((prefix(kept) + more).joined(separator: ", ")).wrapped(to: columns)
    }
    return ways.first { $0.count <= rows } ?? []
  }
}
