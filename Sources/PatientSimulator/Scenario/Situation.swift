public import InfusionCore
import Pharmacokinetics
public import Quantities

/// How things stand at a simulated chair at one instant: what is true, what the session takes to be true, and
/// what was done. Conditions and scores are decided by it.
public struct Situation: Hashable, Sendable {
  public internal(set) var now = SessionTime.start
  public internal(set) var signs: VitalSigns
  public internal(set) var state: PatientState
  /// Seconds of harm.
  public internal(set) var harm = 0.0
  /// The part of it that is an instructor's doing.
  public internal(set) var harmByInstructor = 0.0
  /// The figures that are as they are because of an instructor.
  public internal(set) var figuresInHand: Set<Condition.Subject> = []
  public internal(set) var phase = Phase.preparation
  public internal(set) var startedAt: SessionTime?
  /// When the last infusion was stopped.
  public internal(set) var stoppedAt: SessionTime?
  public internal(set) var alarms: Set<AlarmID> = []
  public internal(set) var deeds: [DoneDeed] = []
  public internal(set) var escortIsHere: Bool
  /// Whether an instructor sent the escort here or away.
  public internal(set) var escortIsInHand = false
  /// What is true.
  public let weight: Kilograms
  public let concentration: MilligramsPerMillilitre
  /// The weight that was typed.
  public internal(set) var typedWeight: Kilograms?
  public internal(set) var typedConcentration: MilligramsPerMillilitre?
  /// The volume that was ordered for the typed weight.
  public internal(set) var orderedVolume: Millilitres?
  /// The dose that has really gone in.
  public internal(set) var delivered = Milligrams.zero
  public internal(set) var outcome: Outcome?
  /// When the first trouble of patient or equipment came.
  public internal(set) var dangerCameAt: SessionTime?
  /// The last systolic pressure that a cuff or a hand found, mmHg.
  public internal(set) var measuredSys: Double?
  /// When the patient last complained.
  public internal(set) var complainedAt: SessionTime?

  /// How long the plan wants the patient watched after the stop.
  public internal(set) var observation = TimeSpan.zero

  init(signs: VitalSigns, weight: Kilograms, concentration: MilligramsPerMillilitre, escortIsHere: Bool) {
    self.signs = signs
    state = .atRest
    self.weight = weight
    self.concentration = concentration
    self.escortIsHere = escortIsHere
  }

  /// Whether a figure that the condition asks for is as it is because of an instructor, and of nobody at the
  /// chair.
  func isInHand(_ condition: Condition) -> Bool {
    !condition.subjects.isDisjoint(with: figuresInHand) || escortIsInHand && condition.readsTheEscort
  }

  /// Lets the escort come or go. An escort who is here already was not sent by an instructor who says it
  /// again; one whom the scenario sends is not the instructor's.
  mutating func bringEscort(_ isHere: Bool, byInstructor: Bool) {
    if !byInstructor || isHere != escortIsHere { escortIsInHand = byInstructor }
    escortIsHere = isHere
  }

  /// By how many percent the typed amount is off the true one; an amount that was not typed counts as wholly
  /// off.
  private func error<Amount: Quantity>(_ typed: Amount?, _ truth: Amount) -> Double {
    guard let typed, truth.value > 0 else { return 100 }
    return 100 * abs(typed.value / truth.value - 1)
  }

  public subscript(subject: Condition.Subject) -> Double {
    switch subject {
    case .effect: state.effect.value
    case .plasma: state.plasma.value
    case .spo2: signs.spo2
    case .hr: signs.hr
    case .sys: signs.sys
    case .dia: signs.dia
    case .rr: signs.rr
    case .sedation: state.sedation
    case .anxiety: state.anxiety
    case .nausea: state.nausea
    case .minute: startedAt.map { (now - $0).inMinutes } ?? -1
    case .delivered: (delivered / weight).value
    case .weightError: error(typedWeight, weight)
    case .concentrationError: error(typedConcentration, concentration)
    }
  }
}
