public import InfusionCore
import Quantities
import SessionRecord

/// The report of a session as one JSON object: the facts of the summary for a program to read.
public struct ReportJSON {
  private let digest: SessionDigest
  private let review: [ReviewedCriterion]
  private let chainHead: String?
  private let damage: String?

  /// - Parameter damage: what is wrong with the record; nil for one that can be believed.
  public init(
    _ digest: SessionDigest, review: [ReviewedCriterion] = [], chainHead: String?, damage: String? = nil
  ) {
    self.digest = digest
    self.review = review
    self.chainHead = damage == nil ? chainHead : nil
    self.damage = damage
  }

  public var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 1 << 14)
    writer.value(.object(warning + identity + course + watched + ending))
    writer.newline()
    return writer.bytes
  }

  /// First, so that nobody reads the rest without it.
  private var warning: JSONObject { damage.map { ["damage": .string($0)] } ?? [:] }

  private var identity: JSONObject {
    let plan = digest.header.plan
    return [
      "session": .string(digest.header.session), "began": .string(digest.header.anchorWall.description),
      "origin": .string(plan.origin.rawValue), "chair": .string(plan.chair), "patient": .text(digest.patient),
      "weight_kg": .number(digest.weight?.fixed), "plan": .text(digest.planName),
      "ordered_mg": .number(digest.order?.dose.fixed),
      "baseline": .object(
        JSONObject(digest.baseline.map { .init($0.vital.rawValue, .fixed($0.value)) })),
      "checklist": .object(
        JSONObject(
          digest.answers.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value.rawValue)) })),
    ]
  }

  private var course: JSONObject {
    [
      "phases": .array(digest.phases.map { ["t": .time($0.at), "phase": .string($0.phase.rawValue)] }),
      "infusion": .array(digest.doses.map(dose)),
      "gaps": .array(
        digest.gaps.map { ["from": .time($0.from), "to": .time($0.to), "reason": .string($0.reason)] }),
    ]
  }

  private func dose(_ entry: SessionDigest.DoseEntry) -> JSONValue {
    [
      "t": .time(entry.at), "state": .string(entry.change.rawValue),
      "delivered_mg": .fixed(entry.figures.delivered.fixed),
      "delivered_mg_kg": .number(entry.figures.deliveredPerKilogram?.fixed),
      "volume_ml": .fixed(entry.figures.volume.fixed), "rate_ml_h": .fixed(entry.figures.rate.fixed),
      "estimated": .bool(entry.figures.isEstimated),
    ]
  }

  private var watched: JSONObject {
    [
      "minutes": .array((0..<digest.vitals.count).map(minute)),
      "nibp": .array(digest.pressures.map(pressure)),
      "alarms": .array(digest.alarms.map(alarm)),
      "actions": .array(digest.marks.compactMap(action)),
    ]
  }

  private func minute(_ minute: Int) -> JSONValue {
    var object: JSONObject = ["minute": .count(minute)]
    for vital in [Vital.hr, .spo2, .rr] {
      guard let range = digest.vitals.range(of: vital, minute: minute) else { continue }
      object[vital.rawValue] = [
        "last": .fixed(range.last), "lowest": .fixed(range.lowest), "highest": .fixed(range.highest),
      ]
    }
    return .object(object)
  }

  private func pressure(_ entry: SessionDigest.PressureEntry) -> JSONValue {
    [
      "t": .time(entry.at), "sys": .number(entry.measurement.sys), "dia": .number(entry.measurement.dia),
      "map": .number(entry.measurement.map), "map_derived": .bool(entry.measurement.mapIsDerived),
      "by_hand": .bool(entry.isByHand),
    ]
  }

  private func alarm(_ alarm: AlarmEpisode) -> JSONValue {
    [
      "t": .time(alarm.raisedAt), "id": .string(alarm.id.description),
      "priority": .string(alarm.priority.name),
      "peak": .number(alarm.worst), "limit": .number(alarm.limit),
      "infusion_s": alarm.context.elapsed.map { .time(.start + $0) } ?? .null,
      "delivered_mg": .fixed(alarm.context.delivered.fixed),
      "answered": alarm.answeredAt.map(JSONValue.time) ?? .null, "answered_by": .text(alarm.answeredBy),
      "ended": alarm.endedAt.map(JSONValue.time) ?? .null, "end": .text(alarm.end?.rawValue),
    ]
  }

  private func action(_ mark: SessionDigest.MarkEntry) -> JSONValue? {
    guard case .action(let action) = mark.what else { return nil }
    var object: JSONObject = [
      "n": .count(mark.number), "t": .time(mark.at), "action": .string(action.name.rawValue),
    ]
    if let by = mark.by { object["by"] = .string(by) }
    for field in action.fields.fields { object[field.key] = field.value.map(JSONValue.string) ?? .bool(true) }
    return .object(object)
  }

  private var ending: JSONObject {
    [
      "refused": .array(
        digest.refusals.map {
          [
            "t": .time($0.at), "action": .string($0.refusal.action), "code": .string($0.refusal.code),
            "reason": .string($0.refusal.sentence),
          ]
        }),
      "discharge": .array(
        review.map {
          [
            "criterion": .string($0.name), "wanted": .string($0.wanted), "found": .text($0.found),
            "state": .string($0.fulfilment.rawValue),
          ]
        }),
      "outcome": .text(digest.outcome?.rawValue), "reason": .text(digest.outcomeReason),
      "sealed": .bool(digest.isSealed && damage == nil), "chain_head": .text(chainHead),
    ]
  }
}

extension JSONValue {
  fileprivate static func time(_ time: SessionTime) -> JSONValue {
    .fixed(Fixed(thousandths: Int(time.milliseconds)))
  }
}

extension JSONObject {
  fileprivate static func + (a: JSONObject, b: JSONObject) -> JSONObject { JSONObject(a.members + b.members) }
}
