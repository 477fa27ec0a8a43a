import ClinicConfiguration
import InfusionCore
import Quantities
import Testing

@Suite struct ClinicTests {
  private func clinic(_ yaml: String) throws -> Clinic {
    try ConfigurationText.parse(Array(yaml.utf8)).clinic
  }

  @Test(arguments: Scale.shipped) func `a shipped scale fits its range and is asked in full`(scale: Scale) {
    #expect(scale.isConsistent)
    for part in scale.parts { #expect(Set(part.anchors.keys) == [0, 1, 2], "\(part.name)") }
  }

  @Test func `alertness has words for each of its values`() {
    #expect(Set(Clinic.shipped.scale(named: "moaas")?.anchors.keys.map(\.self) ?? []) == Set(0...5))
  }

  @Test func `nine passes for going home, alertness is not for passing`() throws {
    let aldrete = try #require(Clinic.shipped.scale(named: "aldrete"))
    #expect([8, 9, 10].map(aldrete.isPassed) == [false, true, true])
    #expect(Clinic.shipped.scale(named: "moaas")?.isPassed(by: 5) == nil)
  }

  @Test func `shipped hold rules wait for the clinic to switch them on`() {
    #expect(HoldRule.shipped.allSatisfy { !$0.isOn })
  }

  @Test func `a clinic's lists, medicines, rules and scales`() throws {
    let clinic = try clinic(
      """
      symptoms: [nausea, "itching, all over"]
      interventions: [oxygen]
      medicines:
        ondansetron: { dose: 8 mg }
        midazolam: off
        metoclopramide: { dose: 10 mg, route: IV }
      hold_rules:
        systolic: { on: true, bound: 170 }
      scales:
        rass:
          title: RASS
          source: Sessler 2002
          least: -5
          most: 4
          anchors: { 0: alert and calm, -5: unarousable }
        cadss: off
      """)
    #expect(clinic.symptoms == ["nausea", "itching, all over"])
    #expect(clinic.medicines.first == Medicine(name: "ondansetron", dose: "8 mg", route: "IV"))
    #expect(clinic.medicines.last == Medicine(name: "metoclopramide", dose: "10 mg", route: "IV"))
    #expect(!clinic.medicines.contains { $0.name == "midazolam" })
    #expect(clinic.holdRules.first?.bound == 170)
    #expect(clinic.holdRules.first?.isOn == true)
    #expect(clinic.scale(named: "rass")?.anchors == [0: "alert and calm", -5: "unarousable"])
    #expect(clinic.scale(named: "cadss") == nil)
  }

  @Test(arguments: ["times: 1", "times: 1, apart_min: 5", "apart_min: 5, times: 1"])
  func `a hold rule that asks for one value is met by one`(keys: String) throws {
    let rules = try clinic("hold_rules: { systolic: { on: true, bound: 150, \(keys) } }").holdRules
    var watch = HoldWatch(rules)
    #expect(watch.take(150, of: .sys, at: .minutes(1)).isEmpty)
    #expect(watch.take(151, of: .sys, at: .minutes(6)).map(\.condition) == ["Sys > 150"])
  }

  static let mistakes: [(String, String)] = [
    ("symptoms: nausea", "c:1:11: symptoms: nausea is not a list"),
    ("symptoms: [a, [b]]", "c:1:15: symptoms[2]: a list is not a text"),
    ("hold_rules: { x: { vital: hr } }", "c:1:18: hold_rules.x: bound is missing"),
    (
      "hold_rules: { x: { times: 1.5, bound: 9 } }",
      "c:1:27: hold_rules.x.times: 1.5 is not a whole number from 1 to 100"
    ),
    ("scales: { x: { most: 5 } }", "c:1:14: scales.x: title is missing"),
    (
      "scales: { moaas: { most: 4 } }",
      "c:1:26: scales.moaas: anchors, parts and passing do not fit the range from 0 to 4"
    ),
    (
      "scales: { nausea: { anchors: { none: 0 } } }",
      "c:1:32: scales.nausea.anchors: none is not a whole number from -1000 to 1000"
    ),
    (
      "scales: { aldrete: { passing: 11 } }",
      "c:1:31: scales.aldrete: anchors, parts and passing do not fit the range from 0 to 10"
    ),
  ]

  @Test(arguments: mistakes) func `a mistake is named`(yaml: String, sentence: String) {
    let error = #expect(throws: ConfigurationErrors.self) { try clinic(yaml) }
    #expect(error?.all.first?.sentence(file: "c") == sentence)
  }
}
