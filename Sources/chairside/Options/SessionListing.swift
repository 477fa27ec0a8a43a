import InfusionCore
import SessionJournal
import SessionRecord
import SessionReports

/// What a folder of sessions holds, in the order in which the sessions began.
struct SessionListing {
  struct Listed {
    let row: SessionRow
    let folder: SessionFolder
  }
  private(set) var sessions: [Listed] = []
  /// Sentences about what could not be read.
  private(set) var unreadable: [String]

  /// - Parameter mustExist: a folder that somebody named; the default one may not be there yet.
  static func read(_ path: String, mustExist: Bool) throws(Failure) -> SessionListing {
    guard WholeFile.isFolder(path) else {
      guard mustExist || WholeFile.exists(path) else { return SessionListing(SessionsFound.none) }
      throw Failure(.noInput, "\(path): not a folder")
    }
    return SessionListing(SessionsFound(under: path))
  }

  private init(_ found: SessionsFound) {
    unreadable = found.unreadable
    for folder in found.folders {
      switch folder.segments() {
      case .success(let segments):
        let row = SessionRow(SessionReading(segments, .overview), folder.name)
        sessions.append(Listed(row: row, folder: folder))
      case .failure(let error): unreadable.append(error.description)
      }
    }
    sessions.sort { ($0.row.began ?? 0, $0.row.name) < ($1.row.began ?? 0, $1.row.name) }
  }

  /// Without `all` only what is live, and what nobody can tell of whether it is.
  func rows(all: Bool) -> [SessionRow] {
    sessions.map(\.row).filter { all || $0.origin ?? .live == .live }
  }

  /// A patient's sessions, read as a whole.
  func digests(of patient: String, all: Bool) -> [SessionDigest] {
    sessions.filter { $0.row.patient == patient && (all || $0.row.origin == .live) }.compactMap { listed in
      guard case .success(let segments) = listed.folder.segments() else { return nil }
      return SessionReading(segments, .whole).digest
    }
  }
}

// MARK: - What must not be overlooked

extension SessionListing {
  /// What the rows do not show; throws when something is wrong.
  func sayTheRest(all: Bool, shown: Int) throws(Failure) {
    let hidden = sessions.count - shown
    if hidden > 0 { complain("\(hidden) not live (simulated, drill, replay) left out; --all lists them") }
    if sessions.isEmpty && unreadable.isEmpty { complain("no sessions") }
    for sentence in unreadable { complain(sentence) }
    try sayWhatIsWrong()
  }

  /// Throws where the answer is not the whole one.
  func sayWhatIsWrong() throws(Failure) {
    let damaged = sessions.count { !$0.row.problems.isEmpty }
    guard damaged > 0 || !unreadable.isEmpty else { return }
    let counts = "\(sessions.count) sessions read, \(damaged) damaged, \(unreadable.count) not readable"
    throw Failure(.foundWrong, counts + "; chairside verify says more")
  }
}

extension SessionsFound {
  static let none = SessionsFound()
}
