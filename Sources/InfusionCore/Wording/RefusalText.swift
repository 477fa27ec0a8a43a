public import Phrases
import Quantities

extension Refusal {
  /// Why the action was refused, for the screen and the record; no capital and no period, so that it can
  /// stand in a line.
  public var sentence: String { phrase.english }

  /// The same for a screen of any language: a row for each reason, by what it is about.
  public var phrase: Phrase {
    switch why {
    // Who asks, when, and why.
    case .wrongPhase(let phase): "\(deed) is not possible \(phase.during)"
    case .reasonMissing: "a reason is needed"
    case .initialsMissing: "initials are needed"
    case .secondMissing: "the initials of a second person who reads the pump are needed"
    case .secondSame(let initials): "the second person must be another one than \(initials)"
    case .witnessMissing: "the initials of a witness are needed"
    case .timeAhead(let time): "the session is not at \(time.sinceStart.clock) yet"
    case .valueOutOfRange(let value): "out of range: \(value)"
    // The patient and the order.
    case .planUnknown(let name): "there is no plan \"\(name)\""
    case .weightMissing: "the patient's weight is not known"
    case .weightImplausible(let weight): Self.implausible(weight)
    case .weightUnconfirmed(let weight, let last): Self.unconfirmed(weight, last)
    case .doseMissing: "the plan has no dose"
    case .doseNotOffered(let dose): "the plan gives no dose of \(dose.text()) at its start"
    case .noInfusion: "the plan has no infusion"
    case .concentrationMissing: "the concentration in the bag is not known"
    case .concentrationImplausible(let strength): Self.implausible(strength)
    case .concentrationUnconfirmed(let strength): Self.unconfirmed(strength)
    // What may be given.
    case .rateNotPositive: "the rate must be above 0 mL/h"
    case .rateLow(let rate, let planned): Self.low(rate, planned: planned)
    case .rateSoftLimit(let rate, let limit): Self.rate(rate, aboveSoft: limit)
    case .rateHardLimit(let rate, let limit): Self.rate(rate, aboveHard: limit)
    case .bolusNotPositive: "a bolus must be above 0 mg"
    case .bolusOff: "the plan takes no bolus"
    case .bolusSoftLimit(let dose, let limit): Self.bolus(dose, aboveSoft: limit)
    case .bolusHardLimit(let dose, let limit): Self.bolus(dose, aboveHard: limit)
    case .totalSoftLimit(let dose, let limit): Self.total(dose, aboveSoft: limit)
    case .totalHardLimit(let dose, let limit): Self.total(dose, aboveHard: limit)
    case .holdNotAdvised(let rule): "the hold rule \(rule) advises nothing now"
    case .holdNotFollowed(let rule): Self.holdAsksForMore(rule)
    // Vitals, their limits and alarms.
    case .vitalMissing(let vital): "there is no fresh \(vital.name)"
    case .vitalDoubtful(let vital): "the \(vital.name) is not one to go by: an artifact, or always the same"
    case .baselineMissing: "there is no fresh value for a baseline"
    case .pressureOrder(let sys, let dia): "systolic \(sys) is not above diastolic \(dia)"
    case .limitOrder(let vital): "\(vital.name) limits must rise: extreme low, low, high, extreme high"
    case .limitBeyondBound(let vital, let bound): Self.limit(of: vital, beyond: bound)
    case .limitLoosened(let vital): Self.loosened(vital)
    case .alarmActive(let alarm): "the alarm \"\(alarm.namePhrase)\" still stands"
    case .alarmLatched(let alarm): "the alarm \"\(alarm.namePhrase)\" is over, but nobody has acknowledged it"
    case .alarmUnknown(let alarm): "no alarm \"\(alarm.namePhrase)\" waits to be acknowledged"
    case .nothingToAcknowledge: "there is no alarm to acknowledge"
    case .nothingToConfirm: "there is nothing to confirm"
    case .sourceNotForeign(let source): "nothing at \(source) waits to be accepted"
    // The watch and the discharge.
    case .scaleUnknown(let name, let known): Self.noScale(name, among: known)
    case .itemUnknown(let name): "the checklist has no item \"\(name)\""
    case .checklistNotMet(let items), .criterionNotMet(let items): "not met: \(Phrase.words(items))"
    case .checkDue: "a check is due"
    case .dueMissed(let readings): "missed: \(readings.joined(separator: ", "))"
    case .observationIncomplete: "the observation is not complete"
    case .notAway: "nobody is away from the chair"
    case .awayTooLong(let longest): "away from the chair is possible for \(longest.inWords) at most"
    case .pumpRuns: "the pump runs"
    case .pressureMissing: "there is no recent blood pressure since the infusion ended"
    case .pressureForgone: "no blood pressure could be had"
    case .escortMissing: "no escort is there"
    case .entryUnknown(let number): "the record has no entry \(number)"
    case .entryFixed(let number): "entry \(number) is none that can be corrected"
    }
  }
}

