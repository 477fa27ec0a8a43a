import InfusionCore
import Quantities
import SessionRecord
import TextScreen

// Vitals and dose on one axis, at the plan's interval.

extension SummaryText {
  var vitals: [String] {
    let rows = intervalRows + extraPressureRows
    guard !rows.isEmpty else { return [] }
    let columns =
      fill("  clock", 7) + padLeft("session", 9) + fill("     HR /min", 16) + fill("     SpO2 %", 16)
      + fill("  NIBP mmHg", 24) + padLeft("mg in", 7)
    let heading = ["VITALS AND DOSE, every \(step) min: last value, range since the row before", columns]
    let isMarked = rows.contains { !digest.doseMark(at: $0.at).isEmpty }
    return heading + rows.sorted { $0.at < $1.at }.map(\.line) + legend
      + (isMarked ? [DoseWords.legend] : []) + settledLegend(rows.map(\.at))
  }

  /// What the marks of the rows mean, where there are any.
  private var legend: [String] {
    let isDoubtful =
      [Vital.hr, .spo2].contains { digest.vitals.range(of: $0)?.isDoubtful == true }
      || digest.pressures.contains { $0.measurement.isDoubtful }
    let isCorrected = digest.pressures.contains { $0.correction != nil }
    return (isDoubtful ? ["  ? the source itself doubted a value of the row"] : [])
      + (isCorrected ? ["  c corrected, see below"] : [])
  }

  private struct Row {
    var at: SessionTime
    var line: String
  }

  /// Minutes a row: the plan's interval for the cuff while the infusion runs.
  private var step: Int {
    guard let interval = digest.plan?.nibpInterval[.infusing]?.longest else { return 10 }
    return max(1, Int(interval.milliseconds / 60_000))
  }

  private var intervalRows: [Row] {
    let minutes = Int((digest.length.milliseconds + 59_999) / 60_000)
    return stride(from: 0, to: minutes, by: step).compactMap { first in
      let span = first..<first + step
      let at = min(SessionTime.minutes(Int64(span.upperBound)), digest.length)
      let hr = digest.vitals.range(of: .hr, minutes: span)
      let spo2 = digest.vitals.range(of: .spo2, minutes: span)
      let cuff = pressures(in: span).last
      guard hr != nil || spo2 != nil || cuff != nil else { return nil }
      return Row(at: at, line: line(at, cells(hr) + cells(spo2) + cell(cuff)))
    }
  }

  /// All but the last of an interval have a row of their own.
  private var extraPressureRows: [Row] {
    let minutes = Int((digest.length.milliseconds + 59_999) / 60_000)
    return stride(from: 0, to: minutes, by: step).flatMap { first in
      pressures(in: first..<first + step).dropLast().map { entry in
        let blank = fill("", 32)
        return Row(at: entry.at, line: line(entry.at, blank + cell(entry)))
      }
    }
  }

  private func pressures(in span: Range<Int>) -> [ChartedPressure] {
    digest.pressures.filter { span.contains(Int($0.at.milliseconds / 60_000)) }
  }

  private func line(_ at: SessionTime, _ cells: String) -> String {
    let mark = digest.doseMark(at: at)
    let dose = digest.delivered(at: at).map { mark + $0.fixed.rounded(places: 1).description } ?? ""
    let clock = digest.wall(at: at).hourAndMinute
    return "  \(clock)\(padLeft(at.sinceStart.clock, 9))\(cells)\(padLeft(dose, 7))".trimmingEnd
  }

  private func cells(_ range: VitalsByMinute.Range?) -> String {
    guard let range else { return fill("    --", 16) }
    let doubt = range.isDoubtful ? "?" : " "
    return padLeft(range.last.description, 6) + doubt + fill("\(range.lowest)-\(range.highest)", 9)
  }

  /// `10:04 124/78 (93)`: when it was measured, the mean in brackets; `h` for one that was typed in,
  /// `c` for one that was corrected.
  private func cell(_ entry: ChartedPressure?) -> String {
    guard let entry else { return fill("  --", 24) }
    let marks = (entry.isByHand ? " h" : "") + (entry.correction == nil ? "" : " c")
    let values = entry.measurement.figures ?? ""
    return fill("  \(digest.wall(at: entry.at).hourAndMinute) \(values)\(marks)", 24)
  }
}
