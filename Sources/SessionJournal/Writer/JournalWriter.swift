import SessionRecord

/// Does what the station ordered, turn by turn: lines first, then the tables' rows, and once it must end the
/// files beside the journal. It alone touches the journal's files.
final class JournalWriter {
  let mailbox: WriterMailbox
  private(set) var writer: SegmentWriter
  private let folder: any JournalFolder
  private var tables = GrowingFiles()
  private var besideTroubles: [String] = []
  private var files: (@Sendable ([SegmentBytes]) -> [BesideFile])?

  init(_ writer: SegmentWriter, folder: any JournalFolder, mailbox: WriterMailbox) {
    self.writer = writer
    self.folder = folder
    self.mailbox = mailbox
  }

  /// Does what is due. False when it has ended.
  func turn(at now: Int64) -> Bool {
    let orders = mailbox.drainOrders()
    writer.accept(orders.lines)
    files = orders.files ?? files
    if orders.mustEnd { writer.flush(at: now) } else { writer.work(at: now) }
    for piece in orders.pieces { tables.add(piece, in: folder) }
    if orders.mustEnd && !writer.kept.hasUnsafe {
      end()
      return false
    }
    publish(hasEnded: false)
    return true
  }

  /// When the next turn is due if nothing is ordered before.
  func nextDue(after now: Int64) -> Int64 { writer.nextDue(after: now) }

  private func end() {
    writer.close()
    if let files { write(files) }
    publish(hasEnded: true)
  }

  /// Makes the files beside the journal from what is on disk, so that they agree with the record. A table
  /// that has grown to exactly that stays as it is.
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
