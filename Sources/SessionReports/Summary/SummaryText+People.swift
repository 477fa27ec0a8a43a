import InfusionCore
import Quantities
import SessionRecord

// What people marked, gave, scored and said.

extension SummaryText {
  var people: [String] {
    let marks = together(digest.marks.filter { words(of: $0) != nil })
      .map { (at: $0.first?.at ?? .start, line: line($0)) }
    let pressures = digest.chart.pressures.filter { $0.correction != nil || $0.isByHand }
      .map { (at: $0.at, line: line($0)) }
    let lines = (marks + pressures).enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element.line)
    return lines.isEmpty ? [] : ["SYMPTOMS, MEDICINES, SCORES, NOTES"] + lines
  }

  /// A pressure that was typed, corrected or struck: its row above has no room for who did it, nor for what
  /// it read at first.
  private func line(_ pressure: ChartedPressure) -> String {
    let time = digest.wall(at: pressure.at).timeOfDay
    let struck = pressure.isStruck ? "STRUCK " : ""
    let figures = pressure.measurement.figures ?? "-"
    let typed = pressure.isByHand ? " by hand" : ""
    let by = pressure.isByHand ? signed(digest.chart.mark(entry: pressure.entry)?.by) : ""
    return "  \(time)  #\(pad(String(pressure.entry), 6))\(struck)pressure \(figures)\(typed)"
      + digest.correctionWords(pressure) + by
  }

  /// The scores of one check stand on one line.
  private func together(_ marks: [Mark]) -> [[Mark]] {
    marks.reduce(into: []) { groups, mark in
      if let last = groups.last?.last, last.isScore, mark.isScore, last.at == mark.at, last.by == mark.by {
        groups[groups.count - 1].append(mark)
      } else {
        groups.append([mark])
      }
    }
  }

  private func line(_ marks: [Mark]) -> String {
    guard let first = marks.first else { return "" }
    let time = digest.wall(at: first.at).timeOfDay
    let texts = marks.compactMap { marks.count > 1 ? briefly($0) : words(of: $0) }
    let text = texts.joined(separator: ", ").onOneLine
    return "  \(time)  #\(pad(numbers(marks), 6))\(text)\(signature(of: first))"
  }

  /// A remark that came with the data has no initials.
  func signature(of mark: Mark) -> String {
    switch mark.what {
    case .action: signed(mark.by)
    case .annotation: ""
    }
  }

  /// `412`, or `412-414` of entries that stand one behind the other: a correction cites one of them.
  private func numbers(_ marks: [Mark]) -> String {
    let numbers = marks.map(\.entry)
    guard let first = numbers.first, let last = numbers.last, last > first else {
      return numbers.first.map(String.init) ?? ""
    }
    let isRow = last - first == numbers.count - 1
    return isRow ? "\(first)-\(last) " : numbers.map(String.init).joined(separator: ",") + " "
  }

  /// A score beside others, without what its value means.
  private func briefly(_ mark: Mark) -> String? {
    guard case .action(.score(let score)) = mark.what else { return words(of: mark) }
    let text = digest.scale(score.scale).map { "\($0.label) \($0.text(of: score.value))" }
    return marked((text ?? "\(score.scale) \(score.value)") + earlier("taken", score.at), mark)
  }

  /// A mark in words, with what it read at first.
  func words(of mark: Mark) -> String? { words(of: mark.what).map { marked($0, mark) } }

  private func marked(_ text: String, _ mark: Mark) -> String {
    (mark.isStruck ? "STRUCK " : "") + text + digest.correctionWords(mark)
  }

  /// Nil for marks that stand elsewhere: the course of the infusion, checks, the checklist.
  private func words(of what: Mark.What) -> String? {
    switch what {
    case .annotation(let remark, let source): "\(source): \(remark)"
    case .action(.symptom(let symptom)):
      "symptom: \(symptom.symptom), \(Self.severities[min(max(symptom.severity, 0), 3)])"
        + earlier("noticed", symptom.at)
    case .action(.medication(let given)):
      "given: \(given.medicine) \(given.dose) \(given.route)\(earlier("given", given.at))"
    case .action(.intervention(let measure)):
      "measure: \(measure.measure)\(measure.flow.map { " \($0)" } ?? "")\(earlier("done", measure.at))"
    case .action(.score(let given)): score(given) + earlier("taken", given.at)
    case .action(.note(let note)): "note: \(note.text)\(earlier("seen", note.at))"
    case .action(.drawn(let drawn)):
      "drawn up: \(drawn.amount.text(places: 2))\(drawn.wordsOfLot)\(earlier("done", drawn.at))"
    case .action(.wasted(let wasted)):
      "wasted: \(wasted.amount.text(places: 2)), \(wasted.wordsOfWitness)\(earlier("done", wasted.at))"
    case .action(.amend(let amend)): words(of: amend)
    case .action(.extend(let extend)):
      "observation extended by \(extend.minutes) min: \(extend.reason)"
    case .action(.away(let away)): "away for \(away.minutes) min: \(away.reason)"
    case .action(.back): "back at the chair"
    case .action(.dose(let dose)):
      "dose settled at \(dose.volume.text(places: 2))"
        + (dose.flush == true ? ", the last run was no drug" : "")
        + ": \(dose.reason)\(dose.second.map { ", pump read by \($0)" } ?? "")"
    case .action(.withoutPressure(let without)):
      "no pressure can be had for \(without.minutes) min: \(without.reason)"
    case .action(.confirm): "the times of the gap are right"
    case .action(.accept(let accept)): "\(accept.device) is the right one: \(accept.reason)"
    case .action(.setup), .action(.baseline), .action(.checklist), .action(.start), .action(.pause),
      .action(.resume), .action(.stop), .action(.rate), .action(.bolus), .action(.check),
      .action(.discharge), .action(.close), .action(.acknowledge), .action(.audioPause), .action(.limit),
      .action(.bloodPressure), .action(.hold), .action(.selfTest), .action(.unfit):
      nil
    }
  }

  /// When something happened that was marked later.
  private func earlier(_ verb: String, _ at: SessionTime?) -> String {
    at.map { ", \(verb) at \(digest.wall(at: $0).timeOfDay)" } ?? ""
  }

  /// Nil where the correction stands beside its entry. By the first rules entries could be corrected that no
  /// page shows.
  private func words(of amend: AmendAction) -> String? {
    let chart = digest.chart
    guard chart.mark(entry: amend.entry) == nil, chart.pressure(entry: amend.entry) == nil else { return nil }
    let fields = amend.changes.map {
      $0.key == "at" ? digest.shown(.init($0.key, $0.value)) : "\($0.key) \($0.value)"
    }
    return "entry #\(amend.entry) corrected: " + fields.joined(separator: ", ")
  }

  /// In words, because a bare number means nothing to a reader of the chart.
  private static let severities = ["none (0 of 3)", "mild (1 of 3)", "moderate (2 of 3)", "severe (3 of 3)"]

  /// `MOAA/S 5 of 5: Responds readily to name in normal tone`,
  /// `Modified Aldrete 9 of 10: passes (activity 2, respiration 2, oxygen 2, ...)`.
  private func score(_ given: ScoreAction) -> String {
    let (name, value, parts) = (given.scale, given.value, given.parts)
    let shares = parts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    let behind = parts.isEmpty ? "" : " (\(shares))"
    guard let scale = digest.scale(name) else { return "\(name) \(value)\(behind)" }
    return "\(scale.label) \(scale.text(of: value))" + (scale.anchors[value].map { ": \($0)" } ?? "") + behind
  }
}

extension Mark {
  fileprivate var isScore: Bool { if case .action(.score) = what { true } else { false } }
}

extension DrawnAction {
  /// ` (lot A123), seen by RT`.
  var wordsOfLot: String {
    (lot.map { " (lot \($0))" } ?? "") + (second.map { ", seen by \($0)" } ?? "")
  }
}

extension WastedAction {
  /// `seen by RT: spilled`.
  var wordsOfWitness: String {
    "seen by \(second ?? "nobody")" + (reason.map { ": \($0)" } ?? "")
  }
}
