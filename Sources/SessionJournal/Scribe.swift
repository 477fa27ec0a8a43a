/// How journals get to the disk: which disk is below a session's folder, who writes to it, and how the end
/// of writing is waited for.
///
/// The program's is `.thread`. A simulation of the loop gives a disk that fails on command, and lets the
/// writer do its turns between two turns of the loop.
public struct Scribe {
  var disk: (SessionFolder) -> any JournalFolder
  var begin: (JournalWriter) throws(SystemError) -> Void
  /// Whether all is written within so many milliseconds.
  var wait: (WriterMailbox, Int64) -> Bool
  /// Whether an entry is safe within so many milliseconds.
  var keepUp: (WriterMailbox, Int, Int64) -> Bool
  /// Something was handed over.
  var handedOver: (WriterMailbox) -> Void = { _ in }

  /// Puts files in their places beside a journal, those that are not there as they should be. Returns whether
  /// all of them stand there. What a disk does not take now is left out, and `verify` names it.
  @discardableResult
  public func complete(_ folder: SessionFolder, _ files: [BesideFile]) -> Bool {
    let disk = disk(folder)
    var areThere = true
    for file in files where !disk.holds(file.bytes, as: file.name) {
      areThere = disk.write(file.bytes, asWhole: file.name) == 0 && areThere
    }
    return areThere
  }

  /// A thread for each journal, on the machine's disk.
  public static var thread: Scribe {
    Scribe(
      disk: { DiskFolder($0) },
      begin: { writer throws(SystemError) in try WriterThread.start(writer) },
      wait: { mailbox, milliseconds in mailbox.waitForEnd(milliseconds: milliseconds) },
      keepUp: { mailbox, number, milliseconds in mailbox.waitUntilSafe(number, milliseconds: milliseconds) })
  }

  /// Writes on the recording thread itself, some pages at a time, and waits for a slow disk: for sessions
  /// that nobody watches live.
  public static var inPlace: Scribe {
    let desk = WriterInPlace()
    return Scribe(
      disk: { DiskFolder($0) },
      begin: { writer throws(SystemError) in desk.begin(writer) },
      wait: { mailbox, milliseconds in desk.turn(within: milliseconds) { mailbox.hasEnded } },
      keepUp: { mailbox, number, milliseconds in
        desk.turn(within: milliseconds) { mailbox.safeNumber >= number }
      },
      handedOver: { mailbox in if mailbox.waitingBytes >= Self.bytesATurn { desk.turn() } })
  }

  private static let bytesATurn = 1 << 18
}
