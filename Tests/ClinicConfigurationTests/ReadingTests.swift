import ClinicConfiguration
import InfusionCore
import Quantities
import Testing

@Suite struct ReadingTests {
  private func parse(_ yaml: String) throws -> Configuration { try ConfigurationText.parse(Array(yaml.utf8)) }

  @Test(arguments: ["", "# nothing here\n", "---\n", "{}"])
  func `an empty file means the shipped defaults`(yaml: String) throws {
    #expect(try parse(yaml) == .shipped)
  }

  /// What is shipped, as a clinic would write it.
  @Test func `the shipped defaults, written out, change nothing`() throws {
    let yaml = """
      limits:
        spo2: { low: 90, extreme_low: 85, onset_delay_s: 15, extreme_onset_delay_s: 5, clear_band: 1,
          clear_delay_s: 5, stale_after_s: 10, loss_delay_s: 5 }
      audio_pause_s: 120
      reminder_s: 180
      escalate_after_s: 60
      unvarying_after_s: 300
      plans:
        trd-40:
          dose_mg_kg: 0.5
          duration_min: 40
          concentration_mg_ml: 1
          rate_soft_mg_kg_h: 1.0
          rate_hard_mg_kg_h: 2.0
          bolus_soft_mg_kg: 0                # every bolus wants a reason
          bolus_hard_mg_kg: 0.3
          total_soft_mg_kg: auto
          total_hard_mg_kg: 1
          observation_min: 30
          observation_floor_min: 30          # observation_min below it is an error
          extend_after_high_min: 10
          away_max_min: 30
          nibp_interval_min: { infusing: 10, paused: 10, observing: 15 }
          due: []
          check_interval_min: { infusing: 15, observing: 15 }
          check_grace_min: 5
          required: [spo2, hr]
          relative: { sys: { above: 40, mode: tighten } }
        esketamine-120:
          due: [{ what: nibp, at_min: 40, from: start, within_min: 5 }]
      """
    #expect(try parse(yaml) == .shipped)
  }

  @Test func `a limit changes alone`() throws {
    var expected = Configuration.shipped
    expected.limits[.spo2]?.low = Fixed(thousandths: 92_500)
    #expect(try parse("limits: { spo2: { low: 92.5 } }") == expected)
  }

  @Test func `limits can be switched off and on, bounds set`() throws {
    var expected = Configuration.shipped
    expected.limits[.hr]?.extremeLow = nil
    expected.limits[.map]?.low = 65
    expected.judgesMeasuredMean = true
    expected.limits[.map]?.staleAfter = .seconds(1200)
    expected.bounds[.hr] = LimitBounds(lowFloor: 40, highCeiling: 130)
    let yaml = """
      limits:
        hr: { extreme_low: off, low_floor: 40, high_ceiling: 130 }
        map: { low: 65, stale_after_s: 1200 }
      """
    #expect(try parse(yaml) == expected)
    #expect(try parse("limits: { map: { stale_after_s: auto } }") == .shipped)
  }

  @Test func `times are exact to the millisecond`() throws {
    let configuration = try parse(
      "{ audio_pause_s: 90.125, plans: { trd-40: { check_grace_min: 2.5, extend_after_high_min: 0 } } }")
    #expect(configuration.audioPause == .milliseconds(90_125))
    #expect(configuration.plan(named: "trd-40")?.checkGrace == .seconds(150))
    #expect(configuration.plan(named: "trd-40")?.extendAfterHigh == .zero)
  }

  @Test func `a known plan changes only in what is named`() throws {
    var expected = Configuration.shipped
    expected.plans[1].observation = .minutes(45)
    expected.plans[1].nibpInterval[.infusing] = .minutes(5)
    expected.plans[1].checkInterval[.observing] = nil
    expected.plans[1].relative = [.dia: RelativeLimit(above: 25, below: nil, mode: .replace)]
    let yaml = """
      plans:
        trd-45:
          observation_min: 45
          nibp_interval_min: { infusing: 5 }
          check_interval_min: { observing: off }
          relative: { sys: off, dia: { above: 25, mode: replace } }
      """
    #expect(try parse(yaml) == expected)
  }

  @Test func `a new plan starts from the stated defaults`() throws {
    let yaml = """
      plans:
        pain-4h:
          dose_mg_kg: 1.4
          duration_min: 240
          concentration_mg_ml: 2
          rate_soft_mg_kg_h: none
      """
    let plan = Plan(
      name: "pain-4h", dose: .init(1.4), duration: .hours(4), concentration: .init(2), rateSoft: nil)
    #expect(try parse(yaml).plans == Plan.shipped + [plan])
  }

  @Test func `a plan without an infusion, and a plan taken away`() throws {
    let configuration = try parse(
      "{ plans: { spray: { infusion: false, observation_min: 120 }, trd-60: off } }")
    #expect(configuration.plan(named: "spray")?.hasInfusion == false)
    #expect(configuration.plans.map(\.name) == ["trd-40", "trd-45", "esketamine-120", "spray"])
  }

  @Test func `a list takes the place of the list before`() throws {
    let configuration = try parse(
      "{ latching: [spo2.low, nibp.failed], plans: { trd-40: { required: [rr] } } }")
    #expect(configuration.latching == [.limit(.spo2, .low), .nibpFailed])
    #expect(configuration.plan(named: "trd-40")?.required == [.rr])
  }

  @Test func `a checklist item is added and changed by its name`() throws {
    let yaml = """
      checklist:
        consent: { required: true }
        driving: off
        weighed: { text: Weighed today, stage: start, required: true }
      """
    let checklist = try parse(yaml).checklist
    #expect(
      checklist.first == ChecklistItem(name: "consent", text: Self.consent, stage: .start, isRequired: true))
    #expect(
      checklist.last == ChecklistItem(name: "weighed", text: "Weighed today", stage: .start, isRequired: true)
    )
    #expect(!checklist.contains { $0.name == "driving" })
  }

  private static let consent = "Forms are complete and consent is signed"

  /// A script that answers no question must be able to start with what is shipped.
  @Test func `nothing shipped is required`() {
    #expect(Configuration.shipped.checklist.allSatisfy { !$0.isRequired })
  }

  @Test func `anchors and aliases are YAML's own way to say the same twice`() throws {
    let plans = try parse("plans: { a: &a { observation_min: 60 }, b: *a }").plans
    #expect(plans.suffix(2).map(\.observation) == [.minutes(60), .minutes(60)])
  }
}
