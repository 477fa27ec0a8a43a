import Devices
import InfusionCore
public import PatientSimulator
public import Quantities
import SessionRecord
import SessionRuns

/// Plays a recorded drill again from its seed: what was true of the patient in every second, and what would
/// have been if something else had been done.
///
///     let rerun = DrillRerun(drill, of: scenario)
///     let played = rerun.played()
///     let otherwise = rerun.missingDeeds(in: played).map { rerun.played(with: $0) }
public struct DrillRerun: Sendable {
  private let drill: RecordedDrill
  private let scenario: Scenario

  public init(_ drill: RecordedDrill, of scenario: Scenario) {
    self.drill = drill
    self.scenario = scenario
  }

  /// One course of the drill: what was true, and the score.
  public struct Played: Sendable {
    /// One for each second from the session's beginning.
    public let seconds: [Situation]
    public let score: ScenarioScore

    func situation(at time: SessionTime) -> Situation? {
      let index = Int(time.milliseconds / 1000)
      return seconds.indices.contains(index) ? seconds[index] : nil
    }
  }

  /// - Parameter deed: done in addition to what was done; nil plays the drill as it was.
  public func played(with deed: OtherDeed? = nil) -> Played {
    let bedside = CabledBedside(self.bedside)
    var plan = drill.header.plan
    plan.sources = bedside.sources
    let book = UnwrittenBook()
    let runner = SessionRunner(Session(plan: plan), book: book, listeners: [book])
    let inputs = WatchedInputs(
      SimulatedInputs(bedside, acts: acts(with: deed), length: .until(drill.until)))
    let watched = SourceRun(runner, inputs: inputs).runToEnd().inputs
    return Played(seconds: watched.seconds, score: watched.inputs.score)
  }

  /// The bedside of `chairside drill`; a patient of the usual weight if the scenario names none.
  private var bedside: SimulatedBedside {
    let plan = drill.header.plan
    let ordered = plan.plan.flatMap(plan.configuration.plan(named:)) ?? .unchosen
    let names = plan.sources.map(\.id.name)
    return SimulatedBedside(
      seed: drill.setting.seed, scenario: scenario, weight: Scenario.usualWeight,
      concentration: ordered.concentration ?? .init(1),
      specs: try? SimulatedDeviceSpec.trolley(names, for: scenario), cuffIntervals: ordered.nibpInterval)
  }

  /// The patient and the devices as they were at an instant, for a session that goes on from there.
  public func bedside(at end: SessionTime) -> CabledBedside {
    let bedside = CabledBedside(self.bedside)
    var plan = drill.header.plan
    plan.sources = bedside.sources
    let book = UnwrittenBook()
    let runner = SessionRunner(Session(plan: plan), book: book, listeners: [book])
    let acts = drill.acts.filter { $0.time <= end }
    let inputs = SimulatedInputs(bedside, acts: acts, length: .until(end))
    return SourceRun(runner, inputs: inputs).runToEnd().inputs.bedside
  }

  private func acts(with deed: OtherDeed?) -> [StampedInput] {
    guard let deed else { return drill.acts }
    var acts = drill.acts.compactMap(deed.instead)
    guard let action = deed.action else { return acts }
    let place = acts.firstIndex { $0.time > deed.doneAt } ?? acts.endIndex
    acts.insert(StampedInput(.action(action, by: nil), at: deed.doneAt), at: place)
    return acts
  }
}

/// One thing that was not done and could have been, and harmful acts that are left out.
public struct OtherDeed: Hashable, Sendable {
  /// When the two courses begin to differ.
  public let at: SessionTime
  /// When it is done; later than `at` if something was left out before it.
  public let doneAt: SessionTime
  /// The words after "had you": `paused at 0:42`, `done probe at 1:36 and left out what harmed at 1:34`.
  public let words: String
  /// Nil if harmful acts are only left out.
  let action: Action?
  /// When the harmful acts were done that are left out.
  private let leftOut: [SessionTime]

  fileprivate init(_ words: String, _ action: Action, at time: SessionTime) {
    self.init(words: "\(words) at \(time.sinceStart.clock)", action: action, doneAt: time, leftOut: [])
  }

  private init(words: String, action: Action?, doneAt time: SessionTime, leftOut: [SessionTime]) {
    (self.words, self.action, doneAt, self.leftOut) = (words, action, time, leftOut)
    at = leftOut.reduce(time, min)
  }

  /// Leaves out the harmful acts and changes nothing else; nil if there are none.
  fileprivate init?(leavingOut acts: [TimedAct]) {
    let times = acts.map(\.at)
    guard let first = times.first else { return nil }
    self.init(words: Self.leaving(times), action: nil, doneAt: first, leftOut: times)
  }

