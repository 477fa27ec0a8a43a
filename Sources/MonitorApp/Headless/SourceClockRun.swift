public import InfusionCore
import Quantities

/// A session whose time is its input's own: it runs as fast as the input can be read.
///
/// It ends with the input (actions of a script included), or when the session is closed; deadlines due by the
/// last record's time still fire.
public struct SourceClockRun {
  private var runner: SessionRunner
  private var inputs: any StampedSource

  public init(_ runner: SessionRunner, inputs: any StampedSource) {
    self.runner = runner
    self.inputs = inputs
  }

  /// Returns the session as it stands at the end.
  public consuming func run() throws -> Session {
    runner.begin()
    var last = SessionTime.start
    while runner.session.phase != .closed, let next = try inputs.next() {
      last = max(last, next.time)
      if let input = next.input {
        runner.receive(input, at: next.time)
      } else {
        // Only time: what fell due before it happens; the instant itself stays open for what comes with it.
        runner.advance(to: next.time - .milliseconds(1))
      }
    }
    runner.advance(to: last)
    return runner.session
  }
}
