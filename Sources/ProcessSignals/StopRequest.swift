import CLinux
import Glibc
import SystemClocks

/// SIGTERM, SIGINT and what another terminal sends that takes the chair, as something to poll: the program
/// stops where it stands, its record safe.
public struct StopRequest: Sendable {
  /// Readable once somebody asked.
  public let fd: Int32
  var kernel = KernelWait.ofThisMachine

  private static let signals = [SIGTERM, SIGINT, TerminalSignals.handOver]

  /// Blocks the signals in this thread and those started from it.
  public static func ofThisProcess() -> StopRequest {
    // A reader of our output that goes away must not end a session.
    signal(SIGPIPE, SIG_IGN)
    return StopRequest(fd: cl_signalfd(signals, Int32(signals.count)))
  }

  /// Whether somebody asked; the request stays.
  public var isMade: Bool {
    var polled = pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
    switch kernel.wait(for: &polled, milliseconds: 0) {
    case .ready: return true
    case .nothing: return false
    // They are blocked and never taken from the descriptor: they wait where the kernel keeps them.
    case .unanswered: return Self.signals.contains { cl_signal_waits($0) != 0 }
    }
  }
}
