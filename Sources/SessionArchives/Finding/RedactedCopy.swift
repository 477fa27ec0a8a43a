import Glibc
import InfusionCore
public import SessionJournal
public import SessionRecord
import SessionReports

/// A session's copy for teaching, in an archive of lessons.
public struct RedactedCopy {
  /// Why there is none.
  public enum Problem: Error {
    case record(RedactionError)
    /// Its inputs no longer give its events, because something that was taken out had decided one.
    case doesNotHold(String)
    case disk(SystemError)
  }
  public let folder: SessionFolder

  /// Makes it, and verifies it before anything is written.
  ///
  /// - Parameters:
  ///   - segments: of a session that is sealed and intact.
  ///   - archive: where it goes; its key signs the seal.
  public init(
    of segments: [SegmentBytes], days: Int, keepsWords: Bool, into archive: SessionArchive,
    engineVersion: String
  ) throws(Problem) {
    guard let header = JournalReader(segments, checksHashes: false).header else { throw .record(.notIntact) }
    let make = { (session: String) throws(Problem) in
      var redaction = Redaction(days: days, session: session, keepsWords: keepsWords)
      do throws(RedactionError) {
        return try redaction.journal(of: segments, sealedBy: archive.key)
      } catch { throw Problem.record(error) }
    }
    _ = try Self.audit(try make(header.session), engineVersion)
    let begins = header.anchorWall.advanced(byMilliseconds: Int64(days) * 86_400_000)
    do throws(SystemError) {
      folder = try archive.createFolder(chair: header.plan.chair, begins: begins)
    } catch { throw .disk(error) }
    let bytes = try make(folder.name)
    let audit = try Self.audit(bytes, engineVersion)
    try write(bytes, audit, in: archive)
  }

  private static func audit(_ bytes: [UInt8], _ engineVersion: String) throws(Problem) -> SessionAudit {
    let audit = SessionAudit(
      [SegmentBytes(name: "journal.jsonl", bytes: bytes)], engineVersion: engineVersion)
    guard audit.verdict == .intact, audit.faults.isEmpty else {
      throw .doesNotHold(audit.faults.first?.sentence ?? "")
    }
    return audit
  }

  private func write(_ bytes: [UInt8], _ audit: SessionAudit, in archive: SessionArchive) throws(Problem) {
    let files = [BesideFile(SessionFolder.segmentName(1), bytes)]
    Scribe.thread.complete(folder, files + audit.besideFiles.map { BesideFile($0.name, $0.bytes) })
    do throws(SystemError) {
      guard try folder.read().map(\.bytes) == [bytes], let head = audit.chainHead, let digest = audit.digest
      else { throw SystemError("write", folder.path, code: EIO) }
      try LedgerFile(root: archive.root).add(sealed: folder, head: head, facts: LedgerFacts(digest).text)
    } catch { throw .disk(error) }
  }
}