extension Refusal {
  /// What was refused and why, for a list of such: `discharging: a check is due; also no escort`.
  public var account: String { accountPhrase.english + furtherWords }

  /// Why, with everything else that it was refused for: `a check is due; also no escort`.
  public var sentenceInFull: String { sentence + furtherWords }

  private var furtherWords: String {
    let further = also.reduce(into: [String]()) { told, code in
      let words = OverrideText.inBrief(code)
      if !told.contains(words) { told.append(words) }
    }
    return further.isEmpty ? "" : "; also \(further.joined(separator: ", "))"
  }

  /// Without what else was missing: for a page that somebody reads in another language.
  public var accountPhrase: Phrase {
    if case .wrongPhase = why { phrase } else { "\(deed): \(phrase)" }
  }

  /// What was wanted, as people call it; an action of a later program by its own name.
  private var deed: Phrase { Phrase(word: ActionName(rawValue: action)?.deed ?? action) }
}

// MARK: - The patient and the order

extension Refusal {
  private static func implausible(_ weight: Kilograms) -> Phrase {
    let range = Envelope.plausibleWeight
    let told = weight.text(outside: range)
    return "a weight of \(told) is not plausible: \(bounds(range))"
  }

  private static func bounds(_ range: ClosedRange<Kilograms>) -> Phrase {
    "it must be from \(range.lowerBound.fixed) to \(range.upperBound.text())"
  }

  private static func unconfirmed(_ weight: Kilograms, _ last: Kilograms?) -> Phrase {
    let (weight, pounds) = (weight.text(), Fixed(rounding: weight.inPounds).rounded(places: 0))
    guard let last else { return "\(weight) (\(pounds) lb) is unusual: a reason is needed" }
    return "\(weight) (\(pounds) lb) is unusual, last time it was \(last.text()): a reason is needed"
  }

  private static func implausible(_ strength: MilligramsPerMillilitre) -> Phrase {
    let told = strength.text(outside: Envelope.plausibleConcentration)
    return "a concentration of \(told) is not plausible: it must be from 0.1 to 10 mg/mL"
  }

  private static func unconfirmed(_ strength: MilligramsPerMillilitre) -> Phrase {
    "\(strength.text()) is not what the plan expects in the bag: a reason is needed"
  }
}

// MARK: - What may be given

extension Refusal {
  private typealias Dose = MilligramsPerKilogram
  private typealias Hourly = MilligramsPerKilogramHour

  private static func low(_ rate: MillilitresPerHour, planned: MillilitresPerHour) -> Phrase {
    let half = rate.text(beside: planned * 0.5)
    return "\(half) is less than half of the plan's \(planned.text(beside: rate * 2)): a reason is needed"
  }

  private static func rate(_ rate: Hourly, aboveSoft limit: Hourly) -> Phrase {
    "\(rate.text(above: limit)) is above \(limit.text()): a reason is needed"
  }

  private static func rate(_ rate: Hourly, aboveHard limit: Hourly) -> Phrase {
    "\(rate.text(above: limit)) is above the plan's limit of \(limit.text())"
  }

  /// Above a limit of 0, every bolus needs a reason: there is no amount to compare it with.
  private static func bolus(_ dose: Dose, aboveSoft limit: Dose) -> Phrase {
    if limit.value <= 0 { return "a bolus needs a reason" }
    return "\(dose.text(above: limit)) in one bolus is above \(limit.text()): a reason is needed"
  }

  private static func bolus(_ dose: Dose, aboveHard limit: Dose) -> Phrase {
    "\(dose.text(above: limit)) in one bolus is above the plan's limit of \(limit.text())"
  }

  private static func total(_ dose: Dose, aboveSoft limit: Dose) -> Phrase {
    "\(dose.text(above: limit)) in all would be above \(limit.text()): a reason is needed"
  }

  private static func total(_ dose: Dose, aboveHard limit: Dose) -> Phrase {
    "\(dose.text(above: limit)) in all would be above the plan's limit of \(limit.text())"
  }

  private static func holdAsksForMore(_ rule: String) -> Phrase {
    "the hold rule \(rule) asks for more than to tell: pause or stop, or set it aside with a reason"
  }
}

// MARK: - Limits and scales

extension Refusal {
  private static func limit(of vital: Vital, beyond bound: Fixed) -> Phrase {
    "\(vital.name): the limit may not go beyond \(bound) \(vital.unit)"
  }

  private static func loosened(_ vital: Vital) -> Phrase {
    "a limit of \(vital.name) was off or looser than at the start within the last 10 min"
  }

  private static func noScale(_ name: String, among known: [String]) -> Phrase {
    let all = known.joined(separator: ", ")
    guard !known.isEmpty else { return "there is no scale \"\(name)\"" }
    guard let near = Spelling.nearest(to: name.lowercased(), among: known) else {
      return "there is no scale \"\(name)\"; known are: \(all)"
    }
    return "there is no scale \"\(name)\"; did you mean \"\(near)\"? Known are: \(all)"
  }
}
