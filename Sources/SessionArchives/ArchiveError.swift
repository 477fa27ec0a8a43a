public import SessionJournal

/// Why a request to an archive cannot be answered at all.
public enum ArchiveError: Error, Hashable, Sendable {
  /// There is no such file or folder.
  case missing(SystemError)
  /// It exists and cannot be read.
  case unreadable(SystemError)
  case notAFolder(String)
  /// The folder is no session; `inside` lists the sessions below it.
  case noSession(String, inside: [String])
  /// There is no session of that name, and no file either.
  case unknownSession(String, in: String)
  /// The name may mean several sessions.
  case ambiguous(String, ids: [String])
  /// The folder is no archive (`YYYY/MM/` with sessions in it), so it has no ledger.
  case noArchive(String)
  case ledgerNotWritten(SystemError)
}

extension ArchiveError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let error), .unreadable(let error): error.description
    case .notAFolder(let path): "\(path): not a folder"
    case .noSession(let path, let inside) where inside.isEmpty: "\(path): no session, and none below it"
    case .noSession(let path, let inside): Self.folderGiven(path, inside)
    case .unknownSession(let name, let folder): "\(name): neither a file nor a session in \(folder)"
    case .ambiguous(let name, let ids):
      "\(name): \(ids.count) sessions are meant by it; say which:\(Self.few(ids))"
    case .noArchive(let path): "\(path): no archive: its sessions do not lie in YYYY/MM/"
    case .ledgerNotWritten(let error): "the ledger cannot be written: \(error)"
    }
  }

  /// The sentence for a folder of sessions given instead of one session: it names those inside.
  private static func folderGiven(_ path: String, _ inside: [String]) -> String {
    "\(path): not a session, but a folder of \(inside.count):\(few(inside))"
      + "\nchairside list \(path) says more"
  }

  private static func few(_ names: [String]) -> String {
    let rest = names.count > 6 ? "\n  and \(names.count - 6) more" : ""
    return names.prefix(6).map { "\n  \($0)" }.joined() + rest
  }
}
