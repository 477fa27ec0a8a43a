import Glibc
import SessionJournal
import SessionRecord

/// By what the kernel tells whether a journal's files were written to since somebody read them: of each its
/// size, its inode and the time of its last change, which no program can set.
///
/// It is what `git` asks before it reads a file again. What changes bytes below the file system, a failing
/// disk say, changes none of it.
struct FilesMark: Hashable, Sendable {
  /// As it stands in the list of what was checked: a part for each segment.
  private(set) var text = ""
  private(set) var bytes = 0
  /// The newest change, in nanoseconds since 1970.
  private(set) var changedAt: Int64 = 0

  /// Of files that are open, or of none yet.
  init() {}

  /// Of a session's segments as they lie there; nil where there is none, or one cannot be asked.
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
  /// Nil where one of them was written to so shortly before that a change after it might not be told from
  /// that.
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
