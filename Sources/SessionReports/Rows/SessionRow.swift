public import InfusionCore
import Quantities
import SessionRecord

/// One session as one row of a list: enough to find it and to see whether something happened.
public struct SessionRow: Sendable {
  public let digest: SessionDigest
  /// What is wrong with the record, in sentences.
  public let problems: [String]

  public init(_ digest: SessionDigest, problems: [String]) {
    self.digest = digest
    self.problems = problems
  }

  public var origin: Origin { digest.header.plan.origin }
  public var patient: String? { digest.patient }

  public static let heading =
    pad("began", 17) + pad("chair", 7) + pad("patient", 10) + pad("plan", 14) + padLeft("mg", 7)
    + padLeft("min", 5) + padLeft("high", 6) + padLeft("med", 5) + "  outcome"

  public var line: String {
    let wall = String(digest.header.anchorWall.description.prefix(16).map { $0 == "T" ? " " : $0 })
    let dose = digest.delivered?.delivered.fixed.rounded(places: 1).description ?? "-"
    let minutes = String(Int(digest.length.sinceStart.inMinutes.rounded()))
    var line =
      pad(wall, 17) + pad(digest.header.plan.chair, 7) + pad(patient ?? "-", 10) + pad(digest.plan ?? "-", 14)
    line += padLeft(dose, 7) + padLeft(minutes, 5) + padLeft(count(.high), 6) + padLeft(count(.medium), 5)
    line += "  " + (digest.outcome?.rawValue ?? "open")
    if origin != .live { line += "  SIMULATION" }
    if !problems.isEmpty { line += "  DAMAGED" }
    return line
  }

  private func count(_ priority: AlarmPriority) -> String {
    String(digest.alarms.count { $0.priority == priority })
  }

  /// One JSON object, a line.
  public var json: String {
    let plan = digest.header.plan
    let fields: JSONObject = [
      "session": .string(digest.header.session),
      "began": .string(digest.header.anchorWall.description),
      "origin": .string(plan.origin.rawValue),
      "chair": .string(plan.chair),
      "patient": patient.map(JSONValue.string) ?? .null,
      "plan": digest.plan.map(JSONValue.string) ?? .null,
      "weight_kg": digest.weight.map { .fixed($0.fixed) } ?? .null,
      "delivered_mg": digest.delivered.map { .fixed($0.delivered.fixed) } ?? .null,
      "length_s": .fixed(Fixed(thousandths: Int(digest.length.milliseconds))),
      "alarms": .object([
        "high": counted(.high), "medium": counted(.medium), "low": counted(.low),
      ]),
      "outcome": digest.outcome.map { .string($0.rawValue) } ?? .null,
      "sealed": .bool(digest.isSealed),
      "problems": .array(problems.map(JSONValue.string)),
    ]
    var writer = JSONWriter()
    writer.value(.object(fields))
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func counted(_ priority: AlarmPriority) -> JSONValue {
    .fixed(Fixed(digest.alarms.count { $0.priority == priority }))
  }
}
