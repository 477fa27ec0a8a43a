import InfusionCore
import Quantities
import SessionRecord

/// What a page writes behind a corrected value: `(was 100 mg, AB 10:42)`, or `(struck: slip of the finger, AB
/// 10:42)`.
extension SessionDigest {
  func words<Value>(_ correction: MarkCorrection<Value>, was first: String?) -> String {
    if let why = correction.struckBecause { return words(correction, is: "struck: \(why.onOneLine)") }
    return words(correction, is: first.map { "was \($0.onOneLine)" } ?? "corrected")
  }

  private func words<Value>(_ correction: MarkCorrection<Value>, is what: String) -> String {
    let clock = wall(at: correction.at).hourAndMinute
    return " (\(what), \(correction.by.map { "\($0.onOneLine) \(clock)" } ?? clock))"
  }

  /// Behind a mark; empty for one that reads as it was written.
  func correctionWords(_ mark: Mark) -> String {
    guard let correction = mark.correction else { return "" }
    return words(correction, was: difference(of: mark.what, from: correction.first))
  }

  /// Behind a pressure.
  func correctionWords(_ pressure: ChartedPressure) -> String {
    guard let correction = pressure.correction else { return "" }
    let isPutBack = !pressure.isStruck && correction.first.figures == pressure.measurement.figures
    return isPutBack
      ? words(correction, is: "put back as it was") : words(correction, was: correction.first.figures)
  }

  /// Behind a vital of the baseline: what its pressure read when it was taken.
  func correctionWords(_ base: ChartedBaseline) -> String {
    base.correction.map { words($0, was: $0.first.description) } ?? ""
  }

  /// What of the baseline reads otherwise than it was taken: `Sys (was 210, AB 10:42)`; empty where all
  /// stands.
  var baselineCorrection: String {
    chart.correctedBaseline.map { $0.vital.label + correctionWords($0) }.joined(separator: ", ")
  }
}

extension SessionDigest {
  /// What became of the pressure that raised an alarm; nil where it stands as it was measured.
  func pressureWords(of alarm: AlarmEpisode) -> String? {
    chart.raisingPressure(of: alarm)?.sentence
  }
}

extension RaisingPressure {
  /// Behind the alarm that such a pressure raised.
  var sentence: String {
    switch self {
    case .struck: "its pressure was STRUCK"
    case .corrected: "its pressure was corrected"
    }
  }
}

extension CuffMeasurement {
  /// `124/78 (93)`, or the mean alone; `124/78? (93)` where its source doubted it.
  var figures: String? {
    let pressure = sys.flatMap { sys in dia.map { "\(sys)/\($0)\(doubt)" } }
    let mean = map.map { "(\($0))" + (pressure == nil ? doubt : "") }
    let known = [pressure, mean].compactMap { $0 }
    return known.isEmpty ? nil : known.joined(separator: " ")
  }

  var doubt: String { isDoubtful ? "?" : "" }
}

extension ChartedBaseline {
  var doubt: String { isDoubtful && value != nil ? "?" : "" }
}

// MARK: - What was there first

extension SessionDigest {
  /// The fields that read otherwise at first, as they were: `100 mg`, or `dose 100 mg, route PO` of several.
  private func difference(of what: Mark.What, from first: Mark.What) -> String? {
    guard case .action(let action) = what, case .action(let before) = first else { return nil }
    let now = action.fields.fields
    let changed = before.fields.fields.filter { !now.contains($0) }
    let added = now.filter { field in !before.fields.fields.contains { $0.key == field.key } }
      .map { "without \($0.key)" }
    let words = changed.map { changed.count > 1 && $0.key != "at" ? "\($0.key) \(shown($0))" : shown($0) }
    return words.isEmpty && added.isEmpty ? nil : (words + added).joined(separator: ", ")
  }

  /// A time in seconds of the session means nothing to a reader of the chart, so it becomes a time of day.
  func shown(_ field: ActionFields.Field) -> String {
    guard field.key == "at", let seconds = field.value.flatMap({ Fixed($0) }) else {
      return field.value ?? field.key
    }
    return "at \(wall(at: SessionTime(milliseconds: Int64(seconds.thousandths))).timeOfDay)"
  }
}
