import InfusionCore
import Quantities
import TextScreen

extension WhatIf {
  /// The comparison as a page: a row an alarm, then the recorded medium and high alarms that would have come
  /// otherwise.
  public var text: String {
    (heading + ordered.map(line) + [total] + correctedLines + changeLines).map { $0.trimmingEnd + "\n" }
      .joined()
  }

  private var heading: [String] {
    let span = "\(watched.clock) watched" + (sessions == 1 ? "" : " in \(sessions) sessions")
    return [
      "WHAT IF: the same inputs under \(other.words), \(span)", "",
      fill("", 30) + fill("as recorded", 25) + "under the other",
      fill("alarm", 27) + Self.columnHeading + " " + Self.columnHeading,
    ]
  }

  private static let columnHeading = padLeft("count", 7) + padLeft("an hour", 8) + padLeft("stood", 9)

  /// What counts most before comes first.
  private var ordered: [Row] {
    rows.sorted {
      ($0.before.count, $0.after.count, $1.id.description) > (
        $1.before.count, $1.after.count, $0.id.description
      )
    }
  }

  private func line(_ row: Row) -> String {
    fill(row.id.name, 27) + cells(row.before) + " " + cells(row.after)
  }

  private func cells(_ column: Column) -> String {
    padLeft(String(column.count), 7)
      + padLeft(AlarmLog.perHour(column.count, in: watched).description, 8)
      + padLeft(column.standing.clock, 9)
  }

  private var total: String {
    let before = rows.reduce(0) { $0 + $1.before.count }
    let after = rows.reduce(0) { $0 + $1.after.count }
    let empty = fill("", 9)
    return fill("all", 27) + padLeft(String(before), 7)
      + padLeft(AlarmLog.perHour(before, in: watched).description, 8) + empty + " "
      + padLeft(String(after), 7) + padLeft(AlarmLog.perHour(after, in: watched).description, 8)
  }

  private var correctedLines: [String] {
    guard raisedByCorrected > 0 else { return [] }
    return ["", "Recorded alarms whose pressure was corrected or struck later: \(raisedByCorrected)"]
  }

  private var changeLines: [String] {
    guard !changes.isEmpty else {
      return ["", "Every recorded medium and high alarm would have come, and as early."]
    }
    return ["", "RECORDED MEDIUM AND HIGH ALARMS THAT WOULD HAVE COME OTHERWISE"] + changes.map(changeLine)
  }

  private func changeLine(_ change: Change) -> String {
    let alarm = change.alarm
    let what = "\(pad(alarm.id.mark(alarm.raised.priority), 4))\(alarm.course)"
    let head = "  \(pad(alarm.raisedAt.sinceStart.clock, 9))\(pad(what, 33))\(pad(change.what.words, 22))"
    let session = sessions == 1 ? [] : [change.session]
    return head + (session + [change.pressure?.sentence].compactMap { $0 }).joined(separator: "; ")
  }
}

extension WhatIf.Other {
  fileprivate var words: String {
    let rules = rulesVersion.map { "the rules of version \($0)" }
    let parts = [hasOwnConfiguration ? "another configuration" : nil, rules].compactMap { $0 }
    return parts.isEmpty ? "what was in force" : parts.joined(separator: " and ")
  }
}

extension WhatIf.Change.What {
  fileprivate var words: String {
    switch self {
    case .later(let span): "\(span.clock) later"
    case .lower(let priority): "only \(priority.name)"
    case .missing: "not at all"
    }
  }
}
