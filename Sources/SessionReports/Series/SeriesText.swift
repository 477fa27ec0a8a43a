import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import TextScreen

extension PatientSeries {
  /// The table across the sessions and, from two treatments on, the trend.
  public var text: String {
    let count = treatments.count
    let title = "SERIES of \(patient.onOneLine): \(count) \(count == 1 ? "treatment" : "treatments")"
    let table = [title, "", Self.heading] + rows.flatMap(lines(of:)) + doubt
    let lines = table + trend + scaleLines + monthLines
    return lines.flatMap { $0.wrapped(to: pageWidth, indent: 6) }.map { $0 + "\n" }.joined()
  }

  private static let heading =
    padLeft("no", 4) + fill("  date", 12) + padLeft("days", 5) + fill("  plan", 16) + padLeft("mg", 6)
    + padLeft("before", 8) + padLeft("highest", 8) + padLeft("SpO2", 5) + padLeft("HR", 4) + "  ended"

  private func lines(of row: Row) -> [String] {
    let before = row.baseline[.sys].flatMap { sys in
      row.baseline[.dia].map { "\(sys)/\($0)\(row.isBaselineDoubted ? "?" : "")" }
    }
    let highest = row.highestPressure.flatMap { cuff in
      cuff.sys.flatMap { sys in cuff.dia.map { "\(sys)/\($0)\(cuff.doubt)" } }
    }
    var line = padLeft(row.number.map(String.init) ?? "-", 4) + fill("  \(row.began.date)", 12)
    line += padLeft(row.daysSinceLast.map(String.init) ?? "-", 5)
    line += fill("  " + (row.plan ?? "-").cut(to: 14), 16)
    let given = row.delivered.map { row.doseMark + $0.fixed.rounded(places: 1).description }
    line += padLeft(given ?? "-", 6)
    line += Self.pressure(before) + Self.pressure(highest)
    line += padLeft(row.lowestSpO2?.description ?? "-", 5) + padLeft(row.highestHR?.description ?? "-", 4)
    return [line + "  " + RowWords.outcome(row.outcome)] + row.remarks.map { "      " + $0 }
  }

  /// `201/112?` fills its column, and stands apart from the one before all the same.
  private static func pressure(_ text: String?) -> String {
    let cell = padLeft(text ?? "-", 8)
    return cell.hasPrefix(" ") ? cell : " " + cell
  }

  private var doubt: [String] {
    let isDoubted = rows.contains {
      $0.isBaselineDoubted || $0.highestPressure?.isDoubtful == true
        || $0.lows.contains { $0.hasSuffix("?") }
    }
    return isDoubted ? ["  ? the source itself doubted the pressure"] : []
  }

  /// The figures of all treatments beside each other, and how far the last is from the first.
  private var trend: [String] {
    guard treatments.count > 1 else { return [] }
    let figures: [TrendFigure] = [
      TrendFigure("mg/kg", before: \.doseMark) { $0.deliveredPerKilogram?.fixed.rounded(places: 2) },
      TrendFigure("systolic before", behind: { $0.isBaselineDoubted ? "?" : "" }) { $0.baseline[.sys] },
      TrendFigure("highest systolic", behind: { $0.highestPressure?.doubt ?? "" }) {
        $0.highestPressure?.sys
      },
      TrendFigure("lowest SpO2") { $0.lowestSpO2 }, TrendFigure("highest HR") { $0.highestHR },
      TrendFigure("high alarms") { Fixed($0.highAlarms) },
      TrendFigure("worst side effect") { Fixed($0.sideEffects.map(\.severity).max() ?? 0) },
    ]
    let count = treatments.count
    let which =
      count > Self.shown ? "the last \(Self.shown) of \(count) treatments" : "treatment by treatment"
    return ["", "TREND, \(which), and from the first to the last"]
      + figures.map(trendLine)
  }

  /// So many stand side by side on a page of 80 columns.
  private static let shown = 8

  private func trendLine(_ figure: TrendFigure) -> String {
    let known = treatments.compactMap(figure.value)
    let change = known.last.flatMap { last in known.first.map { last - $0 } } ?? 0
    let sign = change > 0 ? "+" : ""
    let cells = treatments.suffix(Self.shown).map { row in
      padLeft(figure.value(row).map { figure.before(row) + $0.description + figure.behind(row) } ?? "-", 6)
    }.joined()
    return "  " + fill(figure.label, 18) + cells + (known.count > 1 ? "   (\(sign)\(change))" : "")
  }
}

/// A figure of every treatment, with what marks it.
private struct TrendFigure {
  var label: String
  var before: (PatientSeries.Row) -> String
  var behind: (PatientSeries.Row) -> String
  var value: (PatientSeries.Row) -> Fixed?

  init(
    _ label: String, before: @escaping (PatientSeries.Row) -> String = { _ in "" },
    behind: @escaping (PatientSeries.Row) -> String = { _ in "" },
    _ value: @escaping (PatientSeries.Row) -> Fixed?
  ) {
    (self.label, self.before, self.behind, self.value) = (label, before, behind, value)
  }
}

extension PatientSeries.Row {
  fileprivate var isBaselineDoubted: Bool { doubtedBaseline.contains { $0.isCuff } }

  fileprivate var remarks: [String] {
    var parts = lows
    parts += sideEffects.map { "\($0.name.onOneLine) \($0.severity) of 3\(correction(of: $0.name))" }
    if !baselineCorrection.isEmpty { parts.append("before: \(baselineCorrection)") }
    if !highestCorrection.isEmpty { parts.append("highest\(highestCorrection)") }
    parts += medicines.map { "given \($0.onOneLine)" }
    parts += scores.map(\.onOneLine)
    if let doseRemark { parts.append(doseRemark) }
    if let given, let givenSum { parts.append("\(given.words), \(givenSum.text()) in all") }
    if highAlarms > 0 { parts.append("\(highAlarms) high \(highAlarms == 1 ? "alarm" : "alarms")") }
    if outcome != nil, !isSealed { parts.append(RowWords.unsealed) }
    if origin != .live { parts.append("SIMULATION") }
    if let damage { parts.append(damage.onOneLine) }
    return parts.isEmpty ? [] : [parts.joined(separator: ", ")]
  }

  /// `lowest HR 38`, `lowest pressure 84/40`: figures without a column, told if they are beyond the shipped
  /// limits.
  fileprivate var lows: [String] {
    func isLow(_ value: Fixed?, _ vital: Vital) -> Bool {
      guard let value, let low = Configuration.shipped.limits[vital]?.low else { return false }
      return value < low
    }
    var parts: [String] = []
    if let lowestHR, isLow(lowestHR, .hr) { parts.append("lowest HR \(lowestHR)") }
    if let cuff = lowestPressure, let sys = cuff.sys, isLow(sys, .sys) {
      parts.append("lowest pressure \(sys)/\(cuff.dia?.description ?? "-")\(cuff.doubt)")
    }
    return parts
  }

  /// ` (was 3, BB)` behind a symptom that was corrected.
  private func correction(of symptom: String) -> String {
    for told in marks.symptoms.compactMap(\.object) where told["name"]?.string == symptom {
      guard let corrected = told["corrected"]?.object else { continue }
      let first = corrected["from"]?.object?["severity"]?.integer.map { "was \($0)" } ?? "corrected"
      return " (\([first, corrected["by"]?.string?.onOneLine].compactMap { $0 }.joined(separator: ", ")))"
    }
    return ""
  }
}
