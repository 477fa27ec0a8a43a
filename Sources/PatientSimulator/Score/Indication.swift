import InfusionCore
import Quantities

// Whether anything asks for a medicine or a measure. The bounds are wider than a guideline's, because a
// trainee knows the last number on the screen, and not the patient's true one of this second.

extension Medicine {
  /// Whether a patient in this state has a reason to get the medicine.
  func isIndicated(in situation: Situation) -> Bool {
    let (signs, state) = (situation.signs, situation.state)
    // Many clinicians give what prevents nausea before there is any.
    if effect.settlesNausea > 0 { return true }
    if effect.relievesPressure > 0 {
      return signs.sys > 140 || situation.alarms.contains(where: \.isOfPressureHigh)
    }
    if effect.opposesVagus > 0 { return signs.hr < 55 || situation.alarms.contains(.limit(.hr, .low)) }
    if effect.raisesSys > 0 {
      return signs.sys < 100 || signs.hr < 50 || situation.alarms.contains(.limit(.sys, .low))
    }
    if effect.undoesBenzodiazepine > 0 { return state.sedation > 0.4 }
    if effect.calms > 0 { return state.anxiety > 0.3 }
    // Naloxone does not undo ketamine.
    return false
  }
}

extension Medicine {
  /// Whether the patient has the trouble that it is against: narrower than the reasons for which it may be
  /// tried.
  fileprivate func isNeeded(in situation: Situation) -> Bool {
    if effect.settlesNausea > 0 { return situation.hasReason(for: .medicine(self)) }
    if effect.relievesPressure > 0 { return situation.isKnownHigh(above: 160) }
    return isIndicated(in: situation)
  }

  fileprivate func isAgainstAnother(than other: Medicine) -> Bool { trouble != other.trouble }

  private var trouble: Need? {
    if effect.settlesNausea > 0 { return .nausea }
    if effect.relievesPressure > 0 { return .highPressure }
    if effect.opposesVagus > 0 || effect.raisesSys > 0 { return .circulation }
    return effect.calms > 0 ? .fear : .breath
  }
}

extension AlarmID {
  /// Whether the alarm is about the patient, a sensor or the pump: a reason to go there and do something.
  fileprivate var callsToTheChair: Bool {
    switch self {
    case .limit, .noValue, .device, .disagree, .nibpFailed, .pump: true
    case .nibpOverdue, .infusionNearEnd, .infusionOverrun, .checkOverdue, .journalFailing, .journalSpace,
      .soundFailing, .wallFailing, .clockStepped:
      false
    }
  }
}

extension Situation {
  /// Whether something asks for a hand: an alarm, or the looks of the patient.
  var asksForAHand: Bool {
    alarms.contains(where: \.callsToTheChair) || signs.spo2 < 94 || state.sedation > 0.4
      || state.anxiety > 0.3
      || state.nausea > 0.3 || state.isVomiting
  }
}

/// What was given so far, as far as the next thing given is judged by it.
struct GivenHelp: Hashable, Sendable {
  private var doses: [Dose] = []
  private var boluses: [Bolus] = []
  private var needless = 0
  /// When measures were done that nothing asked for in particular.
  private var blind: [SessionTime] = []
  private var lastCall: SessionTime?
  /// When something last asked for each measure.
  private var asked: [Measure: SessionTime] = [:]
  /// The kinds of help that were given with nothing asking for them.
  private var unasked: [Measure] = []
  private var needlessPauses = 0
  private var needlessTurns = 0

  private struct Dose: Hashable, Sendable {
    var medicine: Medicine
    var milligrams: Double
    var at: SessionTime
    /// Whether the patient had the trouble that it is against.
    var isNeeded: Bool
  }

  private struct Bolus: Hashable, Sendable {
    var given: Milligrams
    var at: SessionTime
  }

  /// How long after a dose the next one still adds to it.
  private static let addsFor = TimeSpan.minutes(15)
  /// How long after something was wrong help still counts as asked for.
  private static let aftercare = TimeSpan.minutes(10)
  /// A word, a pillow, a look at the probe too many harms nobody; the ninth shows that nobody looked.
  static let mostNeedless = 8
  /// Whatever is wrong: the fifth measure within a minute that nothing asked for in particular shows that
  /// everything was done, and nothing found.
  static let mostAtOnce = 4
  private static let atOnce = TimeSpan.minutes(1)
  /// Giving oxygen because it hangs there harms nobody. A second kind of help that nothing asks for shows
  /// that help is scattered, and nothing found.
  static let mostUnasked = 1
  /// Somebody looks at the line, or the patient has to get up: that happens once.
  static let mostNeedlessPauses = 1
  /// A pillow is good for anybody; one given by the clock happens to meet whatever comes, and shows no look.
  static let mostNeedlessTurns = 2

  mutating func follow(_ situation: Situation) {
    if situation.asksForAHand { lastCall = situation.now }
    for measure in Measure.allCases where situation.asks(for: measure) { asked[measure] = situation.now }
  }

  /// Whether something asks for a hand, or did within the last ten minutes.
  func isCalled(in situation: Situation) -> Bool {
    situation.asksForAHand || lastCall.map { situation.now - $0 <= Self.aftercare } ?? false
  }

  /// Whether something asked for just this measure within the last ten minutes.
  func wasAsked(for measure: Measure, in situation: Situation) -> Bool {
    asked[measure].map { situation.now - $0 <= Self.aftercare } ?? false
  }

