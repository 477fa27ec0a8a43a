import ChairBeacon
import DeviceCapture
import DevicePorts
import Glibc
public import InfusionCore
import MonitorUI
import OperatorLanguage
import PatientSimulator
public import Phrases
public import ProcessSignals
import Quantities
import SessionJournal
import SessionRecord
public import SessionRuns
public import StationKeeper

/// A live session: one thread, one poll. Bytes, keys, signals and time come in; the session decides; the
/// journal, the screen and the sound follow.
public final class Station {
  let setup: StationSetup
  let clock: LiveClock
  let recorder: Recorder
  let signals: TerminalSignals
  var runner: SessionRunner
  var devices: [LiveDevice]
  var bedside: CabledBedside?
  var script: ArraySlice<ScriptedAction>
  var console: Console?
  let sounder: Sounder?
  let output: HeadlessOutput?
  let link: StationLink?
  /// Tells the wall; nil where nobody could listen.
  let teller: ChairTeller?
  var outcome: StationOutcome?
  /// The time from which the drill is taken again, once the instructor has said so.
  var againFrom: SessionTime?
  /// The sealed session is still shown; nothing is watched any more.
  var isOver = false
  /// The phase that the simulated patient was told last.
  var followedPhase: Phase?
  /// A search in the archive that has not answered yet, and the patient whom the last one was for.
  var history: SearchThread<PatientHistory>?
  var askedFor: String?
  /// The same for who was here before, while nobody is named.
  var known: SearchThread<[KnownPatient]>?
  /// The same for sessions that nobody watches.
  var unwatched = UnwatchedLooks()
  /// Whether the wall has this chair, by whoever publishes it; nil before this station has listened.
  var publication: PublicationWatch?
  /// What this process last wrote into the chair's lock.
  var toldTheChair: (writes: ChairHolder.Writes, hasScreen: Bool) = (.nothing, true)
  private var polled = PollSet()
  /// Whether the recorder may have something to say.
  private var recorderIsHeard = true
  private var nextSecond = SessionTime.start
  private var notedEntries: Int?
  private var secondsLived = 0
  private var standstill = Standstill(at: 0)
  /// Since when this station runs, ms of the machine.
  private(set) var runsSince: Int64 = 0
  /// Whether the closed session's record is on disk.
  var isSealed = false

  /// What is due every second may wait this long for a turn that comes anyway.
  private static let secondsGrace = TimeSpan.seconds(1)
  /// After so many seconds the start is over, and its memory can be given back.
  private static let startSeconds = 10
  /// This long after a second's end nothing more comes that belongs to it.
  private static let rowGrace = TimeSpan.seconds(1)
  /// How often a slow disk is asked whether a line can be printed.
  private static let holdMilliseconds: Int64 = 50
  /// How often an instructor is told how it stands.
  private static let lookMilliseconds: Int64 = 1000

  /// - Parameters:
  ///   - session: a new one, or one that was reopened.
  ///   - console: nil without a screen; then events go to `output`.
  public init(
    _ setup: StationSetup, session: Session, clock: LiveClock, recorder: Recorder, signals: TerminalSignals,
    console: Console?, sounder: Sounder?, output: HeadlessOutput?, link: StationLink?
  ) {
    self.setup = setup
    self.clock = clock
    self.recorder = recorder
    self.signals = signals
    self.console = console
    self.sounder = sounder
    self.output = output
    self.link = link
    teller = ChairTeller(setup)
    devices = setup.specs.map { setup.machine.device($0.goingOn(in: session), setup.capture) }
    bedside = setup.bedside
    script = setup.script[...]
    let listeners: [(any SessionListener)?] = [recorder, output, console, sounder, teller]
    runner = SessionRunner(session, book: recorder, listeners: listeners.compactMap { $0 })
  }

  var session: Session { runner.session }

  /// Runs until the session is closed and looked at, or somebody asks to stop.
  ///
  /// - Parameter notice: what a person must know of how it began; said on the screen and noted in the record.
  public func run(
    _ way: StationBeginning, beginning first: [StampedInput] = [], notice: Phrase? = nil
  ) -> StationOutcome {
    runsSince = clock.machineMilliseconds
    standstill = Standstill(at: runsSince)
    clock.watchedUntil = standstill.watchedUntil
    if way != .resumed { runner.begin() }
    // Comes before anything is drawn: whoever sees the session relies on the keeper to start it again, and to
    // start this one.
    tellTheChair()
    link?.say(.inSession)
    for stamped in first { receive(stamped) }
    greet(way, notice: notice)
    if let sounder, let state = sounder.news(atMilliseconds: clock.machineMilliseconds) {
      receive(.sound(state))
    }
    if var bedside {
      if way == .resumed { bedside.goOn(in: session, from: clock.now) }
      receive(bedside.begin(at: clock.now))
      self.bedside = bedside
      followBedside(force: true)
    }
    if case .again(let speed) = way { beginAgain(keeping: speed) }
    tendCapture()
    noticeStandstill()
    // By now the record names what the station before this one had told and lost.
    link?.tell(entries: nil)
    while outcome == nil { turn() }
    setup.capture?.end(at: clock.now)
    let isGoingOn = outcome?.isAgain ?? false
    if !isGoingOn { console?.leave() }
    output?.finish()
    teller?.leave(isFree: outcome != .handedOver && !isGoingOn)
    return outcome ?? .leftOpen
  }

  /// Tells the keeper how many entries no disk has: if this process died, nobody else would know.
  private func noteWhatIsUnwritten() {
    let told = recorder.toldWithoutDisk
    guard told != notedEntries else { return }
    notedEntries = told
    link?.tell(entries: told)
  }

