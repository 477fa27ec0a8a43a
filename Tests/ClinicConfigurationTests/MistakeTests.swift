import ClinicConfiguration
import InfusionCore
import Quantities
import Testing

/// What a clinic can get wrong, and the sentence that it reads.
@Suite struct MistakeTests {
  static let forms: [(String, String)] = [
    ("limit: {}", "c:1:1: there is no key \"limit\"; did you mean \"limits\"?"),
    ("colour: red", "c:1:1: there is no key \"colour\""),
    ("limits: { spo: { low: 90 } }", "c:1:11: limits: there is no key \"spo\"; did you mean \"spo2\"?"),
    ("limits:\n  spo2:\n    lwo: 91", "c:3:5: limits.spo2: there is no key \"lwo\"; did you mean \"low\"?"),
    ("limits: { sys: { loss_delay_s: 5 } }", "c:1:18: limits.sys: there is no key \"loss_delay_s\""),
    ("limits: 90", "c:1:9: limits: 90 is not a mapping"),
    ("[limits]", "c:1:1: a list is not a mapping"),
    ("hello", "c:1:1: hello is not a mapping"),
    ("limits:", "c:1:8: limits: a mapping is missing"),
    (
      "limits: { spo2: { low: high } }",
      "c:1:24: limits.spo2.low: high is not a number from 0 to 100, or off"
    ),
    (
      "limits: { spo2: { low: \"90\" } }",
      "c:1:24: limits.spo2.low: \"90\" is not a number from 0 to 100, or off"
    ),
    (
      "limits: { spo2: { high: 10085 } }",
      "c:1:25: limits.spo2.high: 10085 is not a number from 0 to 100, or off"
    ),
    (
      "limits: { spo2: { stale_after_s: auto } }",
      "c:1:34: limits.spo2.stale_after_s: auto is not a number above 0, up to 30"
    ),
    (
      "limits: { hr: { stale_after_s: 31 } }",
      "c:1:32: limits.hr.stale_after_s: 31 is not a number above 0, up to 30"
    ),
    ("escalate_after_s: 5", "c:1:19: escalate_after_s: 5 is not a number from 10 to 600"),
    ("quiet: loud", "c:1:8: quiet: loud is not true or false"),
    ("unvarying_after_s: off", "c:1:20: unvarying_after_s: off is not a number from 60 to 3600"),
    (
      "audio_pause_s: 2m",
      "c:1:16: audio_pause_s: 2m is not a number from 1 to 600"
    ),
    (
      "audio_pause_s: [1]",
      "c:1:16: audio_pause_s: a list is not a number from 1 to 600"
    ),
    (
      "plans: { trd-40: { dose_mg_kg: 0.33333 } }",
      "c:1:32: plans.trd-40.dose_mg_kg: 0.33333 has more than three decimals"
    ),
    (
      "plans: { trd-40: { dose_mg_kg: 0,5 } }",
      "c:1:32: plans.trd-40.dose_mg_kg: 0 is not a number above 0, up to 100, or none"
    ),
    ("plans: { x: { infusion: no } }", "c:1:25: plans.x.infusion: no is not true or false"),
    ("plans: { x: 40 }", "c:1:13: plans.x: 40 is not a mapping, or off"),
    ("plans: { x: { required: [sys] } }", "c:1:26: plans.x.required[1]: sys is not one of spo2, hr, rr"),
    ("plans: { x: { required: [hr, hr] } }", "c:1:30: plans.x.required: \"hr\" is listed twice"),
    (
      "plans: { x: { nibp_interval_min: { infusion: 5 } } }",
      "c:1:36: plans.x.nibp_interval_min: there is no key \"infusion\"; did you mean \"infusing\"?"
    ),
    ("latching: [spo2]", "c:1:12: latching[1]: spo2 is not an alarm such as spo2.low"),
    ("checklist: { weighed: { required: true } }", "c:1:23: checklist.weighed: text is missing"),
    (
      "checklist: { consent: { text: x, stage: end } }",
      "c:1:41: checklist.consent.stage: end is not start or discharge"
    ),
  ]

  @Test(arguments: forms) func `a form that is not taken`(yaml: String, sentence: String) {
    let firstLine = whatIsWrong(in: yaml).split(separator: "\n").first.map(String.init)
    #expect(firstLine == sentence)
  }

