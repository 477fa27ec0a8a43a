import InfusionCore
import Quantities
import SessionRecord

// What people marked, gave, scored and said.

extension SummaryText {
  var people: [String] {
    let lines = digest.marks.compactMap(markLine)
    return lines.isEmpty ? [] : ["SYMPTOMS, MEDICINES, SCORES, NOTES"] + lines
  }

  private func markLine(_ mark: SessionDigest.MarkEntry) -> String? {
    guard let text = words(of: mark.what) else { return nil }
    let time = digest.wall(at: mark.at).timeOfDay
    return "  \(time)  #\(pad(String(mark.number), 6))\(text.onOneLine)\(signed(mark.by))"
  }

  private func words(of what: Mark.What) -> String? {
    switch what {
    case .annotation(let remark, let source): "\(source): \(remark)"
    case .action(.symptom(let name, let severity, let at)):
      "symptom: \(name), \(Self.severities[min(max(severity, 0), 3)])"
        + (at.map { ", noticed at \(digest.wall(at: $0).timeOfDay)" } ?? "")
    case .action(.medication(let name, let dose, let route)): "given: \(name) \(dose) \(route)"
    case .action(.score(let scale, let value)): score(scale, value)
    case .action(.note(let note)): "note: \(note)"
    case .action(.amend(let entry, let fields)):
      "entry #\(entry) corrected: " + fields.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    case .action(.extend(let minutes, let reason)): "observation extended by \(minutes) min: \(reason)"
    case .action(.away(let minutes, let reason)): "away for \(minutes) min: \(reason)"
    case .action(.setup), .action(.baseline), .action(.checklist), .action(.start), .action(.pause),
      .action(.resume), .action(.stop), .action(.rate), .action(.bolus), .action(.check),
      .action(.discharge), .action(.close), .action(.acknowledge), .action(.audioPause), .action(.limit),
      .action(.bloodPressure):
      nil
    }
  }

  /// In words, because a bare number says nothing to who reads the chart.
  private static let severities = ["none (0 of 3)", "mild (1 of 3)", "moderate (2 of 3)", "severe (3 of 3)"]

  /// `MOAA/S, alertness 5 of 5: Responds readily to name in normal tone`.
  private func score(_ name: String, _ value: Int) -> String {
    guard let scale = digest.header.plan.configuration.clinic.scale(named: name) else {
      return "\(name) \(value)"
    }
    let range = scale.least == 0 ? "of \(scale.most)" : "(\(scale.least) to \(scale.most))"
    return "\(scale.title) \(value) \(range)" + (scale.anchors[value].map { ": \($0)" } ?? "")
  }
}
