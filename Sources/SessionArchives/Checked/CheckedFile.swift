import Glibc
import SessionJournal

/// What was checked: `.chairs/checked`, a line a session, with the mark that its journal's files had when
/// every byte of them was found to be the ledger's.
///
/// It only saves reading them again: deleting it costs a few seconds. A session without a line, or whose
/// files have another mark, is read.
struct CheckedFile {
  private let path: String
  private static let heading = "chairside-checked 1"

  init(root: String) { path = "\(root)/.chairs/checked" }

  /// By the session's id; the last line of a session holds.
  func read() -> [Substring: Substring] {
    guard let bytes = try? Disk.read(path), let end = bytes.lastIndex(of: 0x0A) else { return [:] }
    let text = String(decoding: bytes[...end], as: UTF8.self)
    var lines = text.utf8.split(separator: 0x0A)[...]
    guard let first = lines.popFirst(), Substring(first) == Self.heading else { return [:] }
    var marks: [Substring: Substring] = [:]
    marks.reserveCapacity(lines.count)
    for line in lines {
      guard let blank = line.firstIndex(of: 0x20) else { continue }
      marks[Substring(line[..<blank])] = Substring(line[line.index(after: blank)...])
    }
    return marks
  }

  /// Adds a session that was sealed and read just now. If that fails, the next reader reads it once more.
  func add(_ session: String, _ mark: FilesMark) {
    let isNew = Disk.size(of: path) == 0
    let text = (isNew ? Self.heading + "\n" : "") + "\(session) \(mark.text)\n"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    _ = Disk.writeAll(Array(text.utf8), to: descriptor)
    close(descriptor)
  }

  /// Puts the whole list in place, or leaves what was there.
  func write(_ marks: [Substring: Substring]) {
    var text = Self.heading + "\n"
    for (session, mark) in marks.sorted(by: { $0.key < $1.key }) { text += "\(session) \(mark)\n" }
    try? Disk.write(Array(text.utf8), asWhole: path)
  }
}
