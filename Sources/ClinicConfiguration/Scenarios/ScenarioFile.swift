import InfusionCore
public import PatientSimulator
import Quantities

/// Reads a scenario file that somebody wrote.
///
///     title: the airway closes
///     events:
///       - when: infusing and effect > 150 ng/mL
///         after: 5 min
///         airway: { level: 0.55 }
///     objectives:
///       - id: airway-opened
///         when: alarm spo2.low
///         do: [stimulation, oxygen]
///         within: 2 min
public enum ScenarioFile {
  /// Reads either form: YAML, or one event a line. Throws every error, not only the first.
  public static func read(_ bytes: [UInt8], name: String) throws(ScenarioErrors) -> Scenario {
    let text = String(decoding: bytes, as: UTF8.self)
    if Scenario.isOfLines(text) { return try Scenario(name: name, text: text) }
    let root: YamlNode
    do throws(ConfigurationError) {
      root = try YamlParsing.root(of: bytes) ?? Self.nothing
    } catch {
      let place = error.place
      throw ScenarioErrors([
        ScenarioError(line: place.line, column: place.column, problem: .other(error.why.sentence))
      ])
    }
    var reader = ScenarioReader()
    let scenario = reader.scenario(root, name: name)
    guard reader.errors.isEmpty else { throw ScenarioErrors(reader.errors) }
    return scenario
  }

  private static var nothing: YamlNode {
    YamlNode(kind: .mapping([]), place: Place(line: 1, column: 1), path: "")
  }
}

/// Reads the keys of a scenario, and collects what is wrong with them.
struct ScenarioReader {
  private(set) var errors: [ScenarioError] = []

  mutating func scenario(_ root: YamlNode, name: String) -> Scenario {
    var scenario = Scenario(name: name)
    for entry in entries(root, of: "a scenario", known: Self.keys) {
      switch entry.key {
      case "title": scenario.title = text(entry.value) ?? ""
      case "truth": scenario.truth = truth(entry.value)
      case "chart": scenario.chart = chart(entry.value)
      case "most_harm": scenario.mostHarm = span(entry.value) ?? scenario.mostHarm
      case "ends": scenario.ending = ending(entry) ?? scenario.ending
      case "events": for item in list(entry.value) { scenario.events.append(event(item)) }
      case "objectives":
        for item in list(entry.value) { if let read = objective(item) { add(read, item, to: &scenario) } }
      default: break
      }
    }
    if scenario.events.isEmpty, scenario.objectives.isEmpty, errors.isEmpty { report(.nothing, root.place) }
    return scenario
  }

  private mutating func add(_ objective: Objective, _ item: YamlNode, to scenario: inout Scenario) {
    if scenario.objectives.contains(where: { $0.id == objective.id }) {
      report(.other("there is another objective '\(objective.id)'"), item.place)
    }
    scenario.objectives.append(objective)
  }

  mutating func add(_ error: ScenarioError) { errors.append(error) }

  private static let keys = ["title", "truth", "chart", "most_harm", "ends", "events", "objectives"]

  // MARK: Pieces

  private mutating func ending(_ entry: YamlNode.Entry) -> Scenario.Ending? {
    word(entry, Scenario.Ending.allCases.map(\.rawValue)).flatMap { Scenario.Ending(rawValue: $0) }
  }

  private mutating func truth(_ node: YamlNode) -> Scenario.Truth {
    var truth = Scenario.Truth()
    let known = ["weight_kg", "concentration_mg_ml", "pump_share", "escort"]
    for entry in entries(node, of: "truth", known: known) {
      switch entry.key {
      case "weight_kg": truth.weight = number(entry, 20...300).map { Kilograms($0) }
      case "concentration_mg_ml":
        truth.concentration = number(entry, Fixed(thousandths: 100)...100).map { MilligramsPerMillilitre($0) }
      case "pump_share": truth.pumpShare = number(entry, 0...3)?.doubleValue ?? 1
      case "escort": truth.escortIsHere = word(entry, ["here", "away"]) != "away"
      default: break
      }
    }
    return truth
  }

