import ClinicConfiguration
import InfusionCore
import Quantities
import Testing

/// What a clinic says of doses, of pressures and of times away, and what it cannot say.
@Suite struct EnvelopeKeysTests {
  private func plan(_ keys: String) throws -> Plan {
    let yaml = "plans: { trd-40: { \(keys) } }"
    return try #require(try ConfigurationText.parse(Array(yaml.utf8)).plan(named: "trd-40"))
  }

  private func whatIsWrongInPlan(_ keys: String) -> String {
    whatIsWrong(in: "plans: { trd-40: { \(keys) } }")
  }

  @Test func `a plan expects its own concentration, or those that it lists`() throws {
    #expect(try plan("concentration_mg_ml: 2").expectedConcentrations == [.init(2)])
    #expect(try plan("concentrations_mg_ml: [1, 2]").expectedConcentrations == [.init(1), .init(2)])
  }

  @Test func `a total that is not set follows the plan's dose`() throws {
    #expect(try plan("dose_mg_kg: 0.6").softTotal?.fixed == Fixed(thousandths: 660))
    #expect(try plan("total_soft_mg_kg: 0.55").softTotal == .init(0.55))
    #expect(try plan("total_soft_mg_kg: auto").totalSoft == nil)
  }

  @Test func `a plan can take no bolus at all`() throws {
    #expect(try plan("bolus_hard_mg_kg: off").bolusHard == nil)
    #expect(try plan("bolus_hard_mg_kg: 0.2").bolusHard == .init(0.2))
  }

  @Test func `the cuff's interval is one, or a row of which the last repeats`() throws {
    let plan = try plan("nibp_interval_min: { infusing: [5, 5, 10], observing: 20, paused: off }")
    let programme = try #require(plan.nibpInterval[.infusing])
    #expect((0...4).map { programme.interval(after: $0) } == [5, 5, 10, 10, 10].map { .minutes($0) })
    #expect(plan.nibpInterval[.observing] == .minutes(20))
    #expect(plan.nibpInterval[.paused] == nil)
  }

  @Test func `a reading can be due at a time of its own`() throws {
    let due = try plan(
      "due: [{ what: nibp, at_min: 40, from: start }, { what: nibp, at_min: 5, from: stop, within_min: 1 }]"
    ).due
    #expect(
      due == [
        DueReading(.nibp, at: .minutes(40), from: .start, within: .minutes(5)),
        DueReading(.nibp, at: .minutes(5), from: .stop, within: .minutes(1)),
      ])
  }

  static let mistakes: [(String, String)] = [
    (
      "concentration_mg_ml: 20",
      "c:1:41: plans.trd-40.concentration_mg_ml: 20 is not a number from 0.1 to 10, or none"
    ),
    (
      "concentrations_mg_ml: [1, 50]",
      "c:1:46: plans.trd-40.concentrations_mg_ml[2]: 50 is not a number from 0.1 to 10"
    ),
    (
      "concentrations_mg_ml: [2]",
      "c:1:42: plans.trd-40: concentration_mg_ml 1 is not among concentrations_mg_ml"
    ),
    ("concentrations_mg_ml: [1, 1]", "c:1:46: plans.trd-40.concentrations_mg_ml: \"1\" is listed twice"),
    ("bolus_soft_mg_kg: 0.4", "c:1:38: plans.trd-40: bolus_soft_mg_kg 0.4 is above bolus_hard_mg_kg 0.3"),
    ("total_soft_mg_kg: 2", "c:1:38: plans.trd-40: total_soft_mg_kg 2 is above total_hard_mg_kg 1"),
    (
      "total_hard_mg_kg: 0.4",
      "c:1:38: plans.trd-40: total_soft_mg_kg is dose_mg_kg 0.5 and a tenth, 0.55 mg/kg, "
        + "above total_hard_mg_kg 0.4"
    ),
    (
      "total_hard_mg_kg: 0.549, total_soft_mg_kg: auto",
      "c:1:63: plans.trd-40: total_soft_mg_kg is dose_mg_kg 0.5 and a tenth, 0.55 mg/kg, "
        + "above total_hard_mg_kg 0.549"
    ),
    (
      "dose_mg_kg: 1, total_hard_mg_kg: 1",
      "c:1:53: plans.trd-40: total_soft_mg_kg is dose_mg_kg 1 and a tenth, 1.1 mg/kg, above total_hard_mg_kg 1"
    ),
    (
      "dose_mg_kg: 0.454, total_hard_mg_kg: 0.499",
      "c:1:57: plans.trd-40: total_soft_mg_kg is dose_mg_kg 0.454 and a tenth, 0.4994 mg/kg, "
        + "above total_hard_mg_kg 0.499"
    ),
    ("total_hard_mg_kg: off", "c:1:38: plans.trd-40.total_hard_mg_kg: off is not a number from 0 to 100"),
    (
      "nibp_interval_min: { infusing: [] }",
      "c:1:51: plans.trd-40.nibp_interval_min.infusing: a list is not a number above 0, up to 1440, or off"
    ),
    (
      "nibp_interval_min: { infusing: [5, 0] }",
      "c:1:55: plans.trd-40.nibp_interval_min.infusing[2]: 0 is not a number above 0, up to 1440, or off"
    ),
    (
      "nibp_interval_min: { ready: 5 }",
      "c:1:41: plans.trd-40.nibp_interval_min: there is no key \"ready\""
    ),
    (
      "check_interval_min: { ready: 5 }",
      "c:1:42: plans.trd-40.check_interval_min: there is no key \"ready\""
    ),
    ("due: [{ what: nibp }]", "c:1:26: plans.trd-40.due[1]: at_min is missing"),
    ("due: [{ what: spo2, at_min: 5 }]", "c:1:34: plans.trd-40.due[1].what: spo2 is not one of nibp"),
    ("drug: x, doses_mg: [56]", "c:1:39: plans.trd-40: doses_mg is for a plan without an infusion"),
    ("infusion: false, doses_mg: [56]", "c:1:47: plans.trd-40: drug is missing"),
    ("away_max_min: -1", "c:1:34: plans.trd-40.away_max_min: -1 is not a number from 0 to 1440"),
  ]

  @Test(arguments: mistakes) func `a mistake has its place`(keys: String, wanted: String) {
    #expect(whatIsWrongInPlan(keys) == wanted)
  }

  @Test(arguments: [
    "bolus_soft_mg_kg: 0.3", "bolus_soft_mg_kg: 5, bolus_hard_mg_kg: off", "total_soft_mg_kg: 1",
    "total_hard_mg_kg: 0.55", "dose_mg_kg: 0.6, total_soft_mg_kg: 0.4", "dose_mg_kg: 1",
  ])
  func `a soft limit may equal the hard one, or stand where there is none`(keys: String) {
    #expect(whatIsWrongInPlan(keys) == "")
  }
}

/// The mean's own limits: only a limit makes it judge measurements with all three figures.
@Suite struct MeanLimitTests {
  @Test(arguments: [
    ("low: 65", true), ("extreme_high: 130", true), ("clear_band: 3", false), ("low_floor: 50", false),
    ("stale_after_s: 600", false),
  ]) func `a limit judges the measured mean, a delay or a band alone does not`(keys: String, judges: Bool)
    throws
  {
    let configuration = try ConfigurationText.parse(Array("limits: { map: { \(keys) } }".utf8))
    #expect(configuration.judgesMeasuredMean == judges)
    let written = ConfigurationText.yaml(configuration)
    #expect(try ConfigurationText.parse(Array(written.utf8)) == configuration)
  }
}
