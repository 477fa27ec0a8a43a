public import Quantities

/// Why an action was refused: a code that scripts and reports rely on, with its evidence.
public struct Refusal: Hashable, Sendable {
  public var action: String
  public var why: Why

  public init(action: String, why: Why) {
    self.action = action
    self.why = why
  }

  public enum Why: Hashable, Sendable {
    case wrongPhase(Phase)
    case weightMissing
    case doseMissing
    case concentrationMissing
    case weightImplausible(Kilograms)
    case planUnknown(String)
    case setupClosed
    case spo2Missing
    case checklistNotMet([String])
    case baselineMissing
    case reasonMissing
    case initialsMissing
    case rateSoftLimit(MilligramsPerKilogramHour, limit: MilligramsPerKilogramHour)
    case rateHardLimit(MilligramsPerKilogramHour, limit: MilligramsPerKilogramHour)
    case rateNotPositive
    case noInfusion
    case observationIncomplete
    case notAway
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
    /// No rule of that name is met now.
    case holdNotAdvised(String)
    /// The rule asks for more than telling somebody.
    case holdNotFollowed(String)
    /// It would have been noticed later than now.
    case timeAhead(SessionTime)
    /// The record has no entry of that number.
    case entryUnknown(Int)
    /// The clinic wants a second person to have read the pump.
    case secondMissing
    /// The second person is the first.
    case secondSame(String)
  }

  public var code: String {
    switch why {
    case .wrongPhase: "phase.wrong"
    case .weightMissing: "weight.missing"
    case .doseMissing: "dose.missing"
    case .concentrationMissing: "concentration.missing"
    case .weightImplausible: "weight.implausible"
    case .planUnknown: "plan.unknown"
    case .setupClosed: "setup.closed"
    case .spo2Missing: "spo2.missing"
    case .checklistNotMet: "checklist.notmet"
    case .baselineMissing: "baseline.missing"
    case .reasonMissing: "reason.missing"
    case .initialsMissing: "initials.missing"
    case .rateSoftLimit: "rate.soft"
    case .rateHardLimit: "rate.hard"
    case .rateNotPositive: "rate.notpositive"
    case .noInfusion: "infusion.none"
    case .observationIncomplete: "observation.incomplete"
    case .notAway: "away.none"
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
    case .holdNotAdvised: "hold.none"
    case .holdNotFollowed: "hold.notfollowed"
    case .timeAhead: "time.ahead"
    case .entryUnknown: "entry.unknown"
    case .secondMissing: "second.missing"
    case .secondSame: "second.same"
    }
  }
}
