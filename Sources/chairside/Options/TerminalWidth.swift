import Glibc
import TextScreen

/// The width of the terminal on which a table is printed; nil if it goes to a file or another program.
enum TerminalWidth {
  static var columns: Int? {
    var window = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 else { return nil }
    return window.ws_col > 0 ? Int(window.ws_col) : nil
  }

  /// The rows of a list of sessions, with alarms and ending below each on a narrow terminal.
  static func rows(_ table: [String]) -> [String] {
    columns.map { table.narrowed(to: $0, from: "high") } ?? table
  }
}
