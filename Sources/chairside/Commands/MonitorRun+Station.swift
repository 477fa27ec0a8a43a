import AlarmSound
import ArgumentParser
import DeviceCapture
import DevicePorts
import Glibc
import InfusionCore
import MonitorApp
import OperatorLanguage
import PatientSimulator
import Phrases
import Practice
import ProcessSignals
import Quantities
import SessionArchives
import SessionJournal
import SessionRecord
import SessionRuns
import StationKeeper

// Runs at the chair, under the wall clock: on a screen or headless.
extension MonitorRun {
  func headless() throws -> HeadlessEnd {
    switch asked.clock {
    case .source: return try underItsOwnClock()
    case .wall:
      let end = try station(console: nil, signals: .ofThisProcess())
      if end.outcome != .closed { end.farewell(chair: plan.chair).map { complain($0.english) } }
      try finish(end)
      return HeadlessEnd(
        drillResult: end.drillResult, loss: end.eventLoss, wasStopped: end.outcome != .closed)
    }
  }

  @discardableResult
  func onScreen(isDrill: Bool = false) throws -> DrillResult? {
    let signals = TerminalSignals.ofThisProcess()
    let console = try Console.open(
      Environment.process, asked.terminal, speaking: language, link: link)
    do {
      let end = try station(console: console, signals: signals)
      end.farewell(chair: plan.chair, isDrill: isDrill).map { complain(language.say($0)) }
      try finish(end)
      return end.drillResult
    } catch {
      console.leave()
      throw error
    }
  }

  /// The language of the screen, and of what is left on the terminal after it.
  var language: Language { asked.terminal.language?.language ?? plan.configuration.language }

  private func finish(_ end: RunEnd) throws {
    ScriptFile.tell(undone: end.undone, of: asked.script)
    switch end.outcome {
    case .closed, .leftOpen, .handedOver: return
    case .interrupted: throw ExitCode(Failure.Kind.interrupted.rawValue)
    case .notSafe: throw Failure(.inputOutput, "not on disk: \(end.trouble ?? "what happened last")")
    case .again: throw Failure(.inputOutput, "the drill cannot be taken again: its record cannot be read")
    }
  }

  private func station(console: Console?, signals: TerminalSignals) throws -> RunEnd {
    let beginning = try beginning(console: console, signals: signals)
    let stand = Stand(
      right: beginning.right, console: console, signals: signals,
      instructor: try instructorLine(beginning.right))
    defer { stand.instructor?.leave(chair: plan.chair) }
    var end = try first(beginning.way, stand)
    while case .again(let time) = end.outcome, let folder = end.folder,
      let run = again(folder, from: time)
    {
      end = run.again(from: time, of: folder, stand)
    }
    return end
  }

  /// What the stations of one run have in common.
  private struct Stand {
    let right: ChairLock?
    let console: Console?
    let signals: TerminalSignals
    let instructor: InstructorLine?
  }

  /// Only the holder of the chair listens, because another drill on it has a socket of the same name.
  private func instructorLine(_ right: ChairLock?) throws(Failure) -> InstructorLine? {
    guard hasInstructor, right != nil else { return nil }
    guard let line = InstructorLine(chair: plan.chair, in: archive) else {
      throw Failure(.cannotCreate, "no socket for an instructor can be made in \(archive.chairsFolder)")
    }
    return line
  }

  private func first(_ way: Beginning.Way, _ stand: Stand) throws -> RunEnd {
    switch way {
    case .interrupted: return RunEnd(outcome: .interrupted)
    case .leave(.closed(nil)): return RunEnd(outcome: .closed)
    case .leave(.closed(let unwritten?)):
      return RunEnd(outcome: .notSafe, folder: unwritten.folder, trouble: unwritten.trouble)
    case .leave(.watchedElsewhere): return RunEnd(outcome: .handedOver)
    case .new(let notice): return try new(notice, stand)
    case .resume(let unsealed, let reason):
      // Before the clock starts, because replaying a long drill takes seconds in which nobody watches.
      let run = withPatient(of: unsealed.folder, at: unsealed.session.now)
      do throws(ReopenError) {
        let resumed = try ResumedSession<LiveClock>.open(
          unsealed, in: archive, reason: reason, inNewSegment: link?.orders.start == .newSegment,
          speed: unsealed.speed(asked: secondsASecond, hasInstructor: hasInstructor))
        return run.goOn(resumed, stand)
      } catch {
        // Whatever is wrong with old files, the screen begins to monitor.
        let sentence: Phrase = "\(unsealed.folder.name) cannot be gone on with: \(error.description)"
        guard link != nil else { throw Failure(.inputOutput, sentence.english) }
        return try new(sentence, stand)
      }
    }
  }

