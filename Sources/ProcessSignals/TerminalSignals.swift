import CLinux
import Glibc

/// The signals of a program that has a terminal, as something to poll.
public struct TerminalSignals: Sendable {
  /// What a signal asks of the program.
  public enum Request: Hashable, Sendable {
    /// Make the record safe and end.
    case stop
    /// The terminal hangs up.
    case hangUp
    case resized
    /// Stopped and continued: whoever had the terminal meanwhile left it as they like it.
    case continued
    /// Another terminal takes this chair.
    case handOver
  }
  public let fd: Int32
  /// The next one's number, or 0.
  let next: @Sendable () -> Int32

  /// What the holder of a chair is sent by a process that takes it.
  public static let handOver = SIGUSR1

  /// Blocks them in this thread and in those that are started from it.
  public static func ofThisProcess() -> TerminalSignals {
    let signals = [SIGTERM, SIGINT, SIGHUP, SIGWINCH, SIGCONT, handOver]
    // A reader of our output that goes away must not end a session.
    signal(SIGPIPE, SIG_IGN)
    let fd = cl_signalfd(signals, Int32(signals.count))
    return TerminalSignals(fd: fd, next: { cl_signalfd_take(fd) })
  }

  /// What was asked since the last look. On a screen Ctrl-C is a key; without one, an interrupt asks to stop.
  public func read() -> [Request] {
    var requests: [Request] = []
    while true {
      switch next() {
      case 0: return requests
      case SIGTERM, SIGINT: requests.append(.stop)
      case SIGHUP: requests.append(.hangUp)
      case SIGWINCH: requests.append(.resized)
      case SIGCONT: requests.append(.continued)
      case Self.handOver: requests.append(.handOver)
      default: break
      }
    }
  }
}
