import ClinicConfiguration
import InfusionCore
import Testing

/// Which scales belong to a check, as a clinic writes it.
@Suite struct CheckScalesTests {
  private func plan(_ yaml: String) throws -> Plan {
    try #require(try ConfigurationText.parse(Array(yaml.utf8)).plan(named: "trd-40"))
  }

  @Test func `what is not named stays, off and an empty list ask nothing`() throws {
    let plan = try plan(
      "plans: { trd-40: { check_scales: { infusing: [dissociation], observing: off, paused: [] } } }")
    #expect(plan.checkScales == [.infusing: ["dissociation"], .paused: []])
    let other = try self.plan("plans: { trd-40: { check_scales: { ready: [aldrete] } } }")
    #expect(other.checkScales(in: .ready) == ["aldrete"])
    #expect(other.checkScales(in: .infusing) == ["moaas", "nausea"])
  }

  @Test func `what is written reads back`() throws {
    var clinic = Configuration.shipped
    clinic.plans[0].checkScales = [.observing: ["padss", "nausea"], .paused: []]
    clinic.plans[1].checkScales = [:]
    let yaml = ConfigurationText.yaml(clinic)
    #expect(try ConfigurationText.parse(Array(yaml.utf8)) == clinic)
  }

  @Test(arguments: [
    (
      "plans: { trd-40: { check_scales: { infusing: [moas] } } }",
      "c:1:8: plans.trd-40.check_scales.infusing: there is no scale \"moas\""
    ),
    (
      "plans: { trd-40: { check_scales: { infusing: [moaas, moaas] } } }",
      "c:1:54: plans.trd-40.check_scales.infusing: \"moaas\" is listed twice"
    ),
    (
      "plans: { trd-40: { check_scales: { infusing: moaas } } }",
      "c:1:46: plans.trd-40.check_scales.infusing: moaas is not a list, or off"
    ),
  ]) func `a mistake has its place`(yaml: String, sentence: String) {
    #expect(whatIsWrong(in: yaml) == sentence)
  }

  @Test func `a shipped scale that is switched off is no mistake`() {
    #expect(whatIsWrong(in: "scales: { nausea: off }") == "")
  }
}
