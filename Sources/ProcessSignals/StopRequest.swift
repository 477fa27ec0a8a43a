import CLinux
import Glibc

/// SIGTERM, SIGINT and what another terminal sends that takes the chair, as something to poll: the program
/// stops where it stands, its record safe.
public struct StopRequest: Sendable {
  /// Readable once somebody asked.
  public let fd: Int32

  /// Blocks the signals in this thread and those started from it.
  public static func ofThisProcess() -> StopRequest {
    let signals = [SIGTERM, SIGINT, TerminalSignals.handOver]
    // A reader of our output that goes away must not end a session.
    signal(SIGPIPE, SIG_IGN)
    // Nor a limit on a file's size: the recorder says what it could not write.
    signal(SIGXFSZ, SIG_IGN)
    return StopRequest(fd: cl_signalfd(signals, Int32(signals.count)))
  }

  /// Whether somebody asked; the request stays.
  public var isMade: Bool {
    var polled = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0
  }
}
