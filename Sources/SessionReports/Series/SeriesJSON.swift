import InfusionCore
import JSONLines
import Quantities
import SessionRecord

extension PatientSeries.Row {
  /// One JSON object on one line: the row of a list, with what the series knows beside it.
  public func json(_ listed: SessionRow) -> String {
    var writer = JSONWriter()
    writer.value(.object(listed.fields + further))
    return String(decoding: writer.bytes.harmlessJSON, as: UTF8.self)
  }

  private var further: JSONObject {
    [
      "number": number.map(JSONValue.count) ?? .null, "days": daysSinceLast.map(JSONValue.count) ?? .null,
      "baseline": .object(
        JSONObject(
          Vital.allCases.compactMap { vital in baseline[vital].map { .init(vital.rawValue, .fixed($0)) } })),
      "highest": [
        "sys": .number(highestPressure?.sys), "dia": .number(highestPressure?.dia), "hr": .number(highestHR),
      ],
      "lowest": [
        "spo2": .number(lowestSpO2), "sys": .number(lowestPressure?.sys),
        "dia": .number(lowestPressure?.dia), "hr": .number(lowestHR),
      ],
      "symptoms": .array(marks.symptoms),
      "medicines": .array(marks.medicines),
      "scores": .array(marks.scores),
      "scales": .object(JSONObject(zip(scales, changes).map { .init($0.scale.name, $1.json(of: $0)) })),
      "delivered_sum_mg": .number(deliveredSum?.fixed),
    ] + (givenSum.map { ["given_sum_mg": .fixed($0.fixed)] } ?? [:]) + corrections
  }

  /// Which of the figures above their source doubted, and what they read before somebody put them right.
  private var corrections: JSONObject {
    var object = JSONObject()
    if !doubtedBaseline.isEmpty {
      object["baseline_doubtful"] = .array(doubtedBaseline.map { .string($0.rawValue) })
    }
    if highestPressure?.isDoubtful == true { object["highest_doubtful"] = ["sys", "dia"] }
    if lowestPressure?.isDoubtful == true { object["lowest_doubtful"] = ["sys", "dia"] }
    if !baselineCorrection.isEmpty { object["baseline_correction"] = .string(baselineCorrection) }
    if !highestCorrection.isEmpty { object["highest_correction"] = .string(highestCorrection.inBrackets) }
    return object
  }
}

extension ScaleChange {
  /// The totals of a session, and what the last of them is against the first of the series; response and
  /// remission are null where the scale has no rule for them.
  fileprivate func json(of taken: ScaleTotals) -> JSONValue {
    [
      "label": .string(taken.scale.label), "least": .count(taken.scale.least),
      "most": .count(taken.scale.most), "totals": .array(taken.totals.map(JSONValue.count)),
      "first": .count(first), "fallen_percent": .number(fallenPercent),
      "response": isResponse.map(JSONValue.bool) ?? .null,
      "remission": isRemission.map(JSONValue.bool) ?? .null,
    ]
  }
}
