import CLinux
import Glibc

/// The program a keeper starts.
public struct StationCommand: Sendable {
  /// `/proc/self/exe` is this very program, even if another version was installed over it meanwhile.
  public var executable: String
  /// The program's own name first.
  public var arguments: [String]

  public init(executable: String = "/proc/self/exe", arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }
}

/// A running station, seen by its keeper.
struct StationProcess {
  let pid: pid_t
  /// Readable when it has ended; -1 where the kernel cannot tell so.
  let endDescriptor: Int32
  /// Where its words come from.
  let wordsDescriptor: Int32

  /// Starts a station with default signals and nothing blocked.
  static func start(
    _ command: StationCommand, _ start: StationOrders.Start, after death: StationEnd?, note: StationNote?,
    aside: [String], keptSince: Int64
  ) -> Result<StationProcess, StartFailure> {
    var ends: [Int32] = [-1, -1]
    guard cl_pipe(&ends) == 0 else { return .failure(StartFailure(code: errno)) }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    let orders = StationOrders(
      start: start, death: death, wordsDescriptor: ends[1], noteDescriptor: note?.descriptor ?? -1,
      aside: aside, session: note?.session(), told: note?.told(), keeper: getpid(), keptSince: keptSince)
    let shared = [ends[1]] + (note.map { [$0.descriptor] } ?? [])
    let result = spawn(command, environment(orders), inheriting: shared)
    close(ends[1])
    switch result {
    case .success(let pid):
      return .success(StationProcess(pid: pid, endDescriptor: cl_pidfd(pid), wordsDescriptor: ends[0]))
    case .failure(let failure):
      close(ends[0])
      return .failure(failure)
    }
  }

  /// The words said since the last time.
  func words() -> [StationWord] {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(wordsDescriptor, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).compactMap(StationWord.init(rawValue:))
  }

  /// Whether `end` would return at once; asked where the kernel cannot say that a descriptor is ready.
  var hasEnded: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_signo != 0
  }

  /// Its end, for which this waits.
  func end() -> StationEnd {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      if errno != EINTR { return .notStarted(code: errno) }
    }
    return StationEnd(waitStatus: status)
  }

  func closeDescriptors() {
    close(wordsDescriptor)
    if endDescriptor >= 0 { close(endDescriptor) }
  }

  struct StartFailure: Error {
    let code: Int32
  }
}

/// This process's environment, with the station's orders. The runtime's crash report is off: its prompt would
/// hold a dead station, and with it the terminal, for half a minute.
private func environment(_ orders: StationOrders) -> [String] {
  let ours = [StationOrders.variable: orders.value, "SWIFT_BACKTRACE": "enable=no"]
  var kept: [String] = []
  var next = cl_environment()
  while let entry = next?.pointee {
    let text = String(cString: entry)
    if !ours.keys.contains(where: { text.hasPrefix("\($0)=") }) { kept.append(text) }
    next = next?.advanced(by: 1)
  }
  return kept + ours.map { "\($0)=\($1)" }.sorted()
}

private func spawn(
  _ command: StationCommand, _ environment: [String], inheriting shared: [Int32]
) -> Result<pid_t, StationProcess.StartFailure> {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  // Duplicating a descriptor onto itself keeps it open in the child.
  for fd in shared { posix_spawn_file_actions_adddup2(&actions, fd, fd) }

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  var all = sigset_t()
  sigemptyset(&none)
  sigfillset(&all)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setsigdefault(&attributes, &all)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

  var arguments = command.arguments.map { strdup($0) } + [nil]
  var variables = environment.map { strdup($0) } + [nil]
  defer { for text in arguments + variables { free(text) } }
  var pid = pid_t()
  let code = posix_spawn(&pid, command.executable, &actions, &attributes, &arguments, &variables)
  return code == 0 ? .success(pid) : .failure(.init(code: code))
}
