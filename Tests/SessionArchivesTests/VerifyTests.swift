import SessionJournal
import SessionRecord
import SessionReports
import Testing

@testable import SessionArchives

/// An archive verified on all cores, as a whole or by its chains alone.
@Suite struct VerifyTests {
  @Test func sessionsAreToldInTheirOrderHoweverManyCoresThereAre() throws {
    let archive = try RecordedArchive(30)
    let found = try archive.verify()
    #expect(found.map(\.path) == archive.folders.map(\.path))
    #expect(found.allSatisfy { $0.audit.verdict == .intact && $0.audit.faults.isEmpty })
  }

  @Test(arguments: [false, true]) func oneChangedByteIsFound(chainAlone: Bool) throws {
    let archive = try RecordedArchive(3)
    archive.alterOneByte(of: 1)
    #expect(try archive.verify(chainAlone: chainAlone).map(\.audit.verdict) == [.intact, .damaged, .intact])
  }

  /// The chain alone says nothing of the files beside the journal, and says that it does not.
  @Test func theChainAloneIsCalledThat() throws {
    let archive = try RecordedArchive(1)
    try Disk.write(Array("All well.\n".utf8), asWhole: archive.folders[0].file(SessionFolder.summary))
    let chain = try #require(try archive.verify(chainAlone: true).first)
    #expect(chain.audit.report(name: "s", files: chain.files) == ["s: chain ok"])
    let whole = try #require(try archive.verify().first)
    guard case .fileDiffers(SessionFolder.summary, let how)? = whole.audit.faults.first else {
      Issue.record("\(whole.audit.faults)")
      return
    }
    #expect(whole.audit.faults.count == 1 && how.line == 1 && how.found == "All well.")
  }

  @Test func theChainAloneAddsNothingToTheLedger() throws {
    let archive = try RecordedArchive(1)
    let file = LedgerFile(root: archive.path)
    _ = try file.rebuild([])
    var audit = try ArchiveAudit(archive.path, by: .init(program: "1", engine: "1"), chainAlone: true)
    audit.run { _ in }
    #expect(audit.keepLedger().isEmpty)
    var whole = try ArchiveAudit(archive.path, by: .init(program: "1", engine: "1"))
    whole.run { _ in }
    #expect(whole.keepLedger().count == 1)
  }

  @Test func progressGoesFromNothingToAll() throws {
    let archive = try RecordedArchive(26)
    var audit = try ArchiveAudit(archive.path, by: .init(program: "1", engine: "1"))
    #expect(audit.progress.sessions == 0 && audit.progress.allSessions == 26)
    var told: [VerifyProgress] = []
    audit.run({ _ in }, tellProgress: { told.append($0) })
    #expect(told.map(\.sessions) == [24, 26])
    #expect(told.last?.bytes == told.last?.allBytes)
  }

  @Test func howLongTheRestTakesFollowsFromTheBytes() {
    var progress = VerifyProgress(allSessions: 10, allBytes: 400_000_000)
    #expect(progress.line(after: 0) == "0 of 10 sessions")
    progress.pass(100_000_000)
    #expect(progress.line(after: 1000) == "1 of 10 sessions, 100 MB/s, 3 s left")
    #expect(progress.line(after: 60_000) == "1 of 10 sessions, 1 MB/s, 3 min 0 s left")
    progress.pass(300_000_000)
    #expect(progress.line(after: 4000) == "2 of 10 sessions, 100 MB/s, 0 s left")
  }
}
