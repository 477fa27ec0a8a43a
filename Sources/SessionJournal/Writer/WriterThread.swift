import Glibc
import SessionRecord
import SystemClocks

/// The thread that writes. It alone touches the journal's files; a disk that does not answer stops it and
/// nothing else.
final class WriterThread {
  private let mailbox: WriterMailbox
  private var writer: SegmentWriter
  private let folder: any JournalFolder
  private var tables = GrowingFiles()
  private var besideTroubles: [String] = []
  private var files: (@Sendable ([SegmentBytes]) -> [BesideFile])?

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
      let orders = mailbox.drainOrders()
      writer.accept(orders.lines)
      files = orders.files ?? files
      let now = SystemClock.bootMilliseconds
      if orders.mustEnd { writer.flush(at: now) } else { writer.work(at: now) }
      for piece in orders.pieces { tables.add(piece, in: folder) }
      if orders.mustEnd && !writer.kept.hasUnsafe { return end() }
      publish(hasEnded: false)
      mailbox.waitForOrders(until: writer.nextDue(after: SystemClock.bootMilliseconds))
    }
  }

  private func end() {
    writer.close()
    if let files { write(files) }
    publish(hasEnded: true)
  }

  /// The files beside the journal are made of what is on disk, and so tell what the record tells. A table
  /// that has grown to just that stays as it is.
  private func write(_ files: ([SegmentBytes]) -> [BesideFile]) {
    do throws(SystemError) {
      for file in files(try folder.readSegments()) where !folder.holds(file.bytes, as: file.name) {
        let code = folder.write(file.bytes, asWhole: file.name)
        if code != 0 { besideTroubles.append("\(file.name): \(SystemError.reason(code))") }
      }
    } catch { besideTroubles.append(error.description) }
  }

  private func publish(hasEnded: Bool) {
    mailbox.publish(
      WriterMailbox.Report(
        safeNumber: writer.kept.safeNumber, unsafeSince: writer.kept.oldestUnsafe?.happenedAt,
        trouble: writer.trouble, incidents: writer.drainIncidents(), isSpaceLow: writer.isSpaceLow,
        segment: writer.segment,
        besideTrouble: besideTroubles.isEmpty ? nil : besideTroubles.joined(separator: "; "),
        hasEnded: hasEnded))
  }
}
