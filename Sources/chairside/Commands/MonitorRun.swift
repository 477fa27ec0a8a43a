import AlarmSound
import ArgumentParser
import DeviceCapture
import DevicePorts
import Glibc
import InfusionCore
import MonitorApp
import PatientSimulator
import ProcessSignals
import Quantities
import SerialPort
import SessionJournal
import SessionRecord
import SessionRuns
import StationKeeper
import SystemClocks

/// What `monitor` was asked for, read and checked, and the runs it can be.
struct MonitorRun {
  let asked: Monitor
  let link: StationLink?
  let plan: SessionPlan
  private let specs: [DeviceSpec]
  private let bedside: CabledBedside?
  private let script: [ScriptedAction]
  let archive: SessionArchive
  /// Which drill it is; nil for a session that is none.
  let drill: DrillSetting?
  /// How fast a drill goes by; nil for a session at the chair, which has the time that it has.
  private let speed: ReplaySpeed?
  /// What is wrong with the configuration. A resumed session has its own; a new one must not begin.
  private let misconfigured: Failure?

  /// Everything that can be wrong with the options is found here, before a session begins.
  init(_ asked: Monitor, link: StationLink?, speed: ReplaySpeed? = nil) throws(Failure) {
    self.asked = asked
    self.link = link
    self.speed = speed
    let isRestart = link.map { $0.orders.start != .first } ?? false
    // A file that somebody broke meanwhile must not leave a patient unwatched; a resumed session has its own
    // rules.
    let (configuration, chosen, misconfigured) = Self.rules(asked)
    if let misconfigured, !isRestart, !asked.resume { throw misconfigured }
    self.misconfigured = isRestart ? nil : misconfigured
    script = isRestart ? (try? Self.script(asked)) ?? [] : try Self.script(asked)
    specs = try asked.devices.specs(asked.clock)
    let scenario = try asked.devices.scenario()
    let isDrill = asked.devices.training
    bedside = scenario.map { scenario in
      let ordered = chosen.flatMap(configuration.plan(named:)) ?? .unchosen
      // In a drill the weight that is named is what somebody typed, and the patient's may be another.
      let weight = isDrill ? nil : asked.patient.weight
      let simulated = SimulatedBedside(
        seed: asked.devices.seed, scenario: scenario, weight: weight ?? Scenario.usualWeight,
        concentration: ordered.concentration ?? .init(1), cuffIntervals: ordered.nibpInterval)
      return CabledBedside(simulated)
    }
    drill = scenario.flatMap { scenario in
      guard isDrill else { return nil }
      return DrillSetting(
        scenario: scenario.name, seed: asked.devices.seed, rubric: ScenarioScore.currentRubric)
    }
    archive = SessionArchive(root: try asked.sessions.directory)
    plan = SessionPlan(
      configuration: configuration, chair: asked.patient.chair ?? "1", patient: asked.patient.patient,
      weight: asked.patient.weight, plan: chosen,
      sources: bedside?.sources ?? specs.map(\.description),
      origin: asked.devices.origin(of: specs))
  }

  /// The configuration and the plan chosen from it; the shipped ones beside what is wrong with them.
  private static func rules(_ asked: Monitor) -> (Configuration, plan: String?, Failure?) {
    do throws(Failure) {
      let configuration = try asked.configured.load()
      return (configuration, try asked.patient.plan(in: configuration), nil)
    } catch { return ((try? asked.configured.load()) ?? .shipped, nil, error) }
  }

  private static func script(_ asked: Monitor) throws(Failure) -> [ScriptedAction] {
    guard let path = asked.script else { return [] }
    return try ScriptFile.load(path)
  }
}

// MARK: - Without a screen

extension MonitorRun {
  @discardableResult
  func headless() throws -> DrillResult? {
    switch asked.clock {
    case .source: return try underItsOwnClock()
    case .wall:
      let end = try station(console: nil, signals: .ofThisProcess())
      if end.outcome != .closed { end.farewell(chair: plan.chair).map(complain) }
      try finish(end)
      return end.drillResult
    }
  }

