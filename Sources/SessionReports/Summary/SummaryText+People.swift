import InfusionCore
import Quantities
import SessionRecord

// What people marked, gave, scored and said.

extension SummaryText {
  var people: [String] {
    let lines = together(digest.marks.filter { words(of: $0.what) != nil }).map(line)
    return lines.isEmpty ? [] : ["SYMPTOMS, MEDICINES, SCORES, NOTES"] + lines
  }

  /// The scores of one check stand on one line.
  private func together(_ marks: [SessionDigest.MarkEntry]) -> [[SessionDigest.MarkEntry]] {
    marks.reduce(into: []) { groups, mark in
      if let last = groups.last?.last, last.isScore, mark.isScore, last.at == mark.at, last.by == mark.by {
        groups[groups.count - 1].append(mark)
      } else {
        groups.append([mark])
      }
    }
  }

  private func line(_ marks: [SessionDigest.MarkEntry]) -> String {
    guard let first = marks.first else { return "" }
    let time = digest.wall(at: first.at).timeOfDay
    let texts = marks.compactMap { marks.count > 1 ? briefly($0.what) : words(of: $0.what) }
    let text = texts.joined(separator: ", ").onOneLine
    let correction = marks.compactMap { corrections[$0.number] }.map { "; CORRECTED by #\($0)" }.joined()
    return "  \(time)  #\(pad(numbers(marks), 6))\(text)\(signed(first.by))\(correction)"
  }

  /// The last correction of an entry, by the entry's number.
  private var corrections: [Int: Int] {
    digest.marks.reduce(into: [:]) { found, mark in
      if case .action(.amend(let entry, _)) = mark.what { found[entry] = mark.number }
    }
  }

  /// `412`, or `412-414` of entries that stand one behind the other: a correction cites one of them.
  private func numbers(_ marks: [SessionDigest.MarkEntry]) -> String {
    let numbers = marks.map(\.number)
    guard let first = numbers.first, let last = numbers.last, last > first else {
      return numbers.first.map(String.init) ?? ""
    }
    let isRow = last - first == numbers.count - 1
    return isRow ? "\(first)-\(last) " : numbers.map(String.init).joined(separator: ",") + " "
  }

  /// A score beside others: without what it means.
  private func briefly(_ what: Mark.What) -> String? {
    guard case .action(.score(let name, let value, _)) = what else { return words(of: what) }
    return digest.scale(name).map { "\($0.label) \($0.text(of: value))" } ?? "\(name) \(value)"
  }

  /// Nil for what stands elsewhere: the course of the infusion, checks, the checklist.
  func words(of what: Mark.What) -> String? {
    switch what {
    case .annotation(let remark, let source): "\(source): \(remark)"
    case .action(.symptom(let name, let severity, let at)):
      "symptom: \(name), \(Self.severities[min(max(severity, 0), 3)])"
        + earlier("noticed", at)
    case .action(.medication(let name, let dose, let route, let at)):
      "given: \(name) \(dose) \(route)\(earlier("given", at))"
    case .action(.intervention(let name, let at)): "measure: \(name)\(earlier("done", at))"
    case .action(.score(let scale, let value, let parts)): score(scale, value, parts)
    case .action(.note(let note)): "note: \(note)"
    case .action(.amend(let entry, let fields)):
      "entry #\(entry) corrected: " + fields.map(amended).joined(separator: ", ")
    case .action(.extend(let minutes, let reason)): "observation extended by \(minutes) min: \(reason)"
    case .action(.away(let minutes, let reason)): "away for \(minutes) min: \(reason)"
    case .action(.back): "back at the chair"
    case .action(.setup), .action(.baseline), .action(.checklist), .action(.start), .action(.pause),
      .action(.resume), .action(.stop), .action(.rate), .action(.bolus), .action(.check),
      .action(.discharge), .action(.close), .action(.acknowledge), .action(.audioPause), .action(.limit),
      .action(.bloodPressure), .action(.hold):
      nil
    }
  }

  /// What was marked later than it was.
  private func earlier(_ verb: String, _ at: SessionTime?) -> String {
    at.map { ", \(verb) at \(digest.wall(at: $0).timeOfDay)" } ?? ""
  }

  /// A time in seconds of the session says nothing to who reads the chart.
  private func amended(_ field: AmendedField) -> String {
    guard field.key == "at", let seconds = Fixed(field.value) else { return "\(field.key) \(field.value)" }
    return "at \(digest.wall(at: SessionTime(milliseconds: Int64(seconds.thousandths))).timeOfDay)"
  }

  /// In words, because a bare number says nothing to who reads the chart.
  private static let severities = ["none (0 of 3)", "mild (1 of 3)", "moderate (2 of 3)", "severe (3 of 3)"]

  /// `MOAA/S 5 of 5: Responds readily to name in normal tone`,
  /// `Modified Aldrete 9 of 10: passes (activity 2, respiration 2, oxygen 2, ...)`.
  private func score(_ name: String, _ value: Int, _ parts: [PartScore]) -> String {
    let shares = parts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    let behind = parts.isEmpty ? "" : " (\(shares))"
    guard let scale = digest.scale(name) else { return "\(name) \(value)\(behind)" }
    return "\(scale.label) \(scale.text(of: value))" + (scale.anchors[value].map { ": \($0)" } ?? "") + behind
  }
}

extension SessionDigest.MarkEntry {
  fileprivate var isScore: Bool { if case .action(.score) = what { true } else { false } }
}
