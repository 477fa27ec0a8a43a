import Glibc
public import SessionJournal
public import SessionRecord

/// A session's journal, by its folder or by one of its files.
public enum SegmentFiles {
  public static func read(_ path: String) throws(ArchiveError) -> [SegmentBytes] {
    guard isFolder(path) else {
      do throws(SystemError) { return [SegmentBytes(name: path, bytes: try Disk.read(path))] } catch {
        throw error.code == ENOENT ? .missing(error) : .unreadable(error)
      }
    }
    let folder = SessionFolder(path: path)
    guard !folder.segmentNumbers.isEmpty else {
      throw .noSession(path, inside: SessionsFound(under: path).folders.map(\.path))
    }
    do throws(SystemError) { return try folder.read() } catch { throw .unreadable(error) }
  }

  /// The session's folder, with the files beside its journal, for a path that names the folder or a journal
  /// file.
  public static func folder(of path: String) -> SessionFolder {
    if isFolder(path) { return SessionFolder(path: path) }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let folder = parts.joined(separator: "/")
    return SessionFolder(path: parts.isEmpty ? "." : folder.isEmpty ? "/" : folder)
  }

  static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