  /// One turn of the loop.
  private func turn() {
    noteWhatIsUnwritten()
    let ready = wait()
    noticeStandstill()
    for (tag, revents) in ready {
      handle(tag, revents)
      // The record has ended: an event told now would be in no record.
      guard outcome == nil else { return }
      noticeStandstill()
    }
    if !isOver {
      tendDevices()
      actByScript()
      everySecond()
      if recorderIsHeard || recorderDue.map({ $0 <= clock.machineMilliseconds }) ?? false {
        recorderIsHeard = false
        listenToRecorder()
      }
      if let deadline = runner.session.nextDeadline, deadline <= clock.now { passToNow() }
      // A frozen drill is silent.
      if !clock.isFrozen {
        sounder?.follow(runner.session.board, atMilliseconds: clock.machineMilliseconds)
      }
      if runner.session.phase == .closed { close() }
    }
    draw()
    output?.release()
    tellWatchers()
    tellInstructor()
  }

  private func wait() -> [(PollSet.Tag, Int16)] {
    polled.clear()
    polled.add(.signals, signals.fd)
    if let console { polled.add(.console, console.fd, console.interest) }
    if let output, output.wantsToWrite { polled.add(.output, output.descriptor, Int16(POLLOUT)) }
    setup.instructor?.join(&polled)
    if !isOver {
      polled.add(.recorder, recorder.descriptor)
      if let sounder { polled.add(.sound, sounder.fd) }
      if let history { polled.add(.history, history.descriptor) }
      if let known { polled.add(.known, known.descriptor) }
      if let thread = unwatched.thread { polled.add(.unwatched, thread.descriptor) }
      let now = clock.now
      for index in devices.indices where devices[index].restEnd(after: now) == nil {
        polled.add(.device(index), devices[index].fd, devices[index].interest)
      }
    }
    // An overdue deadline may lie before the session's beginning.
    return setup.machine.wait(&polled, max(nextDeadline, 0) - clock.machineMilliseconds)
  }

  /// When the loop must turn though nothing comes in, ms of the machine since the session's start.
  private var nextDeadline: Int64 {
    var next = console?.drawDue ?? .max
    if let teller { next = min(next, teller.due) }
    if output?.isHolding == true { next = min(next, clock.machineMilliseconds + Self.holdMilliseconds) }
    if isOver { return next }
    if setup.instructor != nil || clock.isFrozen {
      next = min(next, clock.machineMilliseconds + Self.lookMilliseconds)
    }
    // Session deadlines do not fall due in a frozen drill.
    func sooner(_ time: SessionTime?) {
      if let time, !clock.isFrozen { next = min(next, clock.machineMilliseconds(at: time)) }
    }
    sooner(nextSecond + Self.secondsGrace)
    sooner(bedside?.deadline)
    sooner(script.first?.time)
    sooner(runner.session.nextDeadline)
    for device in devices {
      sooner(device.deadline)
      sooner(device.restEnd(after: clock.now))
    }
    if let due = recorderDue { next = min(next, due) }
    if let due = sounder?.dueMilliseconds, !clock.isFrozen { next = min(next, due) }
    return next
  }

  /// When the recorder must be asked although it is silent, ms of the machine since the session's start.
  private var recorderDue: Int64? { recorder.changesDue.map { $0 - clock.anchorBoot } }

  private func handle(_ tag: PollSet.Tag, _ revents: Int16) {
    switch tag {
    case .signals: for request in signals.read() { obey(request) }
    case .console: handleConsole(revents)
    case .output: output?.flush()
    case .recorder: recorderIsHeard = true
    case .sound: break
    case .history: hearHistory()
    case .known: hearKnownPatients()
    case .unwatched: hearUnwatched()
    case .instructor: hearInstructor()
    case .device(let index):
      holding(devices[index]) { receive(devices[index].handle(revents, at: instant, in: session)) }
    }
  }

  /// Notes the device in hand, so that the keeper knows it if this process dies over what the device says.
  func holding(_ device: LiveDevice, _ body: () -> Void) {
    guard let link else { return body() }
    link.holding(SetAside.source(device.spec.source).noted, body)
  }

  /// The time that an input gets now, to the millisecond, in the capture as in the record.
  var instant: SessionTime { max(clock.now, session.openInstant) }

  /// Tells of a gap in which nobody watched: what fell due in it happens at its end, as after a crash.
  func noticeStandstill() {
    let since = standstill.look(at: clock.machineMilliseconds)
    clock.watchedUntil = standstill.watchedUntil
    guard let since, !isOver, outcome == nil else { return }
    // The gap begins behind whatever this turn has told already.
    let from = max(clock.time(atMachine: since), session.now)
    // What the patient lived through meanwhile nobody heard.
    let now = clock.now
    runner.receive(.gap(from: from, reason: "the monitor stood still", isEstimated: false), at: now)
    bedside?.skip(to: now)
  }

  private func everySecond() {
    let now = liveUpToNow()
    guard now >= nextSecond else { return }
    recorderIsHeard = true
    nextSecond = SessionTime(milliseconds: (now.milliseconds / 1000 + 1) * 1000)
    if let step = clock.noticeStep() {
      receive(.clockStepped(by: step))
      recorder.record(
        .anchor(clock.anchor(because: "the wall clock stepped")), at: session.now, of: session)
    }
    if let state = sounder?.news(atMilliseconds: clock.machineMilliseconds) { receive(.sound(state)) }
    recorder.pass(to: now - Self.rowGrace)
    tendCapture()
    tendHistory()
    tellTheChair()
    tendUnwatched()
    secondsLived += 1
    if secondsLived == Self.startSeconds { setup.machine.giveBackStart() }
  }
}
