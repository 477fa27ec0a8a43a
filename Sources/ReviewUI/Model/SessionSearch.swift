import InfusionCore
import Quantities
import SessionReports
import TextScreen

/// What is sought within a session, by the language that asks for sessions, and the last find.
struct SessionSearch: Hashable, Sendable {
  var text: String
  var query: SessionQuery
  /// Which entry of the timeline was found last; nil before, and on the chart.
  var entry: Int?

  init(text: String, query: SessionQuery) {
    self.text = text
    self.query = query
  }
}

extension OpenedSession {
  /// Goes to the next find on a page, or the one before. False where there is none.
  mutating func goToFind(on tab: SessionTab, forward: Bool, in room: Size) -> Bool {
    switch tab {
    case .chart: goToMinute(forward: forward)
    case .alarms, .timeline: goToEntry(on: tab, forward: forward, in: room)
    case .summary: goToLine(forward: forward, in: room)
    }
  }

  /// Goes to the first find at or after the reader's place, else to the last one before it. False if there is
  /// none.
  mutating func goToFirstFind(on tab: SessionTab, in room: Size) -> Bool {
    if tab == .chart, let query = search?.query, query.matches(moment(of: minute)) { return true }
    return goToFind(on: tab, forward: true, in: room) || goToFind(on: tab, forward: false, in: room)
  }

  // MARK: On the chart: a minute

  private mutating func goToMinute(forward: Bool) -> Bool {
    guard let query = search?.query else { return false }
    let minutes = forward ? Array(minute + 1...max(minute + 1, lastMinute)) : (0..<minute).reversed()
    guard let found = minutes.first(where: { $0 <= lastMinute && query.matches(moment(of: $0)) }) else {
      return false
    }
    minute = found
    return true
  }

  private func moment(of minute: Int) -> SessionMoment {
    SessionMoment(digest, minute, timeline.entries(in: span(of: minute)))
  }

  // MARK: In the timeline: an entry

  private mutating func goToEntry(on tab: SessionTab, forward: Bool, in room: Size) -> Bool {
    guard let query = search?.query else { return false }
    let places = timeline.entries.indices.filter { tab == .timeline || timeline.entries[$0].kind.isAlarm }
    // From the cursor of the chart on, until something was found here.
    let from =
      search?.entry ?? places.first { timeline.entries[$0].at >= span.lowerBound }.map { $0 - 1 } ?? -1
    let ahead = forward ? places.filter { $0 > from } : places.filter { $0 < from }.reversed()
    let found = ahead.first { place in
      let entry = timeline.entries[place]
      return query.matches(SessionMoment(digest, minute(of: entry.at), [entry]))
    }
    guard let found else { return false }
    search?.entry = found
    minute = min(minute(of: timeline.entries[found].at), lastMinute)
    showFind(on: tab, in: room)
    return true
  }

  /// Moves the page so that the find stands on it, near its top.
  private mutating func showFind(on tab: SessionTab, in room: Size) {
    let lines = lines(of: tab, columns: room.columns)
    guard let line = lines.firstIndex(where: { $0.style == .selected }) else { return }
    show(line: line, of: tab, lines.count, room: room.rows)
  }

  // MARK: In the summary: a line

  private mutating func goToLine(forward: Bool, in room: Size) -> Bool {
    guard let words = search?.text.lowercased() else { return false }
    let lines = lines(of: .summary, columns: room.columns)
    let from = scroll[.summary]?.first ?? 0
    let ahead = forward ? Array(lines.indices.dropFirst(from + 1)) : lines.indices.prefix(from).reversed()
    guard let line = ahead.first(where: { lines[$0].text.lowercased().contains(words) }) else { return false }
    show(line: line, of: .summary, lines.count, room: room.rows)
    return true
  }
}
