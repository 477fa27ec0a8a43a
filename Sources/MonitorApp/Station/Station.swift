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
  let output: HeadlessOutput?
  let link: StationLink?
  var outcome: StationOutcome?
  /// The sealed session is still shown; nothing is watched any more.
  var isOver = false
  /// The phase that the simulated patient was told last.
  var followedPhase: Phase?
  private var nextSecond = SessionTime.start
  private var lastTurn = SessionTime.start
  /// Whether the closed session's record is on disk.
  private var isSealed = false

  /// A turn comes once a second. After a longer silence the machine slept, or somebody stopped the process.
  private static let standstill = TimeSpan.seconds(5)

  /// - Parameters:
  ///   - session: a new one, or one that was reopened.
  ///   - console: nil without a screen; then events go to `output`.
  public init(
    _ setup: StationSetup, session: Session, clock: LiveClock, recorder: Recorder, signals: StationSignals,
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
    devices = setup.specs.map { LiveDevice($0, capture: setup.capture) }
    bedside = setup.bedside
    script = setup.script[...]
    let listeners: [(any SessionListener)?] = [recorder, output, console, sounder]
    runner = SessionRunner(session, listeners: listeners.compactMap { $0 })
  }

  var session: Session { runner.session }

  /// Runs until the session is closed and looked at, or somebody asks to stop.
  ///
  /// - Parameter notice: what a person must know of how it began; said on the screen and noted in the record.
  public func run(beginning first: [StampedInput], isNew: Bool, notice: String? = nil) -> StationOutcome {
    if isNew { runner.begin() }
    for stamped in first { receive(stamped) }
    greet(isNew: isNew, notice: notice)
    if let sounder, let state = sounder.news(atMilliseconds: clock.now.milliseconds) {
      receive(.sound(state))
    }
    if var bedside {
      if !isNew { bedside.skip(to: clock.now) }
      take(bedside.begin(at: clock.now))
      self.bedside = bedside
      followBedside(force: true)
    }
    tendCapture()
    lastTurn = clock.now
    link?.say(.inSession)
    while outcome == nil { turn() }
    setup.capture?.end(at: clock.now)
    console?.leave()
    output?.finish()
    return outcome ?? .leftOpen
  }

  /// One turn of the loop.
  private func turn() {
    let ready = wait()
    if !isOver { noticeStandstill() }
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
    if let output, output.wantsToWrite { set.add(.output, output.descriptor, Int16(POLLOUT)) }
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
    case .output: output?.flush()
    case .recorder, .sound: break
    case .device(let index): take(devices[index].handle(revents, at: instant))
    }
  }

  /// When something that comes in now is taken, to the millisecond: a capture says it as the record does.
  var instant: SessionTime { max(clock.now, session.openInstant) }

  /// Nobody watched meanwhile: what fell due in it happens at its end, as after a crash.
  private func noticeStandstill() {
    let now = clock.now
    defer { lastTurn = now }
    guard now - lastTurn > Self.standstill else { return }
    receive(.gap(from: lastTurn, reason: "the monitor stood still", isEstimated: false))
    bedside?.skip(to: now)
  }

  private func everySecond() {
    guard clock.now >= nextSecond else { return }
    nextSecond = SessionTime(milliseconds: (clock.now.milliseconds / 1000 + 1) * 1000)
    if let step = clock.takeStep() {
      receive(.clockStepped(by: step))
      recorder.record(.anchor(clock.anchor(because: "the wall clock stepped")), at: session.now)
    }
    if let state = sounder?.news(atMilliseconds: clock.now.milliseconds) { receive(.sound(state)) }
    tendCapture()
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
    console?.leave()
    console = nil
    if isOver {
      outcome = isSealed ? .closed : .notSafe
      return
    }
    switch session.phase {
    case .infusing, .paused, .observing, .ready: break
    case .preparation, .closed: leaveOpen()
    }
  }

  func leaveOpen() {
    guard !isOver else {
      outcome = isSealed ? .closed : .notSafe
      return
    }
    outcome = recorder.leaveOpen() ? .leftOpen : .notSafe
  }

  private func close() {
    isSealed = recorder.seal(session)
    link?.say(.closed)
    for device in devices { device.close() }
    setup.capture?.end(at: session.now)
    isOver = true
    guard let console else {
      outcome = isSealed ? .closed : .notSafe
      return
    }
    let lines = recorder.summary(of: session).split(separator: "\n", omittingEmptySubsequences: false)
    let warning = isSealed ? [] : ["NOT ON DISK: \(recorder.trouble ?? "the disk does not answer")", ""]
    console.model.summary = warning + lines.map(String.init)
    _ = console.draw(sessionView, now: clock.now.milliseconds)
  }
}
