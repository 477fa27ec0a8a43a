import InfusionCore
public import SessionJournal
import SessionRecord
public import SessionReports

/// What a folder of sessions holds, in the order in which the sessions began, each checked as it is read.
///
/// A session whose files are, byte for byte, those that the archive's ledger knows was checked when its line
/// was written; of every other the chain is followed anew.
public struct SessionListing {
  public struct Listed {
    public let row: SessionRow
    public let folder: SessionFolder
  }
  public private(set) var sessions: [Listed] = []
  /// Sentences about what could not be read, what is missing, and what is wrong with the ledger.
  public private(set) var wrongs: [String]
  /// Sentences about what was done: a ledger that was begun.
  public private(set) var news: [String] = []

  /// - Parameters:
  ///   - mustExist: a folder that somebody named; the default one may not be there yet.
  ///   - keepsLedger: adds to the ledger what it does not know, where that may be written.
  public static func read(
    _ path: String, mustExist: Bool, keepsLedger: Bool = true
  ) throws(ArchiveError) -> SessionListing {
    guard SegmentFiles.isFolder(path) else {
      guard mustExist || SegmentFiles.exists(path) else { return SessionListing() }
      throw .notAFolder(path)
    }
    return SessionListing(under: path, keepsLedger: keepsLedger)
  }

  private init() { wrongs = [] }

  private init(under path: String, keepsLedger: Bool) {
    let found = SessionsFound(under: path)
    let memory = ArchiveMemory(path, found.folders)
    wrongs = found.unreadable
    var looks: [(folder: SessionFolder, look: SessionLook)] = []
    for (folder, look) in zip(found.folders, Workers.map(found.folders) { SessionLook.into($0, memory) }) {
      switch look {
      case .success(let look): looks.append((folder, look))
      case .failure(let error): wrongs.append(error.description)
      }
    }
    let watches = Watches(looks.map { ($0.look.place, $0.look.reading) })
    var twice = Doublets(found.folders.map(\.path))
    sessions = looks.enumerated().map { index, item in
      let copies = twice.faults(item.folder.path, id: item.look.reading.digest?.header.session)
      let row = SessionRow(
        item.look.reading, item.folder.name, further: item.look.further + copies, watch: watches.of[index])
      return Listed(row: row, folder: item.folder)
    }
    sessions.sort { ($0.row.began ?? 0, $0.row.name) < ($1.row.began ?? 0, $1.row.name) }
    let ids = looks.flatMap { [$0.folder.name, $0.look.reading.digest?.header.session ?? $0.folder.name] }
    wrongs += memory.gone(found: Set(ids)).map { "\($0): gone; the ledger knows it" }
    wrongs += memory.faults
    news = memory.losses
    if keepsLedger { news += memory.add(looks.compactMap(\.look.unknown)) }
  }
}

// MARK: - What is asked of it

extension SessionListing {
  /// Without `all` only what is live, and what nobody can tell of whether it is.
  public func rows(all: Bool) -> [SessionRow] {
    sessions.map(\.row).filter { all || $0.origin ?? .live == .live }
  }

  /// A patient's sessions, read as a whole, without the copies of one that lies there twice.
  public func digests(of patient: String, all: Bool) -> [SessionDigest] {
    sessions.filter { listed in
      listed.row.patient == patient && (all || listed.row.origin == .live) && !listed.row.isCopy
    }.compactMap { listed in
      // Its chain was followed for the row.
      guard let segments = try? listed.folder.segments() else { return nil }
      return SessionReading(segments, .whole, followsChain: false).digest
    }
  }

  /// What is wrong with records of a patient, by the session's id: what a series says of its rows.
  public func damaged(of patient: String) -> [String: String] {
    let rows = sessions.map(\.row).filter { $0.patient == patient }
    return Dictionary(
      rows.compactMap { row in
        row.faults.damage.map { (row.digest?.header.session ?? row.name, $0) }
      }
    ) { first, _ in first }
  }

  /// How many sessions have something wrong with them.
  public var wrongCount: Int {
    sessions.count { !$0.row.faults.isEmpty && !$0.row.faults.areOfAnEmptyRecord }
  }
}

extension SessionRow {
  fileprivate var isCopy: Bool { faults.contains { if case .twice = $0 { true } else { false } } }
}

/// One session as a listing reads it.
struct SessionLook: Sendable {
  let reading: SessionReading
  let place: ArchivePlace?
  /// What is wrong beside the journal.
  let further: [RecordFault]
  /// What the ledger does not know yet, and can be told.
  let unknown: (place: ArchivePlace, entry: Ledger.Sealed)?
}

extension SessionLook {
  static func into(_ folder: SessionFolder, _ memory: ArchiveMemory) -> Result<SessionLook, SystemError> {
    do throws(SystemError) { return .success(SessionLook(folder, try folder.segments(), memory)) } catch {
      return .failure(error)
    }
  }

  private init(_ folder: SessionFolder, _ segments: [SegmentBytes], _ memory: ArchiveMemory) {
    let place = memory.place(of: folder)
    let files = RunningHash.of(files: segments)
    let isKnown = memory.vouches(for: folder, with: files)
    let reading = SessionReading(segments, .overview, followsChain: !isKnown)
    let id = reading.digest?.header.session
    var further = folder.placeFaults(place, id: id)
    let isEmpty = reading.faults.areOfAnEmptyRecord
    let known = (id ?? (isEmpty ? folder.name : nil)).flatMap { memory.sealed(folder, id: $0) }
    if isEmpty, folder.hasTables { further.append(.journalGone) }
    if let known, !isKnown {
      further += known.faults(isSealed: reading.digest?.isSealed ?? false, head: reading.chainHead)
    }
    self.reading = reading
    self.place = place
    self.further = further
    unknown =
      known == nil && further.isEmpty
      ? Ledger.Sealed(reading, files).flatMap { entry in place.map { ($0, entry) } } : nil
  }
}

extension Ledger.Sealed {
  /// Nil unless the session is sealed and its chain was followed to the seal and holds.
  init?(_ reading: SessionReading, _ files: RunningHash?) {
    guard let digest = reading.digest, digest.isSealed, let head = reading.chainHead, let files else {
      return nil
    }
    self.init(session: digest.header.session, head: head, files: files)
  }
}
