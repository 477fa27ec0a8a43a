public import InfusionCore
public import ProcessSignals
import Quantities

/// Runs a session over one source of inputs whose time is the session's: a file, a pipe, a journal, a
/// simulated bedside. It runs as fast as the inputs can be had, or at a pace; what is recorded is the same.
///
///     let inputs = MergedInputs([recording, RecordedInputs(actions)])
///     let session = try SourceRun(runner, inputs: inputs).run()
///
/// It ends with its inputs, or when the session is closed; deadlines due by the last input's time still fire.
/// Asked to stop, it ends where it stands.
public struct SourceRun<Inputs: StampedSource> {
  private var runner: SessionRunner
  private var inputs: ResumedInputs<Inputs>
  private let pace: Pace?
  private let stop: StopRequest?
  /// Of a session that goes on: the last time in its record.
  private let recordedUntil: SessionTime?
  private static var stride: TimeSpan { .hours(1) }

  /// - Parameters:
  ///   - runner: the session, new or resumed, with its listeners.
  ///   - recorded: for a resumed session, where its record ends; inputs that the record has are passed over.
  ///   - pace: nil runs as fast as the inputs can be had.
  public init(
    _ runner: SessionRunner, inputs: Inputs, resumedAfter recorded: RecordedEnd? = nil,
    pace: Pace? = nil, stop: StopRequest? = nil
  ) {
    self.runner = runner
    self.inputs = ResumedInputs(inputs, after: recorded)
    self.pace = pace
    self.stop = stop
    recordedUntil = recorded?.time
  }

  /// A session as it stands at the end, and its inputs.
  public struct End {
    public let session: Session
    public let inputs: Inputs
    /// How many inputs a resumed session passed over because its record ends behind them.
    public let passedOver: Int
  }

  /// Returns the session as it stands at the end.
  public consuming func run() throws(Inputs.Failure) -> Session { try runToEnd().session }

  /// Like `run`, and returns the inputs too, for a source that has a result of its own (a score).
  public consuming func runToEnd() throws(Inputs.Failure) -> End {
    if recordedUntil == nil { inputs.heed(runner.begin(), by: runner.session) }
    var last = recordedUntil ?? .start
    while runner.session.phase != .closed, let next = try inputs.next() {
      // Asking to stop ends an input early, as if it had no more; the script that follows it must then not
      // run.
      guard !isAskedToStop else { break }
      if let pace {
        pace.wait(until: next.time, with: &runner)
        guard !isAskedToStop else { break }
      }
      guard passTime(until: next) else { break }
      last = max(last, next.time)
      if next.input != nil {
        inputs.heed(runner.receive(next), by: runner.session)
      } else {
        // Only time has passed: events before it happen, but its instant stays open for inputs still to come
        // in it.
        runner.advance(to: next.time - .milliseconds(1))
        inputs.heed([], by: runner.session)
      }
    }
    runner.advance(to: last)
    return End(session: runner.session, inputs: inputs.inputs, passedOver: inputs.passedOver)
  }

  /// Lets what is due before an input happen, an hour at a time, so that a request to stop is heard even if
  /// the next input is far away. Returns false if there was one.
  private mutating func passTime(until next: StampedInput) -> Bool {
    // What falls due in a gap happens at its end.
    let end = if case .gap(let from, _, _)? = next.input { min(from, next.time) } else { next.time }
    while end - runner.session.now > Self.stride {
      runner.advance(to: runner.session.now + Self.stride)
      if isAskedToStop { return false }
    }
    return true
  }

  private var isAskedToStop: Bool { stop?.isMade ?? false }
}
