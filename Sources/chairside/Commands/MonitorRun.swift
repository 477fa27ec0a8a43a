import AlarmSound
import ArgumentParser
import Glibc
import InfusionCore
import MonitorApp
import PatientSimulator
import Quantities
import SessionJournal
import SessionRecord

/// What `monitor` was asked for, read and checked, and the runs it can be.
struct MonitorRun {
  private let asked: Monitor
  private let link: StationLink?
  private let plan: SessionPlan
  private let specs: [DeviceSpec]
  private let bedside: SimulatedBedside?
  private let script: [ScriptedAction]
  private let archive: SessionArchive

  /// Everything that can be wrong with the options is found here, before a session begins.
  init(_ asked: Monitor, link: StationLink?) throws(Failure) {
    self.asked = asked
    self.link = link
    let configuration = try asked.configured.load()
    script = try asked.script.map { path throws(Failure) in try ScriptFile.load(path) } ?? []
    specs = try asked.devices.specs()
    let chosen = try asked.patient.plan(in: configuration)
    bedside = try asked.devices.scenario().map { scenario in
      let station = SimulatedStation(
        seed: asked.devices.seed, scenario: scenario, weight: asked.patient.weight?.value ?? Kilograms(70),
        cuffIntervals: (chosen.flatMap(configuration.plan(named:)) ?? .unchosen).nibpInterval)
      return SimulatedBedside(station)
    }
    archive = SessionArchive(root: asked.sessions.directory)
    plan = SessionPlan(
      configuration: configuration, chair: asked.patient.chair ?? "1", patient: asked.patient.patient,
      weight: asked.patient.weight?.value, plan: chosen, sources: bedside?.sources ?? specs.map(\.description),
      origin: bedside == nil ? .live : .simulated)
  }
}

// MARK: - Without a screen

extension MonitorRun {
  func headless() throws {
    switch asked.clock {
    case .source: try underItsOwnClock()
    case .wall: try finish(station(console: nil, signals: .ofThisProcess(), orders: nil))
    }
  }

  private func underItsOwnClock() throws {
    let stop = StopRequest.ofThisProcess()
    let clock = ReckonedClock()
    let recorder = Recorder(header(anchorBoot: SystemClock.bootMilliseconds, clock), in: archive, clock: clock)
    let output = HeadlessOutput(STDOUT_FILENO)
    let runner = SessionRunner(Session(plan: plan), listeners: [recorder, output])
    let session: Session
    if let bedside {
      session = SimulatedRun(runner, bedside: bedside, script: script).run()
    } else {
      let records: [any StampedSource] = specs.map { DeviceRecording($0, stop: stop) }
      let actions = RecordedInputs(script.map(StampedInput.init))
      do {
        session = try SourceClockRun(runner, inputs: MergedInputs(records + [actions])).run()
      } catch let failure as RecordingFailure {
        throw Failure(.noInput, failure.description)
      }
    }
    let isSafe = session.phase == .closed ? recorder.seal(session) : recorder.leaveOpen()
    if !isSafe { throw Failure(.inputOutput, "the record is not safe: \(recorder.trouble ?? "the disk does not answer")") }
  }

  private func header(anchorBoot: Int64, _ clock: any RunClock) -> SessionHeader {
    SessionHeader(
      programVersion: ProgramVersion.text, engineVersion: ProgramVersion.engine, session: "", plan: plan,
      boot: SystemClock.bootID ?? "", anchorBootMilliseconds: anchorBoot, anchorWall: clock.wall(at: .start))
  }
}

// MARK: - On a screen, or under the wall clock

extension MonitorRun {
  func onScreen() throws {
    let signals = StationSignals.ofThisProcess()
    let console = try Console.open(Environment.process, link: link)
    do {
      let outcome = try station(console: console, signals: signals, orders: link?.orders)
      try finish(outcome)
    } catch {
      console.leave()
      throw error
    }
  }

  private func finish(_ outcome: StationOutcome) throws {
    switch outcome {
    case .closed, .leftOpen: return
    case .interrupted: throw ExitCode(Failure.Kind.interrupted.rawValue)
    case .notSafe: throw Failure(.inputOutput, "what happened last is not on disk")
    }
  }

