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
  ///   - runner: has the session, new or resumed, and everybody who is told of it.
  ///   - recorded: for a resumed session where its record ends; only what it has not is new.
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
  }

  /// Returns the session as it stands at the end.
  public consuming func run() throws(Inputs.Failure) -> Session { try runToEnd().session }

  /// The same with the inputs, for a source that knows more than it has said.
  public consuming func runToEnd() throws(Inputs.Failure) -> End {
    if recordedUntil == nil { inputs.heed(runner.begin(), by: runner.session) }
    var last = recordedUntil ?? .start
    while runner.session.phase != .closed, let next = try inputs.next() {
      // An input that ends because somebody asks to stop is followed by the rest of the script.
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
        // Only time: what fell due before it happens; the instant itself stays open for what comes with it.
        runner.advance(to: next.time - .milliseconds(1))
        inputs.heed([], by: runner.session)
      }
    }
    runner.advance(to: last)
    return End(session: runner.session, inputs: inputs.inputs)
  }

  /// Lets what is due before an input happen an hour at a time, so that a far one is no wait that nobody can
  /// end. Returns false when somebody asked to stop in it.
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
