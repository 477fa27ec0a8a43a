import Glibc

/// Standard input, output and error, as whoever started the program left them.
public enum StandardStreams {
  /// Opens `/dev/null` in place of those that are closed: else the next file or socket would get their
  /// number, and would be read as an input or written to as an output. Opened for reading only, so that
  /// writing a result to a closed output fails and is reported.
  ///
  /// Call it before anything else is opened.
  public static func fillGaps() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      // The kernel gives the lowest number that is free: those below this one are taken.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
