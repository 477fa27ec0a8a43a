import InfusionCore
import JSONLines
import Quantities

extension Clinic {
  var fields: JSONObject {
    [
      "scales": .array(scales.map { .object($0.fields) }), "symptoms": .texts(symptoms),
      "medicines": .array(medicines.map { .object($0.fields) }), "interventions": .texts(interventions),
      "hold_rules": .array(holdRules.map { .object($0.fields) }),
    ]
  }

  init?(_ fields: JSONObject) {
    guard let scales = fields["scales"]?.objects(Scale.init),
      let medicines = fields["medicines"]?.objects(Medicine.init),
      let rules = fields["hold_rules"]?.objects(HoldRule.init)
    else { return nil }
    self.init(
      scales: scales, symptoms: fields["symptoms"]?.strings ?? [], medicines: medicines,
      interventions: fields["interventions"]?.strings ?? [], holdRules: rules)
  }
}

extension Medicine {
  fileprivate var fields: JSONObject { ["name": .string(name), "dose": .text(dose), "route": .text(route)] }

  fileprivate init?(_ fields: JSONObject) {
    guard let name = fields["name"]?.string else { return nil }
    self.init(name: name, dose: fields["dose"]?.string, route: fields["route"]?.string)
  }
}

extension HoldRule {
  fileprivate var fields: JSONObject {
    [
      "name": .string(name), "on": .bool(isOn), "vital": .string(vital.rawValue),
      "side": .string(side.rawValue),
      "bound": .fixed(bound), "times": .fixed(Fixed(times)), "apart_s": .seconds(apart),
      "advice": .string(advice.rawValue),
    ]
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let name = fields["name"]?.string, let isOn = fields["on"]?.bool,
      let vital = fields["vital"]?.string.flatMap(Vital.init),
      let side = fields["side"]?.string.flatMap(Side.init),
      let bound = fields["bound"]?.fixed, let times = fields["times"]?.integer,
      let apart = fields["apart_s"]?.span,
      let advice = fields["advice"]?.string.flatMap(Advice.init)
    else { return nil }
    self.init(
      name: name, isOn: isOn, vital: vital, side: side, bound: bound, times: times, apart: apart,
      advice: advice)
  }
}

extension Scale {
  fileprivate var fields: JSONObject {
    var fields: JSONObject = [
      "name": .string(name), "title": .string(title), "source": .string(source),
      "least": .fixed(Fixed(least)),
      "most": .fixed(Fixed(most)), "passing": .decimal(passing.map { Fixed($0) }),
      "anchors": .anchors(anchors),
      "parts": .array(parts.map { .object($0.fields) }),
    ]
    // Older records have neither.
    fields["response_percent"] = responsePercent.map { .fixed(Fixed($0)) }
    fields["remission_at_most"] = remissionAtMost.map { .fixed(Fixed($0)) }
    return fields
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let name = fields["name"]?.string, let title = fields["title"]?.string,
      let source = fields["source"]?.string, let least = fields["least"]?.integer,
      let most = fields["most"]?.integer, let anchors = fields["anchors"]?.anchors,
      let parts = fields["parts"]?.objects(ScalePart.init)
    else { return nil }
    self.init(
      name: name, title: title, source: source, least: least, most: most, passing: fields["passing"]?.integer,
      responsePercent: fields["response_percent"]?.integer,
      remissionAtMost: fields["remission_at_most"]?.integer,
      anchors: anchors, parts: parts)
  }
}

extension ScalePart {
  fileprivate var fields: JSONObject {
    ["name": .string(name), "title": .string(title), "anchors": .anchors(anchors)]
  }

  fileprivate init?(_ fields: JSONObject) {
    guard let name = fields["name"]?.string, let title = fields["title"]?.string,
      let anchors = fields["anchors"]?.anchors
    else { return nil }
    self.init(name: name, title: title, anchors: anchors)
  }
}

extension JSONValue {
  fileprivate static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// What values mean, by value: an object whose keys are whole numbers, ascending.
  fileprivate static func anchors(_ anchors: [Int: String]) -> JSONValue {
    let ordered = anchors.sorted { $0.key < $1.key }
    return .object(JSONObject(ordered.map { .init(String($0.key), .string($0.value)) }))
  }

  fileprivate var anchors: [Int: String]? {
    guard let object else { return nil }
    var anchors: [Int: String] = [:]
    for member in object.members {
      guard let value = Int(member.key), let text = member.value.string else { return nil }
      anchors[value] = text
    }
    return anchors
  }

  fileprivate var strings: [String]? { array?.compactMap(\.string) }
}
