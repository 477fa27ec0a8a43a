import InfusionCore
import JSONLines
import Quantities

extension DischargeCriterion {
  var fields: JSONObject {
    var fields = boundFields
    if let belowBaseline { fields["below_baseline"] = .fixed(belowBaseline) }
    if let ceiling {
      fields["usual_at_most"] = .fixed(ceiling.usual)
      fields["above_baseline"] = .fixed(ceiling.above)
    }
    if let notOlderThan { fields["not_older_than_s"] = .seconds(notOlderThan) }
    return fields
  }

  private var boundFields: JSONObject {
    [
      "name": .string(name), "scale": scale.map(JSONValue.string) ?? .null,
      "vital": vital.map { .string($0.rawValue) } ?? .null, "at_least": .decimal(atLeast),
      "at_most": .decimal(atMost), "within": .decimal(within), "within_percent": .decimal(withinPercent),
    ]
  }

  init?(_ fields: JSONObject) {
    guard let name = fields["name"]?.string else { return nil }
    self.init(
      name: name, scale: fields["scale"]?.string, vital: fields["vital"]?.string.flatMap(Vital.init),
      atLeast: fields["at_least"]?.fixed, atMost: fields["at_most"]?.fixed, within: fields["within"]?.fixed,
      withinPercent: fields["within_percent"]?.fixed, belowBaseline: fields["below_baseline"]?.fixed,
      notOlderThan: fields["not_older_than_s"]?.span)
    if let usual = fields["usual_at_most"]?.fixed, let above = fields["above_baseline"]?.fixed {
      ceiling = Ceiling(usual: usual, above: above)
    }
  }
}
