import SystemClocks
import SystemParts

/// The thread that writes. A disk that does not answer stops it and nothing else.
final class WriterThread {
  private let writer: JournalWriter

  private init(_ writer: JournalWriter) { self.writer = writer }

  /// Starts it; the `errno` if there can be no further thread.
  static func start(_ writer: JournalWriter) throws(SystemError) {
    do throws(WorkerThread.Refused) {
      try WorkerThread.start(with: writer) { WriterThread($0).run() }
    } catch {
      throw SystemError("pthread_create", "", code: error.code)
    }
  }

  private func run() {
    while writer.turn(at: SystemClock.bootMilliseconds) {
      writer.mailbox.waitForOrders(until: writer.nextDue(after: SystemClock.bootMilliseconds))
    }
  }
}