  /// The harm that an action does; nil if it does none.
  ///
  /// - Parameter wanted: the deeds that a scenario's objectives ask for, of those that have called.
  mutating func judge(
    _ action: Action, isAccepted: Bool, wanted: Set<Deed>, in situation: Situation
  ) -> HarmfulAct? {
    if case .pause = action { return judgePause(wanted: wanted, in: situation) }
    if case .bolus(let bolus) = action {
      return judgeBolus(bolus.dose, isAccepted: isAccepted, in: situation)
    }
    return switch Help(action) {
    case .medicine(let medicine, let milligrams, _)?:
      judge(medicine, milligrams, isWanted: wanted.contains(.medicine(medicine)), in: situation)
    case .measure(.cuff)?, nil: nil
    case .measure(let measure)?: judge(measure, wanted: wanted, in: situation)
    case .oxygen(let litres)?: litres > 0 ? judge(.oxygen, wanted: wanted, in: situation) : nil
    }
  }

  private mutating func judge(
    _ medicine: Medicine, _ milligrams: Double, isWanted: Bool, in situation: Situation
  ) -> HarmfulAct? {
    guard milligrams >= medicine.usualMilligrams / 2 else { return nil }
    doses.removeAll { situation.now - $0.at > Self.addsFor }
    let before = doses.filter { $0.medicine == medicine }.reduce(0) { $0 + $1.milligrams }
    let isNeeded = isWanted || medicine.isNeeded(in: situation)
    let dose = Dose(medicine: medicine, milligrams: milligrams, at: situation.now, isNeeded: isNeeded)
    doses.append(dose)
    guard isWanted || medicine.isIndicated(in: situation) else {
      return .withoutIndication(medicine: medicine.name)
    }
    let sum = before + milligrams
    if sum > medicine.mostMilligrams {
      return .overdose(medicine: medicine.name, milligrams: Fixed(rounding: sum))
    }
    return judgeBeside(dose)
  }

  /// One that is too large alone is judged by itself. One that was refused is judged with those before it,
  /// and adds nothing to the next: it did not go in.
  private mutating func judgeBolus(
    _ typed: Milligrams, isAccepted: Bool, in situation: Situation
  ) -> HarmfulAct? {
    boluses.removeAll { situation.now - $0.at > Self.addsFor }
    let bolus = Bolus(given: situation.given(by: typed), at: situation.now)
    let sum = boluses.reduce(bolus.given) { $0 + $1.given } / situation.weight
    if isAccepted { boluses.append(bolus) }
    return sum.value > HarmfulAct.mostBolus ? .boluses(sum.fixed) : nil
  }

  /// What settles nausea may be given before there is any, and a pressure that is high for fear may be
  /// treated, but each alone. Somebody who gives both at once has not asked what the patient has.
  private func judgeBeside(_ dose: Dose) -> HarmfulAct? {
    let beside = doses.last { other in
      other.medicine.isAgainstAnother(than: dose.medicine) && dose.at - other.at <= Self.atOnce
        && !(other.isNeeded && dose.isNeeded)
    }
    guard let other = beside else { return nil }
    let (needless, right) = dose.isNeeded ? (other, dose) : (dose, other)
    return .besideAnother(medicine: needless.medicine.name, other: right.medicine.name)
  }

  private mutating func judge(
    _ measure: Measure, wanted: Set<Deed>, in situation: Situation
  ) -> HarmfulAct? {
    guard !wanted.contains(.measure(measure)) else { return nil }
    if let everything = judgeAtOnce(measure, in: situation) { return everything }
    if let little = judgeUnasked(measure, in: situation) { return little }
    guard !isCalled(in: situation) else { return nil }
    needless += 1
    return needless == Self.mostNeedless + 1 ? .needlessMeasures(needless) : nil
  }

  private mutating func judgeAtOnce(_ measure: Measure, in situation: Situation) -> HarmfulAct? {
    guard !situation.asks(for: measure) else { return nil }
    blind.removeAll { situation.now - $0 > Self.atOnce }
    blind.append(situation.now)
    return blind.count == Self.mostAtOnce + 1 ? .everythingAtOnce(blind.count) : nil
  }

  /// Judges a measure that nothing asks for. Before the start nothing that is given counts.
  private mutating func judgeUnasked(_ measure: Measure, in situation: Situation) -> HarmfulAct? {
    guard situation.startedAt != nil, !wasAsked(for: measure, in: situation) else { return nil }
    if measure == .position { return judgeTurn() }
    guard !measure.isComfort, !unasked.contains(measure) else { return nil }
    unasked.append(measure)
    return unasked.count == Self.mostUnasked + 1 ? .aLittleOfEverything(unasked.map(\.rawValue)) : nil
  }

  private mutating func judgeTurn() -> HarmfulAct? {
    needlessTurns += 1
    return needlessTurns == Self.mostNeedlessTurns + 1 ? .needlessTurns(needlessTurns) : nil
  }

  /// A pause takes away some of the treatment; one after all that was ordered has gone in does not.
  private mutating func judgePause(wanted: Set<Deed>, in situation: Situation) -> HarmfulAct? {
    guard !wanted.contains(.word(.pause)), !situation.isUnwell, !situation.hasReason(for: .word(.pause)),
      !situation.isAllIn
    else { return nil }
    needlessPauses += 1
    return needlessPauses == Self.mostNeedlessPauses + 1 ? .needlessPauses(needlessPauses) : nil
  }
}

extension Measure {
  /// Whether it is good for anybody: a pillow, a word, a look at the probe, a pressure more than was due.
  fileprivate var isComfort: Bool {
    switch self {
    case .position, .reassurance, .probe, .cuff: true
    case .oxygen, .stimulation, .jawSupport, .suction, .line: false
    }
  }
}
