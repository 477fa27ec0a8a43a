import InfusionCore
import Quantities

/// A minute of a session, or one thing that happened in it, to be held against a question.
///
///     try SessionQuery("spo2 < 90").matches(SessionMoment(digest, 31, timeline.entries(in: span)))
///
/// Of a minute `spo2` is the lowest, `hr` the highest, `sys` the pressure measured in it; `mg` what was in as
/// it began, `minutes` its number since the start of the infusion; `high`, `medium` and `low` the alarms that
/// are told of. Words, symptoms, medicines and scores are looked for in what is told of it. Facts of a whole
/// session, such as its plan, are asked of the session's facts, if these are given.
public struct SessionMoment {
  private let digest: SessionDigest
  private let minute: Int
  private let entries: [SessionTimeline.Entry]
  let facts: LedgerFacts?

  /// - Parameters:
  ///   - minute: counted as the digest's vitals are.
  ///   - facts: of the session; nil where one session is all that is asked.
  public init(
    _ digest: SessionDigest, _ minute: Int, _ entries: [SessionTimeline.Entry], facts: LedgerFacts? = nil
  ) {
    self.digest = digest
    self.minute = minute
    self.entries = entries
    self.facts = facts
  }

  private var begin: SessionTime { digest.vitals.origin + .minutes(Int64(minute)) }

  func tells(_ words: String) -> Bool {
    entries.contains { $0.text.lowercased().contains(words) }
  }

  /// Nil if it is not known: such a moment matches no comparison.
  func number(_ field: QueryField) -> Fixed? {
    switch field {
    case .spo2: digest.vitals.range(of: .spo2, minute: minute)?.lowest
    case .hr: digest.vitals.range(of: .hr, minute: minute)?.highest
    case .sys: pressures.compactMap(\.measurement.sys).max()
    case .mg: digest.delivered(at: begin)?.fixed
    case .mgPerKilogram: digest.course.sample(at: begin)?.dose.deliveredPerKilogram?.fixed
    case .minutes: sinceStart
    case .high: count(.high)
    case .medium: count(.medium)
    case .low: count(.low)
    case .given, .weight: facts?.number(field)
    case .patient, .plan, .chair, .session, .date, .origin, .ending, .symptom, .medicine, .score: nil
    }
  }

  private var pressures: [ChartedPressure] {
    digest.pressures.filter { $0.at >= begin && $0.at < begin + .minutes(1) }
  }

  private var sinceStart: Fixed? {
    digest.infusionStart.flatMap { start in
      start > begin ? nil : Fixed(Int((begin - start).milliseconds / 60_000))
    }
  }

  private func count(_ priority: AlarmPriority) -> Fixed {
    Fixed(entries.count { $0.kind == .alarm(priority) })
  }

  /// The totals of a scale that were taken in it.
  func totals(of scale: String) -> [Int] {
    digest.chart.standingMarks.compactMap { mark in
      guard case .action(.score(let score)) = mark.what, score.scale.lowercased() == scale,
        mark.happenedAt >= begin, mark.happenedAt < begin + .minutes(1)
      else { return nil }
      return score.value
    }
  }
}

extension SessionQuery {
  public func matches(_ moment: SessionMoment) -> Bool { root.matches(moment) }
}

extension SessionQuery.Term {
  fileprivate func matches(_ moment: SessionMoment) -> Bool {
    switch self {
    case .all(let terms): terms.allSatisfy { $0.matches(moment) }
    case .any(let terms): terms.contains { $0.matches(moment) }
    case .not(let term): !term.matches(moment)
    case .word(let word): moment.tells(word) || moment.facts?.words.contains(word) ?? false
    case .name(let field, let comparison, let wanted):
      field.kind == .names
        ? moment.tells(wanted) == (comparison != .unequal) : moment.facts.map(matches) ?? false
    case .number(let field, let comparison, let wanted):
      moment.number(field).map { comparison.holds($0, wanted) } ?? false
    case .total(let scale, let comparison, let wanted):
      moment.totals(of: scale).contains { comparison.holds(Fixed($0), wanted) }
    case .date: moment.facts.map(matches) ?? false
    }
  }
}
