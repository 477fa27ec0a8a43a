public import Pharmacokinetics
public import Quantities

/// A patient with causes. What flows in goes to the brain, and from there to wakefulness, breath, saturation,
/// pulse and pressure; troubles and help act on the same chain.
///
/// A pure function of the seed, the doses, the help and the events, in steps of one second.
public struct SimulatedPatient: Sendable {
  public private(set) var signs: VitalSigns
  /// The second that `signs` belongs to.
  public private(set) var now: SessionTime
  public private(set) var state = PatientState.atRest
  /// Seconds of harm so far; graver ones count more than once.
  public private(set) var harm = 0.0
  /// The part of it during which something stood that an instructor set or injected.
  public var harmByInstructor: Double { hand.harm }

  var traits: PatientTraits
  var rise: DrugRiseRamps
  var episodes: [Episode] = []
  private var hand = InstructorHand()
  private(set) var troubles: [RunningTrouble] = []
  private(set) var cabinet = MedicineCabinet()
  private(set) var attendance = Attendance()
  /// How much vomit lies in the airway, 0 to 1.
  private(set) var soiling = 0.0
  private var vomitsUntil = SessionTime.start
  private var store = LungStore()
  private var drug: Prediction
  private var drugTime = SessionTime.start
  private var rate = MilligramsPerHour.zero
  private(set) var wander = PatientWander()
  private var chance: SplitMix64

  public init(traits: PatientTraits, weight: Kilograms, noise: SplitMix64, model: CompartmentModel = .domino)
  {
    self.traits = traits
    signs = traits.rest
    now = .start
    drug = Prediction(model: model, weight: weight)
    rise = DrugRiseRamps(traits.rise)
    chance = noise
  }

  public var effect: NanogramsPerMillilitre { drug.effect }
  public var plasma: NanogramsPerMillilitre { drug.plasma }
  public var isVomiting: Bool { now < vomitsUntil }

  /// Sets what flows into the vein from `time` on.
  public mutating func infuse(_ rate: MilligramsPerHour, from time: SessionTime) {
    advanceDrug(to: time)
    self.rate = rate
  }

  public mutating func bolus(_ dose: Milligrams, at time: SessionTime) {
    advanceDrug(to: time)
    drug.bolus(dose)
  }

  public mutating func receive(_ help: Help) {
    relieveEpisodes(help)
    switch help {
    case .oxygen(let litres): attendance.supply(litresPerMinute: litres)
    case .medicine(let medicine, let milligrams, let isIntravenous):
      cabinet.give(medicine, milligrams: milligrams, isIntravenous: isIntravenous)
      let doses = milligrams / medicine.usualMilligrams
      relieve(.sedation, MedicineCabinet.share(medicine.effect.undoesBenzodiazepine, doses))
    case .measure(.suction): soiling = 0
    case .measure(let measure):
      attendance.begin(measure)
      if measure == .position { soiling *= 0.2 }
      // A patient who was roused keeps some of the muscle tone.
      if measure == .stimulation { relieve(.airway, 0.25) }
    }
  }

  public mutating func begin(_ trouble: Trouble, byInstructor: Bool = false) {
    troubles.append(RunningTrouble(trouble, effect: drug.effect.value, byInstructor: byInstructor))
  }

  /// Vomits, if enough nausea is left. Returns whether it did.
  public mutating func vomit(at time: SessionTime, byInstructor: Bool = false) -> Bool {
    guard state.nausea >= Self.nauseaToVomit else { return false }
    if byInstructor { hand.makeVomit() }
    vomitsUntil = time + .seconds(60)
    let turned = attendance.level(.position)
    soiling = max(soiling, 0.64 * (1 - 0.8 * turned))
    return true
  }

  /// Lets one second pass.
  public mutating func step(to second: SessionTime) {
    now = second
    advanceDrug(to: second)
    wander.step(&chance)
    rise.step()
    for index in episodes.indices { episodes[index].step() }
    episodes.removeAll(where: \.isOver)
    for index in troubles.indices { troubles[index].step() }
    troubles.removeAll(where: \.isOver)
    cabinet.step()
    attendance.step()
    soiling *= 1 - 1 / Self.soilingSeconds
    breathe()
    signs = signsNow(store.saturation - LungStore.saturation(at: LungStore.ofRest))
    let added = signs.harm + (state.isSmothered ? 1 : 0)
    harm += added
    let stands = episodes.contains(where: \.isByInstructor) || troubles.contains(where: \.isByInstructor)
    hand.step(stands: stands, soiling: soiling, harm: added)
  }

  /// From now on the resting value or the response of these vitals is an instructor's doing.
  mutating func noteHand(on vitals: [SimulatedVital]) {
    hand.change()
    hand.decide(Set(vitals.map(\.subject)))
  }

  /// Somebody at the chair helped for a reason: what follows is no longer an instructor's doing.
  mutating func noteHelp() { hand.giveWay() }

  /// The figures that are as they are because of an instructor, and of nobody at the chair.
  var figuresInHand: Set<Condition.Subject> {
    episodes.reduce(into: hand.decided) { if $1.isInHand { $0.insert($1.vital.subject) } }
  }

  private static let nauseaToVomit = 0.3
  /// How slowly the throat of a drowsy patient clears itself, s.
  private static let soilingSeconds = 2400.0

