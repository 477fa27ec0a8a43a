import InfusionCore
public import SessionJournal
import SessionRecord
public import SessionReports

/// What a folder of sessions holds, in the order in which the sessions began, each checked as it is read.
///
/// A session whose files are, byte for byte, those that the archive's ledger knows was checked when its
/// line was written, and the line tells what a list has of it; of every other the chain is followed
/// anew. Where the known sessions have more bytes than can be read in passing, those whose files nobody
/// has written to since every byte of them was read are not read again: their rows say so.
public struct SessionListing {
  public struct Listed {
    public let row: SessionRow
    public let folder: SessionFolder
    let look: SessionLook
  }
  public private(set) var sessions: [Listed] = []
  /// Sentences about what could not be read, what is missing, and what is wrong with the ledger.
  public private(set) var wrongs: [String]
  /// Sentences about what was done: a ledger that was begun.
  public private(set) var news: [String] = []

  /// - Parameters:
  ///   - mustExist: a folder that somebody named; the default one may not be there yet.
  ///   - keepsLedger: adds to the ledger what it does not know, where that may be written.
  ///   - readInPassing: how many bytes of known journals are read again in any case.
  public static func read(
    _ path: String, mustExist: Bool, keepsLedger: Bool = true, readInPassing: Int = Self.usuallyReadInPassing
  ) throws(ArchiveError) -> SessionListing {
    guard SegmentFiles.isFolder(path) else {
      guard mustExist || SegmentFiles.exists(path) else { return SessionListing() }
      throw .notAFolder(path)
    }
    return SessionListing(under: path, keepsLedger: keepsLedger, readInPassing)
  }

  private var memory: ArchiveMemory?

  private init() { wrongs = [] }

  private init(under path: String, keepsLedger: Bool, _ readInPassing: Int) {
    let found = SessionsFound(under: path)
    let memory = ArchiveMemory(path, found.folders)
    wrongs = found.unreadable
    var looks: [SessionLook] = []
    for look in Self.looks(found, memory, readInPassing) {
      switch look {
      case .success(let look): looks.append(look)
      case .failure(let error): wrongs.append(error.description)
      }
    }
    sessions = Self.listed(looks, found)
    var ids = Set(looks.map(\.folder.name))
    ids.formUnion(looks.compactMap(\.facts?.session))
    wrongs += memory.gone(found: ids).map { "\($0): gone; the ledger knows it" }
    wrongs += memory.faults
    news = memory.losses
    if keepsLedger { news += memory.add(looks.compactMap(\.unknown)) }
    memory.noteChecked(looks)
    self.memory = memory
  }

  private static func looks(
    _ found: SessionsFound, _ memory: ArchiveMemory, _ readInPassing: Int
  ) -> [Result<SessionLook, SystemError>] {
    let sessions = Workers.map(found.folders) { [segments = found.segments] in
      SessionToLookAt($0, segments: segments[$0.path] ?? [], memory)
    }
    let bytes = sessions.reduce(0) { $0 + ($1.mark?.bytes ?? 0) }
    let checked = bytes > readInPassing ? memory.checked : [:]
    return Workers.map(sessions) { session in
      let mark = session.place.flatMap { checked[$0.root]?[$0.name[...]] }
      return SessionLook.into(session, memory, checked: mark)
    }
  }

  /// So many bytes of known journals are read again by every listing: those of some 250 mornings, a
  /// tenth of a second on two cores.
  public static let usuallyReadInPassing = 256 << 20

  private static func listed(_ looks: [SessionLook], _ found: SessionsFound) -> [Listed] {
    let watches = Watches(looks)
    var twice = Doublets(found.folders.map(\.path))
    let listed = looks.enumerated().map { index, look in
      let copies = twice.faults(look.folder.path, id: look.facts?.session)
      let row = SessionRow(
        look.facts, look.folder.name, faults: look.faults + copies, watch: watches.of[index],
        check: look.check)
      return Listed(row: row, folder: look.folder, look: look)
    }
    return listed.sorted { ($0.row.began ?? 0, $0.row.name) < ($1.row.began ?? 0, $1.row.name) }
  }
}

// MARK: - What is asked of it

extension SessionListing {
  /// Without `all` only what is live, and what nobody can tell of whether it is.
  public func rows(all: Bool) -> [SessionRow] {
    sessions.map(\.row).filter { all || $0.origin ?? .live == .live }
  }

  /// What a series tells of a patient's sessions, without the copies of one that lies there twice.
  public func told(of patient: String, all: Bool) -> [LedgerFacts] {
    listed(of: patient, all: all).compactMap { listed in
      guard let facts = listed.row.facts else { return nil }
      let series = listed.look.series ?? keptSeries(listed.look)
      if let series, series.extremes != nil { return LedgerFacts(session: facts, series: series) }
      return Self.digest(listed).map { LedgerFacts($0) }
    }
  }

  private func keptSeries(_ look: SessionLook) -> SeriesFacts? {
    look.place.flatMap { memory?.vouched($0)?.facts }.flatMap { SeriesFacts($0) }
  }

  /// The same sessions, read as a whole.
  public func digests(of patient: String, all: Bool) -> [SessionDigest] {
    listed(of: patient, all: all).compactMap(Self.digest)
  }

  private func listed(of patient: String, all: Bool) -> [Listed] {
    sessions.filter { listed in
      listed.row.patient == patient && (all || listed.row.origin == .live) && !listed.row.isCopy
    }
  }

  /// Its chain was followed for the row.
  private static func digest(_ listed: Listed) -> SessionDigest? {
    (try? listed.folder.segments()).flatMap { SessionReading($0, .whole, followsChain: false).digest }
  }

  /// How many sessions were not read again, for nobody has written to their files since they were.
  public var unreadCount: Int { sessions.count { $0.row.check == .unchanged } }

  /// What is wrong with records of a patient, by the session's id: what a series says of its rows.
  public func damaged(of patient: String) -> [String: String] {
    let rows = sessions.map(\.row).filter { $0.patient == patient }
    return Dictionary(
      rows.compactMap { row in
        row.faults.damage.map { (row.facts?.session ?? row.name, $0) }
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
