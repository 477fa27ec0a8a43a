import InfusionCore
public import SessionJournal
import SessionRecord
public import SessionReports

/// What a folder of sessions holds, in the order in which the sessions began, each checked as it is read.
///
/// A session whose files are, byte for byte, those that the archive's ledger knows was checked when its line
/// was written, and the line holds what a list tells of it. The chain of every other session is followed
/// anew. If the known sessions have more bytes than can be read in passing, files that nobody has written to
/// since they were last read in full are not read again, and their rows say so.
public struct SessionListing: Sendable {
  /// A session of the list, and where it lies.
  public struct Listed: Sendable {
    public let row: SessionRow
    public let folder: SessionFolder
    let look: SessionLook
  }
  public private(set) var sessions: [Listed] = []
  /// Sentences about what could not be read, what is missing, and what is wrong with the ledger.
  public private(set) var wrongs: [String]
  /// Whether a folder or a session is there and could not be read.
  public private(set) var isPartlyUnreadable = false
  /// Sentences about what was done, such as beginning a ledger.
  public private(set) var news: [String] = []
  /// How many sessions were passed over, because the ledger knows that they are another patient's.
  public private(set) var passedOver = 0
  private var memory: ArchiveMemory?

  /// - Parameters:
  ///   - mustExist: true for a folder that somebody named; the default folder may not exist yet.
  ///   - keepsLedger: adds to the ledger what it does not know, if the ledger may be written.
  public static func read(
    _ path: String, mustExist: Bool, keepsLedger: Bool = true, wanted: Wanted = .all,
    bounds: Bounds = Bounds()
  ) throws(ArchiveError) -> SessionListing {
    guard SegmentFiles.isFolder(path) else {
      guard mustExist || SegmentFiles.exists(path) else { return SessionListing() }
      throw .notAFolder(path)
    }
    return SessionListing(ArchiveLook(path, wanted, bounds), keepsLedger: keepsLedger)
  }

  /// Which sessions of an archive are wanted.
  public enum Wanted: Hashable, Sendable {
    case all
    /// A patient's sessions. Of a large archive, those that the ledger knows to be another patient's are
    /// passed over.
    case patient(String)
    /// What the ledger of a large archive tells, without opening any session: for a page that must be there
    /// at once, before a look at all sessions follows.
    case firstRows
  }

  /// How large an archive may be to be looked at in full without a noticeable wait.
  public struct Bounds: Hashable, Sendable {
    /// Up to so many bytes of known journals are hashed again by every list: some 250 mornings' journals, a
    /// tenth of a second on two cores.
    public var bytesInPassing = 256 << 20
    /// An archive of more sessions is large.
    public var few = 300

    public init(bytesInPassing: Int = 256 << 20, few: Int = 300) {
      self.bytesInPassing = bytesInPassing
      self.few = few
    }
  }

  private init() { wrongs = [] }

  private init(_ look: ArchiveLook, keepsLedger: Bool) {
    wrongs = look.unreadable
    isPartlyUnreadable = !look.unreadable.isEmpty
    passedOver = look.passedOver
    sessions = Self.listed(look.sessions, look.found)
    var ids = Set(look.found.folders.map(\.name))
    ids.formUnion(look.sessions.compactMap(\.facts?.session))
    wrongs += look.memory.gone(found: ids).map { "\($0): gone; the ledger knows it" }
    wrongs += look.memory.faults
    news = look.memory.losses
    if keepsLedger { news += look.memory.add(look.sessions.compactMap(\.unknown)) }
    look.memory.noteChecked(look.sessions)
    memory = look.memory
  }

  private static func listed(_ looks: [SessionLook], _ found: SessionsFound) -> [Listed] {
    let watches = Watches(looks)
    var twice = Doublets(found.folders.map(\.path))
    let listed = looks.enumerated().map { index, look in
      let copies = twice.faults(look.folder.path, id: look.facts?.session)
      // For nearly all sessions there is nothing to add.
      guard !copies.isEmpty || watches.of[index] != nil else {
        return Listed(row: look.row, folder: look.folder, look: look)
      }
      let row = SessionRow(
        look.facts, look.row.name, faults: look.row.faults + copies, watch: watches.of[index],
        check: look.row.check)
      return Listed(row: row, folder: look.folder, look: look)
    }
    return listed.sorted { ($0.row.began ?? 0, $0.row.name) < ($1.row.began ?? 0, $1.row.name) }
  }
}

// MARK: - What is asked of it

extension SessionListing {
  /// The rows; without `all` only those of live sessions, and of sessions of which nobody can tell whether
  /// they are live.
  public func rows(all: Bool) -> [SessionRow] {
    sessions.map(\.row).filter { all || $0.origin ?? .live == .live }
  }

  /// The rows of the sessions whose facts `isMeant` accepts. A session without facts is never among them.
  public func rows(all: Bool, where isMeant: (LedgerFacts) -> Bool) -> [SessionRow] {
    sessions(all: all, where: isMeant).map(\.row)
  }

  /// The same sessions with their folders.
  public func sessions(all: Bool, where isMeant: (LedgerFacts) -> Bool) -> [Listed] {
    sessions.filter { listed in
      guard all || listed.row.origin ?? .live == .live, let facts = facts(of: listed) else { return false }
      return isMeant(facts)
    }
  }

  private func facts(of listed: Listed) -> LedgerFacts? {
    guard let facts = listed.row.facts else { return nil }
    let series = listed.look.series ?? keptSeries(listed.look)
    if let series, series.tellsExtremes { return LedgerFacts(session: facts, series: series) }
    return Self.digest(listed).map { LedgerFacts($0) }
  }

  /// What a series needs of a patient's sessions, without the copies of a session that lies there twice.
  public func told(of patient: String, all: Bool) -> [LedgerFacts] {
    listed(of: patient, all: all).compactMap(facts)
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

  /// Nil unless the chain was followed and holds.
  private static func digest(_ listed: Listed) -> SessionDigest? {
    (try? listed.folder.segments()).flatMap { SessionReading($0, .whole, followsChain: false).digest }
  }

  /// How many sessions were not read again, because nobody has written to their files since.
  public var unreadCount: Int { sessions.count { $0.row.check == .unchanged } }
  /// How many of them were not even looked at.
  public var untouchedCount: Int { sessions.count { $0.row.check == .told } }

  /// What is wrong with a patient's records, by the session's id, for a series to say of its rows.
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
