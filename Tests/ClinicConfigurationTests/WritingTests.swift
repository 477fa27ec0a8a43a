import ClinicConfiguration
import InfusionCore
import Quantities
import Testing

@Suite struct WritingTests {
  private func parse(_ yaml: String) throws -> Configuration { try ConfigurationText.parse(Array(yaml.utf8)) }

  /// Files whose meaning is as far from the shipped defaults as it can be.
  static let files = [
    "",
    "limits: { spo2: { low: off, extreme_low: off, low_floor: off }, hr: { high: 120.125 } }",
    "limits: { sys: { stale_after_s: 1800, onset_delay_s: 0.001, high_ceiling: 180 } }",
    "{ audio_pause_s: 1, reminder_s: 3600, latching: [nonin-df2.lost, hr.low, check.overdue] }",
    "plans: { trd-40: { dose_mg_kg: 0.001, required: [], relative: { sys: off, rr: { below: 5 } } } }",
    "plans: { trd-40: off, trd-45: off, trd-60: off, esketamine-120: off }",
    "plans: { spray: { infusion: false, rate_soft_mg_kg_h: none, rate_hard_mg_kg_h: none } }",
    "plans: { trd-40: { nibp_interval_min: { infusing: off, paused: off, observing: off, preparation: 7.5 } } }",
    "plans: { trd-40: { nibp_interval_min: { infusing: [5, 5, 10], observing: [2.5] }, away_max_min: 0 } }",
    "plans: { trd-40: { concentrations_mg_ml: [1, 2.5], bolus_hard_mg_kg: off, total_hard_mg_kg: 3 } }",
    "plans: { trd-40: { bolus_soft_mg_kg: 0.1, total_soft_mg_kg: 0.6, concentration_mg_ml: 0.1 } }",
    "plans: { esketamine-120: { due: [] }, trd-45: { due: [{ what: nibp, at_min: 5, from: stop }] } }",
    "plans: { esketamine-120: { doses_mg: [28] }, s: { infusion: false, drug: \"a: b\", doses_mg: [0.5, 7] } }",
    "quiet: true",
    "{ escalate_after_s: 10, unvarying_after_s: 3600, limits: { map: { clear_band: 3 } } }",
    "limits: { map: { low: 65, extreme_low: off, high: off } }",
    "discharge: { systolic: off, alertness: { not_older_than_min: 10 }, cool: { vital: hr, at_least: -1 } }",
    "plans: { \"off\": { observation_min: 33.3 }, \"a: b\": {}, \" x\": {}, \"12\": {}, \"患者\": {} }",
    "checklist: { q: { text: \"Say \\\"yes\\\":\\n#1, {or} [no] \\\\ \\u0085 ü\" } }",
    "checklist: { q: { text: \"true\", stage: discharge, required: false } }",
    "{ symptoms: [], interventions: [\"on\", a] }",
    "medicines: { ondansetron: { dose: none, route: none }, oxygen: off }",
    "scales: { rass: { title: R, source: x, least: -1000, most: -5, anchors: { -5: a, -7: \"b: c\" } }, cadss: off }",
    "scales: { aldrete: { parts: { oxygen: { anchors: { 0: a, 2: b } } } }, padss: { passing: none } }",
    "hold_rules: { systolic: { on: true, apart_min: 2.5 }, saturation: off, x: { bound: 0.5, side: low } }",
  ]

  @Test(arguments: files) func `a configuration that is written out reads back as itself`(file: String) throws
  {
    let configuration = try parse(file)
    let written = ConfigurationText.yaml(configuration)
    #expect(try parse(written) == configuration)
    #expect(ConfigurationText.yaml(try parse(written)) == written)
  }

  @Test func `the limits and a plan as they are shown`() throws {
    let text = ConfigurationText.yaml(.shipped)
    let hr = """
        hr: { extreme_low: 40, low: 50, high: 120, extreme_high: 140, low_floor: off, high_ceiling: off, \
      onset_delay_s: 10, extreme_onset_delay_s: 5, clear_band: 3, clear_delay_s: 5, \
      stale_after_s: 10, loss_delay_s: 5 }
      """
    #expect(text.contains(hr))
    let plan = """
        trd-45:
          infusion: true
          dose_mg_kg: 0.5
          duration_min: 45
          concentration_mg_ml: 1
          rate_soft_mg_kg_h: 1
          rate_hard_mg_kg_h: 2
          bolus_soft_mg_kg: 0
          bolus_hard_mg_kg: 0.3
          total_soft_mg_kg: auto
          total_hard_mg_kg: 1
          observation_min: 30
          observation_floor_min: 30
          extend_after_high_min: 10
          away_max_min: 30
          nibp_interval_min: { infusing: 10, paused: 10, observing: 15 }
          due: []
          check_interval_min: { infusing: 15, paused: off, observing: 15 }
          check_grace_min: 5
          check_scales: { infusing: [moaas, nausea], observing: [moaas, nausea, dissociation] }
          required: [spo2, hr]
          relative: { sys: { above: 40, below: off, mode: tighten } }

      """
    #expect(text.contains(plan))
  }
}
