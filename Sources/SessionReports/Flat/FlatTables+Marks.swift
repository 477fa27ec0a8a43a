import InfusionCore
import Quantities
import SessionRecord

/// What people marked, did or moved at the chair, as it reads now: symptoms, scores, medicines, measures,
/// notes, checklist, limits.
struct FlatMark: FlatRow {
  let session: FlatSession
  var at: SessionTime
  var kind: String
  var name: String?
  /// A severity, a score, a limit.
  var value: Fixed?
  var words: String?
  /// Where it read otherwise at first, or was moved from.
  var before: String?
  var by: String?
  var entry: Int?
  var isCorrected = false
  var isStruck = false
}

extension FlatTables {
  static let marks = FlatTable<FlatMark>(
    columns: FlatColumn.whose + [
      .count("entry") { $0.entry },
      .instant("at") { $0.session.digest.wall(at: $0.at) },
      .span("at_s") { $0.at.sinceStart },
      .number("infusion_min") { $0.session.infusionMinutes($0.at) },
      .number("delivered_mg") { $0.session.digest.delivered(at: $0.at)?.fixed },
      .text("kind") { $0.kind },
      .text("name") { $0.name },
      .number("value") { $0.value },
      .text("words") { $0.words },
      .text("before") { $0.before },
      .truth("corrected") { $0.isCorrected },
      .truth("struck") { $0.isStruck },
      .text("by") { $0.by },
    ])
}

extension FlatSession {
  var marks: [FlatMark] {
    let told = digest.marks.compactMap(row) + measured.map(row)
    let moved = digest.limitChanges.filter { $0.cause == .hand }.map(row)
    return (told + moved).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }

  /// Pressures that somebody typed, put right or struck.
  private var measured: [ChartedPressure] {
    digest.chart.pressures.filter { $0.isByHand || $0.correction != nil }
  }

  private func row(_ pressure: ChartedPressure) -> FlatMark {
    let first = pressure.isStruck ? pressure.measurement.figures : nil
    return FlatMark(
      session: self, at: pressure.at, kind: "bp", name: pressure.source.name,
      words: pressure.isStruck ? nil : pressure.measurement.figures,
      before: before(first, digest.correctionWords(pressure)),
      by: digest.marks.first { $0.entry == pressure.entry }?.by, entry: pressure.entry,
      isCorrected: pressure.correction != nil && !pressure.isStruck, isStruck: pressure.isStruck)
  }

  /// `was 2, CD 09:40`; of what was struck first what it read: `severity 2; struck: slip, CD 09:40`.
  private func before(_ struck: String?, _ correction: String) -> String? {
    correction.isEmpty ? nil : [struck, correction.inBrackets].compactMap { $0 }.joined(separator: "; ")
  }

  private func row(_ entry: SessionDigest.LimitEntry) -> FlatMark {
    let change = entry.change
    return FlatMark(
      session: self, at: entry.at, kind: "limit", name: "\(change.vital.rawValue).\(change.kind.rawValue)",
      value: change.to, words: change.reason, before: change.from?.description, by: change.by)
  }

  /// Nil for marks that stand in another table: doses, answers to alarms, the limits' own rows, corrections
  /// of others.
  private func row(_ mark: Mark) -> FlatMark? {
    var row = FlatMark(session: self, at: mark.happenedAt, kind: "remark", by: mark.by, entry: mark.entry)
    row.isStruck = mark.isStruck
    row.isCorrected = mark.correction != nil && !mark.isStruck
    row.before = before(mark.wordsIfStruck, digest.correctionWords(mark))
    switch mark.what {
    case .annotation(let remark, let source): (row.name, row.words) = (source.name, remark)
    case .action(let action):
      guard describe(action, in: &row) else { return nil }
    }
    // A struck mark has no value, so that a count of values leaves it out.
    if row.isStruck { (row.value, row.words) = (nil, nil) }
    return row
  }

  private func describe(_ action: Action, in row: inout FlatMark) -> Bool {
    row.kind = action.name.rawValue
    switch action {
    case .symptom(let symptom): (row.name, row.value) = (symptom.symptom, Fixed(symptom.severity))
    case .score(let score): (row.name, row.value) = (score.scale, Fixed(score.value))
    case .medication(let given): (row.name, row.words) = (given.medicine, "\(given.dose) \(given.route)")
    case .intervention(let measure): (row.name, row.words) = (measure.measure, measure.flow)
    case .note(let note): row.words = note.text
    case .drawn(let drawn): (row.name, row.value) = (drawn.lot, drawn.amount.fixed)
    case .wasted(let wasted): (row.value, row.words) = (wasted.amount.fixed, wasted.wordsOfWitness)
    case .checklist(let checklist): (row.name, row.words) = (checklist.item, checklist.answer.rawValue)
    case .start, .pause, .resume, .stop, .rate, .bolus, .acknowledge, .limit, .amend, .bloodPressure,
      .unfit:
      return false
    case .setup, .baseline, .dose, .withoutPressure, .confirm, .selfTest, .accept, .check, .extend, .away,
      .back, .discharge, .close, .audioPause, .hold:
      row.words = action.wordsOfFields
    }
    return true
  }
}

extension Mark {
  /// What it read, where it should not have been there.
  fileprivate var wordsIfStruck: String? {
    guard isStruck, case .action(let action) = what else { return nil }
    return action.wordsOfFields
  }
}
