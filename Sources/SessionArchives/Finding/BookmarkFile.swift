import Glibc
public import SessionJournal
public import SessionRecord

/// The bookmarks beside a session on disk.
///
///     let file = BookmarkFile(beside: folder)
///     try file.add(Bookmark(at: .minutes(27), text: "here she could have asked"))
///     file.read().bookmarks
public struct BookmarkFile: Sendable {
  public let path: String

  public init(beside folder: SessionFolder) { path = folder.file(Bookmark.file) }

  /// Empty if there is no such file.
  public func read() -> (bookmarks: [Bookmark], unreadable: Int) {
    Bookmark.all(in: (try? Disk.read(path)) ?? [])
  }

  /// Adds a bookmark at the end; existing ones are never changed here.
  public func add(_ bookmark: Bookmark) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError("open", path, code: errno) }
    defer { close(descriptor) }
    let code = Disk.writeAll(bookmark.line, to: descriptor)
    guard code == 0 else { throw SystemError("write", path, code: code) }
  }
}
