import InfusionCore
import Quantities
import Testing

/// Whatever happened, nobody is discharged plainly without what the contract asks for. A slow witness that
/// knows nothing of the engine's state reads again what a random session was given and told.
@Suite struct DischargePropertyTests {
  private static let seeds = Array(UInt64(1)...200)

  @Test(arguments: seeds) func `a plain discharge has all of its proof`(_ seed: UInt64) {
    let course = HomewardCourse(seed: seed)
    let events = course.events()
    guard let end = events.last(where: { $0.event == .closed(.discharged, reason: nil) })?.time else {
      return
    }
    let witness = Witness(inputs: course.inputs, events: events, end: end)
    #expect(witness.missing == [], "seed \(seed) at \(end.milliseconds)")
  }

  @Test func `some go home, and some do not`() {
    let outcomes = Self.seeds.prefix(40).map { seed in
      HomewardCourse(seed: seed).events().contains { $0.event == .closed(.discharged, reason: nil) }
    }
    let home = outcomes.count { $0 }
    #expect(home > 6 && home < 34, "\(home) of \(outcomes.count)")
  }
}

/// A treatment that is over, in which any part of the proof may be missing, late, doubted or taken back.
private struct HomewardCourse {
  static let plan = SessionPlan.fixture {
    $0.observation = .minutes(5)
    $0.extendAfterHigh = .minutes(1)
    $0.nibpInterval = [.observing: .minutes(4)]
    $0.checkInterval = [:]
  }
  private(set) var inputs: [(time: SessionTime, input: Input)] = []
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    readings()
    say("start override=test", at: 20)
    say("stop reason=done", at: 60)
    for _ in 0..<pick([1, 2, 3, 4]) { pressure(at: Int.random(in: 0...900, using: &random)) }
    for _ in 0..<pick([0, 1, 2, 3]) { score(at: Int.random(in: 30...900, using: &random)) }
    for _ in 0..<pick([0, 0, 0, 1, 2]) { trouble(at: Int.random(in: 30...900, using: &random)) }
    for second in stride(from: 100, through: 900, by: 100) { say("ack", at: second) }
    for second in stride(from: 350, through: 900, by: 7) { say("discharge escort=yes", at: second) }
    let ordered = inputs.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
    inputs = ordered.map(\.element)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(random.next() % UInt64(values.count))]
  }

  private mutating func say(_ words: String, at second: Int) { add("! \(words)", at: second) }

  private mutating func add(_ words: String, at second: Int) {
    guard let input = ScenarioWords.input(words.split(separator: " ").map(String.init)) else { return }
    inputs.append((.seconds(Int64(second)), input))
  }

  /// Now and then it is an artefact, the word that there is none, low, or nothing at all.
  private mutating func readings() {
    let rate: UInt64 = pick([12, 40, 400])
    for second in stride(from: 0, through: 900, by: 4) {
      let hr = random.next() % rate == 0 ? "-" : "\(pick([68, 70, 72]))"
      switch random.next() % rate {
      case 0: add("spo2=- hr=\(hr)", at: second)
      case 1: add("spo2=97 hr=\(hr) status=artifact", at: second)
      case 2: add("spo2=\(pick([84, 89, 91])) hr=\(hr)", at: second)
      case 3: break
      default: add("spo2=\(pick([95, 96, 97])) hr=\(hr) status=ok", at: second)
      }
    }
  }

  private mutating func pressure(at second: Int) {
    switch random.next() % 8 {
    case 0: add("map=90", at: second)
    case 1: add("sys=- dia=-", at: second)
    case 2: add("sys=120 dia=80 age=unknown", at: second)
    default: add("sys=\(pick([120, 125, 159, 165, 88])) dia=80", at: second)
    }
  }

  private mutating func score(at second: Int) {
    say("score scale=\(pick(["moaas", "moaas", "moaas", "aldrete"])) value=\(pick([5, 5, 5, 4]))", at: second)
  }

  private mutating func trouble(at second: Int) {
    switch random.next() % 7 {
    case 0:
      say("limit vital=hr off reason=test by=AB", at: second)
      say("limit vital=hr on", at: second + pick([1, 100, 650]))
    case 1: say("limit vital=spo2 low=\(pick([86, 92]))", at: second)
    case 2: say("nobp minutes=5 reason=cuff", at: second)
    case 3:
      say(
        "amend n=\(pick(Array(0..<inputs.count))) \(pick(["struck=slip", "value=4", "sys=180"]))", at: second)
    case 4: add("lost line", at: second)
    case 5: add("acts line garbled", at: second)
    default: add("src=pump pump=\(pick(["running", "stopped"]))", at: second)
    }
  }

  /// An input's entry is its place.
  func events() -> [StampedEvent] {
    var session = Session(plan: Self.plan)
    var told = session.begin()
    for (entry, (time, input)) in inputs.enumerated() {
      told += session.receive(input, at: time, entry: entry).events
    }
    return told
  }
}

/// What a plain discharge must have had, read from the inputs and from what was told.
private struct Witness {
  let inputs: [(time: SessionTime, input: Input)]
  let events: [StampedEvent]
  let end: SessionTime

  var missing: [String] {
    [
      hasPressure ? nil : "pressure", isAwake ? nil : "alertness", isFresh(\.spo2) ? nil : "saturation",
      isFresh(\.hr) ? nil : "pulse", areLimitsUntouched ? nil : "limits", isQuiet ? nil : "alarms",
      isPumpQuiet ? nil : "pump", hasCounted ? nil : "window",
    ].compactMap { $0 }
  }

  private var stop: SessionTime {
    events.last { $0.event == .phase(.observing) && $0.time <= .seconds(60) }?.time ?? end
  }

