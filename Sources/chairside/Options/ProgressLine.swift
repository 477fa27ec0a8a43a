@preconcurrency import Glibc
import SessionArchives
import SystemClocks

/// The line on a terminal that says how far a long command is; does nothing if standard error is no terminal.
final class ProgressLine {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let began = SystemClock.bootMilliseconds
  private var stands = false
  private var shownAt: Int64 = 0

  func show(_ progress: VerifyProgress) { show { progress.line(after: $0) } }

  /// - Parameter line: gives the words, from the ms since the command began.
  func show(_ line: (Int64) -> String) {
    let now = SystemClock.bootMilliseconds
    guard isShown, now - shownAt >= Self.pause else { return }
    // What was printed before must appear above the line.
    fflush(stdout)
    shownAt = now
    put("\r\u{1B}[K" + line(now - began))
    stands = true
  }

  /// Removes the line, so that something else can be printed there.
  func clear() {
    if stands { put("\r\u{1B}[K") }
    stands = false
  }

  /// The least time between two of them, ms.
  private static let pause: Int64 = 200

  private func put(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
