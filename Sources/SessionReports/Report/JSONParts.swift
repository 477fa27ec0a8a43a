import InfusionCore
import JSONLines
import Quantities
import SessionRecord

// Parts of the JSON that reports, series and rows share.

extension JSONValue {
  static func time(_ time: SessionTime) -> JSONValue { .fixed(Fixed(thousandths: Int(time.milliseconds))) }
  static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
  static func number(_ number: Fixed?) -> JSONValue { number.map(JSONValue.fixed) ?? .null }
  static func count(_ count: Int) -> JSONValue { .fixed(Fixed(count)) }
}

extension JSONObject {
  static func + (a: JSONObject, b: JSONObject) -> JSONObject { JSONObject(a.members + b.members) }
}

extension MarkCorrection {
  /// `{"by":"AB","t":110,"from":{...}}`, and `struck` with the reason for what should not be there.
  func json(from first: JSONObject) -> JSONObject {
    var object: JSONObject = ["by": .text(by), "t": .time(at), "n": .count(entry), "from": .object(first)]
    if let struckBecause { object["struck"] = .string(struckBecause) }
    return object
  }
}

extension ChartedBaseline {
  /// Who corrected the pressure that it was taken from, and what it was before.
  var correctionFields: JSONObject {
    correction.map { $0.json(from: [vital.rawValue: .fixed($0.first)]) } ?? [:]
  }
}

extension CuffMeasurement {
  var json: JSONObject { ["sys": .number(sys), "dia": .number(dia), "map": .number(map)] }
}

extension GivenDose {
  /// Beside `delivered_mg`, which is what an infusion gave.
  var json: JSONObject { ["drug": .string(drug), "given_mg": .fixed(amount.fixed)] }
}

extension DoseFigures {
  var json: JSONObject {
    var object: JSONObject = [
      "delivered_mg": .fixed(delivered.fixed), "delivered_mg_kg": .number(deliveredPerKilogram?.fixed),
      "volume_ml": .fixed(volume.fixed),
    ]
    object.members += surenessJSON.members
    return object
  }

  /// The fields of the `dose` event that name its basis and how sure it is.
  var surenessJSON: JSONObject {
    var object: JSONObject = ["basis": .string(basis.rawValue), "estimated": .bool(isEstimated)]
    if isEstimated {
      object["low_ml"] = .fixed(low.fixed)
      object["high_ml"] = .fixed(high.fixed)
    }
    return object
  }
}
