import InfusionCore

/// What each key of a configuration means, for the example file. `docs/configuration.md` says it at length.
enum ConfigurationNotes {
  /// The name under which a key is explained: the vitals share their explanations, and so do the phases.
  static func key(_ path: [String]) -> String {
    path.map { name in
      if Vital(rawValue: name) != nil { return "*" }
      return Phase(rawValue: name) != nil ? "*" : name
    }.joined(separator: ".")
  }

  static let all = alarms.merging(plans) { $1 }.merging(proofs) { $1 }.merging(lists) { $1 }

  private static let alarms = [
    "limits": "What alarms, by vital: beyond an ordinary limit medium, beyond an extreme one high.",
    "limits.*": "SpO2 in %, rates a minute, pressures in mmHg; each vital has a range of its own.",
    "limits.*.extreme_low": "Below it a high alarm.",
    "limits.*.low": "Below it a medium alarm.",
    "limits.*.high": "Above it a medium alarm.",
    "limits.*.extreme_high": "Above it a high alarm.",
    "limits.*.low_floor": "How low a session may set `low`.",
    "limits.*.high_ceiling": "How high a session may set `high`.",
    "limits.*.onset_delay_s": "How long a value is beyond an ordinary limit before the alarm.",
    "limits.*.extreme_onset_delay_s": "The same for an extreme limit.",
    "limits.*.clear_band": "How far back inside the limit a value must come before the alarm ends.",
    "limits.*.clear_delay_s": "And for how long.",
    "limits.*.stale_after_s":
      "When a value without a successor is lost; `auto` for a cuff: 900 s or two intervals, the larger.",
    "limits.*.loss_delay_s": "How long the device says \"no value\" before the value is lost.",
    "audio_pause_s": "How long one press pauses the sound.",
    "reminder_s": "When an acknowledged alarm that is still active sounds again.",
    "escalate_after_s": "When a high alarm that nobody acknowledges sounds without pauses.",
    "quiet": "Only high alarms sound; the others are seen.",
    "language": "The words of the screen; `chairside monitor --language` overrides it. Records stay English.",
    "hears_wall": "Whether a chair hears that somebody is coming, and that no broker has it.",
    "unvarying_after_s": "When a source whose figures do not change in any digit is told of.",
    "latching": "Alarms that stay listed after their end although they were not high: [spo2.low].",
  ]

  private static let plans = [
    "plans":
      "What is ordered and watched under one name. A known name is changed, a new one added, `off` taken"
      + " away.",
    "plans.*.infusion": "false for a dose that is given at once: `start` is then the time of dosing.",
    "plans.*.drug": "What is given on a plan without an infusion, or none.",
    "plans.*.doses_mg": "The amounts in which that drug comes.",
    "plans.*.dose_mg_kg": "The ordered dose; without one `start` is refused.",
    "plans.*.duration_min": "Over how long it is given.",
    "plans.*.concentration_mg_ml": "In the bag or syringe.",
    "plans.*.concentrations_mg_ml": "What may be in it without a reason; [] is the plan's own alone.",
    "plans.*.rate_soft_mg_kg_h": "A rate above it wants a reason.",
    "plans.*.rate_hard_mg_kg_h": "A rate above it is refused.",
    "plans.*.bolus_soft_mg_kg": "A bolus above it wants a reason.",
    "plans.*.bolus_hard_mg_kg": "A bolus above it is refused; off takes boluses from the plan.",
    "plans.*.total_soft_mg_kg":
      "A bolus that brings the dose above it wants a reason; auto: the plan's dose and a tenth.",
    "plans.*.total_hard_mg_kg": "A bolus that brings the dose above it is refused.",
    "plans.*.observation_min": "How long the patient is watched afterwards.",
    "plans.*.observation_floor_min": "An observation shorter than this is an error of the file.",
    "plans.*.extend_after_high_min": "How long the observation goes on after a high alarm's end.",
    "plans.*.away_max_min": "How long an absence can be at most.",
    "plans.*.nibp_interval_min":
      "Minutes between two pressures, by phase; a list ([5, 5, 15]: the last repeats); or off.",
    "plans.*.due": "Readings that are wanted once, at a time of their own.",
    "plans.*.due.what": "Which reading.",
    "plans.*.due.at_min": "How many minutes after `from`.",
    "plans.*.due.from": "What the minutes are counted from.",
    "plans.*.due.within_min": "How much earlier or later it may be taken.",
    "plans.*.check_interval_min": "Minutes between two checks of the patient, by phase, or off.",
    "plans.*.check_grace_min": "How late a check may be.",
    "plans.*.check_scales": "The scales that a check asks, by phase, in this order; [] asks none.",
    "plans.*.required": "The vitals whose absence is an alarm: of spo2, hr, rr.",
    "plans.*.relative": "By vital: a limit that follows the baseline, or off.",
    "plans.*.relative.*.above": "So far above the baseline.",
    "plans.*.relative.*.below": "So far below the baseline.",
    "plans.*.relative.*.mode":
      "tighten: this or the absolute limit, whichever is tighter; replace: this alone.",
  ]

