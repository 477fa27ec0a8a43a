import InfusionCore
public import Quantities

/// Something harmful that was done or tried: an attempt that the session refused counts like the deed.
public enum HarmfulAct: Hashable, Sendable {
  /// More than three usual doses at once, or one after the other.
  case overdose(medicine: String, milligrams: Fixed)
  /// A ketamine bolus larger, for the true weight, than the shipped envelope allows.
  case bolus(Fixed)
  /// The same of several within a quarter of an hour, each of which it allows.
  case boluses(Fixed)
  case total(Fixed)
  /// A rate larger than it allows, mg/kg/h for the true weight and the true bag.
  case rate(Fixed)
  case bolusIntoDanger
  /// The infusion goes on while the patient is in danger because of it.
  case resumedIntoDanger
  case sedativeToTheSleeping(medicine: String)
  case pressureLoweredFurther(medicine: String)
  case pressureRaisedFurther(medicine: String)
  /// A medicine that nothing about the patient asked for.
  case withoutIndication(medicine: String)
  /// A medicine given beside one against another trouble, although the patient does not have this trouble.
  case besideAnother(medicine: String, other: String)
  /// So many measures that nothing asked for.
  case needlessMeasures(Int)
  /// So many measures within a minute that nothing asked for in particular.
  case everythingAtOnce(Int)
  /// Measures of several kinds, at different times, that nothing asked for.
  case aLittleOfEverything([String])
  /// So many pauses that nothing asked for.
  case needlessPauses(Int)
  /// The patient was turned or sat up so often with nothing asking for it.
  case needlessTurns(Int)
  /// The discharge says that an escort is there, and none is.
  case escortClaimed
  case sentHomeUnfit
  /// A deed that an objective forbids.
  case forbidden(objective: String, deed: String)
}

/// A harmful act, and when it happened.
public struct TimedAct: Hashable, Sendable {
  public var act: HarmfulAct
  public var at: SessionTime
  /// True if it was tried and the session refused it.
  public var wasRefused: Bool
}

extension HarmfulAct {
  /// The harm that an action does in this situation; nil if it does none.
  init?(_ action: Action, isAccepted: Bool, in situation: Situation) {
    switch action {
    case .bolus(let bolus): self.init(bolus: bolus.dose, in: situation)
    case .rate(let rate): self.init(rate: rate.rate, in: situation)
    case .discharge(let discharge): self.init(discharge, isAccepted: isAccepted, in: situation)
    case .medication:
      guard case .medicine(let medicine, let milligrams, _)? = Help(action) else { return nil }
      self.init(medicine, milligrams: milligrams, in: situation)
    case .unfit(let unfit):
      guard let bolus = unfit.bolus else { return nil }
      self.init(bolus: bolus, in: situation)
    case .resume:
      guard isAccepted, situation.isDangerous else { return nil }
      self = .resumedIntoDanger
    case .setup, .baseline, .checklist, .start, .pause, .stop, .dose, .withoutPressure, .confirm,
      .accept, .check, .extend, .away, .back, .close, .acknowledge, .audioPause, .limit, .bloodPressure,
      .symptom, .intervention, .score, .note, .drawn, .wasted, .hold, .amend, .selfTest:
      return nil
    }
  }

  /// The shipped envelope: a bolus of 0.3 mg/kg, 1 mg/kg in all, 2 mg/kg/h. A little more is no harm, because
  /// weights are rounded.
  static let mostBolus = 0.3 * 1.02
  private static let mostTotal = 1.0 * 1.02
  private static let mostRate = 2.0 * 1.02

  private init?(bolus typed: Milligrams, in situation: Situation) {
    let given = situation.given(by: typed)
    let dose = given / situation.weight
    let total = (situation.delivered + given) / situation.weight
    if dose.value > Self.mostBolus {
      self = .bolus(dose.fixed)
    } else if total.value > Self.mostTotal {
      self = .total(total.fixed)
    } else if typed.value > 0, situation.isDangerous {
      self = .bolusIntoDanger
    } else {
      return nil
    }
  }

  private init?(rate: MillilitresPerHour, in situation: Situation) {
    let dose = (rate * situation.concentration) / situation.weight
    guard dose.value > Self.mostRate else { return nil }
    self = .rate(dose.fixed)
  }

