import Glibc
import InfusionCore
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import TestBench
import Testing

@testable import SessionArchives

/// A session that another version of the program recorded and worded: its tables are held to the ledger
/// alone.
@Suite struct AuditTests {
  private let scratch = ScratchFolder()

  private func record() throws -> SessionFolder {
    let wall = WallTime(unixMilliseconds: 1_792_224_123_456, offsetMinutes: 120)
    let plan = SessionPlan(chair: "2", patient: "P-1")
    let header = SessionHeader(
      programVersion: "0.0.9", engineVersion: "0", session: "", plan: plan, boot: "b",
      anchorBootMilliseconds: 0, anchorWall: wall)
    let journal = try SessionJournal.begin(header, in: SessionArchive(root: scratch.path))
    var session = Session(plan: plan)
    journal.append(session.begin(), now: .start, wall: wall, bootMilliseconds: 0)
    journal.seal(at: .seconds(1), wall: wall, bootMilliseconds: 1000) { _ in
      [SessionFolder.summary, SessionFolder.vitals, SessionFolder.observation].map {
        BesideFile($0, Array("In other words.\n".utf8))
      }
    }
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    try LedgerFile(root: scratch.path).add(sealed: journal.folder, head: journal.lastHash)
    return journal.folder
  }

  private func verify() throws -> (audit: SessionAudit, files: [SessionFile])? {
    var archive = try ArchiveAudit(scratch.path, by: .init(program: "1", engine: "1"))
    var found: [(audit: SessionAudit, files: [SessionFile])] = []
    archive.run { if case .session(let session) = $0 { found.append((session.audit, session.files)) } }
    #expect(archive.gone.isEmpty && archive.ledgerFaults.isEmpty && archive.ledgerNotes.isEmpty)
    #expect(found.count == 1)
    return found.first
  }

  @Test func itsTablesAreThoseThatWereSealed() throws {
    _ = try record()
    let found = try #require(try verify())
    #expect(found.audit.faults.isEmpty && found.files.isEmpty)
    #expect(found.audit.verdict == .intact)
  }

  @Test(arguments: [SessionFolder.summary, SessionFolder.vitals, SessionFolder.observation])
  func oneThatWasChangedOrRemovedIsTold(name: String) throws {
    let folder = try record()
    try Disk.write(Array("All well.\n".utf8), asWhole: folder.file(name))
    #expect(try verify()?.audit.faults == [.tablesChanged])
    unlink(folder.file(name))
    #expect(try verify()?.audit.faults == [.tablesChanged])
  }

  @Test func withoutALedgerADifferenceIsANote() throws {
    let folder = try record()
    unlink(LedgerFile(root: scratch.path).path)
    unlink("\(scratch.path)/.chairs/ledger.end")
    var archive = try ArchiveAudit(folder.path, by: .init(program: "1", engine: "1"))
    var files: [SessionFile] = []
    archive.run { if case .session(let session) = $0 { files = session.files } }
    let state = files.first { $0.name == SessionFolder.summary }?.state
    guard case .differs? = state else {
      Issue.record("\(String(describing: state))")
      return
    }
  }
}
