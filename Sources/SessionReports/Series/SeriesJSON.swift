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
      "lowest": ["spo2": .number(lowestSpO2)],
      "symptoms": .array(marks.compactMap { $0.json(.symptom) }),
      "medicines": .array(marks.compactMap { $0.json(.medication) }),
      "scores": .array(marks.compactMap { $0.json(.score) }),
    ] + (givenSum.map { ["given_sum_mg": .fixed($0.fixed)] } ?? [:])
  }
}

extension Mark {
  /// Nil for a mark of another kind.
  fileprivate func json(_ name: ActionName) -> JSONValue? {
    guard case .action(let action) = what, action.name == name else { return nil }
    var object = ["t": .time(at)] + action.fields.members
    if let correction, case .action(let first) = correction.first {
      object["corrected"] = .object(correction.json(from: first.fields.members))
    }
    return .object(object)
  }
}
