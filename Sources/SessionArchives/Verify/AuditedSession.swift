import Glibc
import SessionJournal
import SessionRecord
import SessionReports

/// One session of an archive, verified by itself and against the ledger.
struct AuditedSession: Sendable {
  let folder: SessionFolder
  let place: ArchivePlace?
  /// The id in its header.
  let id: String?
  let bytes: Int
  let verified: ArchiveAudit.Verified
  /// The line that the ledger lacks, if the session may have one.
  let unknown: (place: ArchivePlace, entry: Ledger.Sealed)?
  /// The line that a ledger begun anew would have of it; nil if the session is not intact.
  let entry: Ledger.Sealed?

  static func of(
    _ folder: SessionFolder, _ memory: ArchiveMemory, _ way: ArchiveAudit.Way
  ) -> Result<AuditedSession, SystemError> {
    do throws(SystemError) {
      return .success(AuditedSession(folder, try folder.segments(), memory, way))
    } catch {
      return .failure(error)
    }
  }

  private static func find(_ path: String) -> FoundFile {
    do throws(SystemError) { return .bytes(try Disk.read(path)) } catch {
      return error.code == ENOENT ? .nothing : .unreadable(error.reason)
    }
  }

  private init(
    _ folder: SessionFolder, _ segments: [SegmentBytes], _ memory: ArchiveMemory, _ way: ArchiveAudit.Way
  ) {
    var audit =
      way.isChainAlone
      ? SessionAudit(chainOf: segments) : SessionAudit(segments, engineVersion: way.version.engine)
    let id = audit.digest?.header.session
    let known = id.flatMap { memory.sealed(folder, id: $0) }
    let isMine =
      audit.digest?.header.programVersion == way.version.program && !audit.isOfOtherEngine
      && !way.isChainAlone
    var files = way.isChainAlone ? [] : audit.files { Self.find(folder.file($0)) }
    if isMine { audit.add(files.compactMap(\.fault)) }
    // Another version may word the tables otherwise; the ledger knows whether they are unchanged.
    if !isMine, !way.isChainAlone, audit.isSealed, let tables = known?.tables {
      if tables != folder.tablesHash { audit.add([.tablesChanged]) }
      files = []
    }
    if isMine, let faults = known?.faults(told: audit) { audit.add(faults) }
    var new = audit.check(against: memory, folder, segments)
    if isMine { new?.entry.tables = folder.tablesHash }
    if let digest = audit.digest { new?.entry.facts = LedgerFacts(digest).text }
    entry = way.rebuilds ? Ledger.Sealed(audit, segments) : nil
    self.folder = folder
    place = memory.place(of: folder)
    self.id = id
    bytes = segments.reduce(0) { $0 + $1.bytes.count }
    // A session of which only chain, sequence and seal were checked is not added to the ledger.
    unknown = way.isChainAlone ? nil : new ?? known?.untold(audit, place)
    verified = ArchiveAudit.Verified(path: folder.path, audit: audit, files: isMine ? [] : files)
  }
}

extension Ledger.Sealed {
  /// Nil if the session is not intact.
  fileprivate init?(_ audit: SessionAudit, _ segments: [SegmentBytes]) {
    guard let digest = audit.digest, let head = audit.chainHead, let files = RunningHash.of(files: segments)
    else { return nil }
    self.init(
      session: digest.header.session, head: head, files: files, facts: LedgerFacts(digest).text)
  }

  /// What is wrong if the line tells something else of the session than its record does.
  fileprivate func faults(told audit: SessionAudit) -> [RecordFault] {
    guard let facts, audit.verdict == .intact, let digest = audit.digest else { return [] }
    return LedgerFacts(facts, session: session)?.agrees(with: digest) == true ? [] : [.toldOtherwise]
  }

  /// The line with the session's facts, if it has none yet; else nil.
  fileprivate func untold(
    _ audit: SessionAudit, _ place: ArchivePlace?
  ) -> (place: ArchivePlace, entry: Ledger.Sealed)? {
    guard facts == nil, let place, audit.verdict == .intact, let digest = audit.digest else { return nil }
    var line = self
    line.facts = LedgerFacts(digest).text
    return (place, line)
  }
}