  private init?(_ medicine: Medicine, milligrams: Double, in situation: Situation) {
    let signs = situation.signs
    if milligrams > medicine.mostMilligrams {
      self = .overdose(medicine: medicine.name, milligrams: Fixed(rounding: milligrams))
    } else if medicine.effect.sedates >= 0.1, situation.state.sedation > 0.6 || signs.spo2 < 88 {
      self = .sedativeToTheSleeping(medicine: medicine.name)
    } else if medicine.effect.relievesPressure > 0, signs.sys < 95 || signs.hr < 45 {
      self = .pressureLoweredFurther(medicine: medicine.name)
    } else if medicine.effect.raisesSys > 0, signs.sys > 170 {
      self = .pressureRaisedFurther(medicine: medicine.name)
    } else {
      return nil
    }
  }

  private init?(_ discharge: DischargeAction, isAccepted: Bool, in situation: Situation) {
    if discharge.escort, !situation.escortIsHere {
      self = .escortClaimed
    } else if isAccepted || discharge.override != nil, situation.isUnfitToGo {
      self = .sentHomeUnfit
    } else {
      return nil
    }
  }
}

extension Situation {
  /// What truly goes in with a bolus: it is drawn up as a volume, by the typed strength.
  func given(by typed: Milligrams) -> Milligrams {
    typed * (typedConcentration.map { concentration / $0 } ?? 1)
  }

  /// Whether more of the drug would be wrong now.
  var isDangerous: Bool { signs.spo2 < 88 || signs.sys > 185 || state.sedation > 0.7 }

  fileprivate var isUnfitToGo: Bool {
    !escortIsHere || state.sedation > 0.3 || signs.spo2 < 90 || signs.sys > 185 || signs.sys < 85
  }
}

extension UnfitAction {
  /// The dose, if the action is a bolus larger than is ever allowed; else nil.
  fileprivate var bolus: Milligrams? {
    guard name == .bolus else { return nil }
    let words = ActionFields(.unfit(self)).fields.first { $0.key == "mg" }?.value
    return words.flatMap { Fixed($0) }.map { Milligrams($0) }
  }
}

extension HarmfulAct {
  /// The words for it, to be read after "harmful" and "done here".
  public var sentence: String {
    switch self {
    case .overdose(let medicine, let milligrams):
      "\(medicine) \(milligrams) mg, more than three usual doses"
    case .bolus(let dose): "a bolus of \(dose) mg/kg of the patient's true weight"
    case .boluses(let dose):
      "boluses of \(dose) mg/kg of the patient's true weight within a quarter of an hour"
    case .total(let dose): "\(dose) mg/kg in all, of the patient's true weight"
    case .rate(let rate): "a rate that truly gives \(rate) mg/kg/h"
    case .bolusIntoDanger: "a bolus while the patient was in danger"
    case .resumedIntoDanger: "going on with the infusion while the patient was in danger"
    case .sedativeToTheSleeping(let medicine): "\(medicine) to a patient who slept or breathed badly"
    case .pressureLoweredFurther(let medicine): "\(medicine) at a low pressure or a slow pulse"
    case .pressureRaisedFurther(let medicine): "\(medicine) at a high pressure"
    case .withoutIndication(let medicine): "\(medicine), which nothing of the patient asked for"
    case .besideAnother(let medicine, let other):
      "\(medicine) within a minute of \(other), and the patient has no trouble that it is against: who "
        + "treats everything has found nothing"
    case .needlessMeasures(let count):
      "\(count) measures that nothing asked for: who looks first does not do them"
    case .everythingAtOnce(let count):
      "\(count) measures within a minute that nothing asked for: who does everything has found nothing"
    case .aLittleOfEverything(let names):
      "\(names.joined(separator: ", ")): nothing asked for any of them, and who does a little of everything "
        + "has found nothing"
    case .needlessPauses(let count):
      "\(count) pauses that nothing asked for: each takes some of the treatment away"
    case .needlessTurns(let count):
      "\(count) changes of position that nothing asked for: who turns a patient by the clock has looked at "
        + "nobody"
    case .escortClaimed: "an escort who was said to be there, and was not"
    case .sentHomeUnfit: "the discharge of a patient who was not fit to go"
    case .forbidden(let objective, let deed): "\(deed), against \(objective)"
    }
  }
}
