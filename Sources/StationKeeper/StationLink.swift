import CLinux
import Glibc

/// The station's end of the string to its keeper.
public struct StationLink: Sendable {
  public let orders: StationOrders

  /// The link, if a keeper started this process. Call it once, first of all: programs that the station starts
  /// must not take themselves for stations.
  public static func inherit() -> StationLink? {
    guard let text = getenv(StationOrders.variable) else { return nil }
    let orders = StationOrders(value: String(cString: text))
    unsetenv(StationOrders.variable)
    guard let orders else { return nil }
    _ = fcntl(orders.wordsDescriptor, F_SETFD, FD_CLOEXEC)
    // Started by way of /proc/self/exe, it would be called `exe` in every list of processes.
    cl_name_process("chairside")
    // Without its keeper the terminal is nobody's: the same as when it hangs up.
    _ = cl_die_with_parent(SIGHUP)
    if getppid() != orders.keeper { raise(SIGHUP) }
    // A word to a keeper that is gone is no reason to die.
    signal(SIGPIPE, SIG_IGN)
    return StationLink(orders: orders)
  }

  /// Says it to the keeper. Never blocks: the pipe holds more words than a session has.
  public func say(_ word: StationWord) {
    var byte = word.rawValue
    _ = write(orders.wordsDescriptor, &byte, 1)
  }
}
