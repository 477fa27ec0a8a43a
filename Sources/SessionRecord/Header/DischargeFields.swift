import InfusionCore
import Quantities

extension DischargeCriterion {
  var fields: JSONObject {
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
      withinPercent: fields["within_percent"]?.fixed)
  }
}
