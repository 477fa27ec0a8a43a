import ChairBeacon
import InfusionCore
import MonitorUI
import Quantities
import TextScreen

// A console of a few rows: what is true beside what the trainee sees, what is wrong, and what comes next.

extension InstructorPainter {
  /// On less the columns and lists of the console have no room.
  static let whole = Size(columns: 40, rows: 12)
  var isSmall: Bool { !screen.size.holds(Self.whole) }

  /// The numbers first, then what is wrong; no word is cut, and what has no row is counted.
  mutating func paintSmall(_ truth: ToldTruth, in area: Rect) {
    let words = numbers(truth) + wrong(truth) + next(truth)
    let rows = words.flatMap { text, style in
      text.wrapped(to: max(1, area.columns - 1), indent: 1).map { [Span(" \($0)", style)] }
    }
    guard rows.count > area.rows, area.rows > 0 else { return put(rows, in: area) }
    put(Array(rows.prefix(area.rows)), in: area)
    let more = Span(" +\(rows.count - area.rows) ", .dim)
    let last = area.bottom(1)
    guard rows[area.rows - 1].columns + more.columns <= last.columns else { return }
    screen.putRight([more], row: last.row, in: last)
  }

  /// `SpO2 79, seen 97 3 s`: two in a row where both fit.
  private func numbers(_ truth: ToldTruth) -> [(String, Style)] {
    let chair = model.chair
    let pressure = chair?.pressure.map(\.figures) ?? "-"
    return [
      ("SpO2 \(truth.spo2), seen \(seen(chair?.spo2))", .heading),
      ("HR \(truth.hr), seen \(seen(chair?.hr))", .heading),
      ("NIBP \(truth.sys)/\(truth.dia), seen \(pressure)", .heading),
      ("RR \(truth.rr), seen \(seen(chair?.rr))", .heading),
    ]
  }

  private func seen(_ number: ToldNumber?) -> String {
    switch number {
    case .fresh(let value, let age)?: "\(value) \(Self.age(age))"
    case .old(let value, let age)?: "was \(value) \(Self.age(age))"
    case .absent?, nil: "-"
    }
  }

  private func wrong(_ truth: ToldTruth) -> [(String, Style)] {
    let alarms = model.chair?.alarms.filter(\.isCalling).map { ($0.text, Style.alarm($0.priority)) } ?? []
    return alarms + truth.wrong.map { ($0, .caution) }
  }

  private func next(_ truth: ToldTruth) -> [(String, Style)] {
    let due = truth.coming.compactMap { event in event.dueIn.map { (event.what, $0) } }
    guard let first = due.min(by: { $0.1 < $1.1 }) else { return [] }
    return [("in \(first.1.clock) \(first.0)", .plain)]
  }

  /// The keys that there is room for, whole: the way out first.
  func keysThatFit(columns: Int) -> [Span] {
    let keys = [("q", " Enter leave"), ("space", " freeze, go"), ("?", " help"), ("Tab", " complete")]
    return keys.reduce(into: [Span(" ")]) { line, key in
      let next = [Span(key.0, .key), Span("\(key.1)  ")]
      if (line + next).columns <= columns + 2 { line += next }
    }
  }
}
