import Glibc
import SystemClocks

/// The thread that writes. A disk that does not answer stops it and nothing else.
final class WriterThread {
  private let writer: JournalWriter

  private init(_ writer: JournalWriter) { self.writer = writer }

  /// Starts it; the `errno` if there can be no further thread.
  static func start(_ writer: JournalWriter) throws(SystemError) {
    let baton = Unmanaged.passRetained(WriterThread(writer))
    var id = pthread_t()
    let code = pthread_create(
      &id, nil,
      { baton in
        guard let baton else { return nil }
        Unmanaged<WriterThread>.fromOpaque(baton).takeRetainedValue().run()
        return nil
      }, baton.toOpaque())
    guard code == 0 else {
      baton.release()
      throw SystemError("pthread_create", "", code: code)
    }
    pthread_detach(id)
  }

  private func run() {
    // Signals are the station's.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    while writer.turn(at: SystemClock.bootMilliseconds) {
      writer.mailbox.waitForOrders(until: writer.nextDue(after: SystemClock.bootMilliseconds))
    }
  }
}
