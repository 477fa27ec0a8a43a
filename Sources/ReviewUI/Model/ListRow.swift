import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import TextScreen

/// A row of the list as text, as it is shown and searched.
struct ListRow {
  let text: String

  static func heading(showsOffset: Bool) -> String {
    line(
      "began", ["chair", "patient", "plan"], ["mg", "min", "high", "med"], "ended", showsOffset: showsOffset)
  }

  init(_ row: SessionRow, showsOffset: Bool) {
    guard let facts = row.facts else {
      text = " \(row.name.padded(to: 44)) \(row.whyUnreadable)"
      return
    }
    let began = facts.began.minute(showsOffset: showsOffset)
    let figures = [
      facts.doseCell,
      String(Int(facts.length.sinceStart.inMinutes.rounded())),
      String(facts.alarms.high), String(facts.alarms.medium),
    ]
    let names = [facts.chair, row.patient ?? "-", facts.plan ?? "-"]
    let ending = row.faults.first?.headword ?? row.ending.joined(separator: ", ")
    text = Self.line(began, names, figures, ending, showsOffset: showsOffset)
  }

  private static func line(
    _ began: String, _ names: [String], _ figures: [String], _ ending: String, showsOffset: Bool
  ) -> String {
    let left = zip(names, [5, 10, 8]).map { $0.padded(to: $1) }.joined(separator: " ")
    let right = zip(figures, [5, 4, 5, 4]).map { $0.paddedLeft(to: $1) }.joined()
    return " \(began.padded(to: showsOffset ? 22 : 16)) \(left) \(right) \(ending)"
  }
}

extension WallTime {
  /// `2026-10-17 09:30`, or `2026-10-17 09:30+02:00`.
  func minute(showsOffset: Bool) -> String {
    let text = description
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))" + (showsOffset ? offsetText : "")
  }
}
