import SessionJournal
import SessionRecord
public import SessionReports

/// Checks everything under a path as far as possible: each session by itself, where it lies, what lies beside
/// it, and which sessions the ledger misses.
///
/// Sessions are verified on all cores, a number of them at a time, and reported in the order in which they
/// began.
public struct ArchiveAudit {
  /// A session that was verified, and the files that lay beside its journal.
  public struct Verified: Sendable {
    public let path: String
    public var audit: SessionAudit
    public let files: [SessionFile]
  }
  /// Something to report about one session or one place.
  public enum Finding {
    case session(Verified)
    case unreadable(String)
  }

  private let found: SessionsFound
  private let memory: ArchiveMemory
  private let way: Way
  private var ids: Set<String> = []
  private var doublets: Doublets
  private var unknown: [(place: ArchivePlace, entry: Ledger.Sealed)] = []
  private var intact: [String: [Ledger.Sealed]] = [:]
  /// How far the audit is.
  public private(set) var progress: VerifyProgress

  /// Which program verifies, since another version may word what it writes beside a journal otherwise.
  public struct ProgramMark: Hashable, Sendable {
    public var program: String
    public var engine: String

    public init(program: String, engine: String) {
      self.program = program
      self.engine = engine
    }
  }

  /// How to verify.
  struct Way: Sendable {
    var version: ProgramMark
    /// Checks chain, sequence and seal alone.
    var isChainAlone: Bool
    /// Begins the ledgers anew with all sessions that are intact.
    var rebuilds: Bool
  }

  /// - Throws: `.noSession` if there is nothing to verify.
  public init(
    _ path: String, by version: ProgramMark, chainAlone: Bool = false, rebuilds: Bool = false
  ) throws(ArchiveError) {
    way = Way(version: version, isChainAlone: chainAlone, rebuilds: rebuilds)
    found = SessionsFound(under: path)
    memory = ArchiveMemory(path, found.folders)
    doublets = Doublets(found.folders.map(\.path))
    progress = VerifyProgress(of: found.folders)
    guard !found.folders.isEmpty || !found.unreadable.isEmpty || !memory.roots.isEmpty else {
      throw .noSession(path, inside: [])
    }
  }

  /// Verifies all sessions, and reports each as soon as it and those before it are done.
  ///
  /// - Parameter tellProgress: called from time to time, when `progress` has moved on.
  public mutating func run(_ tell: (Finding) -> Void, tellProgress: (VerifyProgress) -> Void = { _ in }) {
    for sentence in found.unreadable { tell(.unreadable(sentence)) }
    var rest = found.folders[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(Self.atATime))
      rest = rest.dropFirst(some.count)
      for (folder, look) in zip(
        some, Workers.map(some) { [way, memory] in AuditedSession.of($0, memory, way) })
      {
        switch look {
        case .success(let session): tell(.session(account(for: session)))
        case .failure(let error):
          ids.insert(folder.name)
          tell(.unreadable(error.description))
        }
        progress.pass(look)
      }
      tellProgress(progress)
    }
  }

  /// Enough that no core waits long at the end of each lot; few enough that their tables fit into memory and
  /// that the first sessions are reported soon.
  private static let atATime = 24

  /// Notes what a session means for the others and for the ledger.
  private mutating func account(for session: AuditedSession) -> Verified {
    var verified = session.verified
    let (folder, id) = (session.folder, session.id)
    ids.formUnion([folder.name, id ?? folder.name])
    let copies = doublets.faults(folder.path, id: id)
    verified.audit.add(copies)
    guard let id, copies.isEmpty else { return verified }
    if way.rebuilds, let place = session.place, place.name == id, let entry = session.entry {
      intact[place.root, default: []].append(entry)
    }
    if let new = session.unknown, verified.audit.verdict == .intact { unknown.append(new) }
    return verified
  }
}

// MARK: - What the ledger says, after all sessions were seen

extension ArchiveAudit {
  /// Whether no session was found and none is missed.
  public var isEmpty: Bool { found.folders.isEmpty && found.unreadable.isEmpty && gone.isEmpty }

  /// The sessions that the ledger knows and nobody found.
  public var gone: [String] { memory.gone(found: ids).map { "\($0): gone; the ledger knows it" } }

  /// What is wrong with the ledger itself.
  public var ledgerFaults: [String] { memory.faults + memory.losses }

  /// What a reader must know even if no ledger has a fault: that there is none, or that it was begun anew
  /// once. To be asked after `keepLedger`.
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

  /// Adds to the ledger what it does not know, if the ledger may be written. Returns sentences about it.
  public func keepLedger() -> [String] { memory.add(unknown) }

  /// Begins the ledgers anew with the sessions that were found intact. Returns sentences about it.
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

  /// Whether there is an archive whose ledger could be kept.
  public var hasArchive: Bool { !memory.roots.isEmpty }
}
