import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports
import TestBench
import Testing

/// A lesson in an archive of its own, and an archive held to what was kept of it elsewhere.
@Suite struct RedactedCopyTests {
  private static let mark = ArchiveAudit.ProgramMark(program: "1", engine: "1")

  private func findings(_ path: String) throws -> [ArchiveAudit.Verified] {
    var found: [ArchiveAudit.Verified] = []
    var audit = try ArchiveAudit(path, by: Self.mark)
    audit.run { if case .session(let session) = $0 { found.append(session) } }
    return found
  }

  @Test func `the copy verifies in its archive, and its ledger knows it`() throws {
    let archive = try RecordedArchive(1)
    let lessons = ScratchFolder()
    let key = try #require(StationKey(seed: Array(repeating: 5, count: StationKey.seedBytes)))
    let copy = try RedactedCopy(
      of: archive.folders[0].read(), days: -70, keepsWords: false,
      into: SessionArchive(root: lessons.path, key: key), engineVersion: "1")
    let found = try findings(lessons.path)
    #expect(found.map(\.path) == [copy.folder.path])
    #expect(found[0].audit.faults == [])
    #expect(found[0].audit.signer == key.publicKey)
    #expect(found[0].files.isEmpty || found[0].files.allSatisfy { $0.state == .asTheJournal })
    #expect(LedgerFile(root: lessons.path).believed?.sealed.keys.sorted() == [copy.folder.name])
    #expect(!copy.folder.name.hasSuffix(archive.folders[0].name.suffix(6)), "the id is another")
  }

  @Test func `nothing is written of a session that is open`() throws {
    let archive = try RecordedArchive(0)
    let open = try archive.record("P-1", closes: false)
    let lessons = ScratchFolder()
    #expect(throws: RedactedCopy.Problem.self) {
      try RedactedCopy(
        of: open.read(), days: -70, keepsWords: false, into: SessionArchive(root: lessons.path),
        engineVersion: "1")
    }
    #expect(Disk.names(in: lessons.path) == [])
  }

  @Test func `a ledger goes on from where it ended once, and no other does`() throws {
    let archive = try RecordedArchive(2)
    let file = LedgerFile(root: archive.path)
    let kept = try #require(file.believed?.end)
    #expect(LedgerEnd(text: kept.text) == kept)
    #expect(try file.faults(beside: kept) == [])
    try archive.record("P-1")
    #expect(try file.faults(beside: kept) == [], "it has grown")
    let later = try #require(file.believed?.end)
    _ = try file.rebuild([])
    #expect(try file.faults(beside: later) == [.cutBack(to: 1, had: later.number)])
    #expect(try LedgerFile(root: "/nowhere").faults(beside: kept) == [.gone(had: kept.number)])
  }

  /// Somebody with the files alone writes the archive anew, ledger and all.
  @Test func `a seal that another key made is told to whoever has the station's`() throws {
    let archive = try RecordedArchive(1)
    var audit = SessionAudit(try archive.folders[0].read(), engineVersion: "1")
    let station = try #require(StationKey(seed: Array(repeating: 5, count: StationKey.seedBytes)))
    audit.demand(sealBy: station.publicKey)
    #expect(audit.faults == [.sealedByOther(nil)])
    #expect(audit.verdict == .intact, "wrong, not damaged")
  }
}
