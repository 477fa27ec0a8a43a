import Glibc
import InfusionCore
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import Testing

@testable import SessionArchives

/// A list and a series are told by the ledger, not by the journals, and are what the journals tell all
/// the same.
@Suite struct ListingTests {
  private func rows(_ listing: SessionListing) -> [SessionRow] { listing.rows(all: true) }

  @Test func theLedgerTellsWhatTheRecordsDo() throws {
    let archive = try RecordedArchive(4)
    let listing = try archive.list()
    #expect(rows(listing).map(\.facts) == archive.replayed.map(\.session))
    #expect(rows(listing).allSatisfy { $0.faults.isEmpty && $0.check == .whole })
    #expect(listing.news.isEmpty && listing.wrongs.isEmpty)
    let told = listing.told(of: "P-1", all: true)
    #expect(told == archive.replayed.filter { $0.session.patient == "P-1" })
    #expect(told.first?.series.extremes?.lowestSpO2 == 93)
    #expect(told.first?.series.sideEffects.map(\.name) == ["nausea"])
  }

  /// The row comes from the ledger. If the ledger was forged with another dose and a chain in order, the list
  /// shows that dose, and only `verify` finds the forgery.
  @Test func aLedgerThatTellsItOtherwiseIsFoundByVerify() throws {
    let archive = try RecordedArchive(2)
    try archive.forgeFacts { $0.replacing("\"patient\":\"P-0\"", with: "\"patient\":\"P-9\"") }
    #expect(rows(try archive.list()).map(\.patient) == ["P-9", "P-1"])
    #expect(try archive.verify().map(\.audit.faults) == [[.toldOtherwise], []])
  }

  @Test func ofALineWithoutTheLowestPulseItsRecordIsRead() throws {
    let archive = try RecordedArchive(2)
    try archive.forgeFacts { $0.replacing(/"hr_lowest":[0-9.]+,/, with: "") }
    let told = try archive.list().told(of: "P-1", all: true)
    #expect(told == archive.replayed.filter { $0.session.patient == "P-1" })
    #expect(told.first?.series.extremes?.lowestHR != nil)
    #expect(try archive.verify().map(\.audit.faults) == [[], []])
  }

