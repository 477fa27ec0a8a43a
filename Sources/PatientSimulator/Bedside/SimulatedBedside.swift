import Devices
public import InfusionCore
public import Quantities

/// A whole simulated bedside: the patient, the trolley's devices and the scenario that happens to them.
///
/// It is told what the operator does (`follow`, `answer`) and asked for the bytes up to an instant.
/// The same seed, scenario and calls give the same bytes, however `advance(to:)` divides the time.
public struct SimulatedBedside: Sendable {
  public let specs: [SimulatedDeviceSpec]
  public private(set) var patient: SimulatedPatient
  /// When the patient changes next. A live loop that calls at these instants, once a second, misses nothing.
  public private(set) var nextSecond = SessionTime.start

  /// How things stand: what conditions and scores are decided by.
  public private(set) var situation: Situation

  private var player: ScenarioPlayer
  private var scorer: ScenarioScorer
  private var devices: [SimulatedDevice]
  private var faults = Faults()
  private var cableFaults: [Int: CableFault] = [:]
  private var probe = OximeterProbe()
  private var cuff: CuffUnit
  private var pump = PumpUnit()
  private var infusion: TrueInfusion
  private var utterances: [Utterance] = []
  private var voice = SleepyVoice()
  /// The cables that were pulled or put back in this second and not reported yet.
  private var plugged: ArraySlice<Transmission> = []
  private var signals = BedsideSignals.none
  private var chance: SplitMix64

  /// - Parameters:
  ///   - weight: the patient's, if the scenario names none.
  ///   - concentration: the bag's, if the scenario names none.
  ///   - person: the patient's own seed, for a patient who comes several times; nil takes the session's.
  ///   - specs: the devices; nil takes the usual trolley.
  ///   - cuffIntervals: the plan's; the cuff uses the first of each programme.
  public init(
    seed: UInt64, person: UInt64? = nil, scenario: Scenario = .uneventful, weight: Kilograms = .init(70),
    concentration: MilligramsPerMillilitre = .init(1),
    specs: [SimulatedDeviceSpec]? = nil, cuffIntervals: [Phase: NIBPProgramme] = Plan.unchosen.nibpInterval
  ) {
    let root = SplitMix64(seed: seed)
    var birth = SplitMix64(seed: person ?? seed).stream(Stream.traits)
    let trolley = specs ?? SimulatedDeviceSpec.usual(for: scenario)
    self.specs = trolley
    let truth = scenario.truth
    let bag = truth.concentration ?? concentration
    patient = SimulatedPatient(
      traits: .calm(&birth), weight: truth.weight ?? weight, noise: root.stream(Stream.patient))
    situation = Situation(
      signs: patient.signs, weight: truth.weight ?? weight, concentration: bag,
      escortIsHere: truth.escortIsHere)
    infusion = TrueInfusion(concentration: bag, pumpShare: truth.pumpShare)
    player = ScenarioPlayer(scenario, seed: seed)
    scorer = ScenarioScorer(scenario)
    devices = trolley.enumerated().map {
      SimulatedDevice($1, chance: root.stream(Stream.devices + UInt64($0)))
    }
    cuff = CuffUnit(intervals: cuffIntervals.mapValues(\.first))
    chance = root.stream(Stream.bedside)
  }

  /// Everything that is sent up to and including `time`, in the order of time, then of devices.
  public mutating func advance(to time: SessionTime) -> [Transmission] {
    var sent: [Transmission] = []
    while let next = next(upTo: time) { sent.append(next) }
    return sent
  }

  /// The same one by one, for a caller that answers each at once; nil when there is no more.
  mutating func next(upTo time: SessionTime) -> Transmission? {
    while true {
      if let plugged = plugged.popFirst() { return plugged }
      if let said = speak(upTo: min(time, nextSecond - TimeSpan.milliseconds(1))) { return said }
      guard nextSecond <= time else { return nil }
      plugged = tick(to: nextSecond)[...]
      nextSecond = nextSecond + .seconds(1)
    }
  }

  /// Bytes that the host wrote to a device. It hears them when `advance` comes to this time.
  public mutating func received(_ bytes: [UInt8], device: Int, at time: SessionTime) {
    guard devices.indices.contains(device) else { return }
    devices[device].received(bytes, at: time)
  }

  /// Whether a device was sent something that it has not heard yet.
  public var isAsked: Bool { devices.contains(where: \.isAsked) }

  private enum Stream {
    static let traits: UInt64 = 1
    static let patient: UInt64 = 2
    static let bedside: UInt64 = 3
    static let devices: UInt64 = 100
  }
}

extension SimulatedBedside {
  /// Tells the bedside where the session stands; to be called whenever its phase or rate has changed.
  public mutating func follow(
    phase: Phase, rate: MillilitresPerHour, concentration: MilligramsPerMillilitre?, at time: SessionTime
  ) {
    situation.typedConcentration = concentration ?? situation.typedConcentration
    enter(phase, at: time)
    cuff.follow(phase, at: time)
    pump.follow(phase, rate: rate, at: time)
    patient.infuse(infusion.show(pump.flow, at: time), from: time)
  }

