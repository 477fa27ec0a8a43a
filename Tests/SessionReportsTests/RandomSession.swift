import InfusionCore
import Quantities
import SessionRecord
import SessionReports

/// A session of accidents: refusals, repeated results, two oximeters, two pumps, corrections, struck entries,
/// gaps, resumes, take-overs. With it, kept by hand from what the session told while it ran, what every view
/// must tell.
struct RandomSession: Sendable {
  private(set) var record: RecordedSession
  private(set) var facts = Facts()
  private var dice: Dice
  private var time = SessionTime.start
  private var number = 0
  private var nextMinute = SessionTime.start
  private var nextVain = 0
  /// What the pump that counts has counted.
  private var pumped = 0.0

  /// What the session told while it ran.
  struct Facts: Sendable {
    struct Pressure: Hashable, Sendable {
      var entry: Int
      var at: SessionTime
      var sys: Fixed
      var dia: Fixed
      var isByHand: Bool
      var isCorrected = false
      var isStruck = false
    }
    struct Marked: Hashable, Sendable {
      var entry: Int
      var name: String
      /// The severity, the score, or the dose.
      var value: String
      var isCorrected = false
      var isStruck = false
    }
    var pressures: [Pressure] = []
    var symptoms: [Marked] = []
    var medicines: [Marked] = []
    var scores: [Marked] = []
    /// What was in at each whole minute; nil before the infusion.
    var delivered: [Milligrams?] = []
    var volumes: [Millilitres?] = []
    var infusion: [(at: SessionTime, figures: InfusionFigures)] = []
    /// The pulse that was in force after each reading, with its second.
    var pulses: Set<String> = []
    /// Those with a pulse that its source doubted.
    var doubtfulMinutes: Set<Int> = []
    var end: DoseFigures?
  }

  init(seed: UInt64, rulesVersion: Int) {
    dice = Dice(state: seed)
    var plan = SessionPlan.fixture
    plan.rulesVersion = rulesVersion
    plan.sources = ["line", "nonin-df2", "asena", "ne1000"].map { SourceDescription(id: SourceID($0)) }
    record = RecordedSession(beginning: plan)
    for second in stride(from: Int64(0), to: 1500, by: 4) {
      guard record.session.phase != .closed else { break }
      step(to: .seconds(second + dice.next(4)))
    }
    finish()
  }

  var session: Session { record.session }

  private mutating func finish() {
    give(.action(.stop(reason: "enough of it"), by: "AB"))
    give(.action(.close(reason: "the end of it"), by: "AB"))
    facts.end = session.infusion?.dose(at: session.now)
    record.seal()
  }

  private mutating func step(to wanted: SessionTime) {
    time = max(time, wanted)
    if dice.chance(300) { leap() }
    if dice.chance(90) { record.takeOver() }
    read()
    if dice.chance(4) { act() }
  }

  /// A crash, and a stretch in which nobody watched until another process goes on with the record.
  private mutating func leap() {
    let from = session.now
    record.takeOver()
    time = time + .seconds(60 + dice.next(200))
    give(.gap(from: from, reason: "crash", isEstimated: dice.chance(2)))
  }
}

// MARK: - What comes in

extension RandomSession {
  private mutating func read() {
    let pulse = Fixed(Int(60 + dice.next(40)))
    give(
      Course.reading(spo2: Fixed(Int(92 + dice.next(7))), hr: pulse, nibp: cuff(), isDoubtful: dice.chance(9))
    )
    if dice.chance(3) { give(Course.reading(spo2: 80, hr: 33, source: "nonin-df2")) }
    guard dice.chance(2) else { return }
    let runs = session.phase == .infusing
    // Half of what was ordered, and never the same.
    if runs { pumped += Double(20 + dice.next(20)) / 1000 }
    give(pump("asena", PumpReport(state: runs ? .running : .stopped, volume: Millilitres(pumped))))
    if dice.chance(2) { give(pump("ne1000", PumpReport(state: .running, volume: Millilitres(77.7)))) }
  }

