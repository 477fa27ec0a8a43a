import Devices
import InfusionCore
public import PatientSimulator
public import Quantities
import SessionRecord
import SessionRuns

/// A recorded drill, played again from its seed: what was true of the patient in every second, and what would
/// have been had something else been done.
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

  /// What was true, and what came of it.
  public struct Played: Sendable {
    /// From the session's beginning, one each second.
    public let seconds: [Situation]
    public let score: ScenarioScore

    func situation(at time: SessionTime) -> Situation? {
      let index = Int(time.milliseconds / 1000)
      return seconds.indices.contains(index) ? seconds[index] : nil
    }
  }

  /// - Parameter deed: what is done besides what was done.
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

  /// The patient of `chairside drill`: of the usual weight, where the scenario says no other.
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
    let place = drill.acts.firstIndex { $0.time > deed.at } ?? drill.acts.endIndex
    var acts = drill.acts
    acts.insert(StampedInput(.action(deed.action, by: nil), at: deed.at), at: place)
    return acts
  }
}

/// One thing that was not done, and could have been.
public struct OtherDeed: Hashable, Sendable {
  public let at: SessionTime
  /// After "had you": `paused`, `done stimulation`.
  public let words: String
  let action: Action
}

extension DrillRerun {
  /// What the score asks for, half a minute after the first objective called that was not met in time, or
  /// halfway to an end that came before: a pause, where that was enough or the drug is the reason, and the
  /// first thing that was enough.
  public func missingDeeds(in played: Played) -> [OtherDeed] {
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

  /// The first deed of an objective that is neither a pause nor the end of the infusion.
  private static func help(
    _ objective: Objective, at time: SessionTime, in situation: Situation
  ) -> [OtherDeed] {
    for deed in objective.deeds where deed != .word(.pause) && deed != .word(.stop) {
      guard let action = deed.usual(in: situation) else { continue }
      return [OtherDeed(at: time, words: "done \(deed.name)", action: action)]
    }
    return []
  }

  /// A pause at a time; nil where nothing was infused then.
  public func pause(at time: SessionTime, in played: Played) -> OtherDeed? {
    played.situation(at: time)?.phase == .infusing ? Self.pause(time) : nil
  }

  private static func pause(_ time: SessionTime) -> OtherDeed {
    OtherDeed(at: time, words: "paused", action: .pause(reason: "the patient first"))
  }

  /// Until somebody has seen it and come.
  private static let reaction = TimeSpan.seconds(30)
}

/// Simulated inputs whose patient is looked at once a second.
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
