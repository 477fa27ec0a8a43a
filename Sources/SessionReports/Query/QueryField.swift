import InfusionCore
import Quantities
import SessionRecord

/// What a query may ask of a session. To add one: its name here, and what it is of the facts.
public enum QueryField: String, CaseIterable, Hashable, Sendable {
  case patient, plan, chair, session, date, origin, ending
  case mg
  case mgPerKilogram = "mg_kg"
  case given, weight, minutes, high, medium, low, sys, spo2, hr
  case symptom, medicine, score

  /// Which comparisons make sense.
  public enum Kind: Hashable, Sendable { case name, date, number, names }

  var kind: Kind {
    switch self {
    case .patient, .plan, .chair, .session, .origin, .ending: .name
    case .date: .date
    case .mg, .mgPerKilogram, .given, .weight, .minutes, .high, .medium, .low, .sys, .spo2, .hr: .number
    case .symptom, .medicine, .score: .names
    }
  }

  /// The names that the field can have; nil if any name is possible.
  var names: [String]? {
    switch self {
    case .ending: RowWords.outcomes
    case .origin: Origin.allCases.map(\.rawValue)
    case .patient, .plan, .chair, .session, .date, .mg, .mgPerKilogram, .given, .weight, .minutes, .high,
      .medium, .low, .sys, .spo2, .hr, .symptom, .medicine, .score:
      nil
    }
  }

  /// For the help of the command line.
  public var explanation: String {
    switch self {
    case .patient: "the patient's reference"
    case .plan: "the plan's name"
    case .chair: "the chair's name"
    case .session: "the session's id"
    case .date: "the day on which it began, 2026-03-09 or 2026-03"
    case .origin: "live, simulated, drill or replay"
    case .ending: "discharged, overridden, abandoned or unsealed"
    case .mg: "what was delivered, mg"
    case .mgPerKilogram: "the same for each kg of body weight"
    case .given: "an amount given at once, mg"
    case .weight: "body weight, kg"
    case .minutes: "from the start of the infusion to its end"
    case .high, .medium, .low: "how many alarms of this priority there were"
    case .sys: "the highest systolic pressure, mmHg"
    case .spo2: "the lowest SpO2, %"
    case .hr: "the highest heart rate, /min"
    case .symptom: "a symptom that was there"
    case .medicine: "a medicine that was given"
    case .score: "a score of the clinic's own scales"
    }
  }
}

extension LedgerFacts {
  func names(_ field: QueryField) -> [String] {
    switch field {
    case .patient: [session.patient].compactMap { $0 }
    case .plan: [session.plan].compactMap { $0 }
    case .chair: [session.chair]
    case .session: [session.session]
    case .origin: [session.origin.rawValue]
    case .ending: [RowWords.outcome(session.outcome)]
    case .date: [String(session.began.description.prefix(10))]
    case .symptom: series.sideEffects.map(\.name)
    case .medicine: series.medicines
    case .score: series.scores
    case .mg, .mgPerKilogram, .given, .weight, .minutes, .high, .medium, .low, .sys, .spo2, .hr: []
    }
  }

  /// Nil if it is not known: such a session matches no comparison.
  func number(_ field: QueryField) -> Fixed? {
    switch field {
    case .mg: session.delivered?.delivered.fixed
    case .mgPerKilogram: session.delivered?.deliveredPerKilogram?.fixed
    case .given: session.given?.amount.fixed
    case .weight: session.weight?.fixed
    case .minutes: series.lasted.map { Fixed(thousandths: Int($0.milliseconds / 60)) }
    case .high: Fixed(thousandths: session.alarms.high * 1000)
    case .medium: Fixed(thousandths: session.alarms.medium * 1000)
    case .low: Fixed(thousandths: session.alarms.low * 1000)
    case .sys: series.highestPressure?.sys
    case .spo2: series.extremes?.lowestSpO2
    case .hr: series.extremes?.highestHR
    case .patient, .plan, .chair, .session, .date, .origin, .ending, .symptom, .medicine, .score: nil
    }
  }
}
