import Glibc

/// The thread that writes. It alone touches the journal's files; a disk that does not answer stops it and
/// nothing else.
final class WriterThread {
  private let mailbox: WriterMailbox
  private var writer: SegmentWriter
  private let folder: any JournalFolder
  private var tableTrouble: String?
  private var files: [(name: String, bytes: [UInt8])] = []

  private init(_ writer: SegmentWriter, folder: any JournalFolder, mailbox: WriterMailbox) {
    self.writer = writer
    self.folder = folder
    self.mailbox = mailbox
  }

  /// Starts it; the `errno` if there can be no further thread.
  static func start(
    _ writer: SegmentWriter, folder: any JournalFolder, mailbox: WriterMailbox
  ) throws(SystemError) {
    let thread = WriterThread(writer, folder: folder, mailbox: mailbox)
    let baton = Unmanaged.passRetained(thread)
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
    while true {
      let orders = mailbox.takeOrders()
      writer.accept(orders.lines)
      files += orders.files
      let now = BootClock.milliseconds()
      if orders.mustEnd { writer.flush(at: now) } else { writer.work(at: now) }
      if !orders.rows.isEmpty { keepTable(folder.append(orders.rows, toTable: SessionFolder.observation)) }
      if orders.mustEnd && !writer.kept.hasUnsafe { return end() }
      publish(hasEnded: false)
      mailbox.waitForOrders(until: writer.nextDue(after: BootClock.milliseconds()))
    }
  }

  private func end() {
    for file in files { keepTable(folder.write(file.bytes, asWhole: file.name)) }
    writer.close()
    publish(hasEnded: true)
  }

  private func keepTable(_ code: Int32) {
    if code != 0 { tableTrouble = SystemError.reason(code) }
  }

  private func publish(hasEnded: Bool) {
    mailbox.publish(
      WriterMailbox.Report(
        safeNumber: writer.kept.safeNumber, unsafeSince: writer.kept.oldestUnsafe?.happenedAt,
        trouble: writer.trouble, incidents: writer.takeIncidents(), isSpaceLow: writer.isSpaceLow,
        segment: writer.segment, tableTrouble: tableTrouble, hasEnded: hasEnded))
  }
}
