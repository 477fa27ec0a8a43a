public import InfusionCore
public import ProcessSignals
public import Quantities

/// A session whose time is its input's own: it runs as fast as the input can be read, or at a pace.
///
/// It ends with the input (actions of a script included), or when the session is closed; deadlines due by the
/// last record's time still fire. Asked to stop, it ends where it stands.
public struct SourceClockRun {
  private var runner: SessionRunner
  private var inputs: any StampedSource
  private let stop: StopRequest?
  private let pace: Pace?
  /// For a session that is gone on with: the last thing that its record has.
  private var recordedUntil: SessionTime?
  private let lookBack: ((String) -> PatientHistory)?
  private var lookedBackFor: String?

  /// - Parameter lookBack: what the archive knows of a patient; nil where it is not asked, as in a replay.
  public init(
    _ runner: SessionRunner, inputs: any StampedSource, goingOnFrom recorded: SessionTime? = nil,
    stop: StopRequest? = nil, pace: Pace? = nil, lookBack: ((String) -> PatientHistory)? = nil
  ) {
    self.lookBack = lookBack
    self.runner = runner
    self.inputs = inputs
    self.stop = stop
    self.pace = pace
    recordedUntil = recorded
  }

  /// Returns the session as it stands at the end.
  public consuming func run() throws -> Session {
    if recordedUntil == nil {
      runner.begin()
      tellOfThePatient(at: .start)
    }
    var last = recordedUntil ?? .start
    while runner.session.phase != .closed, let next = try inputs.next() {
      // An input that ends because we are asked to stop is followed by the rest of the script.
      if let stop, stop.isMade { break }
      if let pace {
        pace.wait(until: next.time, with: &runner)
        if stop?.isMade == true { break }
      }
      guard goesOn(at: next.time) else { continue }
      last = max(last, next.time)
      if next.input != nil {
        runner.receive(next)
        tellOfThePatient(at: next.time)
      } else {
        // Only time: what fell due before it happens; the instant itself stays open for what comes with it.
        runner.advance(to: next.time - .milliseconds(1))
      }
    }
    runner.advance(to: last)
    return runner.session
  }

  /// Once a patient; a session that is gone on with has the answer in its record.
  private mutating func tellOfThePatient(at time: SessionTime) {
    guard let lookBack, let patient = runner.session.patient, patient != lookedBackFor,
      runner.session.history == nil
    else { return }
    lookedBackFor = patient
    runner.receive(.history(lookBack(patient)), at: time)
  }

  /// Whether this is new. The first new thing ends the gap since the last recorded one.
  private mutating func goesOn(at time: SessionTime) -> Bool {
    guard let from = recordedUntil else { return true }
    guard time > from else { return false }
    recordedUntil = nil
    runner.receive(.gap(from: from, reason: "the monitor was stopped", isEstimated: false), at: time)
    return true
  }
}
