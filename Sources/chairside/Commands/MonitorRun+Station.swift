import AlarmSound
import ArgumentParser
import DeviceCapture
import DevicePorts
import Glibc
import InfusionCore
import MonitorApp
import OperatorLanguage
import PatientSimulator
import ProcessSignals
import Quantities
import SessionJournal
import SessionRecord
import SessionRuns
import StationKeeper

// At the chair, under the wall clock: on a screen or headless.
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

  @discardableResult
  func onScreen() throws -> DrillResult? {
    let signals = TerminalSignals.ofThisProcess()
    let console = try Console.open(
      Environment.process, asked.terminal, speaking: plan.configuration.language, link: link)
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
    let isQuiet = session.setup.configuration.isQuiet
    let sounder = soundChoice(console).map { choice in
      Sounder(choice, isQuiet: isQuiet) { console?.ring() ?? false }
    }
    let output = console == nil ? HeadlessOutput(STDOUT_FILENO, patience: .none, behind: recorder) : nil
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
