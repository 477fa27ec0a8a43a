import SessionJournal
import SessionRecord
public import SessionReports

/// Everything under a path, checked as far as it can be: each session by itself, where it lies, what lies
/// beside it, and what the ledger misses.
public struct ArchiveAudit {
  public struct Verified {
    public let path: String
    public let audit: SessionAudit
    public let files: [SessionFile]
  }
  public enum Finding {
    case session(Verified)
    case unreadable(String)
  }

  private let found: SessionsFound
  private let memory: ArchiveMemory
  private let version: ProgramMark
  private var ids: Set<String> = []
  private var doublets: Doublets
  private var unknown: [(place: ArchivePlace, entry: Ledger.Sealed)] = []
  private var intact: [String: [Ledger.Sealed]] = [:]
  /// Whether the ledgers are to be begun anew with all that is intact.
  private let rebuilds: Bool

  /// Which program verifies: what another one wrote beside a journal may be worded otherwise.
  public struct ProgramMark: Hashable, Sendable {
    public var program: String
    public var engine: String

    public init(program: String, engine: String) {
      self.program = program
      self.engine = engine
    }
  }

  /// - Throws: `.noSession` where there is nothing to verify.
  public init(_ path: String, by version: ProgramMark, rebuilds: Bool = false) throws(ArchiveError) {
    self.rebuilds = rebuilds
    found = SessionsFound(under: path)
    memory = ArchiveMemory(path, found.folders)
    doublets = Doublets(found.folders.map(\.path))
    self.version = version
    guard !found.folders.isEmpty || !found.unreadable.isEmpty || !memory.roots.isEmpty else {
      throw .noSession(path, inside: [])
    }
  }

  /// Verifies one session after another, and tells of each as soon as it is done.
  public mutating func run(_ tell: (Finding) -> Void) {
    for sentence in found.unreadable { tell(.unreadable(sentence)) }
    for folder in found.folders {
      do throws(SystemError) {
        tell(.session(verify(folder, try folder.segments())))
      } catch {
        ids.insert(folder.name)
        tell(.unreadable(error.description))
      }
    }
  }

  private mutating func verify(_ folder: SessionFolder, _ segments: [SegmentBytes]) -> Verified {
    var audit = SessionAudit(segments, engineVersion: version.engine)
    let mine = audit.digest?.header.programVersion == version.program && !audit.isOfOtherEngine
    let id = audit.digest?.header.session
    var files = audit.files { try? Disk.read(folder.file($0)) }
    if mine { audit.add(files.compactMap(\.fault)) }
    // Another version may word them otherwise: whether they are as they were, the ledger knows.
    if !mine, audit.isSealed, let tables = id.flatMap({ memory.sealed(folder, id: $0) })?.tables {
      if tables != folder.tablesHash { audit.add([.tablesChanged]) }
      files = []
    }
    var new = audit.check(against: memory, folder, segments)
    if mine { new?.entry.tables = folder.tablesHash }
    ids.formUnion([folder.name, id ?? folder.name])
    let copies = doublets.faults(folder.path, id: id)
    audit.add(copies)
    if let id, copies.isEmpty {
      if rebuilds { remember(audit, id, memory.place(of: folder), RunningHash.of(files: segments)) }
      if let new, audit.verdict == .intact { unknown.append(new) }
    }
    return Verified(path: folder.path, audit: audit, files: mine ? [] : files)
  }

  private mutating func remember(
    _ audit: SessionAudit, _ id: String, _ place: ArchivePlace?, _ files: RunningHash?
  ) {
    guard let place, place.name == id, let files, let head = audit.chainHead else { return }
    intact[place.root, default: []].append(Ledger.Sealed(session: id, head: head, files: files))
  }
}

// MARK: - What the ledger says, after all sessions were seen

extension ArchiveAudit {
  /// The sessions that the ledger knows and nobody found.
  public var gone: [String] { memory.gone(found: ids).map { "\($0): gone; the ledger knows it" } }

  /// What is wrong with the ledger itself.
  public var ledgerFaults: [String] { memory.faults + memory.losses }

  /// What a reader must know where no ledger is at fault: that there is none, or that it was begun anew once.
  /// Asked after `keepLedger`.
  public var ledgerNotes: [String] {
    memory.roots.compactMap { root in
      let file = LedgerFile(root: root)
      guard case .ledger(let ledger) = file.read() else {
        return "note: \(file.path): there is none; a session that is gone is not missed"
      }
      switch ledger.origin {
      case .begun, .found, nil: return nil
      case .lost(let lines): return "note: \(file.path): begun anew after one of \(lines) lines was lost"
      case .rebuilt: return "note: \(file.path): begun anew because somebody asked for it"
      }
    }
  }

  /// Adds to the ledger what it does not know, where it may be written: sentences about it.
  public func keepLedger() -> [String] { memory.add(unknown) }

  /// Begins the ledgers anew with the sessions that were found intact.
  public func rebuildLedgers() throws(ArchiveError) -> [String] {
    let roots = Set(memory.roots).union(intact.keys)
    var sentences: [String] = []
    for root in roots.sorted() {
      let file = LedgerFile(root: root)
      let entries = intact[root] ?? []
      do throws(SystemError) {
        let kept = try file.rebuild(entries).map { "; the one before is \($0)" } ?? ""
        let count = "\(entries.count) sealed \(entries.count == 1 ? "session" : "sessions")"
        sentences.append("\(file.path): begun anew with \(count)\(kept)")
      } catch { throw .ledgerNotWritten(error) }
    }
    return sentences
  }

  /// Whether there is an archive to keep a ledger of.
  public var hasArchive: Bool { !memory.roots.isEmpty }
}