  /// The same, taken from the session itself, with what was typed and ordered.
  public mutating func follow(_ session: Session, at time: SessionTime) {
    look(at: session)
    pump.want(session.order?.volume)
    let rate = session.infusion?.rate ?? session.order?.rate ?? .zero
    follow(phase: session.phase, rate: rate, concentration: session.plan.concentration, at: time)
  }

  /// Tells the bedside every second what the session takes to be true.
  public mutating func look(at session: Session) {
    situation.alarms = Set(session.board.active.map(\.id))
    situation.typedWeight = session.weight
    situation.typedConcentration = session.plan.concentration
    situation.orderedVolume = session.order?.volume
    situation.outcome = session.outcome
    situation.observation = session.plan.observation
  }

  private mutating func enter(_ phase: Phase, at time: SessionTime) {
    if situation.phase == .preparation, phase != .preparation { situation.startedAt = time }
    if phase == .infusing || phase == .paused { situation.stoppedAt = nil }
    if [.observing, .ready, .closed].contains(phase), situation.stoppedAt == nil {
      situation.stoppedAt = time
    }
    situation.phase = phase
    situation.now = max(situation.now, time)
    player.look(at: situation)
  }

  /// Tells the bedside of an action, and whether the session accepted it. Only an accepted one is done to the
  /// patient.
  public mutating func answer(to action: Action, isAccepted: Bool, at time: SessionTime) {
    situation.now = max(situation.now, time)
    let deeds = scorer.judge(action, isAccepted: isAccepted, in: situation)
    situation.deeds += deeds
    scorer.follow(situation)
    guard isAccepted else { return }
    if case .bloodPressure(let typed) = action, !deeds.contains(where: \.isUntrue) {
      situation.measuredSys = typed.sys.doubleValue
    }
    if case .bolus(let bolus) = action { self.bolus(bolus.dose, at: time) }
    if let help = Help(action) { receive(help) }
    if deeds.contains(where: \.isWarranted) { patient.noteHelp() }
    for deed in deeds {
      repair(after: deed.deed, at: time)
      voice.hear(deed.deed)
    }
  }

  /// A dose at once, as it was typed.
  public mutating func bolus(_ dose: Milligrams, at time: SessionTime) {
    patient.bolus(infusion.bolus(dose, by: situation.typedConcentration), at: time)
  }

  /// Helps the patient. `Help(action)` tells whether an operator's entry is such help.
  public mutating func receive(_ help: Help) { patient.receive(help) }

  /// Mends what somebody who sees to the patient or the pump finds out of order.
  private mutating func repair(after deed: Deed, at time: SessionTime) {
    switch deed {
    case .measure(.line): faults.freeLine(by: time + .seconds(20))
    case .measure(.probe): faults.putProbeOn(by: time + .seconds(5))
    case .measure(.cuff): cuff.start(at: time)
    case .measure, .word(.check): faults.putProbeOn(by: time + .seconds(30))
    case .medicine, .word: break
    }
  }

  /// What the patient has said since the last call.
  public mutating func unheardUtterances() -> [Utterance] {
    defer { utterances = [] }
    return utterances
  }

  /// The score of the drill so far.
  public var score: ScenarioScore { scorer.score(situation) }

  /// Makes something happen now, beside the scenario, because a trainer pressed a key.
  public mutating func inject(_ what: Happening) {
    begin(what, at: nextSecond, byInstructor: true)
    if what.isSaid { situation.complainedAt = nextSecond }
  }

  /// Carries out an instructor's instruction on the patient or the devices, from the next second on.
  public mutating func obey(_ instruction: PatientInstruction) {
    switch instruction {
    case .happen(let what): inject(what)
    case .set(let settings): for setting in settings { patient.set(setting) }
    }
  }

  /// What only an instructor sees: how the patient and the devices truly are.
  public var truth: DrillTruth {
    let levels = Trouble.Kind.allCases.map { ($0, patient.level($0)) }
    return DrillTruth(
      situation, levels: Dictionary(uniqueKeysWithValues: levels), targets: patient.imposed,
      coming: player.coming, prevented: player.prevented, objectives: score.objectives,
      tooLate: scorer.tooLate(situation),
      faults: faults.standing(at: situation.now) { role in devices.contains { $0.isHit { $0 == role } } })
  }

  /// Disturbs one cable by a trainer's hand from the next second on; nil ends it.
  public mutating func disturbCable(_ fault: CableFault?, device: Int) { cableFaults[device] = fault }

