public import Quantities

/// Why an action was refused: a code that scripts and reports rely on, with its evidence.
public struct Refusal: Hashable, Sendable {
  public var action: String
  public var why: Why
  /// The codes of what else is missing, should the action need several things.
  public var also: [String]

  public init(action: String, why: Why, also: [String] = []) {
    self.action = action
    self.why = why
    self.also = also
  }

  /// What an action was refused for, with its evidence.
  public enum Why: Hashable, Sendable {
    case wrongPhase(Phase)
    case weightMissing
    case doseMissing
    case concentrationMissing
    case weightImplausible(Kilograms)
    /// Likelier a slip of the finger than the truth, unless somebody says why. `last` is the weight at the
    /// last session, if known.
    case weightUnconfirmed(Kilograms, last: Kilograms?)
    case concentrationUnconfirmed(MilligramsPerMillilitre)
    case concentrationImplausible(MilligramsPerMillilitre)
    case planUnknown(String)
    /// There is no fresh value of it.
    case vitalMissing(Vital)
    /// There is one, marked as an artefact, or of a source that repeats itself.
    case vitalDoubtful(Vital)
    case checklistNotMet([String])
    case baselineMissing
    case reasonMissing
    case initialsMissing
    case rateSoftLimit(MilligramsPerKilogramHour, limit: MilligramsPerKilogramHour)
    case rateHardLimit(MilligramsPerKilogramHour, limit: MilligramsPerKilogramHour)
    case rateNotPositive
    /// Below half of what the plan gives.
    case rateLow(MillilitresPerHour, planned: MillilitresPerHour)
    case bolusNotPositive
    /// The plan takes no bolus.
    case bolusOff
    case bolusSoftLimit(MilligramsPerKilogram, limit: MilligramsPerKilogram)
    case bolusHardLimit(MilligramsPerKilogram, limit: MilligramsPerKilogram)
    case totalSoftLimit(MilligramsPerKilogram, limit: MilligramsPerKilogram)
    case totalHardLimit(MilligramsPerKilogram, limit: MilligramsPerKilogram)
    /// The plan's drug does not come in this amount, or the plan gives nothing at once.
    case doseNotOffered(Milligrams)
    case noInfusion
    case observationIncomplete
    case notAway
    case awayTooLong(TimeSpan)
    case nothingToConfirm
    /// The source is still the one that the session began with.
    case sourceNotForeign(String)
    /// A pump that can be heard runs.
    case pumpRuns
    /// No good pressure since the infusion was stopped, or none that is recent enough.
    case pressureMissing
    /// A person said that none could be had, and none was measured after all.
    case pressureForgone
    case dueMissed([String])
    /// A limit was off, or looser than at the start, in the last minutes.
    case limitLoosened(Vital)
    case escortMissing
    case alarmActive(AlarmID)
    case alarmLatched(AlarmID)
    case checkDue
    case criterionNotMet([String])
    case alarmUnknown(AlarmID)
    case nothingToAcknowledge
    case limitOrder(Vital)
    case limitBeyondBound(Vital, bound: Fixed)
    case pressureOrder(sys: Fixed, dia: Fixed)
    case valueOutOfRange(String)
    /// The clinic has no scale of that name; those that it has.
    case scaleUnknown(String, known: [String])
    /// The clinic's checklist has no item of that name.
    case itemUnknown(String)
    /// No rule of that name is met now.
    case holdNotAdvised(String)
    /// The rule asks for more than telling somebody.
    case holdNotFollowed(String)
    /// It would have been noticed later than now.
    case timeAhead(SessionTime)
    /// The record has no entry of that number.
    case entryUnknown(Int)
    /// It is not of a kind that can be corrected.
    case entryFixed(Int)
    /// The clinic wants a second person to have read the pump.
    case secondMissing
    /// The second person is the first.
    case secondSame(String)
    /// Nobody saw what was thrown away.
    case witnessMissing
  }

  public var code: String { why.code }
}

extension Refusal.Why {
  /// What scripts and reports rely on: a row for each reason.
  public var code: String {
    switch self {
    case .wrongPhase: "phase.wrong"
    case .weightMissing: "weight.missing"
    case .doseMissing: "dose.missing"
    case .concentrationMissing: "concentration.missing"
    case .weightImplausible: "weight.implausible"
    case .planUnknown: "plan.unknown"
    case .weightUnconfirmed: "weight.unconfirmed"
    case .concentrationUnconfirmed: "concentration.unconfirmed"
    case .concentrationImplausible: "concentration.implausible"
    case .vitalMissing(let vital): "\(vital.rawValue).missing"
    case .vitalDoubtful(let vital): "\(vital.rawValue).doubtful"
    case .checklistNotMet: "checklist.notmet"
    case .baselineMissing: "baseline.missing"
    case .reasonMissing: "reason.missing"
    case .initialsMissing: "initials.missing"
    case .rateSoftLimit: "rate.soft"
    case .rateHardLimit: "rate.hard"
    case .rateNotPositive: "rate.notpositive"
    case .rateLow: "rate.low"
    case .bolusNotPositive: "bolus.notpositive"
    case .bolusOff: "bolus.off"
    case .doseNotOffered: "dose.notoffered"
    case .bolusSoftLimit: "bolus.soft"
    case .bolusHardLimit: "bolus.hard"
    case .totalSoftLimit: "total.soft"
    case .totalHardLimit: "total.hard"
    case .noInfusion: "infusion.none"
    case .observationIncomplete: "observation.incomplete"
    case .notAway: "away.none"
    case .awayTooLong: "away.toolong"
    case .nothingToConfirm: "confirm.none"
    case .sourceNotForeign: "accept.none"
    case .pumpRuns: "pump.running"
    case .pressureMissing: "nibp.missing"
    case .pressureForgone: "nibp.forgone"
    case .dueMissed: "due.missed"
    case .limitLoosened: "limit.loosened"
    case .escortMissing: "escort.missing"
    case .alarmActive: "alarm.active"
    case .alarmLatched: "alarm.latched"
    case .checkDue: "check.due"
    case .criterionNotMet: "criterion.notmet"
    case .alarmUnknown: "alarm.unknown"
    case .nothingToAcknowledge: "alarm.none"
    case .limitOrder: "limit.order"
    case .limitBeyondBound: "limit.bound"
    case .pressureOrder: "pressure.order"
    case .valueOutOfRange: "value.range"
    case .scaleUnknown: "scale.unknown"
    case .itemUnknown: "item.unknown"
    case .holdNotAdvised: "hold.none"
    case .holdNotFollowed: "hold.notfollowed"
    case .timeAhead: "time.ahead"
    case .entryUnknown: "entry.unknown"
    case .entryFixed: "entry.fixed"
    case .secondMissing: "second.missing"
    case .secondSame: "second.same"
    case .witnessMissing: "witness.missing"
    }
  }
}
