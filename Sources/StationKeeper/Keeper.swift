import CLinux
import Glibc
import SystemClocks

/// The small process that owns the terminal's state and keeps a station running. It uses neither curses nor
/// Foundation, and it sleeps until a signal or a station's end wakes it.
public struct Keeper {
  private let command: StationCommand
  private let terminal: KeptTerminal?
  private let signals: Signals
  private let complain: (String) -> Void
  private let kernel: KernelWait
  private var decision = KeeperDecision()
  private let note = StationNote.new()
  private let began = SystemClock.bootMilliseconds

  /// Runs the station until it is done, and gives this process's exit status. The caller blocks no signals
  /// and has started no threads.
  public static func run(_ command: StationCommand) -> Int32 {
    dieAtOnce()
    guard let signals = Signals.ofThisProcess() else {
      complain("chairside: no descriptors left for signals\n")
      return StationEnd.notStarted(code: errno).exitStatus
    }
    var keeper = Keeper(command, terminal: .ofThisProcess(), signals: signals, complain: complain)
    return keeper.run()
  }

  init(
    _ command: StationCommand, terminal: KeptTerminal?, signals: Signals,
    complain: @escaping (String) -> Void, kernel: KernelWait = .ofThisMachine
  ) {
    self.command = command
    self.terminal = terminal
    self.signals = signals
    self.complain = complain
    self.kernel = kernel
  }

  mutating func run() -> Int32 {
    var start = StationOrders.Start.first
    var death: StationEnd?
    while true {
      let end = keepOne(start, after: death)
      let now = SystemClock.bootMilliseconds
      switch decision.next(after: end, inHand: note?.read(), atMilliseconds: now) {
      case .finish(let status):
        finish(end)
        return status
      case .restart(let next, let pause):
        // Restores only the modes: the new station takes the screen over as it stands, so that the shell does
        // not flash up.
        terminal?.restoreModes()
        if pause > 0 && isInterrupted(within: pause) {
          finish(end)
          return end.exitStatus
        }
        start = next
        death = end
      }
    }
  }

  /// One station's life.
  private mutating func keepOne(_ start: StationOrders.Start, after death: StationEnd?) -> StationEnd {
    note?.letGo()
    switch StationProcess.start(
      command, start, after: death, note: note, aside: decision.aside, keptSince: began)
    {
    case .failure(let failure): return .notStarted(code: failure.code)
    case .success(let station):
      defer { station.closeDescriptors() }
      // The keeper reads no more command lines, so the memory that its start needed can go back.
      cl_give_back_start()
      wait(for: station)
      let end = station.end()
      for word in station.words() { decision.hear(word) }
      return end
    }
  }

  /// Sleeps until the station has ended, and passes on what is asked of the pair meanwhile.
  private mutating func wait(for station: StationProcess) {
    var polled = [signals.descriptor, station.wordsDescriptor, station.endDescriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    while true {
      let end = kernel.wait(for: &polled, milliseconds: -1)
      if end == .unanswered, station.hasEnded { return }
      if polled[0].revents != 0 { pass(signals.read(), to: station) }
      if polled[1].revents & Int16(POLLIN) != 0 {
        for word in station.words() { decision.hear(word) }
      } else if polled[1].revents != 0 {
        // The other end is closed: the station is gone, or has closed it by mistake.
        if station.endDescriptor < 0 { return }
        polled[1].fd = -1
      }
      if end == .ready, polled[2].revents != 0 { return }
    }
  }

  /// The station reads an interrupt as a key by itself; the other signals are meant for both processes.
  private mutating func pass(_ signal: Int32, to station: StationProcess) {
    switch signal {
    case SIGTERM:
      decision.isStopping = true
      kill(station.pid, signal)
    case SIGHUP: kill(station.pid, signal)
    default: break
    }
  }

  /// Waits before another start. Returns whether a person wants none.
  private func isInterrupted(within milliseconds: Int64) -> Bool {
    let deadline = SystemClock.bootMilliseconds + milliseconds
    var polled = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let left = deadline - SystemClock.bootMilliseconds
      if left <= 0 { return false }
      guard kernel.wait(for: &polled, milliseconds: Int32(clamping: left)) != .nothing else { continue }
      switch signals.read() {
      case SIGTERM, SIGINT, SIGQUIT: return true
      default: break
      }
    }
  }

  private func finish(_ end: StationEnd) {
    let modesWereLeft = terminal?.restoreModes() ?? false
    switch end {
    case .exited:
      if modesWereLeft { terminal?.leaveScreen() }
    case .killed:
      terminal?.leaveScreen()
      complain("chairside: the monitor ended by \(end). The terminal is restored.\n")
    case .notStarted:
      complain("chairside: the monitor could not be started: \(end)\n")
    }
  }

  /// Turns the runtime's crash report off: its prompt would keep the terminal for half a minute. If a keeper
  /// dies, the kernel tells its station, which goes on with the terminal as after a hang-up.
  private static func dieAtOnce() {
    for fault in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] { signal(fault, SIG_DFL) }
  }

  private static func complain(_ text: String) { _ = write(STDERR_FILENO, text, text.utf8.count) }
}

extension Keeper {
  /// Where a keeper's signals come from.
  struct Signals {
    let descriptor: Int32
    /// The next one's number, or 0.
    let read: () -> Int32

    static func ofThisProcess() -> Signals? {
      // SIGTTOU is blocked and never read: from the background the terminal is restored all the same.
      let fd = cl_signalfd([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTTOU], 5)
      return fd < 0 ? nil : Signals(descriptor: fd, read: { cl_signalfd_take(fd) })
    }
  }
}