  /// The entries that were struck, and the fields that read otherwise.
  private func corrections(of entry: Int) -> [AmendedField] {
    events.flatMap { stamped -> [AmendedField] in
      if case .corrected(let correction) = stamped.event, correction.entry == entry {
        return correction.changes
      }
      return []
    }
  }

  /// The last one that stands: both figures, of known age, in bounds, since the stop and no older than four
  /// minutes.
  private var hasPressure: Bool {
    var last: (at: SessionTime, sys: Fixed)?
    for stamped in events {
      guard case .measured(let measured) = stamped.event, !measured.measurement.ageIsUnknown else { continue }
      let changes = corrections(of: measured.entry)
      if changes.contains(where: { $0.key == "struck" }) { continue }
      let corrected = changes.last { $0.key == "sys" }.flatMap { Fixed($0.value) }
      if let sys = measured.measurement.sys { last = (stamped.time, corrected ?? sys) }
    }
    guard let last else { return false }
    return last.at >= stop && end - last.at <= .minutes(4) && last.sys >= 90 && last.sys <= 160
  }

  private var isAwake: Bool {
    var last: Int?
    for stamped in events where stamped.time >= stop {
      guard case .accepted(.score(let score), let entry, _, _) = stamped.event, score.scale == "moaas" else {
        continue
      }
      let changes = corrections(of: entry)
      if changes.contains(where: { $0.key == "struck" }) { continue }
      last = changes.last { $0.key == "value" }.flatMap { Int($0.value) } ?? score.value
    }
    return last == 5
  }

  /// The last word of it: a value, no artefact, no older than ten seconds, from a source that is believed.
  private func isFresh(_ figure: KeyPath<Reading, Sample?>) -> Bool {
    var (at, isGood, isGarbled) = (SessionTime.start, false, false)
    for (time, input) in inputs where time <= end {
      switch input {
      case .conduct(_, let conduct): isGarbled = conduct != .follows
      case .reading(let reading):
        guard let sample = reading[keyPath: figure], !isGarbled else { continue }
        at = time
        if case .value(let value, _) = sample {
          isGood = reading.status != .artifact && (figure != \.spo2 || value >= 92)
        } else {
          isGood = false
        }
      case .link, .identity, .action, .annotation, .recorder, .sound, .publication, .clockStepped, .gap,
        .history, .instruction:
        break
      }
      if isGarbled { isGood = false }
    }
    return isGood && end - at < .seconds(10)
  }

  /// No limit of them was off, or looser than at the start, within ten minutes.
  private var areLimitsUntouched: Bool {
    var loose: Set<String> = []
    for stamped in events where stamped.time > .seconds(20) {
      guard case .limitChanged(let change) = stamped.event else { continue }
      let name = "\(change.vital) \(change.kind)"
      if change.kind == .off || change.vital == .spo2 && change.kind == .low && (change.to ?? 0) < 90 {
        loose.insert(name)
      }
      if change.kind == .on, end - stamped.time >= .minutes(10) {
        loose = loose.filter { !$0.hasPrefix("hr") }
      }
      if change.kind == .low, change.vital == .spo2, (change.to ?? 0) >= 90,
        end - stamped.time >= .minutes(10)
      {
        loose.remove(name)
      }
    }
    return loose.isEmpty
  }

  /// Every medium or high alarm is over and answered; a pressure that the criterion allows may stand, if
  /// answered.
  private var isQuiet: Bool {
    var open: [AlarmID: AlarmPriority] = [:]
    var answered: Set<AlarmID> = []
    for stamped in events where stamped.time <= end {
      switch stamped.event {
      case .alarmRaised(let id, let signal, _):
        open[id] = signal.priority
        answered.remove(id)
      case .alarmPriority(let id, let signal):
        if let before = open[id], signal.priority > before { answered.remove(id) }
        open[id] = signal.priority
      case .alarmEnded(_, .closed, _): break
      case .alarmEnded(let id, _, let isLatched): if !isLatched { open[id] = nil }
      case .alarmAcknowledged(let id, _):
        answered.insert(id)
        if !stands(id, at: stamped.time) { open[id] = nil }
      case .accepted, .remarked, .measured, .corrected, .dose, .bound, .due, .phase, .infusion, .observation,
        .alarmReminded, .alarmEscalated, .limitReminded, .audioPaused, .audioResumed, .limitChanged,
        .baseline, .checkTaken, .away, .back, .holdAdvised, .holdEnded, .gap, .refused, .closed:
        break
      }
    }
    let allowed: Set<AlarmID> = answered.intersection([.limit(.sys, .high), .limit(.dia, .high)])
    return open.allSatisfy { id, priority in
      priority < .medium || isOfPumpThatStopped(id) || priority == .medium && allowed.contains(id)
    }
  }

  private func stands(_ id: AlarmID, at time: SessionTime) -> Bool {
    var stands = false
    for stamped in events where stamped.time <= time {
      if case .alarmRaised(id, _, _) = stamped.event { stands = true }
      if case .alarmEnded(id, _, _) = stamped.event { stands = false }
    }
    return stands
  }

  private func isOfPumpThatStopped(_ id: AlarmID) -> Bool { id == .device(SourceID("pump"), .lost) }

  private var isPumpQuiet: Bool {
    let reports = inputs.compactMap { time, input -> PumpState? in
      if case .reading(let reading) = input, time <= end { reading.pump?.state } else { nil }
    }
    return reports.last != .running
  }

  /// Five minutes lie between the stop and the end at least.
  private var hasCounted: Bool { end - stop >= .minutes(5) }
}
