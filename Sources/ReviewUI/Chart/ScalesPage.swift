import InfusionCore
import MonitorUI
import Quantities
import SessionRecord
import SessionReports
import TextScreen

extension ReviewPainter {
  /// Each scale with its totals below each other, a session a line, as bars on the scale's whole range.
  mutating func paintScales(_ series: PatientSeries, in area: Rect) {
    let told = series.scales.flatMap { lines(of: $0, in: series, columns: area.columns) }
    paint(told, from: 0, in: area)
  }

  private func lines(of scale: Scale, in series: PatientSeries, columns: Int) -> [ReviewLine] {
    let verdict = series.verdict(of: scale).map { ": \($0)" } ?? ""
    let title = " \(scale.label), \(scale.least) to \(scale.most)\(verdict)"
    return [ReviewLine(title, .heading)]
      + series.totals(of: scale).map { row, taken in
        let number = row.number.map { "#\($0)" } ?? "-"
        let head =
          "\(number.paddedLeft(to: 5)) \(row.began.description.prefix(10))\(taken.words.paddedLeft(to: 9)) "
        let room = max(0, columns - head.count - 2)
        return ReviewLine(head + bar(taken.last, on: scale, columns: room))
      } + [ReviewLine("")]
  }

  /// A total at the scale's least has no bar; one scale that nobody described has none at all.
  private func bar(_ total: Int, on scale: Scale, columns: Int) -> String {
    guard scale.most > scale.least else { return "" }
    let fraction = Double(total - scale.least) / Double(scale.most - scale.least)
    return Bars.lying(fraction, columns: columns, glyphs: glyphs)
  }
}
