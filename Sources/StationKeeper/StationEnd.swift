import Glibc

/// How a station ended.
public enum StationEnd: Hashable, Sendable {
  case exited(status: Int32)
  /// By a signal: a trap of its own, the system (memory), or a person's `kill`.
  case killed(signal: Int32)
  /// The system could not start it; its error number.
  case notStarted(code: Int32)

  /// From the status that `waitpid` gives.
  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7F
    self = signal == 0 ? .exited(status: (waitStatus >> 8) & 0xFF) : .killed(signal: signal)
  }

  /// The status a shell expects from a program that ended so.
  var exitStatus: Int32 {
    switch self {
    case .exited(let status): status
    case .killed(let signal): 128 + signal
    case .notStarted: 71  // EX_OSERR
    }
  }
}

extension StationEnd: CustomStringConvertible {
  public var description: String {
    switch self {
    case .exited(let status): "exit status \(status)"
    case .killed(let signal): "signal \(signal) (\(Self.name(of: signal)))"
    case .notStarted(let code): String(cString: strerror(code))
    }
  }

  private static func name(of signal: Int32) -> String {
    switch signal {
    case SIGHUP: "SIGHUP"
    case SIGINT: "SIGINT"
    case SIGQUIT: "SIGQUIT"
    case SIGILL: "SIGILL"
    case SIGTRAP: "SIGTRAP"
    case SIGABRT: "SIGABRT"
    case SIGBUS: "SIGBUS"
    case SIGFPE: "SIGFPE"
    case SIGKILL: "SIGKILL"
    case SIGSEGV: "SIGSEGV"
    case SIGPIPE: "SIGPIPE"
    case SIGTERM: "SIGTERM"
    default: String(cString: strsignal(signal))
    }
  }
}
