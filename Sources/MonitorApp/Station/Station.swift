import Glibc
public import InfusionCore
import MonitorUI
import Quantities
import SessionRecord

/// A live session: one thread, one poll. Bytes, keys, signals and time come in; the session decides; the
/// journal, the screen and the sound follow.
public final class Station {
  let setup: StationSetup
  let clock: LiveClock
  let recorder: Recorder
  let signals: StationSignals
  var runner: SessionRunner
  var devices: [LiveDevice]
  var bedside: SimulatedBedside?
  var script: ArraySlice<ScriptedAction>
  var console: Console?
  let sounder: Sounder?
  let link: StationLink?
  var outcome: StationOutcome?
  /// The sealed session is still shown; nothing is watched any more.
  var isOver = false
  /// The phase that the simulated patient was told last.
  var followedPhase: Phase?
  private var nextSecond = SessionTime.start

  /// - Parameters:
  ///   - session: a new one, or one that was reopened.
  ///   - listener: hears everything besides: headless output.
  public init(
    _ setup: StationSetup, session: Session, clock: LiveClock, recorder: Recorder, signals: StationSignals,
    console: Console?, sounder: Sounder?, listener: (any SessionListener)?, link: StationLink?
  ) {
    self.setup = setup
    self.clock = clock
    self.recorder = recorder
    self.signals = signals
    self.console = console
    self.sounder = sounder
    self.link = link
    devices = setup.specs.map { LiveDevice($0) }
    bedside = setup.bedside
    script = setup.script[...]
    let listeners: [(any SessionListener)?] = [recorder, listener, console, sounder]
    runner = SessionRunner(session, listeners: listeners.compactMap { $0 })
  }

  var session: Session { runner.session }

  /// Runs until the session is closed and looked at, or somebody asks to stop.
  public func run(beginning first: [StampedInput], isNew: Bool) -> StationOutcome {
    if isNew { runner.begin() }
    for stamped in first { receive(stamped) }
    if let sounder, let state = sounder.news(atMilliseconds: clock.now.milliseconds) {
      receive(.sound(state))
    }
    if var bedside {
      if !isNew { bedside.skip(to: clock.now) }
      take(bedside.begin(at: clock.now))
      self.bedside = bedside
      followBedside(force: true)
    }
    link?.say(.inSession)
    while outcome == nil { turn() }
    console?.leave()
    return outcome ?? .leftOpen
  }

  /// One turn of the loop.
  private func turn() {
    let ready = wait()
    for (tag, revents) in ready { handle(tag, revents) }
    guard outcome == nil else { return }
    if !isOver {
      tendDevices()
      actByScript()
      everySecond()
      listenToRecorder()
      if let deadline = session.nextDeadline, deadline <= clock.now { runner.advance(to: clock.now) }
      sounder?.follow(session.board, atMilliseconds: clock.now.milliseconds)
      if session.phase == .closed { close() }
    }
    draw()
  }

  private func wait() -> [(PollSet.Tag, Int16)] {
    var set = PollSet()
    set.add(.signals, signals.fd)
    if let console { set.add(.console, console.fd, console.interest) }
    if !isOver {
      set.add(.recorder, recorder.descriptor)
      if let sounder { set.add(.sound, sounder.fd) }
      for index in devices.indices { set.add(.device(index), devices[index].fd, devices[index].interest) }
    }
    // What is overdue may lie before the session's beginning.
    return set.wait(milliseconds: max(nextDeadline, 0) - clock.now.milliseconds)
  }

  /// When the loop must turn though nothing comes in, ms of session time.
  private var nextDeadline: Int64 {
    let screen = console?.drawDue ?? .max
    if isOver { return screen }
    var next = min(nextSecond.milliseconds, screen)
    for time in devices.map(\.deadline) + [bedside?.deadline, script.first?.time, session.nextDeadline] {
      if let time { next = min(next, time.milliseconds) }
    }
    if let due = recorder.changesDue { next = min(next, due - clock.anchorBoot) }
    if let due = sounder?.dueMilliseconds { next = min(next, due) }
    return next
  }

  private func handle(_ tag: PollSet.Tag, _ revents: Int16) {
    switch tag {
    case .signals: for request in signals.take() { obey(request) }
    case .console: handleConsole(revents)
    case .recorder, .sound: break
    case .device(let index): take(devices[index].handle(revents, at: clock.now))
    }
  }

  private func everySecond() {
    guard clock.now >= nextSecond else { return }
    nextSecond = SessionTime(milliseconds: (clock.now.milliseconds / 1000 + 1) * 1000)
    if let step = clock.takeStep() {
      receive(.clockStepped(by: step))
      recorder.record(.anchor(clock.anchor(because: "the wall clock stepped")), at: session.now)
    }
    if let state = sounder?.news(atMilliseconds: clock.now.milliseconds) { receive(.sound(state)) }
  }

  // MARK: Requests

  private func obey(_ request: StationSignals.Request) {
    switch request {
    case .stop: leaveOpen()
    case .resized: console?.resized()
    case .hangUp: loseTerminal()
    }
  }

  /// A session that infuses or observes goes on without a terminal; any other ends here, open for a resume.
  func loseTerminal() {
    console = nil
    if isOver {
      outcome = .closed
      return
    }
    switch session.phase {
    case .infusing, .paused, .observing, .ready: break
    case .preparation, .closed: leaveOpen()
    }
  }

  func leaveOpen() {
    guard !isOver else {
      outcome = .closed
      return
    }
    outcome = recorder.leaveOpen() ? .leftOpen : .notSafe
  }

  private func close() {
    let isSafe = recorder.seal(session)
    link?.say(.closed)
    for device in devices { device.close() }
    isOver = true
    guard let console else {
      outcome = isSafe ? .closed : .notSafe
      return
    }
    console.model.summary = recorder.summary(of: session).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    _ = console.draw(sessionView, now: clock.now.milliseconds)
  }
}
