import InfusionCore
import MonitorUI
import Quantities
import SessionReports
import TextScreen

/// One line of a page that is read from top to bottom.
struct ReviewLine: Hashable, Sendable {
  let text: String
  let style: Style

  init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  func wrapped(to columns: Int, indent: Int) -> [ReviewLine] {
    text.wrapped(to: columns, indent: indent).map { ReviewLine($0, style) }
  }
}

extension OpenedSession {
  /// The lines of a page, as wide as it is; none for the chart.
  func lines(of tab: SessionTab, columns: Int) -> [ReviewLine] {
    let indent = columns >= Self.textColumn * 2 ? Self.textColumn : 2
    return lines(of: tab).flatMap { $0.wrapped(to: columns, indent: indent) }
  }

  /// Where the words stand, behind times and dose; on a narrow screen their second line begins further left.
  private static let textColumn = 30

  private func lines(of tab: SessionTab) -> [ReviewLine] {
    switch tab {
    case .chart: []
    case .alarms: alarmLines
    case .timeline: timelineLines
    case .summary: summary.map { ReviewLine($0, $0.contains("***") ? .caution : .plain) }
    }
  }

  private var alarmLines: [ReviewLine] {
    guard !digest.alarms.isEmpty else { return [ReviewLine(" no alarm", .dim)] }
    let heading = " session   infusion   mg in   what, and how far, how long, who acknowledged"
    let rows = timeline.entries.indices.filter { timeline.entries[$0].kind.isAlarm }.map(line(at:))
    return [ReviewLine(heading, .dim)] + rows + [ReviewLine("")]
      + tally.lines.enumerated().map { ReviewLine($0.element, $0.offset == 0 ? .dim : .plain) }
  }

  private var timelineLines: [ReviewLine] {
    let heading = " session   infusion   mg in   what happened"
    return [ReviewLine(heading, .dim)] + timeline.entries.indices.map(line(at:))
  }

  /// What was found stands out.
  private func line(at place: Int) -> ReviewLine {
    let line = line(of: timeline.entries[place])
    return search?.entry == place ? ReviewLine(line.text, .selected) : line
  }

  /// When, at which minute of the infusion, at which dose, and what.
  private func line(of entry: SessionTimeline.Entry) -> ReviewLine {
    let session = entry.at.sinceStart.clock.paddedLeft(to: 8)
    let infusion = sinceStart(of: entry.at)?.clock ?? ""
    // The engine's figure of that very instant, or none.
    let sample = digest.course.sample(at: entry.at).flatMap { $0.at == entry.at ? $0 : nil }
    let given = sample?.dose.delivered.fixed.rounded(places: 1).description
    let dose = given.map { digest.doseMark(at: entry.at) + $0 } ?? ""
    let head = "\(session)\(infusion.paddedLeft(to: 11))\(dose.paddedLeft(to: 8))"
    return ReviewLine("\(head)   \(entry.text)", entry.kind.style)
  }

  /// Time of the infusion; nil before it, and where there was none.
  func sinceStart(of time: SessionTime) -> TimeSpan? {
    digest.infusionStart.flatMap { time < $0 ? nil : time - $0 }
  }
}

extension SessionTimeline.Entry.Kind {
  var isAlarm: Bool { if case .alarm = self { true } else { false } }

  var style: Style {
    switch self {
    case .course: .heading
    case .alarm(let priority): .alarm(priority)
    case .act: .plain
    case .caution: .caution
    }
  }
}
