import DevicePorts
import Glibc
import InfusionCore
import MonitorApp
import OperatorLanguage
import PatientSimulator
import Phrases
import ProcessSignals
import Quantities
import SerialPort
import SessionJournal
import SessionRecord
import SessionRuns
import SystemClocks

// Runs under the clock of the source: as fast as the input can be read, without a screen.
extension MonitorRun {
  func underItsOwnClock() throws -> HeadlessEnd {
    try findInputs()
    let stop = StopRequest.ofThisProcess()
    let beginning = try beginning()
    defer { withExtendedLifetime(beginning.right) {} }
    let resumed: ResumedSession<ReckonedClock>?
    switch beginning.way {
    case .new: resumed = nil
    case .resume(let unsealed, _): resumed = try reopened(unsealed)
    case .leave, .interrupted: return HeadlessEnd()
    }
    if resumed == nil, let misconfigured { throw misconfigured }
    if saysWhoIsUnwatched {
      var search = UnwatchedSearch(archive: archive, origin: plan.origin, own: nil)
      tell(unwatched: search.look())
    }
    let recorder = resumed?.recorder ?? newRecorder(ReckonedClock())
    beginning.right?.say(recorder.folder.map { .session($0.name) } ?? .unrecorded)
    let output = HeadlessOutput(STDOUT_FILENO, patience: .until(stop))
    let followed = FollowedScript(
      resumed.map { script.rest(after: $0.earlier, until: $0.recordedUntil) } ?? script, book: recorder)
    let runner = SessionRunner(
      resumed?.session ?? Session(plan: plan), book: followed, listeners: [recorder, output])
    let (session, result) = try leavingOpen(recorder) {
      try play(runner, resumedAfter: resumed?.recordedEnd, recorder, stop)
    }
    if session.phase == .closed { ScriptFile.tell(undone: followed.left, of: asked.script) }
    let isSafe = session.phase == .closed ? recorder.seal(session) : recorder.leaveOpen()
    if !isSafe { throw notSafe(recorder) }
    output.finish()
    return HeadlessEnd(drillResult: result, loss: output.loss, wasStopped: stop.isMade)
  }

  /// Plays the inputs to their end, and writes the score of a drill into its record.
  private func play(
    _ runner: SessionRunner, resumedAfter recorded: RecordedEnd?, _ recorder: Recorder, _ stop: StopRequest
  ) throws -> (Session, DrillResult?) {
    guard let bedside, let drill else {
      let inputs = inputs(for: runner.session, recorder, stop)
      return (try run(runner, inputs, resumedAfter: recorded, stop), nil)
    }
    let inputs = SimulatedInputs(bedside, script: script, length: .course)
    let end = sourceRun(runner, inputs, resumedAfter: recorded, stop).runToEnd()
    let result = DrillResult(end.inputs.score, scenario: drill.scenario, seed: drill.seed)
    recorder.record(.drillScore(result), at: end.session.now, of: end.session)
    return (end.session, result)
  }

  /// Leaves the record open if the inputs break off, and complains if it is not safe.
  private func leavingOpen<Result>(_ recorder: Recorder, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch {
      let isSafe = recorder.leaveOpen()
      guard let failure = error as? RecordingFailure else { throw error }
      if !isSafe { complain(notSafe(recorder).description) }
      throw Failure(failure.kind, failure.description)
    }
  }

  /// The simulated bedside or the devices' recordings, with the script's actions among them.
  private func inputs(
    for session: Session, _ recorder: Recorder, _ stop: StopRequest
  ) -> any StampedSource {
    if let bedside { return SimulatedInputs(bedside, script: script) }
    let records = specs.map { $0.goingOn(in: session).recording(stop: stop) { complain($0) } }
    return LookBackInputs(MergedInputs(records + [RecordedInputs(script)])) {
      history(of: $0, before: recorder)
    }
  }

  private func run<Inputs: StampedSource>(
    _ runner: SessionRunner, _ inputs: Inputs, resumedAfter recorded: RecordedEnd?, _ stop: StopRequest
  ) throws(Inputs.Failure) -> Session {
    let end = try sourceRun(runner, inputs, resumedAfter: recorded, stop).runToEnd()
    if let recorded, end.passedOver > 0, bedside == nil {
      let inputs = end.passedOver == 1 ? "an input was" : "\(end.passedOver) inputs were"
      let end = Fixed(thousandths: Int(recorded.time.milliseconds))
      complain("\(inputs) passed over: the record goes to @\(end)")
    }
    return end.session
  }

  private func sourceRun<Inputs: StampedSource>(
    _ runner: SessionRunner, _ inputs: Inputs, resumedAfter recorded: RecordedEnd?, _ stop: StopRequest
  ) -> SourceRun<Inputs> {
    let pace = speed.flatMap { Pace($0, stop: stop) }
    return SourceRun(runner, inputs: inputs, resumedAfter: recorded, pace: pace, stop: stop)
  }

  private func reopened(_ unsealed: UnsealedSession) throws(Failure) -> ResumedSession<ReckonedClock> {
    do throws(ReopenError) {
      let resumed = try ResumedSession<ReckonedClock>.open(unsealed, in: archive)
      for sentence in untaken(by: resumed.session) { complain(sentence.english) }
      return resumed
    } catch { throw Failure(.inputOutput, "\(unsealed.folder.path): \(error.description)") }
  }

  /// Refuses to begin a session whose input is missing. (Under the wall clock a port may still appear.)
  private func findInputs() throws(Failure) {
    for spec in specs {
      switch spec.endpoint {
      case .file(let path), .pseudoTerminal(let path), .serial(let path, _):
        let missing = access(path, R_OK) == 0 ? WholeFile.isFolder(path) ? EISDIR : 0 : errno
        guard missing != 0 else { continue }
        throw Failure(.noInput, "\(path): \(String(cString: strerror(missing)))")
      case .standardInput, .tcp, .udp, .listen, .bluetooth: continue
      }
    }
  }

  private func history(of patient: String, before recorder: Recorder) -> PatientHistory {
    HistorySearch(
      archive: archive, patient: patient, origin: plan.origin, own: recorder.folder?.name,
      began: recorder.began
    ).run()
  }

  private func newRecorder(_ clock: ReckonedClock) -> Recorder {
    Recorder(header(anchorBoot: SystemClock.bootMilliseconds, clock), in: archive, clock: clock)
  }

  private func notSafe(_ recorder: Recorder) -> Failure {
    Failure(.inputOutput, "the record is not safe: \(recorder.trouble ?? "the disk does not answer")")
  }
}

extension RecordingFailure {
  fileprivate var kind: Failure.Kind {
    switch self {
    case .missing, .forbidden, .unreachable: .noInput
    case .broken: .inputOutput
    }
  }
}
