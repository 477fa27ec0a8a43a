public import InfusionCore
public import PatientSimulator
public import ProcessSignals
public import Quantities

/// A simulated bedside and a script under no clock but the session's own: as fast as the machine can, or at a
/// pace; the same every time.
public struct SimulatedRun {
  private var runner: SessionRunner
  private var bedside: SimulatedBedside
  private var script: ArraySlice<ScriptedAction>
  private let pace: Pace?
  private let stop: StopRequest?
  /// Somebody made of rules, beside the script.
  private var trainee: Trainee?
  private let length: Length

  /// How long a run goes on that nobody closes.
  public enum Length: Hashable, Sendable {
    /// To the script's last action, or to the end of what somebody made of rules ever does.
    case script
    /// Until what the plan asks for could be over: a patient does not stop when a script ends.
    case course
    case until(SessionTime)
  }

  /// What is left of it.
  public struct Outcome: Sendable {
    public let session: Session
    public let score: ScenarioScore
    public let situation: Situation
  }

  public init(
    _ runner: SessionRunner, bedside: SimulatedBedside, script: [ScriptedAction], trainee: Trainee? = nil,
    length: Length = .script, pace: Pace? = nil, stop: StopRequest? = nil
  ) {
    self.trainee = trainee
    self.length = length
    self.pace = pace
    self.stop = stop
    self.runner = runner
    self.bedside = bedside
    self.script = script[...]
  }

  /// Runs until the session is closed, or as long as it was asked for.
  public consuming func run() -> Outcome {
    runner.begin()
    take(bedside.begin(at: .start))
    while goesOn, bedside.deadline <= last {
      act(before: bedside.deadline)
      pace?.sleep(until: bedside.deadline)
      guard goesOn else { break }
      let second = bedside.deadline
      take(bedside.advance(to: second))
      // What fell due where nothing was heard: an alarm for its absence is seen by whoever works here.
      if goesOn { runner.advance(to: second - TimeSpan.milliseconds(1)) }
      bedside.look(at: runner.session)
      actByRule()
    }
    let end = last
    act(before: end + .milliseconds(1))
    if goesOn { runner.advance(to: end) }
    return Outcome(session: runner.session, score: bedside.score, situation: bedside.situation)
  }

  private static let longestStay = SessionTime.seconds(6 * 3600)
  private static let unstarted = SessionTime.minutes(30)
  private static let afterwards = TimeSpan.minutes(20)

  private var last: SessionTime {
    let scripted = script.last?.time ?? runner.session.now
    switch length {
    case .until(let end): return end
    case .script: return trainee == nil ? scripted : Self.longestStay
    case .course:
      let plan = runner.session.plan
      let treatment = (plan.duration ?? .zero) + plan.observation + Self.afterwards
      let course = runner.session.startedAt.map { $0 + treatment } ?? Self.unstarted
      return max(scripted, course)
    }
  }

  private mutating func actByRule() {
    guard var trainee, goesOn else { return }
    let acts = bedside.acts(of: &trainee, in: runner.session)
    self.trainee = trainee
    for action in acts where goesOn { act(action, by: trainee.by, at: runner.session.openInstant) }
  }

  /// Asked to stop, it ends where it stands.
  private var goesOn: Bool { runner.session.phase != .closed && !(stop?.isMade ?? false) }

  private mutating func act(before time: SessionTime) {
    while let next = script.first, next.time < time, goesOn {
      pace?.sleep(until: next.time)
      guard goesOn else { return }
      script.removeFirst()
      take(bedside.advance(to: next.time))
      act(next.action, by: next.by, at: next.time)
    }
  }

  private mutating func act(_ action: Action, by initials: String?, at time: SessionTime) {
    let isAccepted = following({ $0.act(action, by: initials, at: time) }, at: time)
    bedside.look(at: runner.session)
    bedside.take(action, isAccepted: isAccepted, at: time)
  }

  private mutating func take(_ inputs: [StampedInput]) {
    for stamped in inputs where runner.session.phase != .closed {
      following({ $0.receive(stamped) }, at: stamped.time)
    }
  }

  /// Tells the patient's devices what flows, where that changes.
  private mutating func following<Result>(
    _ body: (inout SessionRunner) -> Result, at time: SessionTime
  ) -> Result {
    let phase = runner.session.phase
    let rate = runner.session.infusion?.flow
    let result = body(&runner)
    if runner.session.phase != phase || runner.session.infusion?.flow != rate {
      bedside.follow(runner.session, at: time)
    }
    return result
  }
}
