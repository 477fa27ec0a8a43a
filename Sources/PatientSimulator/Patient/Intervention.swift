public import InfusionCore

/// What somebody does for the patient, as far as the patient answers to it.
public enum Intervention: String, CaseIterable, Hashable, Sendable {
  case oxygen
  case stimulation
  /// Labetalol, hydralazine, clonidine: most of the pressure's rise goes within 5 min.
  case antihypertensive
  /// Glycopyrrolate, atropine.
  case anticholinergic
  case antiemetic

  /// The intervention that an operator's entry tells of; nil where it tells of none.
  public init?(_ action: Action) {
    if case .medication(let given) = action, let match = Self.medications[given.medicine.lowercased()] {
      self = match
    } else if case .intervention(let done) = action, let match = Self.measures[done.measure.lowercased()] {
      self = match
    } else if case .note(let note) = action, note.text.lowercased().contains("stimulat") {
      self = .stimulation
    } else {
      return nil
    }
  }

  private static let measures: [String: Intervention] = ["oxygen": .oxygen, "stimulation": .stimulation]

  private static let medications: [String: Intervention] = [
    "oxygen": .oxygen, "o2": .oxygen,
    "labetalol": .antihypertensive, "hydralazine": .antihypertensive, "clonidine": .antihypertensive,
    "glycopyrrolate": .anticholinergic, "atropine": .anticholinergic,
    "ondansetron": .antiemetic, "metoclopramide": .antiemetic,
  ]

  /// The vitals whose episodes it ends.
  var relieves: Set<SimulatedVital> {
    switch self {
    case .oxygen: [.spo2]
    case .stimulation: [.spo2, .rr]
    case .antihypertensive: []
    case .anticholinergic: [.hr, .sys, .dia]
    case .antiemetic: []
    }
  }
}
