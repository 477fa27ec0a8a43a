import SessionJournal
import SessionRecord
public import SessionReports

/// A session that was named on the command line by its folder, a journal file, or its id among those in the
/// sessions' folder. It is read in full and checked, also against the archive's ledger.
public struct NamedSession {
  public let path: String
  public let audit: SessionAudit
  public let digest: SessionDigest

  /// Why nothing can be told of a session, although it was found.
  public enum Problem: Error {
    case archive(ArchiveError)
    /// It has no header that this program can read, because it is too new, empty or no session at all.
    case unreadable(path: String, why: String)
    /// A session whose header is damaged: without it nobody knows by what the rest is to be told.
    case headerDamaged(path: String, why: String)
  }

  /// - Parameter engineVersion: this program's.
  public init(_ name: String, in directory: String, engineVersion: String) throws(Problem) {
    let segments: [SegmentBytes]
    do throws(ArchiveError) {
      path = try Self.path(of: name, in: directory)
      segments = try SegmentFiles.read(path)
    } catch { throw .archive(error) }
    var audit = SessionAudit(segments, engineVersion: engineVersion)
    if SegmentFiles.isFolder(path) {
      let folder = SessionFolder(path: path)
      audit.check(against: ArchiveMemory(path, [folder]), folder, segments)
    }
    guard let digest = audit.digest else {
      let why = audit.faults.whyNoHeader
      let isSession = SegmentFiles.isFolder(path) || audit.hasEntries
      guard isSession, audit.verdict == .damaged else { throw .unreadable(path: path, why: why) }
      throw .headerDamaged(path: path, why: why)
    }
    self.audit = audit
    self.digest = digest
  }

  /// Where a session lies that is named by its folder, a journal file, its id, or a part of that: its
  /// beginning, or the six digits at its end, which a list shows.
  public static func path(of name: String, in directory: String) throws(ArchiveError) -> String {
    if SegmentFiles.exists(name) { return name }
    guard !name.isEmpty else { throw .unknownSession(name, in: directory) }
    let folders = SessionsFound(under: directory).folders
    var matches = folders.filter { $0.name.isNamed(name) }.map { (folder: $0, id: $0.name) }
    if matches.isEmpty {
      // A folder that somebody named otherwise may hold a session whose id only its journal knows.
      matches = folders.filter { !SessionArchive.isID($0.name) }
        .compactMap { folder in folder.sessionID.map { (folder: folder, id: $0) } }
        .filter { $0.id.isNamed(name) }
    }
    guard let match = matches.first else { throw .unknownSession(name, in: directory) }
    guard matches.count == 1 else { throw .ambiguous(name, ids: matches.map(\.id)) }
    return match.folder.path
  }
}

extension String {
  /// Whether this names an id or a folder: its beginning, or the six digits at its end.
  fileprivate func isNamed(_ name: String) -> Bool { hasPrefix(name) || hasSuffix("_\(name)") }
}

extension SessionFolder {
  fileprivate var sessionID: String? {
    (try? segments()).flatMap { JournalReader($0, checksHashes: false).header?.session }
  }
}

extension SessionAudit {
  /// Adds what is wrong with the place where the session lies, and where it contradicts the ledger. Returns
  /// the line that the ledger lacks, if the session may have one.
  @discardableResult
  mutating func check(
    against memory: ArchiveMemory, _ folder: SessionFolder, _ segments: [SegmentBytes]
  ) -> (place: ArchivePlace, entry: Ledger.Sealed)? {
    let place = memory.place(of: folder)
    let id = digest?.header.session
    let misplaced = folder.placeFaults(place, id: id)
    // A journal without a line may have been emptied, so the ledger is asked by the folder's name.
    let isEmpty = faults.areOfAnEmptyRecord
    let known = (id ?? (isEmpty ? folder.name : nil)).flatMap { memory.sealed(folder, id: $0) }
    add(misplaced)
    if isEmpty, folder.hasTables { add([.journalGone]) }
    if let known {
      add(known.faults(isSealed: isSealed, head: chainHead))
    }
    guard known == nil, misplaced.isEmpty, let place, let id, let head = chainHead,
      let files = RunningHash.of(files: segments)
    else { return nil }
    return (place, Ledger.Sealed(session: id, head: head, files: files))
  }
}