  private func underItsOwnClock() throws -> DrillResult? {
    try findInputs()
    let stop = StopRequest.ofThisProcess()
    let beginning = try beginning()
    defer { withExtendedLifetime(beginning.right) {} }
    let resumed: ResumedSession<ReckonedClock>?
    switch beginning.way {
    case .new: resumed = nil
    case .resume(let unsealed, _): resumed = try reopened(unsealed)
    case .leave, .interrupted: return nil
    }
    if resumed == nil, let misconfigured { throw misconfigured }
    let recorder = resumed?.recorder ?? newRecorder(ReckonedClock())
    beginning.right?.say(recorder.folder.map { .session($0.name) } ?? .unrecorded)
    let output = HeadlessOutput(STDOUT_FILENO, patience: .until(stop))
    let runner = SessionRunner(
      resumed?.session ?? Session(plan: plan), book: recorder, listeners: [recorder, output])
    let session: Session
    var result: DrillResult?
    do {
      if let bedside, let drill {
        let inputs = SimulatedInputs(bedside, script: script, length: .course)
        let end = sourceRun(runner, inputs, resumedAfter: resumed?.recordedUntil, stop).runToEnd()
        session = end.session
        let scored = DrillResult(end.inputs.score, scenario: drill.scenario, seed: drill.seed)
        recorder.record(.drillScore(scored), at: session.now, of: session)
        result = scored
      } else {
        session = try run(runner, inputs(recorder, stop), resumedAfter: resumed?.recordedUntil, stop)
      }
    } catch {
      let isSafe = recorder.leaveOpen()
      guard let failure = error as? RecordingFailure else { throw error }
      if !isSafe { complain(notSafe(recorder).description) }
      throw Failure(failure.kind, failure.description)
    }
    let isSafe = session.phase == .closed ? recorder.seal(session) : recorder.leaveOpen()
    if !isSafe { throw notSafe(recorder) }
    if let why = output.failure { throw Failure(.inputOutput, "standard output: \(why)") }
    return result
  }

  /// The simulated bedside, or what the devices have recorded, with the script's actions among it.
  private func inputs(_ recorder: Recorder, _ stop: StopRequest) -> any StampedSource {
    if let bedside { return SimulatedInputs(bedside, script: script) }
    let records: [any StampedSource] = specs.map { $0.recording(stop: stop) }
    return LookBackInputs(MergedInputs(records + [RecordedInputs(script)])) {
      history(of: $0, before: recorder)
    }
  }

  private func run<Inputs: StampedSource>(
    _ runner: SessionRunner, _ inputs: Inputs, resumedAfter recorded: SessionTime?, _ stop: StopRequest
  ) throws(Inputs.Failure) -> Session {
    try sourceRun(runner, inputs, resumedAfter: recorded, stop).run()
  }

  private func sourceRun<Inputs: StampedSource>(
    _ runner: SessionRunner, _ inputs: Inputs, resumedAfter recorded: SessionTime?, _ stop: StopRequest
  ) -> SourceRun<Inputs> {
    let pace = speed.flatMap { Pace($0, stop: stop) }
    return SourceRun(runner, inputs: inputs, resumedAfter: recorded, pace: pace, stop: stop)
  }

  private func reopened(_ unsealed: UnsealedSession) throws(Failure) -> ResumedSession<ReckonedClock> {
    do throws(ReopenError) {
      return try ResumedSession<ReckonedClock>.open(unsealed, in: archive)
    } catch { throw Failure(.inputOutput, "\(unsealed.folder.path): \(error.sentence)") }
  }

