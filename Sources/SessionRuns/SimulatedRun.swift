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

  public init(
    _ runner: SessionRunner, bedside: SimulatedBedside, script: [ScriptedAction], pace: Pace? = nil,
    stop: StopRequest? = nil
  ) {
    self.pace = pace
    self.stop = stop
    self.runner = runner
    self.bedside = bedside
    self.script = script[...]
  }

  /// Runs until the session is closed, or to `end`, or to the script's last action.
  public consuming func run(until end: SessionTime? = nil) -> Session {
    runner.begin()
    take(bedside.begin(at: .start))
    let last = end ?? script.last?.time ?? .start
    while goesOn, bedside.deadline <= last {
      act(before: bedside.deadline)
      pace?.sleep(until: bedside.deadline)
      guard goesOn else { break }
      take(bedside.advance(to: bedside.deadline))
    }
    act(before: last + .milliseconds(1))
    if goesOn { runner.advance(to: last) }
    return runner.session
  }

  /// Asked to stop, it ends where it stands.
  private var goesOn: Bool { runner.session.phase != .closed && !(stop?.isMade ?? false) }

  private mutating func act(before time: SessionTime) {
    while let next = script.first, next.time < time, goesOn {
      pace?.sleep(until: next.time)
      guard goesOn else { return }
      script.removeFirst()
      take(bedside.advance(to: next.time))
      if following({ $0.act(next.action, by: next.by, at: next.time) }, at: next.time) {
        bedside.follow(next.action, at: next.time)
      }
    }
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