  private mutating func advanceDrug(to time: SessionTime) {
    guard time > drugTime else { return }
    drug.advance(by: time - drugTime, rate: rate)
    drugTime = time
  }

  private mutating func relieve(_ kind: Trouble.Kind, _ share: Double) {
    for index in troubles.indices where troubles[index].trouble.kind == kind {
      troubles[index].relieve(share)
    }
  }

  private mutating func relieveEpisodes(_ help: Help) {
    for index in episodes.indices where help.ends(episodes[index], from: signs) {
      episodes[index].help()
    }
  }
}

// MARK: - What a scenario does

extension SimulatedPatient {
  /// Sets new resting values from the next second on; those that are nil stay.
  mutating func rest(_ change: RestingValues) {
    traits.rest.hr = change.hr?.doubleValue ?? traits.rest.hr
    traits.rest.sys = change.sys?.doubleValue ?? traits.rest.sys
    traits.rest.dia = change.dia?.doubleValue ?? traits.rest.dia
    traits.rest.spo2 = change.spo2?.doubleValue ?? traits.rest.spo2
    traits.rest.rr = change.rr?.doubleValue ?? traits.rest.rr
  }

  mutating func begin(_ episode: Episode) { episodes.append(episode) }

  /// The values that vitals go to, or stay at, whatever their causes; not of vitals that are on their way
  /// back.
  var imposed: [SimulatedVital: Double] {
    episodes.reduce(into: [:]) { if !$1.isLettingGo { $0[$1.vital] = $1.target } }
  }

  /// Sets a vital or a cause for an instructor, until help that fits comes or it is set otherwise.
  mutating func set(_ setting: PatientInstruction.Setting) {
    switch setting {
    case .vital(let vital, let value):
      let now = signs[vital]
      episodes.removeAll { $0.vital == vital }
      begin(
        Episode(
          vital: vital, target: value.doubleValue, restValue: now, onset: Self.setSeconds,
          hold: .infinity, recovery: 3 * Self.setSeconds, isByInstructor: true))
    case .free(let vital):
      for index in episodes.indices where episodes[index].vital == vital { episodes[index].relieve() }
    case .cause(let kind, let level):
      troubles.removeAll { $0.trouble.kind == kind }
      hand.decide(kind.figures)
      guard level > 0 else { return }
      begin(
        Trouble(
          kind, level: level.doubleValue, onset: .seconds(Int64(Self.setSeconds)), lasts: .hours(24),
          isByDrug: false), byInstructor: true)
    }
  }

  /// How long a vital takes to get there, since a body does not jump.
  private static let setSeconds = 10.0
}

// MARK: - From the drug to the breath

extension SimulatedPatient {
  private mutating func breathe() {
    let given = cabinet.effect
    let roused = attendance.level(.stimulation)
    let sleep = odds(drug.effect.value / Self.effectAtSleep) + given.sedation + odds(of: .sedation)
    let sedation = Self.share(sleep * (1 - 0.7 * roused))
    let depressed = (odds(drug.effect.value / Self.effectAtApnoea) + given.breathing) * (1 - 0.5 * roused)
    let drive = 1 - 0.97 * Self.share(depressed)
    state = PatientState(
      effect: drug.effect, plasma: drug.plasma, sedation: sedation,
      ventilation: drive * (1 - obstruction(sedation, roused: roused)),
      anxiety: level(.anxiety) * (1 - given.calm) * (1 - 0.6 * attendance.level(.reassurance)),
      nausea: level(.nausea) * (1 - given.nauseaSettled), isVomiting: isVomiting)
    store.step(ventilation: state.ventilation, inspired: attendance.inspiredShare)
  }

  /// Ketamine alone: half of adults do not answer at 640 to 700 ng/mL (awakening at 2.7 umol/L: Idvall, Br J
  /// Anaesth 1979;51:1167).
  private static let effectAtSleep = 700.0
  /// Breath fails only far above: anaesthesia is at 1200 to 2400 ng/mL (Zanos, Pharmacol Rev 2018;70:621).
  private static let effectAtApnoea = 2600.0

  /// How far the airway is closed, 0 to 1: a trouble, deep sleep and vomit close it, help opens it.
  private func obstruction(_ sedation: Double, roused: Double) -> Double {
    let tongue = max(0, (sedation - 0.75) / 0.25) * 0.4
    let closed = 1 - (1 - level(.airway)) * (1 - tongue)
    let opened =
      (1 - 0.85 * attendance.level(.jawSupport)) * (1 - 0.5 * attendance.level(.position))
      * (1 - 0.6 * roused)
    return 1 - (1 - closed * opened) * (1 - min(0.9, soiling))
  }

  func level(_ kind: Trouble.Kind) -> Double {
    var worst = 0.0
    for standing in troubles where standing.trouble.kind == kind {
      worst = max(worst, standing.level(effect: drug.effect.value))
    }
    return min(0.95, worst)
  }

  private func odds(of kind: Trouble.Kind) -> Double {
    let level = level(kind)
    return level / (1 - level)
  }

  private func odds(_ ratio: Double) -> Double { ratio * ratio * ratio }
  private static func share(_ odds: Double) -> Double { odds / (1 + odds) }
}

extension PatientState {
  /// Asleep and hardly breathing, which is harm even before the saturation falls.
  fileprivate var isSmothered: Bool { sedation > 0.9 && ventilation < 0.2 }
}