  static let contradictions: [(String, String)] = [
    ("limits: { hr: { low: 95, high: 90 } }", "c:1:32: limits.hr: low 95 is not below high 90"),
    ("limits: { hr: { low: 90, high: 90 } }", "c:1:32: limits.hr: low 90 is not below high 90"),
    ("limits:\n  spo2:\n    high: 10", "c:3:11: limits.spo2: low 90 is not below high 10"),
    ("limits: { hr: { high: 150 } }", "c:1:23: limits.hr: high 150 is above extreme_high 140"),
    ("limits: { sys: { extreme_low: 95 } }", "c:1:31: limits.sys: extreme_low 95 is above low 90"),
    (
      "limits: { map: { low: off, high: off, extreme_low: 120, extreme_high: 110 } }",
      "c:1:71: limits.map: extreme_low 120 is above extreme_high 110"
    ),
    ("limits: { spo2: { low: 80, extreme_low: 75 } }", "c:1:24: limits.spo2: low 80 is beyond low_floor 85"),
    ("limits: { hr: { high_ceiling: 110 } }", "c:1:31: limits.hr: high 120 is beyond high_ceiling 110"),
    (
      "limits: { spo2: { clear_delay_s: 10 } }",
      "c:1:34: limits.spo2: clear_delay_s 10 s is above extreme_onset_delay_s 5 s"
    ),
    (
      "limits: { hr: { onset_delay_s: 3, extreme_onset_delay_s: 0 } }",
      "c:1:32: limits.hr: clear_delay_s 5 s is above onset_delay_s 3 s"
    ),
    (
      "limits: { spo2: { clear_band: 20 } }",
      "c:1:31: limits.spo2: extreme_low 85 with clear_band 20 never ends: values are 0 to 100"
    ),
    (
      "limits: { hr: { high: 5, low: off, extreme_low: off, clear_band: 6 } }",
      "c:1:66: limits.hr: high 5 with clear_band 6 never ends: values are 0 to 350"
    ),
    (
      "plans: { trd-40: { observation_min: 20 } }",
      "c:1:37: plans.trd-40: observation_min 20 is below observation_floor_min 30"
    ),
    (
      "plans: { trd-40: { rate_soft_mg_kg_h: 3 } }",
      "c:1:39: plans.trd-40: rate_soft_mg_kg_h 3 is above rate_hard_mg_kg_h 2"
    ),
    (
      "plans: { trd-40: { duration_min: 10 } }",
      "c:1:34: plans.trd-40: dose_mg_kg over duration_min is 3 mg/kg/h, above rate_hard_mg_kg_h 2"
    ),
    (
      "plans: { x: { relative: { dia: { mode: replace } } } }",
      "c:1:32: plans.x.relative.dia: above or below is missing"
    ),
    (
      "plans: { x: { relative: { dia: { above: -5 } } } }",
      "c:1:41: plans.x.relative.dia.above: -5 is not a number above 0, up to 200, or off"
    ),
    (
      "plans: { x: { relative: { dia: { above: 5, mode: add } } } }",
      "c:1:50: plans.x.relative.dia.mode: add is not tighten or replace"
    ),
  ]

  @Test(arguments: contradictions) func `values that contradict each other`(yaml: String, sentence: String) {
    #expect(whatIsWrong(in: yaml).split(separator: "\n").first.map(String.init) == sentence)
  }

  static let broken: [(String, String)] = [
    ("limits: { hr: {", "c:2:1: this is not YAML: did not find expected node content"),
    ("a: b: c", "c:1:5: this is not YAML: mapping values are not allowed in this context"),
    ("limits:\n\thr: {}", "c:2:1: this is not YAML: found character that cannot start any token"),
    ("reminder_s: 60\n---\nreminder_s: 70", "c:2:1: this is not YAML: but found another document"),
    ("reminder_s: *x", "c:1:13: this is not YAML: found undefined alias"),
    ("? [a]\n: b", "c:1:3: this is not YAML: a key must be a word"),
    ("reminder_s: 60\naudio_pause_s: 60\nreminder_s: 70", "c:3:1: \"reminder_s\" is given twice"),
    ("limits:\n  hr:\n    low: 55\n    # again\n    low: 56\n", "c:5:5: \"low\" is given twice"),
    ("limits: { hr: { low: 55, low: 56 } }", "c:1:17: \"low\" is given twice"),
    ("reminder_s: 60\nnote: \u{7}", "c:2:7: this is not YAML: control characters are not allowed"),
  ]

  @Test(arguments: broken) func `a file that is no YAML`(yaml: String, sentence: String) {
    #expect(whatIsWrong(in: yaml) == sentence)
  }

  @Test func `aliases of aliases end before memory does`() {
    let names = (1...30).map { "x\($0)" }
    let lines = zip(names, names.dropFirst()).map { "\($1): &\($1) [*\($0), *\($0)]" }
    let yaml = (["x1: &x1 [1]"] + lines).joined(separator: "\n")
    #expect(whatIsWrong(in: yaml).hasSuffix("this is not YAML: too much of it"))
  }

  @Test func `bytes that are no text`() {
    let bytes = Array("reminder_s: 60\n# caf".utf8) + [0xE9, 0x0A]
    #expect(throws: ConfigurationErrors([.init(.notText, at: Place(line: 2, column: 1))])) {
      try ConfigurationText.parse(bytes)
    }
  }

  @Test func `everything that is wrong is told at once, in the order of the file`() {
    let yaml = """
      plans:
        trd-40: { observation_min: 10, colour: red }
      limits:
        hr: { low: 130, high: x }
      sound: loud
      """
    #expect(
      whatIsWrong(in: yaml) == """
        c:2:30: plans.trd-40: observation_min 10 is below observation_floor_min 30
        c:2:34: plans.trd-40: there is no key "colour"
        c:4:25: limits.hr.high: x is not a number from 0 to 350, or off
        c:5:1: there is no key "sound"
        """)
  }
}
