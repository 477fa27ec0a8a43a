public import InfusionCore
import JSONLines
import Quantities
public import SessionRecord

/// The report of a session as one JSON object: the facts of the summary for a program to read.
public struct ReportJSON {
  private let digest: SessionDigest
  private let review: [ReviewedCriterion]
  private let chainHead: String?
  private let damage: String?
  private let rescored: DrillResult?

  /// - Parameters:
  ///   - damage: what is wrong with the record; nil for one that can be believed.
  ///   - rescored: a drill's score by the rules of today, where the record's are others.
  public init(
    _ digest: SessionDigest, review: [ReviewedCriterion] = [], chainHead: String?, damage: String? = nil,
    rescored: DrillResult? = nil
  ) {
    self.rescored = rescored
    self.digest = digest
    self.review = review
    self.chainHead = damage == nil ? chainHead : nil
    self.damage = damage
  }

  public var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 1 << 14)
    writer.value(.object(warning + identity + course + watched + ending + drill))
    writer.newline()
    return writer.bytes.harmlessJSON
  }

  /// First, so that nobody reads the rest without it.
  private var warning: JSONObject { damage.map { ["damage": .string($0)] } ?? [:] }

  private var drill: JSONObject {
    var object = JSONObject()
    object["drill"] = digest.drillResult.map { .object($0.fields) }
    object["drill_rescored"] = rescored.map { .object($0.fields) }
    return object
  }

  private var identity: JSONObject {
    let plan = digest.header.plan
    return [
      "session": .string(digest.header.session), "began": .string(digest.header.anchorWall.description),
      "origin": .string(plan.origin.rawValue), "chair": .string(plan.chair), "patient": .text(digest.patient),
      "weight_kg": .number(digest.weight?.fixed), "plan": .text(digest.planName),
      "ordered_mg": .number(digest.order?.dose.fixed),
      "baseline": .object(
        JSONObject(digest.baseline.map { .init($0.vital.rawValue, .fixed($0.value)) })),
      "baseline_doubtful": .array(digest.chart.doubtedBaseline.map { .string($0.rawValue) }),
      "baseline_corrected": .object(
        JSONObject(
          digest.chart.correctedBaseline.map { base in
            .init(base.vital.rawValue, .object(base.correctionFields))
          })),
      "checklist": .object(
        JSONObject(
          digest.answers.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value.rawValue)) })),
      "checklist_answers": .array(digest.answers.keys.sorted().flatMap(checklistAnswers)),
      "checklist_changes": .array(digest.answers.keys.sorted().flatMap(checklistChanges)),
    ]
  }

  /// Who answered an item, how and when; `too_early` marks an answer for the discharge from before the
  /// observation.
  private func checklistAnswers(_ item: String) -> [JSONValue] {
    digest.answersInTurn(to: item).map { given in
      var object = answer(given, to: item)
      if given.isTooEarly { object["too_early"] = .bool(true) }
      return .object(object)
    }
  }

  private func answer(_ given: SessionDigest.GivenAnswer, to item: String) -> JSONObject {
    [
      "item": .string(item), "t": .time(given.at), "answer": .string(given.answer.rawValue),
      "by": .text(given.by),
    ]
  }

  /// Every answer to an item whose answer was changed, in turn: the last one is the one above.
  private func checklistChanges(_ item: String) -> [JSONValue] {
    let answers = digest.answersInTurn(to: item)
    guard answers.count > 1 else { return [] }
    return answers.map { .object(answer($0, to: item)) }
  }

  private var course: JSONObject {
    (digest.given.map { ["given": .object(["t": .time($0.at)] + $0.json)] } ?? [:])
      + (digest.notCounted.map { ["not_counted_s": .time(.start + $0)] } ?? [:]) + [
        "phases": .array(digest.phases.map { ["t": .time($0.at), "phase": .string($0.phase.rawValue)] }),
        "infusion": .array(digest.doses.map(dose)),
        "delivered": digest.delivered.map { .object($0.json) } ?? .null,
        "dose": .array(digest.course.samples.map { .object(["t": .time($0.at)] + $0.dose.json) }),
        "gaps": .array(
          digest.gaps.map { ["from": .time($0.from), "to": .time($0.to), "reason": .string($0.reason)] }),
      ]
  }

  private func dose(_ entry: SessionDigest.DoseEntry) -> JSONValue {
    var object: JSONObject = [
      "t": .time(entry.at), "state": .string(entry.change.rawValue),
      "delivered_mg": .fixed(entry.figures.delivered.fixed),
      "delivered_mg_kg": .number(entry.figures.deliveredPerKilogram?.fixed),
      "volume_ml": .fixed(entry.figures.volume.fixed), "rate_ml_h": .fixed(entry.figures.rate.fixed),
      "estimated": .bool(entry.figures.isEstimated),
    ]
    if let bolus = entry.bolus { object["bolus_mg"] = .fixed(bolus.fixed) }
    if digest.tellsSureness, let sureness = digest.dose(at: entry.at)?.surenessJSON {
      for member in sureness.members { object[member.key] = member.value }
    }
    return .object(object)
  }

  private var watched: JSONObject {
    [
      "minutes": .array((0..<digest.vitals.count).map(minute)),
      "nibp": .array(digest.chart.pressures.map(pressure)),
      "alarms": .array(digest.alarms.map(alarm)),
      "limits": .array(digest.limitChanges.filter { $0.cause == .hand }.map(limit)),
      "due": .array(digest.dueReadings.map(due)),
      "actions": .array(digest.marks.compactMap(action)),
    ]
  }

  private func minute(_ minute: Int) -> JSONValue {
    var object: JSONObject = ["minute": .count(minute)]
    for vital in [Vital.hr, .spo2, .rr] {
      guard let range = digest.vitals.range(of: vital, minute: minute) else { continue }
      var figures: JSONObject = [
        "last": .fixed(range.last), "lowest": .fixed(range.lowest), "highest": .fixed(range.highest),
        "t": .time(range.at),
      ]
      if range.isDoubtful { figures["doubtful"] = .bool(true) }
      object[vital.rawValue] = .object(figures)
    }
    return .object(object)
  }

  /// A struck pressure has no figures, so that a count of figures leaves it out.
  private func pressure(_ entry: ChartedPressure) -> JSONValue {
    let measured = entry.isStruck ? nil : entry.measurement
    var object: JSONObject = [
      "n": .count(entry.entry), "t": .time(entry.at), "sys": .number(measured?.sys),
      "dia": .number(measured?.dia), "map": .number(measured?.map),
      "map_derived": .bool(entry.measurement.mapIsDerived), "by_hand": .bool(entry.isByHand),
      "source": .string(entry.source.name),
    ]
    if entry.measurement.ageIsUnknown { object["age"] = "unknown" }
    if entry.measurement.isDoubtful { object["doubtful"] = .bool(true) }
    object["corrected"] = entry.correction.map { .object($0.json(from: $0.first.json)) }
    return .object(object)
  }

  private func alarm(_ alarm: AlarmEpisode) -> JSONValue {
    let levels = alarm.levels.map { level -> JSONValue in
      ["t": .time(level.at), "priority": .string(level.priority.name)]
    }
    var object: JSONObject = [
      "t": .time(alarm.raisedAt), "id": .string(alarm.id.description),
      "priority": .string(alarm.priority.name), "raised_priority": .string(alarm.raised.priority.name),
      "levels": .array(levels),
      "peak": .number(alarm.worst), "limit": .number(alarm.limit),
      "infusion_s": alarm.context.elapsed.map { .time(.start + $0) } ?? .null,
      "delivered_mg": .fixed(alarm.context.delivered.fixed),
      "answered": alarm.answeredAt.map(JSONValue.time) ?? .null, "answered_by": .text(alarm.answeredBy),
      "ended": alarm.endedAt.map(JSONValue.time) ?? .null, "end": .text(alarm.end?.rawValue),
    ]
    // `answered` is that of the rise.
    if let first = alarm.answerBeforeRise, let roseAt = alarm.roseAt {
      object["answered_before_rise"] = .time(first.at)
      object["answered_before_rise_by"] = .text(first.by)
      object["rose"] = .time(roseAt)
    }
    if let raising = digest.chart.raisingPressure(of: alarm) {
      object["pressure"] = .string(raising.rawValue)
    }
    if digest.tellsSureness, let dose = digest.dose(at: alarm.raisedAt) {
      object["estimated"] = .bool(dose.isEstimated)
    }
    return .object(object)
  }

  private func limit(_ entry: SessionDigest.LimitEntry) -> JSONValue {
    [
      "t": .time(entry.at), "vital": .string(entry.change.vital.rawValue),
      "limit": .string(entry.change.kind.rawValue), "from": .number(entry.change.from),
      "to": .number(entry.change.to), "reason": .text(entry.change.reason), "by": .text(entry.change.by),
    ]
  }

  private func due(_ entry: SessionDigest.DueEntry) -> JSONValue {
    [
      "t": .time(entry.at), "what": .string(entry.reading.what.rawValue),
      "at_min": .fixed(Fixed(rounding: entry.reading.at.inMinutes)),
      "from": .string(entry.reading.from.rawValue),
      "outcome": .string(entry.outcome.rawValue),
    ]
  }

  /// A struck action has only its name, for the same reason.
  private func action(_ mark: Mark) -> JSONValue? {
    guard case .action(let action) = mark.what else { return nil }
    var object: JSONObject = [
      "n": .count(mark.entry), "t": .time(mark.at), "action": .string(action.name.rawValue),
    ]
    if let by = mark.by { object["by"] = .string(by) }
    if mark.isStruck { object["struck"] = .bool(true) } else { object = object + action.fields.members }
    if let correction = mark.correction, case .action(let first) = correction.first {
      object["corrected"] = .object(correction.json(from: first.fields.members))
    }
    return .object(object)
  }

  private var ending: JSONObject {
    [
      "refused": .array(
        digest.refusals.map {
          [
            "t": .time($0.at), "action": .string($0.refusal.action), "code": .string($0.refusal.code),
            "reason": .string($0.refusal.sentence), "also": .array($0.refusal.also.map(JSONValue.string)),
          ]
        }),
      "discharge": .array(
        review.map {
          [
            "criterion": .string($0.name), "wanted": .string($0.wanted), "found": .text($0.found),
            "state": .string($0.state),
          ]
        }),
      "outcome": .text(digest.outcome?.rawValue), "reason": .text(digest.outcomeReason),
      "sealed": .bool(digest.isSealed && damage == nil), "chain_head": .text(chainHead),
    ]
  }
}

extension ReviewedCriterion {
  /// `met`, `notmet`, `notknown`, and `not_called_for` of what a page has behind `[-]`: no check fell due, so
  /// none was taken.
  fileprivate var state: String { wasCalledFor ? fulfilment.rawValue : "not_called_for" }
}