  private func new(_ notice: Phrase?, _ stand: Stand) throws(Failure) -> RunEnd {
    if let misconfigured { throw misconfigured }
    let clock = LiveClock(speed: secondsASecond)
    let recorder = Recorder(header(anchorBoot: clock.anchorBoot, clock), in: archive, clock: clock)
    let station = station(Session(plan: plan), clock, recorder, script, stand)
    let outcome = station.run(.new, notice: notice)
    return RunEnd(
      outcome: outcome, folder: recorder.folder, drillResult: station.drillResult,
      trouble: recorder.trouble, undone: station.undone,
      eventLoss: station.eventLoss)
  }

  /// A new session that begins with another one's inputs up to an instant, at the speed that the instructor
  /// last gave that one.
  private func again(from time: SessionTime, of folder: SessionFolder, _ stand: Stand) -> RunEnd {
    let segments = (try? folder.read()) ?? []
    let inputs = RecordedDrill.inputs(of: segments, until: time)
    stand.console?.beginAnew()
    stand.instructor?.recall(segments, until: time)
    let kept = RecordedDrill.speed(of: segments)
    let clock = LiveClock(at: time, speed: kept ?? secondsASecond, isFrozen: true)
    let recorder = Recorder(header(anchorBoot: clock.anchorBoot, clock), in: archive, clock: clock)
    let station = station(
      Session(plan: plan), clock, recorder, script.filter { $0.time > time }, stand)
    let outcome = station.run(.again(keeping: kept), beginning: inputs)
    return RunEnd(
      outcome: outcome, folder: recorder.folder, drillResult: station.drillResult,
      trouble: recorder.trouble, undone: station.undone,
      eventLoss: station.eventLoss)
  }

  private func goOn(_ resumed: ResumedSession<LiveClock>, _ stand: Stand) -> RunEnd {
    stand.console?.recall(resumed.earlier, of: resumed.plan)
    stand.instructor?.recall(resumed.earlier)
    let rest = script.rest(after: resumed.earlier, until: resumed.recordedUntil)
    let station = station(resumed.session, resumed.clock, resumed.recorder, rest, stand)
    let now = resumed.clock.now
    let gone = lostEntries(resumed)
    let lost = aside.compactMap(\.input).map { StampedInput($0, at: now) } + (gone?.inputs(at: now) ?? [])
    let untaken = untaken(by: resumed.session)
    if stand.console == nil { for sentence in untaken { complain(sentence.english) } }
    let notices =
      aside.map { Phrase(word: $0.sentence) } + (gone.map { [$0.notice] } ?? [])
      + (stand.console == nil ? [] : untaken)
    let notice = notices.isEmpty ? nil : notices.joined(separator: "; ")
    let outcome = station.run(.resumed, beginning: resumed.first + lost, notice: notice)
    return RunEnd(
      outcome: outcome, folder: resumed.recorder.folder, drillResult: station.drillResult,
      trouble: resumed.recorder.trouble, undone: station.undone,
      eventLoss: station.eventLoss)
  }

  /// The entries that were lost with the station before this one.
  private func lostEntries(_ resumed: ResumedSession<LiveClock>) -> LostEntries? {
    guard let orders = link?.orders, orders.session == resumed.recorder.folder?.name else { return nil }
    return LostEntries(of: resumed, told: orders.told)
  }

  private func station(
    _ session: Session, _ clock: LiveClock, _ recorder: Recorder, _ script: [ScriptedAction],
    _ stand: Stand
  ) -> Station {
    let console = stand.console
    var setup = StationSetup(
      plan: plan, specs: specs.filter { !aside.contains(.source($0.source)) }, bedside: bedside,
      script: script.filter { !aside.contains(.scriptLine($0.line)) }, archive: archive,
      programVersion: ProgramVersion.text)
    setup.right = stand.right
    setup.soundCheck = SoundChecks(root: archive.root).last
    setup.instructor = stand.instructor
    setup.drill = drill
    if console == nil, saysWhoIsUnwatched { setup.tellUnwatched = { tell(unwatched: $0) } }
    if asked.devices.capture { setup.capture = RawCapture(programVersion: ProgramVersion.text) }
    let isQuiet = session.setup.configuration.isQuiet
    let sounder = soundChoice(console).map { choice in
      Sounder(choice, isQuiet: isQuiet) { console?.ring() ?? false }
    }
    let output = console == nil ? HeadlessOutput(STDOUT_FILENO, patience: .none, behind: recorder) : nil
    return Station(
      setup, session: session, clock: clock, recorder: recorder, signals: stand.signals,
      console: console, sounder: sounder, output: output, link: link)
  }

  /// How many seconds pass in one. On a screen even `max` leaves time to answer: a minute takes half a
  /// second.
  var secondsASecond: Int {
    switch speed {
    case nil: 1
    case .times(let factor): factor
    case .max: 120
    }
  }

  /// What earlier stations of this keeper died over.
  private var aside: [SetAside] { (link?.orders.aside ?? []).compactMap { SetAside(noted: $0) } }

  private func soundChoice(_ console: Console?) -> SoundChoice? {
    let choice = asked.sound ?? (console == nil ? .none : .bell)
    return choice == .none ? nil : choice
  }
}