  private func pump(_ source: String, _ report: PumpReport) -> Input {
    .reading(Reading(source: SourceID(source), pump: report))
  }

  /// A new result now and then, the last one again, one of unknown age, a failure.
  private mutating func cuff() -> CuffResult? {
    switch dice.next(40) {
    case 0, 1:
      number += 1
      return Course.pressure(Fixed(Int(100 + dice.next(80))), Fixed(Int(55 + dice.next(30))), number: number)
    case 2, 3, 4, 5: return number > 0 ? Course.pressure(111, 66, number: number) : nil
    case 6: return .failed()
    case 7: return .measured(CuffMeasurement(sys: 222, dia: 111, map: 148, ageIsUnknown: true))
    default: return nil
    }
  }
}

// MARK: - What people do

extension RandomSession {
  private mutating func act() {
    let by = dice.chance(4) ? nil : "AB"
    switch dice.next(16) {
    case 0: give(.action(.start(override: "as it is"), by: by))
    case 1: give(.action(.pause(reason: "nausea"), by: by))
    case 2: give(.action(.resume(reason: "better now"), by: by))
    case 3: if dice.chance(4) { give(.action(.stop(reason: "enough of it"), by: by)) }
    case 4: give(.action(.rate(MillilitresPerHour(Double(30 + dice.next(25))), reason: "slower"), by: by))
    case 5, 6: attempt(by: by)
    case 7: give(.action(.bloodPressure(sys: 120, dia: Fixed(Int(60 + dice.next(20))), map: nil), by: by))
    case 8: give(.action(.symptom(name: word("symptom"), severity: Int(dice.next(4)), at: nil), by: by))
    case 9:
      give(.action(.medication(name: word("drug"), dose: "\(dice.next(90) + 1) mg", route: "IV"), by: by))
    case 10: give(.action(.score(scale: word("scale"), value: Int(dice.next(20))), by: by))
    case 11: settle()
    case 12: give(.action(.bolus(Milligrams(Double(1 + dice.next(6))), reason: "by phone"), by: "AB"))
    default: correct(by: by)
    }
  }

  /// Somebody reads from the syringe that less is in, or more.
  private mutating func settle() {
    let told = session.infusion?.volume(at: time).value ?? 1
    let volume = Millilitres(max(0, told + Double(dice.next(40)) / 10 - 3))
    give(
      .action(.dose(DoseAction(volume, reason: "as read from the syringe", second: "CD")), by: "AB"))
  }

  private mutating func word(_ stem: String) -> String {
    nextVain += 1
    return "\(stem)\(nextVain)"
  }

  /// What the session refuses, whatever its phase.
  private mutating func attempt(by: String?) {
    switch dice.next(4) {
    case 0: give(.action(.setup(patient: word("vain"), plan: "unknown"), by: by))
    case 1: give(.action(.symptom(name: word("vain"), severity: 3, at: time + .seconds(99)), by: by))
    case 2: give(.action(.score(scale: "aldrete", value: 99), by: by))
    default: give(.action(.bloodPressure(sys: 70, dia: 99, map: nil), by: by))
    }
  }

  private mutating func correct(by: String?) {
    let isStriking = dice.chance(3)
    let reason = [AmendedField(key: "struck", value: "slip of the finger")]
    switch dice.next(4) {
    case 0:
      guard let entry = dice.pick(facts.pressures)?.entry else { return }
      let to = [AmendedField(key: "sys", value: "\(141 + dice.next(9))")]
      give(.action(.amend(entry: entry, fields: isStriking ? reason : to), by: by))
    case 1:
      guard let entry = dice.pick(facts.symptoms)?.entry else { return }
      let to = [AmendedField(key: "severity", value: "\(dice.next(4))")]
      give(.action(.amend(entry: entry, fields: isStriking ? reason : to), by: by))
    case 2:
      guard let entry = dice.pick(facts.medicines)?.entry else { return }
      let to = [AmendedField(key: "dose", value: "\(100 + dice.next(90)) mg")]
      give(.action(.amend(entry: entry, fields: isStriking ? reason : to), by: by))
    default:
      guard let entry = dice.pick(facts.scores)?.entry else { return }
      let to = [AmendedField(key: "value", value: "\(dice.next(20))")]
      give(.action(.amend(entry: entry, fields: isStriking ? reason : to), by: by))
    }
  }
}

