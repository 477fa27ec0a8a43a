import Glibc
import TextScreen

/// How wide the terminal is on which a table is told; nil where it goes to a file or another program.
enum TerminalWidth {
  static var columns: Int? {
    var window = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 else { return nil }
    return window.ws_col > 0 ? Int(window.ws_col) : nil
  }

  /// The rows of a list of sessions: on a narrow terminal alarms and ending below each.
  static func rows(_ table: [String]) -> [String] {
    columns.map { table.narrowed(to: $0, from: "high") } ?? table
  }
}
