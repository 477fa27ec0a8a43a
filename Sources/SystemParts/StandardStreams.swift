import Glibc

/// Standard input, output and error, as whoever started the program left them.
public enum StandardStreams {
  /// Opens `/dev/null` in place of those that are closed: else the next file or socket would have their
  /// number, and would be read as an input, or be written to as an output. All of them only to be read from,
  /// so that a result that nobody can get is told as one that could not be written.
  ///
  /// Call it before anything else is opened.
  public static func fillGaps() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      // The kernel gives the lowest number that is free: those below this one are taken.
      _ = open("/dev/null", O_RDONLY)
    }
  }
}
