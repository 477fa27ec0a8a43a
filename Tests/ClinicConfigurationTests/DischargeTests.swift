import ClinicConfiguration
import InfusionCore
import Quantities
import Testing

@Suite struct DischargeCriteriaTests {
  private func criteria(_ yaml: String) throws -> [DischargeCriterion] {
    try ConfigurationText.parse(Array(yaml.utf8)).discharge
  }

  /// Written as a clinic would write them.
  private static let shipped = """
    discharge:
      alertness: { scale: moaas, at_least: 5, not_older_than_min: 20 }
      systolic: { vital: sys, at_least: 90, at_most: 180, below_baseline: 40, usual_at_most: 160, above_baseline: 40 }
      saturation: { vital: spo2, at_least: 92 }
    """

  @Test func `awake, a pressure near the patient's own and oxygenated is what is shipped`() throws {
    let nothing = "discharge: { alertness: off, systolic: off, saturation: off }"
    let bare = try ConfigurationText.parse(Array(nothing.utf8))
    #expect(bare.discharge.isEmpty)
    #expect(try ConfigurationText.parse(Array(Self.shipped.utf8), over: bare) == .shipped)
  }

  @Test func `a clinic changes one figure of a shipped criterion, or takes one away`() throws {
    let asked = try criteria("discharge: { saturation: { at_least: 94 }, alertness: off }")
    #expect(asked.map(\.name) == ["systolic", "saturation"])
    #expect(asked.last == DischargeCriterion(name: "saturation", vital: .spo2, atLeast: 94))
  }

  @Test func `a clinic asks for a score and for vitals, beside what is shipped`() throws {
    let asked = try criteria(
      """
      discharge:
        recovery: { scale: aldrete, at_least: 9 }
        pressure: { vital: sys, within_percent: 20 }
        pulse: { vital: hr, within: 20, at_most: 110 }
      """)
    #expect(
      asked == DischargeCriterion.shipped + [
        DischargeCriterion(name: "recovery", scale: "aldrete", atLeast: 9),
        DischargeCriterion(name: "pressure", vital: .sys, withinPercent: 20),
        DischargeCriterion(name: "pulse", vital: .hr, atMost: 110, within: 20),
      ])
  }

  @Test func `what is written reads back`() throws {
    var clinic = Configuration.shipped
    clinic.discharge = [
      DischargeCriterion(name: "recovery", scale: "aldrete", atLeast: 9),
      DischargeCriterion(name: "pressure", vital: .sys, within: 30, withinPercent: 20),
      DischargeCriterion(name: "calm", scale: "rass", atLeast: -1, atMost: 1, notOlderThan: .minutes(15)),
      DischargeCriterion(name: "usual", vital: .sys, ceiling: .init(usual: 150, above: 30)),
    ]
    clinic.clinic.scales.append(
      Scale(name: "rass", title: "RASS", source: "Sessler 2002", least: -5, most: 4))
    let yaml = ConfigurationText.yaml(clinic)
    #expect(try ConfigurationText.parse(Array(yaml.utf8)) == clinic)
  }

  @Test(arguments: [
    "recovery: { at_least: 9 }", "recovery: { scale: aldrete }",
    "recovery: { scale: aldrete, vital: hr, at_least: 9 }",
    "recovery: { scale: aldrete, within: 2 }", "pulse: { vital: hr, at_least: 100, at_most: 60 }",
    "recovery: { scale: aldrete, below_baseline: 2, at_least: 9 }",
    "recovery: { scale: aldrete, not_older_than_min: 20 }",
  ]) func `a criterion that asks for nothing, or for two things, is an error`(criterion: String) {
    #expect(whatIsWrong(in: "discharge:\n  \(criterion)\n").contains("a criterion has a scale or a vital"))
  }

  @Test func `a criterion on a scale that nobody can record is an error`() {
    #expect(
      whatIsWrong(in: "discharge:\n  recovery: { scale: aldrette, at_least: 9 }\n")
        == "c:2:3: discharge.recovery: there is no scale \"aldrette\"")
  }
}
