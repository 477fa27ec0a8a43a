import SystemClocks

/// Gives a writer its turns on the thread of whoever records.
final class WriterInPlace {
  private var writer: JournalWriter?

  func begin(_ writer: JournalWriter) { self.writer = writer }

  func turn() {
    if writer?.turn(at: SystemClock.bootMilliseconds) == false { writer = nil }
  }

  /// Turns until it is done, each when it is due; false where it takes longer.
  func turn(within milliseconds: Int64, until isDone: () -> Bool) -> Bool {
    let limit = SystemClock.bootMilliseconds + milliseconds
    turn()
    while !isDone() {
      let now = SystemClock.bootMilliseconds
      guard let writer, now < limit else { return false }
      writer.mailbox.waitForOrders(until: min(limit, writer.nextDue(after: now)))
      turn()
    }
    return true
  }
}