  private mutating func chart(_ node: YamlNode) -> Scenario.Chart {
    var chart = Scenario.Chart()
    for entry in entries(node, of: "chart", known: ["weight_kg", "plan", "orders"]) {
      if entry.key == "weight_kg" { chart.weight = number(entry, 20...300).map { Kilograms($0) } }
      if entry.key == "plan" { chart.plan = text(entry.value) }
      if entry.key == "orders" { chart.orders = deeds(entry.value) }
    }
    return chart
  }

  private mutating func event(_ node: YamlNode) -> ScenarioEvent {
    var event = ScenarioEvent()
    let before = errors.count
    let known = ["when", "after", "unless"] + Happening.names
    for entry in entries(node, of: "an event", known: known) {
      switch entry.key {
      case "when": event.when = condition(entry.value) ?? .always
      case "after": event.after = wait(entry.value) ?? .zero
      case "unless": event.unless = condition(entry.value)
      default: if let what = happening(entry) { event.happenings.append(what) }
      }
    }
    if event.happenings.isEmpty, errors.count == before {
      report(.other("nothing happens here: it needs an event, such as say or airway"), node.place)
    }
    return event
  }

  private mutating func objective(_ node: YamlNode) -> Objective? {
    let before = errors.count
    let known = ["id", "when", "do", "reach", "within", "late", "never"]
    let entries = entries(node, of: "an objective", known: known)
    guard entries.contains(where: { $0.key == "id" }) else {
      report(.keyMissing("id", event: "an objective"), node.place)
      return nil
    }
    var objective = Objective("", when: .started)
    for entry in entries {
      switch entry.key {
      case "id": objective.id = text(entry.value) ?? ""
      case "when": objective.when = condition(entry.value) ?? .started
      case "do": objective.deeds = deeds(entry.value)
      case "never": objective.never = deeds(entry.value)
      case "reach": objective.reach = condition(entry.value)
      case "within": objective.within = span(entry.value) ?? objective.within
      case "late": objective.late = span(entry.value) ?? objective.late
      default: break
      }
    }
    if let late = entries.first(where: { $0.key == "late" }), objective.late < objective.within {
      let (early, given) = (objective.within.inWords, objective.late.inWords)
      report(.other("late, \(given), is before within, \(early)"), late.value.place)
    }
    objective.late = max(objective.late, objective.within)
    if objective.deeds.isEmpty, objective.never.isEmpty, objective.reach == nil, errors.count == before {
      report(.other("'\(objective.id)' asks for nothing: it needs do, reach or never"), node.place)
    }
    return objective
  }

  /// Reads `airway: { level: 0.5 }`, or with a value alone `probe-off: 240`, `say: "..."`.
  private mutating func happening(_ entry: YamlNode.Entry) -> Happening? {
    var fields: [ScenarioFields.Field] = []
    let place = entry.value.place
    switch entry.value.kind {
    case .mapping(let members):
      for member in members {
        guard let value = text(member.value) else { continue }
        let at = member.value.place
        fields.append(.init(key: member.key, value: value, line: at.line, column: at.column))
      }
    case .scalar(let word, _):
      if let key = Happening.onlyField[entry.key] {
        fields = [.init(key: key, value: word, line: place.line, column: place.column)]
      } else if word != "now" {
        report(.valueMalformed(key: entry.key, value: word, known: ["now"]), place)
      }
    case .list: report(.valueMalformed(key: entry.key, value: "a list", known: []), place)
    }
    var reading = ScenarioFields(
      event: entry.key, line: entry.place.line, column: entry.place.column, fields: fields,
      takesBareSeconds: false)
    let what = Happening(&reading)
    reading.end()
    errors += reading.errors
    return what
  }

  private mutating func deeds(_ node: YamlNode) -> [Deed] {
    var deeds: [Deed] = []
    for item in list(node) {
      guard let name = text(item) else { continue }
      if let deed = Deed(name) {
        deeds.append(deed)
      } else {
        let hint = Spelling.hint(for: name, among: Deed.names)
        report(.other("'\(name)' is nothing that can be done" + hint), item.place)
      }
    }
    return deeds
  }
}
