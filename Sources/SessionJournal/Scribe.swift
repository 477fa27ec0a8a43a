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

  /// A thread for each journal, on the machine's disk.
  public static var thread: Scribe {
    Scribe(
      disk: { DiskFolder($0) },
      begin: { writer throws(SystemError) in try WriterThread.start(writer) },
      wait: { mailbox, milliseconds in mailbox.waitForEnd(milliseconds: milliseconds) })
  }
}