  /// A station that could not read its own last entries sealed the session without knowing how it ended.
  @Test(arguments: [0, 1 << 20])
  func ofALineWithoutAnEndItsRecordIsRead(readInPassing: Int) throws {
    let archive = try RecordedArchive(2)
    _ = try archive.list()
    try archive.forgeFacts { $0.replacing(/"outcome":"[a-z]+"/, with: #""outcome":null"#) }
    let rows = rows(try archive.list(readInPassing: readInPassing))
    #expect(rows.map(\.facts?.outcome) == [.abandoned, .abandoned])
    #expect(rows.map(\.check) == [.whole, .whole])
  }

  @Test func ofASessionThatIsOpenItsRecordIsRead() throws {
    let archive = try RecordedArchive(1)
    try archive.record("P-5", closes: false)
    let rows = rows(try archive.list(readInPassing: 0))
    #expect(rows.map(\.isSealed) == [true, false])
    #expect(rows.map(\.patient) == ["P-0", "P-5"])
  }

  // MARK: What is found without reading it again

  @Test(arguments: [0, 1 << 20])
  func oneChangedByteIsTold(readInPassing: Int) throws {
    let archive = try RecordedArchive(3)
    _ = try archive.list()
    archive.alterOneByte(of: 1)
    let rows = rows(try archive.list(readInPassing: readInPassing))
    #expect(rows.map { $0.faults.damage != nil } == [false, true, false])
    #expect(rows[0].check == (readInPassing == 0 ? .unchanged : .whole))
    #expect(rows[1].check == .whole)
    // The damage is told at every further look.
    #expect(self.rows(try archive.list(readInPassing: 0))[1].faults.damage != nil)
  }

  @Test func aTimeThatWasSetBackHidesNothing() throws {
    let archive = try RecordedArchive(2)
    _ = try archive.list()
    var facts = stat()
    stat(archive.journal(0), &facts)
    archive.alterOneByte(of: 0)
    let times = [facts.st_atim, facts.st_mtim]
    #expect(utimensat(AT_FDCWD, archive.journal(0), times, 0) == 0)
    #expect(rows(try archive.list(readInPassing: 0))[0].faults.damage != nil)
  }

  @Test func anotherFileInItsPlaceIsTold() throws {
    let archive = try RecordedArchive(2)
    _ = try archive.list()
    let bytes = try Disk.read(archive.journal(0))
    unlink(archive.journal(0))
    try Disk.write(Array(bytes.reversed()), asWhole: archive.journal(0))
    #expect(rows(try archive.list(readInPassing: 0))[0].faults.damage != nil)
  }

  @Test func aFurtherSegmentIsTold() throws {
    let archive = try RecordedArchive(2)
    _ = try archive.list()
    try Disk.write(Array("{}\n".utf8), asWhole: archive.folders[0].file(SessionFolder.segmentName(2)))
    #expect(rows(try archive.list(readInPassing: 0))[0].faults.damage != nil)
  }

  @Test func aJournalThatIsGoneIsTold() throws {
    let archive = try RecordedArchive(2)
    _ = try archive.list()
    unlink(archive.journal(1))
    let row = rows(try archive.list(readInPassing: 0)).first { $0.name == archive.folders[1].name }
    #expect(row?.faults == [.journalGone])
  }

  /// A file of marks that is deleted, was never written, or holds nonsense only costs another reading.
  @Test(arguments: ["", "nonsense", "chairside-checked 1\nhalf a li", "chairside-checked 2\n"])
  func whatWasCheckedMayBeDeleted(text: String) throws {
    let archive = try RecordedArchive(2)
    _ = try archive.list()
    let file = "\(archive.path)/.chairs/checked"
    #expect(access(file, F_OK) == 0)
    unlink(file)
    if !text.isEmpty { try Disk.write(Array(text.utf8), asWhole: file) }
    #expect(rows(try archive.list(readInPassing: 0)).map(\.check) == [.whole, .whole])
    #expect(rows(try archive.list(readInPassing: 0)).map(\.check) == [.unchanged, .unchanged])
  }

  /// A mark vouches for the bytes that the ledger knows, not for whatever lies there.
  @Test func damageIsNeverNotedAsChecked() throws {
    let archive = try RecordedArchive(2)
    archive.alterOneByte(of: 0)
    for _ in 0..<3 { #expect(rows(try archive.list(readInPassing: 0))[0].faults.damage != nil) }
  }

  @Test func aLedgerWithAFaultVouchesForNothing() throws {
    let archive = try RecordedArchive(2)
    _ = try archive.list()
    truncate("\(archive.path)/ledger.jsonl", off_t(Disk.size(of: "\(archive.path)/ledger.jsonl") - 1))
    let listing = try archive.list(readInPassing: 0)
    #expect(rows(listing).map(\.check) == [.whole, .whole])
    #expect(!listing.wrongs.isEmpty)
  }

  // MARK: Where less is wanted of a large archive

  @Test func aSeriesLooksAtItsPatientsSessionsAlone() throws {
    let archive = try RecordedArchive(5)
    try archive.record("P-1", closes: false)
    let listing = try archive.list(.patient("P-1"))
    #expect(rows(listing).map(\.facts?.session) == [1, 3, 5].map { archive.folders[$0].name })
    #expect(rows(listing).map(\.isSealed) == [true, true, false])
    #expect(rows(listing).allSatisfy { $0.check == .whole })
    #expect(listing.passedOver == 3)
    #expect(listing.told(of: "P-1", all: true) == archive.replayed.filter { $0.session.patient == "P-1" })
    archive.alterOneByte(of: 3)
    #expect(rows(try archive.list(.patient("P-1"))).map { $0.faults.damage != nil } == [false, true, false])
  }

  @Test func itMissesWhatIsGoneAllTheSame() throws {
    let archive = try RecordedArchive(5)
    unlink(archive.journal(1))
    let listing = try archive.list(.patient("P-1"))
    #expect(listing.sessions.map(\.row.faults).contains([.journalGone]))
    for name in Disk.names(in: archive.folders[3].path) ?? [] where name != "." {
      unlink(archive.folders[3].file(name))
    }
    rmdir(archive.folders[3].path)
    #expect(
      try archive.list(.patient("P-1")).wrongs == ["\(archive.folders[3].name): gone; the ledger knows it"])
  }

  @Test func theFirstRowsAreTheLedgersWordAndSaySo() throws {
    let archive = try RecordedArchive(4)
    let first = try archive.list(.firstRows)
    #expect(rows(first).map(\.facts) == archive.replayed.map(\.session))
    #expect(rows(first).allSatisfy { $0.check == .told })
    #expect(first.untouchedCount == 4)
    // In a small archive they are a look at all.
    let small = try SessionListing.read(archive.path, mustExist: true, wanted: .firstRows)
    #expect(rows(small).allSatisfy { $0.check == .whole })
  }

  @Test func aLedgerWithAFaultIsNotBelievedForFirstRowsEither() throws {
    let archive = try RecordedArchive(4)
    truncate("\(archive.path)/ledger.jsonl", off_t(Disk.size(of: "\(archive.path)/ledger.jsonl") - 1))
    #expect(rows(try archive.list(.firstRows)).allSatisfy { $0.check == .whole })
    #expect(try archive.list(.patient("P-1")).passedOver == 0)
  }

  // MARK: A ledger of before

  @Test func factsThatALedgerLacksAreAddedAndAreNoNews() throws {
    let archive = try RecordedArchive(3, keepsFacts: false)
    let first = try archive.list()
    #expect(rows(first).map(\.facts) == archive.replayed.map(\.session))
    #expect(first.news.isEmpty)
    guard case .ledger(let ledger) = LedgerFile(root: archive.path).read() else {
      Issue.record("no ledger")
      return
    }
    #expect(ledger.faults.isEmpty && ledger.end.number == 7)
    #expect(ledger.sealed.values.allSatisfy { $0.facts != nil })
    let second = try archive.list(readInPassing: 0)
    #expect(rows(second).map(\.facts) == rows(first).map(\.facts))
    // A series reads the readings that a list steps over.
    #expect(second.told(of: "P-1", all: true) == archive.replayed.filter { $0.session.patient == "P-1" })
    #expect(try archive.verify().allSatisfy { $0.audit.faults.isEmpty })
  }
}

extension RecordedArchive {
  func verify(chainAlone: Bool = false) throws -> [ArchiveAudit.Verified] {
    var audit = try ArchiveAudit(
      path, by: .init(program: Self.version, engine: Self.version), chainAlone: chainAlone)
    var found: [ArchiveAudit.Verified] = []
    audit.run { if case .session(let session) = $0 { found.append(session) } }
    return found
  }

  /// A ledger that was written anew from beginning to end, with its chain in order.
  fileprivate func forgeFacts(_ edit: (String) -> String) throws {
    let file = LedgerFile(root: path)
    guard case .ledger(let old) = file.read() else { return }
    var (ledger, bytes) = Ledger.begin(.begun)
    for entry in old.sealed.values.sorted(by: { $0.session < $1.session }) {
      var entry = entry
      entry.facts = entry.facts.map {
        FactsText(Array(edit(String(decoding: $0.bytes, as: UTF8.self)).utf8))
      }
      bytes += ledger.add(entry) ?? []
    }
    try Disk.write(bytes, asWhole: file.path)
    try Disk.write(ledger.end.note, asWhole: "\(path)/.chairs/ledger.end")
  }
}
