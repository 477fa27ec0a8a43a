import ClinicConfiguration
import InfusionCore
import Quantities
import Testing

@Suite struct DischargeCriteriaTests {
  private func criteria(_ yaml: String) throws -> [DischargeCriterion] {
    try ConfigurationText.parse(Array(yaml.utf8)).discharge
  }

  private func sentences(_ yaml: String) -> String {
    do throws(ConfigurationErrors) {
      _ = try ConfigurationText.parse(Array(yaml.utf8))
      return ""
    } catch { return error.sentence(file: "c") }
  }

  @Test func `nothing is asked beyond the ordinary until a clinic says so`() {
    #expect(Configuration.shipped.discharge.isEmpty)
    #expect(Configuration.shipped.checklist.allSatisfy { !$0.isRequired })
  }

  @Test func `a clinic asks for a score and for vitals`() throws {
    let asked = try criteria(
      """
      discharge:
        recovery: { scale: aldrete, at_least: 9 }
        pressure: { vital: sys, within_percent: 20 }
        pulse: { vital: hr, within: 20, at_most: 110 }
      """)
    #expect(
      asked == [
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
    ]
    let yaml = ConfigurationText.yaml(clinic)
    #expect(try ConfigurationText.parse(Array(yaml.utf8)) == clinic)
  }

  @Test(arguments: [
    "recovery: { at_least: 9 }", "recovery: { scale: aldrete }",
    "recovery: { scale: aldrete, vital: hr, at_least: 9 }",
    "recovery: { scale: aldrete, within: 2 }", "pulse: { vital: hr, at_least: 100, at_most: 60 }",
  ]) func `a criterion that asks for nothing, or for two things, is an error`(criterion: String) {
    #expect(sentences("discharge:\n  \(criterion)\n").contains("a criterion has a scale or a vital"))
  }

  @Test func `a criterion on a scale that nobody can record is an error`() {
    #expect(
      sentences("discharge:\n  recovery: { scale: aldrette, at_least: 9 }\n")
        == "c:2:3: discharge.recovery: there is no scale \"aldrette\"")
  }
}