  /// The same, with these harmful acts left out besides.
  fileprivate func leavingOut(_ acts: [TimedAct]) -> OtherDeed {
    let times = acts.map(\.at)
    guard !times.isEmpty else { return self }
    return OtherDeed(
      words: "\(words) and \(Self.leaving(times))", action: action, doneAt: doneAt, leftOut: times)
  }

  private static func leaving(_ times: [SessionTime]) -> String {
    "left out what harmed at " + Set(times).sorted().map(\.sinceStart.clock).joined(separator: " and ")
  }

  /// What happens in this course instead of an input: nothing (nil) for a harmful act; and a patient who
  /// should not have been discharged stays, in somebody's care.
  fileprivate func instead(of input: StampedInput) -> StampedInput? {
    guard leftOut.contains(input.time), case .action(let action, let by)? = input.input else { return input }
    switch action {
    case .discharge:
      return StampedInput(.action(.close(reason: "stays with the clinic"), by: by), at: input.time)
    case .medication, .intervention, .bolus, .rate, .pause, .resume, .unfit: return nil
    case .setup, .baseline, .checklist, .start, .stop, .dose, .withoutPressure, .confirm, .accept, .check,
      .extend, .away, .back, .close, .acknowledge, .audioPause, .limit, .bloodPressure, .symptom, .score,
      .note, .drawn, .wasted, .hold, .amend, .selfTest:
      return input
    }
  }
}

extension DrillRerun {
  /// The deeds that the score asks for, soon after the call of the first objective that was not met in time:
  /// a pause, if that was enough or the drug is the reason, and each of the first things that were enough.
  /// Each leaves out the harmful acts, too.
  ///
  /// Without the harmful acts the patient takes another course, and what called may call later or never. So
  /// it is asked what is lacking in that course, and nothing is done there before its own reason.
  public func missingDeeds(in played: Played) -> [OtherDeed] {
    let harmful = played.score.harmfulActs
    guard let harmless = OtherDeed(leavingOut: harmful) else { return deeds(lackingIn: played) }
    let lacking = deeds(lackingIn: self.played(with: harmless))
    return lacking.isEmpty ? [harmless] : lacking.map { $0.leavingOut(harmful) }
  }

  /// "Soon" is after half a minute, the time until somebody has seen the call and come, or halfway to the
  /// drill's end if that is sooner.
  private func deeds(lackingIn played: Played) -> [OtherDeed] {
    for entry in played.score.objectives where entry.result != .met {
      guard let objective = scenario.objectives.first(where: { $0.id == entry.id }), let since = entry.since
      else { continue }
      let left = max(.zero, (drill.until - since) / 2).wholeSeconds
      let at = since + min(Self.reaction, .seconds(left))
      guard let situation = played.situation(at: at) else { continue }
      let mayPause = objective.deeds.isEmpty || objective.deeds.contains(.word(.pause))
      let pause = situation.phase == .infusing && mayPause ? [Self.pause(at)] : []
      let deeds = pause + Self.help(objective, at: at, in: situation)
      if !deeds.isEmpty { return deeds }
    }
    return []
  }

  /// The first deeds of an objective that are neither a pause nor the end of the infusion.
  private static func help(
    _ objective: Objective, at time: SessionTime, in situation: Situation
  ) -> [OtherDeed] {
    objective.deeds.filter { $0 != .word(.pause) && $0 != .word(.stop) }
      .compactMap { deed in
        deed.usual(in: situation).map { OtherDeed("done \(deed.name)", $0, at: time) }
      }
      .prefix(mostTried).map { $0 }
  }

  /// Each one tried costs a whole play of the drill.
  private static let mostTried = 3

  /// A pause at a time; nil if nothing was infused then.
  public func pause(at time: SessionTime, in played: Played) -> OtherDeed? {
    played.situation(at: time)?.phase == .infusing ? Self.pause(time) : nil
  }

  private static func pause(_ time: SessionTime) -> OtherDeed {
    OtherDeed("paused", .pause(reason: "the patient first"), at: time)
  }

  /// How long it takes until somebody has seen it and come.
  private static let reaction = TimeSpan.seconds(30)
}

/// Simulated inputs that note once a second what is true.
private struct WatchedInputs: StampedSource {
  private(set) var inputs: SimulatedInputs
  private(set) var seconds: [Situation] = []

  init(_ inputs: SimulatedInputs) { self.inputs = inputs }

  mutating func next() -> StampedInput? {
    let next = inputs.next()
    if let next, next.input == nil { seconds.append(inputs.situation) }
    return next
  }

  mutating func heed(_ told: [StampedEvent], by session: Session) { inputs.heed(told, by: session) }
}
