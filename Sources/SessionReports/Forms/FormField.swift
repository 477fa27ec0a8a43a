/// What a form may ask of a record. To add one: its name here, and what it is in `SessionDigest.answer`.
public enum FormField: String, CaseIterable, Hashable, Sendable {
  case patient, weight, session, chair, plan, date, began, ended
  case drug, given, lots
  case dosing, stop
  case infusionMinutes = "infusion-minutes"
  case observationMinutes = "observation-minutes"
  case watchedMinutes = "watched-minutes"
  case notWatched = "not-watched"
  case pressureBefore = "pressure-before"
  case pressureAt40 = "pressure-40"
  case pressureEnd = "pressure-end"
  case pressureHighest = "pressure-highest"
  case saturationLowest = "spo2-lowest"
  case oximeter
  case sedation
  case sedationOver = "sedation-over"
  case dissociation
  case dissociationOver = "dissociation-over"
  case ready, ending
  case symptoms, medicines, measures, alarms
  case drawn, wasted, sum
  case people

  /// For the help of the command line.
  public var explanation: String {
    switch self {
    case .patient: "the patient's reference"
    case .weight: "body weight"
    case .session: "the session's id"
    case .chair: "the chair"
    case .plan: "the plan"
    case .date: "the day, with the offset from UTC"
    case .began: "when the record began"
    case .ended: "when it ended"
    case .drug: "the plan's drug"
    case .given: "how much of it was given"
    case .lots: "the lots that were drawn up"
    case .dosing: "when the infusion, or the dose, began"
    case .stop: "when the infusion was stopped"
    case .infusionMinutes: "from its start to its stop, pauses included"
    case .observationMinutes: "from the stop, or the dose, to the end of the record"
    case .watchedMinutes: "from the start to the end of the record, less what nobody watched"
    case .notWatched: "times in which nobody watched"
    case .pressureBefore: "the last pressure before the start"
    case .pressureAt40: "the one nearest to 40 min after it, 5 min before or after at most"
    case .pressureEnd: "the last one, half an hour after the start at least"
    case .pressureHighest: "the one with the highest systolic"
    case .saturationLowest: "the lowest SpO2 since the start"
    case .oximeter: "which source gave SpO2"
    case .sedation: "the lowest MOAA/S since the start"
    case .sedationOver: "the first MOAA/S of 5 behind the last lower one"
    case .dissociation: "the highest score of dissociation since the start"
    case .dissociationOver: "the first one of 0 behind the last higher one"
    case .ready: "when window, sedation and dissociation were all over"
    case .ending: "how the session ended, and when"
    case .symptoms: "symptoms, each with its severity and its time"
    case .medicines: "what else was given"
    case .measures: "measures such as oxygen"
    case .alarms: "medium and high alarms of the patient's, and who acknowledged"
    case .drawn: "what was drawn up, by whom, before whom"
    case .wasted: "what was wasted, by whom, before whom"
    case .sum: "drawn up less given less wasted, and whether that closes"
    case .people: "who did something at the chair, by the initials in the record; not who only was a witness"
    }
  }

  static let names = allCases.map(\.rawValue)
}
