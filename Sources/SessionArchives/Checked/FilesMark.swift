import Glibc
import SessionJournal
import SessionRecord

/// Shows whether a journal's files were written to since they were read: of each the kernel's size, inode and
/// time of last change, which no program can set.
///
/// `git` uses the same before it reads a file again. Bytes that change below the file system (a failing disk)
/// do not show in it.
struct FilesMark: Hashable, Sendable {
  /// The text of it in the list of what was checked, a part for each segment.
  private(set) var text = ""
  private(set) var bytes = 0
  /// The newest change, in nanoseconds since 1970.
  private(set) var changedAt: Int64 = 0

  /// For files that are open, or for none yet.
  init() {}

  /// The mark of a session's segments as they lie there; nil if there is none, or one cannot be asked for.
  init?(_ folder: SessionFolder, segments numbers: [Int]) {
    for number in numbers {
      guard let facts = Disk.facts(of: folder.file(SessionFolder.segmentName(number))) else { return nil }
      add(number, facts)
    }
    if numbers.isEmpty { return nil }
  }

  mutating func add(_ number: Int, _ facts: FileFacts) {
    if !text.isEmpty { text += "," }
    text += "\(number):\(facts.size):\(facts.inode):\(facts.changedAt)"
    bytes += facts.size
    changedAt = max(changedAt, facts.changedAt)
  }
}

/// A journal's files, every byte of them read now.
struct HashedFiles: Sendable {
  let hash: RunningHash
  /// Nil if one of them was written to so recently that a later change might have the same time.
  let mark: FilesMark?

  init(_ folder: SessionFolder) throws(SystemError) {
    let began = FileFacts.stampNow
    var hash = FilesHash()
    var mark = FilesMark()
    for number in folder.segmentNumbers {
      hash.begin()
      let path = folder.file(SessionFolder.segmentName(number))
      mark.add(number, try Disk.readPieces(path) { hash.add($0) })
    }
    guard let whole = hash.finish() else {
      throw SystemError("open", folder.file(SessionFolder.segmentName(1)), code: ENOENT)
    }
    self.hash = whole
    self.mark = mark.changedAt < began ? mark : nil
  }
}
