@preconcurrency import Glibc
import SessionArchives
import SystemClocks

/// The line on a terminal that says how far a long command is; nothing if standard error is not a terminal.
final class ProgressLine {
  private let isShown = isatty(STDERR_FILENO) == 1
  private let began = SystemClock.bootMilliseconds
  private var stands = false
  private var shownAt: Int64 = 0

  func show(_ progress: VerifyProgress) { show { progress.line(after: $0) } }

  /// - Parameter line: its words, so many ms after the command began.
  func show(_ line: (Int64) -> String) {
    let now = SystemClock.bootMilliseconds
    guard isShown, now - shownAt >= Self.pause else { return }
    // What was told stands above the line.
    fflush(stdout)
    shownAt = now
    put("\r\u{1B}[K" + line(now - began))
    stands = true
  }

  /// Takes it away, so that something else can be told there.
  func clear() {
    if stands { put("\r\u{1B}[K") }
    stands = false
  }

  /// Milliseconds between two of them.
  private static let pause: Int64 = 200

  private func put(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