  private static let proofs = [
    "checklist": "The questions before the start and before the way home, by name; off takes one away.",
    "checklist.*.text": "What is asked.",
    "checklist.*.stage": "What a required answer holds up.",
    "checklist.*.required": "Whether its stage is refused until the answer is \"met\".",
    "discharge": "What must be so before a patient goes, beside what is always asked; off takes one away.",
    "discharge.*.scale": "A scale, held against its last score; or none.",
    "discharge.*.vital": "Or a vital, held against its fresh value.",
    "discharge.*.at_least": "The lowest that will do.",
    "discharge.*.at_most": "The highest that will do.",
    "discharge.*.within": "The farthest from the baseline, in the vital's unit.",
    "discharge.*.within_percent": "The same in percent of the baseline.",
    "discharge.*.below_baseline": "The farthest below the baseline.",
    "discharge.*.usual_at_most": "The highest that will do without a look at the baseline.",
    "discharge.*.above_baseline": "Or so far above the baseline, whichever is higher.",
    "discharge.*.not_older_than_min": "An older score is not known.",
    "second_person": "What a second person reads at the pump, with initials: of start, rate, bolus.",
  ]

  private static let lists = [
    "scales": "Scores that are offered and explained, by name; off takes one away.",
    "scales.*.title": "How it is called on the screen.",
    "scales.*.source": "Which version: a score means nothing without it.",
    "scales.*.least": "The lowest score.",
    "scales.*.most": "The highest score.",
    "scales.*.passing": "From which score on it passes, or none.",
    "scales.*.response_percent":
      "By how many percent of the first total it must fall for a response, or none.",
    "scales.*.remission_at_most": "The highest total that is a remission, or none.",
    "scales.*.anchors": "What a score means, by score.",
    "scales.*.parts": "Items that add up, by name.",
    "scales.*.parts.*.title": "How the item is called.",
    "scales.*.parts.*.anchors": "What its values mean.",
    "symptoms": "The words that `s` offers.",
    "medicines": "What `m` offers, by name; off takes one away.",
    "medicines.*.dose": "The suggested dose, or none.",
    "medicines.*.route": "The suggested route, or none.",
    "interventions": "The words that `u` offers.",
    "hold_rules":
      "When the screen advises to pause or stop; it never does so itself. All are off as shipped.",
    "hold_rules.*.on": "Whether the rule is asked.",
    "hold_rules.*.vital": "Whose values it follows.",
    "hold_rules.*.side": "Beyond the bound on which side.",
    "hold_rules.*.bound": "The value that must be passed.",
    "hold_rules.*.times": "How many values in a row.",
    "hold_rules.*.apart_min": "Minutes between the first and the last of them; none for one.",
    "hold_rules.*.advice": "What is advised.",
  ]
}
