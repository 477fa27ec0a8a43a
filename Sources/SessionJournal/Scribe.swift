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

  /// Puts files in their places beside a journal, those that are not there as they should be.
  public func complete(_ folder: SessionFolder, _ files: [BesideFile]) {
    let disk = disk(folder)
    // A disk that takes nothing now takes nothing: `verify` says what is missing.
    for file in files where !disk.holds(file.bytes, as: file.name) {
      _ = disk.write(file.bytes, asWhole: file.name)
    }
  }

  /// A thread for each journal, on the machine's disk.
  public static var thread: Scribe {
    Scribe(
      disk: { DiskFolder($0) },
      begin: { writer throws(SystemError) in try WriterThread.start(writer) },
      wait: { mailbox, milliseconds in mailbox.waitForEnd(milliseconds: milliseconds) },
      keepUp: { mailbox, number, milliseconds in mailbox.waitUntilSafe(number, milliseconds: milliseconds) })
  }
}