// MARK: - What came of it

extension RandomSession {
  private mutating func give(_ input: Input) {
    sampleMinutes(before: time)
    let (_, told) = record.receive(input, at: time)
    for event in told { note(event) }
    if case .fresh(let value) = session.state(of: .hr) {
      facts.pulses.insert("\((time.milliseconds + 999) / 1000) \(value.value)")
    }
    if session.heard?.hr?.quality == .doubtful {
      facts.doubtfulMinutes.insert(Int(time.milliseconds / 60_000))
    }
    if input.isGap { time = session.now }
  }

  /// The dose at each minute, asked from the session itself once every input before is in.
  private mutating func sampleMinutes(before time: SessionTime) {
    guard nextMinute < time else { return }
    var ahead = session
    while nextMinute < time {
      _ = ahead.advance(to: nextMinute)
      facts.delivered.append(ahead.infusion?.delivered(at: nextMinute))
      facts.volumes.append(ahead.infusion?.volume(at: nextMinute))
      nextMinute = nextMinute + .minutes(1)
    }
  }

  private mutating func note(_ stamped: StampedEvent) {
    if case .measured(let measured) = stamped.event, !measured.measurement.ageIsUnknown,
      let sys = measured.measurement.sys, let dia = measured.measurement.dia
    {
      facts.pressures.append(
        .init(
          entry: measured.entry, at: stamped.time, sys: sys, dia: dia, isByHand: measured.source == .manual))
    }
    if case .infusion(_, let figures) = stamped.event {
      facts.infusion.append((at: stamped.time, figures: figures))
    }
    if case .accepted(let action, let entry, _, _) = stamped.event { note(action, entry) }
    if case .corrected(let correction) = stamped.event { note(correction) }
  }

  private mutating func note(_ action: Action, _ entry: Int) {
    if case .symptom(let given) = action {
      facts.symptoms.append(.init(entry: entry, name: given.symptom, value: "\(given.severity)"))
    }
    if case .medication(let given) = action {
      facts.medicines.append(.init(entry: entry, name: given.medicine, value: given.dose))
    }
    if case .score(let given) = action {
      facts.scores.append(.init(entry: entry, name: given.scale, value: "\(given.value)"))
    }
  }

  private mutating func note(_ correction: Correction) {
    let value = correction.changes.first?.value ?? ""
    let isStruck = correction.changes.first?.key == "struck"
    if let index = facts.pressures.firstIndex(where: { $0.entry == correction.entry }) {
      facts.pressures[index].isCorrected = true
      facts.pressures[index].isStruck = isStruck
      if !isStruck, let sys = Fixed(value) { facts.pressures[index].sys = sys }
    }
    for list in [\Facts.symptoms, \.medicines, \.scores] {
      guard let index = facts[keyPath: list].firstIndex(where: { $0.entry == correction.entry }) else {
        continue
      }
      facts[keyPath: list][index].isCorrected = true
      facts[keyPath: list][index].isStruck = isStruck
      if !isStruck { facts[keyPath: list][index].value = value }
    }
  }
}

extension Input {
  fileprivate var isGap: Bool { if case .gap = self { true } else { false } }
}

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): the same seed, the same session.
struct Dice: Sendable {
  var state: UInt64

  private mutating func roll() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next(_ bound: Int64) -> Int64 { Int64(roll() % UInt64(bound)) }
  mutating func chance(_ oneIn: Int64) -> Bool { next(oneIn) == 0 }
  mutating func pick<Element>(_ items: [Element]) -> Element? {
    items.isEmpty ? nil : items[Int(next(Int64(items.count)))]
  }
}