  private mutating func tick(to now: SessionTime) -> [Transmission] {
    see(at: now)
    let due = player.due(in: situation)
    for what in due { begin(what, at: now) }
    if situation.dangerCameAt != nil, due.contains(where: \.isSaid) { situation.complainedAt = now }
    pump.force(faults.pumpState(at: now), at: now)
    patient.infuse(infusion.show(pump.flow, at: now), from: now)
    patient.step(to: now)
    see(at: now)
    if let words = voice.words(patient.state) { utterances.append(Utterance(at: now, words: words)) }
    scorer.follow(situation)
    probe.step(patient.signs, faults.disturbance(at: now), &chance)
    let result = cuff.step(to: now, patient.signs, failing: faults.cuffFails(at: now), &chance)
    if case .measured(let figures)? = result { situation.measuredSys = Double(figures.sys) }
    signals = BedsideSignals(
      oximetry: probe.signal, heartRate: Int(patient.signs.hr.rounded()),
      respiration: Int(patient.signs.rr.rounded()),
      cuff: result, cuffModule: cuff.module, pump: pump.signal)
    return plugging(at: now)
  }

  private mutating func see(at now: SessionTime) {
    situation.now = max(situation.now, now)
    situation.signs = patient.signs
    situation.state = patient.state
    situation.harm = patient.harm
    situation.harmByInstructor = patient.harmByInstructor
    situation.figuresInHand = patient.figuresInHand
    situation.delivered = infusion.delivered
  }

  private mutating func plugging(at now: SessionTime) -> [Transmission] {
    devices.indices.compactMap { index in
      let isOut = cableFaults[index] == .out || devices[index].isHit { faults.isUnplugged($0, at: now) }
      return devices[index].plug(!isOut, at: now).map { Transmission(time: now, device: index, content: $0) }
    }
  }

  private mutating func speak(upTo limit: SessionTime) -> Transmission? {
    while let (index, time) = nextToSpeak(upTo: limit) {
      let bytes = devices[index].speak(at: time, signals, isGarbled: isGarbled(index))
      if !bytes.isEmpty { return Transmission(time: time, device: index, content: .bytes(bytes)) }
    }
    return nil
  }

  private func nextToSpeak(upTo limit: SessionTime) -> (index: Int, time: SessionTime)? {
    var next: (index: Int, time: SessionTime)?
    for index in devices.indices {
      guard let time = devices[index].due, time <= limit else { continue }
      if let earlier = next, earlier.time <= time { continue }
      next = (index, time)
    }
    return next
  }

  private func isGarbled(_ index: Int) -> Bool {
    guard faults.garbleAnything || !cableFaults.isEmpty else { return false }
    let second = nextSecond - TimeSpan.seconds(1)
    return cableFaults[index] == .garbage || devices[index].isHit { faults.isGarbled($0, at: second) }
  }

  private mutating func begin(_ what: Happening, at now: SessionTime, byInstructor: Bool = false) {
    // How the patient is in the first second is no danger that came up.
    if what.isTrouble, now > .seconds(1) { situation.dangerCameAt = situation.dangerCameAt ?? now }
    switch what {
    case .rest(let values):
      patient.rest(values)
      if byInstructor { patient.noteHand(on: values.vitals) }
    case .response(let sys, let dia, let hr, let span):
      if byInstructor { patient.noteHand(on: [.sys, .dia, .hr]) }
      patient.rise.change(
        sys?.doubleValue, dia?.doubleValue, hr?.doubleValue, seconds: Double(span.milliseconds) / 1000)
    case .trouble(let trouble): patient.begin(trouble, byInstructor: byInstructor)
    case .vomit:
      if patient.vomit(at: now, byInstructor: byInstructor) { faults.shake(until: now + .seconds(45)) }
    case .say(let words): utterances.append(Utterance(at: now, words: words))
    case .escort(let isHere): situation.bringEscort(isHere, byInstructor: byInstructor)
    case .episode(let vital, let target, let onset, let hold, let recovery):
      patient.begin(
        Episode(
          vital: vital, target: target.doubleValue, restValue: patient.signs[vital],
          onset: Double(onset.milliseconds) / 1000,
          hold: Double(hold.milliseconds) / 1000, recovery: Double(recovery.milliseconds) / 1000,
          isByInstructor: byInstructor))
    case .probeOff(let span): faults.pullOffProbe(until: now + span)
    case .lowPerfusion(let span): faults.weakenPerfusion(until: now + span)
    case .motion(let span): faults.shake(until: now + span)
    case .cuffMeasure: cuff.measure(at: now)
    case .cuffFails(let span): faults.failCuff(until: now + span)
    case .garbage(let role, let span): faults.garble(role, until: now + span)
    case .unplug(let role, let span): faults.unplug(role, until: now + span)
    case .pump(let state, let span): faults.keepPump(in: state, until: now + span)
    }
  }
}

/// Something that the patient says.
public struct Utterance: Hashable, Sendable {
  public var at: SessionTime
  public var words: String
}