  private func station(console: Console?, signals: StationSignals, orders: StationOrders?) throws -> StationOutcome {
    let lock = chairLock(isTakingOver: console != nil || asked.resume)
    defer { withExtendedLifetime(lock) {} }
    let choice = try decision(console: console, signals: signals, orders: orders)
    let setup = StationSetup(
      plan: plan, specs: specs, bedside: bedside, script: script, archive: archive,
      programVersion: ProgramVersion.text)
    let sounder = soundChoice(console).map { choice in Sounder(choice) { console?.ring() ?? false } }
    let output = console == nil ? HeadlessOutput(STDOUT_FILENO) : nil
    switch choice {
    case .interrupted: return .interrupted
    case .resume(let unsealed):
      let resumed = try reopen(unsealed, orders)
      console?.recall(resumed.earlier, of: unsealed.header.plan)
      let station = Station(
        setup, session: resumed.session, clock: resumed.clock, recorder: resumed.recorder, signals: signals,
        console: console, sounder: sounder, listener: output, link: link)
      return station.run(beginning: resumed.first, isNew: false)
    case .new:
      let clock = LiveClock()
      let recorder = Recorder(header(anchorBoot: clock.anchorBoot, clock), in: archive, clock: clock)
      let station = Station(
        setup, session: Session(plan: plan), clock: clock, recorder: recorder, signals: signals, console: console,
        sounder: sounder, listener: output, link: link)
      return station.run(beginning: [], isNew: true)
    }
  }

  private func soundChoice(_ console: Console?) -> SoundChoice? {
    let choice = asked.sound?.value ?? (console == nil ? .none : .bell)
    return choice == .none ? nil : choice
  }
}

// MARK: - New, or going on

extension MonitorRun {
  private enum Decision {
    case new
    case resume(UnsealedSession)
    case interrupted
  }

  private func decision(
    console: Console?, signals: StationSignals, orders: StationOrders?
  ) throws(Failure) -> Decision {
    if asked.new && orders?.start != .resume { return .new }
    if orders?.start == .newSegment { return .new }
    guard let unsealed = UnsealedSession.newest(chair: plan.chair, in: archive) else {
      if asked.resume { throw Failure(.noInput, "chair \(plan.chair) has no unsealed session to resume") }
      return .new
    }
    if asked.resume || orders?.start == .resume { return .resume(unsealed) }
    guard let console else {
      complain("chair \(plan.chair) has an unsealed session (\(unsealed.folder.name)); a new one begins")
      return .new
    }
    switch console.ask(unsealed, for: plan.patient, signals: signals) {
    case nil: return .interrupted
    case true?: return .resume(unsealed)
    case false?: return .new
    }
  }

  private func reopen(_ unsealed: UnsealedSession, _ orders: StationOrders?) throws(Failure) -> ResumedSession {
    let reason = orders?.death.map { "the monitor ended by \($0)" } ?? "the monitor was stopped"
    do throws(ReopenError) {
      return try ResumedSession.open(unsealed, in: archive, reason: reason)
    } catch { throw Failure(.inputOutput, "\(unsealed.folder.path): \(error.sentence)") }
  }

  /// One writer a chair. Whoever holds it is asked to hand over; its session is resumed here.
  private func chairLock(isTakingOver: Bool) -> ChairLock? {
    for attempt in 0..<40 {
      guard let outcome = try? ChairLock.take(chair: plan.chair, in: archive) else { return nil }
      switch outcome {
      case .held(let lock): return lock
      case .taken(let holder):
        guard isTakingOver, let holder else {
          complain("chair \(plan.chair) is watched by another process, too")
          return nil
        }
        if attempt == 0 { kill(holder, SIGTERM) }
        usleep(50_000)
      }
    }
    return nil
  }
}

extension ReopenError {
  var sentence: String {
    switch self {
    case .system(let error): error.description
    case .headerUnreadable: "no readable session header"
    case .isSealed: "the session is sealed"
    }
  }
}