  /// Refuses to begin a session whose input is missing. (Under the wall clock a port may still appear.)
  private func findInputs() throws(Failure) {
    for spec in specs {
      switch spec.endpoint {
      case .file(let path), .pseudoTerminal(let path), .serial(let path, _):
        guard access(path, R_OK) != 0 else { continue }
        throw Failure(.noInput, "\(path): \(String(cString: strerror(errno)))")
      case .standardInput, .tcp, .listen: continue
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

  private func header(anchorBoot: Int64, _ clock: any RunClock) -> SessionHeader {
    var header = SessionHeader(
      programVersion: ProgramVersion.text, engineVersion: ProgramVersion.engine, session: "", plan: plan,
      boot: SystemClock.bootID ?? "", anchorBootMilliseconds: anchorBoot, anchorWall: clock.wall(at: .start))
    header.drill = drill
    return header
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

// MARK: - On a screen, or under the wall clock

extension MonitorRun {
  @discardableResult
  func onScreen() throws -> DrillResult? {
    let signals = TerminalSignals.ofThisProcess()
    let console = try Console.open(Environment.process, asked.terminal, link: link)
    do {
      let end = try station(console: console, signals: signals)
      end.farewell(chair: plan.chair).map(complain)
      try finish(end)
      return end.drillResult
    } catch {
      console.leave()
      throw error
    }
  }

  private func finish(_ end: RunEnd) throws {
    switch end.outcome {
    case .closed, .leftOpen, .handedOver: return
    case .interrupted: throw ExitCode(Failure.Kind.interrupted.rawValue)
    case .notSafe: throw Failure(.inputOutput, "what happened last is not on disk")
    }
  }

  private func station(console: Console?, signals: TerminalSignals) throws -> RunEnd {
    let beginning = try beginning(console: console, signals: signals)
    switch beginning.way {
    case .interrupted: return RunEnd(outcome: .interrupted)
    case .leave(.closed): return RunEnd(outcome: .closed)
    case .leave(.watchedElsewhere): return RunEnd(outcome: .handedOver)
    case .new(let notice): return try new(notice, beginning.right, console, signals)
    case .resume(let unsealed, let reason):
      do throws(ReopenError) {
        let resumed = try ResumedSession<LiveClock>.open(
          unsealed, in: archive, reason: reason, inNewSegment: link?.orders.start == .newSegment,
          speed: secondsASecond)
        return goOn(resumed, beginning.right, console, signals)
      } catch {
        // Whatever is wrong with old files, a screen begins to monitor.
        let sentence = "\(unsealed.folder.name) cannot be gone on with: \(error.sentence)"
        guard link != nil else { throw Failure(.inputOutput, sentence) }
        return try new(sentence, beginning.right, console, signals)
      }
    }
  }

  private func new(
    _ notice: String?, _ right: ChairLock?, _ console: Console?, _ signals: TerminalSignals
  ) throws(Failure) -> RunEnd {
    if let misconfigured { throw misconfigured }
    let clock = LiveClock(speed: secondsASecond)
    let recorder = Recorder(header(anchorBoot: clock.anchorBoot, clock), in: archive, clock: clock)
    let station = station(Session(plan: plan), clock, recorder, script, right, console, signals)
    let outcome = station.run(beginning: [], isNew: true, notice: notice)
    return RunEnd(outcome: outcome, folder: recorder.folder, drillResult: station.drillResult)
  }

  private func goOn(
    _ resumed: ResumedSession<LiveClock>, _ right: ChairLock?, _ console: Console?,
    _ signals: TerminalSignals
  ) -> RunEnd {
    console?.recall(resumed.earlier, of: resumed.plan)
    let rest = script.rest(after: resumed.earlier, until: resumed.recordedUntil)
    let station = station(resumed.session, resumed.clock, resumed.recorder, rest, right, console, signals)
    let lost = aside.compactMap(\.input).map { StampedInput($0, at: resumed.clock.now) }
    let notice = aside.isEmpty ? nil : aside.map(\.sentence).joined(separator: "; ")
    let outcome = station.run(beginning: resumed.first + lost, isNew: false, notice: notice)
    return RunEnd(outcome: outcome, folder: resumed.recorder.folder, drillResult: station.drillResult)
  }

  private func station(
    _ session: Session, _ clock: LiveClock, _ recorder: Recorder, _ script: [ScriptedAction],
    _ right: ChairLock?, _ console: Console?, _ signals: TerminalSignals
  ) -> Station {
    var setup = StationSetup(
      plan: plan, specs: specs.filter { !aside.contains(.source($0.source)) }, bedside: bedside,
      script: script.filter { !aside.contains(.scriptLine($0.line)) }, archive: archive,
      programVersion: ProgramVersion.text)
    setup.right = right
    setup.drill = drill
    if asked.devices.capture { setup.capture = RawCapture(programVersion: ProgramVersion.text) }
    let sounder = soundChoice(console).map { choice in Sounder(choice) { console?.ring() ?? false } }
    let output = console == nil ? HeadlessOutput(STDOUT_FILENO, patience: .none) : nil
    return Station(
      setup, session: session, clock: clock, recorder: recorder, signals: signals, console: console,
      sounder: sounder, output: output, link: link)
  }

  /// On a screen even `max` leaves time to answer: a minute passes in half a second.
  var secondsASecond: Int {
    switch speed {
    case nil: 1
    case .times(let factor): factor
    case .max: 120
    }
  }

  /// What stations of this keeper died over.
  private var aside: [SetAside] { (link?.orders.aside ?? []).compactMap { SetAside(noted: $0) } }

  private func soundChoice(_ console: Console?) -> SoundChoice? {
    let choice = asked.sound ?? (console == nil ? .none : .bell)
    return choice == .none ? nil : choice
  }
}
