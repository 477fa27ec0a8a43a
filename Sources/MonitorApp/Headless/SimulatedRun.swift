public import InfusionCore
import PatientSimulator
public import Quantities

/// A simulated bedside and a script under no clock but the session's own: as fast as the machine can, the
/// same every time.
public struct SimulatedRun {
  private var runner: SessionRunner
  private var bedside: SimulatedBedside
  private var script: ArraySlice<ScriptedAction>

  public init(_ runner: SessionRunner, bedside: SimulatedBedside, script: [ScriptedAction]) {
    self.runner = runner
    self.bedside = bedside
    self.script = script[...]
  }

  /// Runs until the session is closed, or to `end`, or to the script's last action.
  public consuming func run(until end: SessionTime? = nil) -> Session {
    runner.begin()
    take(bedside.begin(at: .start))
    let last = end ?? script.last?.time ?? .start
    while runner.session.phase != .closed, bedside.deadline <= last {
      act(before: bedside.deadline)
      take(bedside.advance(to: bedside.deadline))
    }
    act(before: last + .milliseconds(1))
    if runner.session.phase != .closed { runner.advance(to: last) }
    return runner.session
  }

  private mutating func act(before time: SessionTime) {
    while let next = script.first, next.time < time, runner.session.phase != .closed {
      script.removeFirst()
      take(bedside.advance(to: next.time))
      receive(.action(next.action, by: next.by), at: next.time)
      bedside.follow(next.action, at: next.time)
    }
  }

  private mutating func take(_ inputs: [StampedInput]) {
    for stamped in inputs where runner.session.phase != .closed {
      if let input = stamped.input { receive(input, at: stamped.time) }
    }
  }

  private mutating func receive(_ input: Input, at time: SessionTime) {
    let phase = runner.session.phase
    let rate = runner.session.infusion?.flow
    runner.receive(input, at: time)
    if runner.session.phase != phase || runner.session.infusion?.flow != rate {
      bedside.follow(runner.session, at: time)
    }
  }
}
