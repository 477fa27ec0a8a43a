import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

/// What `verify` says of a record.
@Suite struct AuditTests {
  private static func short(isSealed: Bool = true, engine: String = "1") throws -> RecordedSession {
    try RecordedSession(
      script: "@30 note text=hello\n@50 close\n", until: 60, isSealed: isSealed, engine: engine
    ) {
      [Course.reading(spo2: (10..<40).contains($0) ? 84 : 97)]
    }
  }

  private func audit(_ bytes: [UInt8]) -> SessionAudit {
    SessionAudit([SegmentBytes(name: "journal.jsonl", bytes: bytes)], engineVersion: "1")
  }

  @Test func `a sealed record that gives its events again is intact`() throws {
    let audit = try Self.short().audit
    #expect(audit.verdict == .intact)
    #expect(audit.report(name: "s", files: []) == ["s: ok"])
  }

  @Test func `an open record is named as unsealed`() throws {
    let audit = try Self.short(isSealed: false).audit
    #expect(audit.verdict == .unsealed)
    #expect(audit.report(name: "s", files: []) == ["s: unsealed"])
  }

  @Test func `a writer in the middle of a line leaves an open record open, not damaged`() throws {
    let bytes = try Self.short(isSealed: false).bytes
    let audit = audit(Array(bytes.dropLast(20)))
    #expect(audit.verdict == .unsealed)
    #expect(audit.report(name: "s", files: []).last?.contains("a torn tail of") == true)
  }

  /// A sealed record whose first file ends in half a line, which a second file has whole.
  @Test func `a torn line that the next segment has whole is named, and is no damage`() throws {
    let bytes = try Self.short().bytes
    let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    let (kept, rest) = (Array(lines[..<12].joined()), Array(lines[12...].joined()))
    var reader = JournalReader(kept)
    while reader.next() != nil {}
    let (header, hash) = try (#require(reader.header), #require(reader.lastHash))
    let next = JournalEncoder(header: header, lastNumber: reader.lastNumber, lastHash: hash).segmentLine(
      2, after: reader.lastNumber, hash, at: .seconds(1), wall: header.anchorWall, why: "write: EIO")
    let audit = SessionAudit(
      [
        SegmentBytes(name: "journal.jsonl", bytes: kept + rest.prefix(20)),
        SegmentBytes(name: "journal-2.jsonl", bytes: next + rest),
      ], engineVersion: "1")
    #expect(audit.verdict == .intact)
    let place = "journal.jsonl, line 13, byte \(kept.count)"
    // What no writer left there is damage.
    let slipped = SessionAudit(
      [
        SegmentBytes(name: "journal.jsonl", bytes: kept + Array("the dose was 70 mg".utf8)),
        SegmentBytes(name: "journal-2.jsonl", bytes: next + rest),
      ], engineVersion: "1")
    #expect(slipped.verdict == .damaged)
    #expect(
      audit.report(name: "s", files: [])
        == ["s: ok", "  \(place): a torn tail of 20 bytes; the next segment goes on without it"])
  }

  @Test func `any changed byte is damage, with its place`() throws {
    let bytes = try Self.short().bytes
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    for place in stride(from: 0, to: bytes.count, by: 283) {
      var changed = bytes
      changed[place] ^= 1
      let audit = audit(changed)
      #expect(audit.verdict == .damaged, "byte \(place)")
      let line = bytes[..<place].count { $0 == 0x0A } + 1
      let offset = lines.prefix(line - 1).reduce(0) { $0 + $1.count + 1 }
      let first = audit.report(name: "s", files: []).first ?? ""
      // A lost line feed joins two lines, so the first of them is named.
      #expect(first.contains("journal.jsonl, line \(line), byte \(offset)"), "byte \(place): \(first)")
    }
  }

  @Test func `a record without a header that can be read is damaged`() {
    #expect(audit(Array("{}\n".utf8)).verdict == .damaged)
  }

  /// A session's first entry waits until this line is on the disk.
  @Test func `a journal without a whole first line is empty`() throws {
    let header = try Self.short().bytes.prefix { $0 != 0x0A }
    for count in [0, 1, header.count / 2, header.count] {
      let audit = audit(Array(header.prefix(count)))
      #expect(audit.verdict == .empty, "\(count) bytes")
      #expect(audit.report(name: "s") == ["s: empty: \(RecordFault.empty.sentence)"])
      #expect(audit.faults.damage == nil)
    }
    #expect(SessionAudit([], engineVersion: "1").verdict == .damaged, "there is not even a journal")
  }

  @Test func `inputs that do not give the recorded events are damage`() throws {
    let forged = try Self.forged(engine: "1")
    #expect(forged.verdict == .damaged)
    #expect(forged.problems.isEmpty)
    let line = forged.report(name: "s", files: []).first ?? ""
    #expect(forged.faults.map(\.label) == ["DAMAGED, entry 3: its inputs do not give {\"kind\":\"check\"}"])
    #expect(forged.chainHead == nil)
    #expect(line.contains("s: damaged: entry 3: its inputs do not give {\"kind\":\"check\"}"))
  }

  @Test func `in a record of another engine a difference is a note`() throws {
    let forged = try Self.forged(engine: "0")
    #expect(forged.verdict == .intact)
    let lines = forged.report(name: "s", files: [])
    #expect(lines.first == "s: ok")
    #expect(lines.last?.hasPrefix("  note: recorded by engine 0, chain and seal decide: entry 3:") == true)
  }

  /// A record in order of chain and seal, with an event that none of its inputs gives.
  private static func forged(engine: String) throws -> SessionAudit {
    let empty = try RecordedSession(until: 0, isSealed: false, engine: engine)
    var reader = JournalReader(empty.bytes)
    while reader.next() != nil {}
    let header = try #require(reader.header)
    let hash = try #require(reader.lastHash)
    var encoder = JournalEncoder(header: header, lastNumber: reader.lastNumber, lastHash: hash)
    var bytes = empty.bytes
    bytes += encoder.line(
      .event(.checkTaken(without: [], by: nil)), at: .seconds(1), wall: RecordedSession.wall)
    bytes += encoder.line(.seal(Seal(entries: 3, segments: 1)), at: .seconds(1), wall: RecordedSession.wall)
    return SessionAudit([SegmentBytes(name: "journal.jsonl", bytes: bytes)], engineVersion: "1")
  }

  @Test func `files beside the journal are held to it`() throws {
    let audit = try Self.short().audit
    let summary = Array((audit.summary ?? "").utf8)
    let files = ["vitals.csv": audit.vitals, "summary.txt": summary + [0x0A]]
    let found = audit.files { files[$0].map { .bytes($0) } ?? .nothing }
    let how = try #require(FileDifference(summary + [0x0A], wanted: summary))
    #expect(found.map(\.state) == [.asTheJournal, .missing, .differs(how)])
    #expect(
      audit.report(name: "s", files: found) == [
        "s: ok", "  note: observation.csv is missing; it can be made again from the journal",
        "  note: summary.txt is not what the journal gives: \(how.sentence)",
      ])
    #expect(
      found.map(\.fault) == [nil, .fileMissing("observation.csv"), .fileDiffers("summary.txt", how)])
  }

  /// It may be there, and as it should be: to make it again is no advice.
  @Test func `a file that cannot be read is not called missing`() throws {
    let audit = try Self.short().audit
    let found = audit.files { _ in .unreadable("Is a directory") }
    #expect(found.first?.fault == .fileUnreadable("vitals.csv", "Is a directory"))
    #expect(audit.report(name: "s", files: found)[1] == "  note: vitals.csv cannot be read: Is a directory")
  }

  /// Of more bytes than are told, no two neighbours of one character.
  private static let long = String(repeating: "1\u{E4}", count: 50)
  private static let ofIt = String(repeating: "\u{E4}1", count: 19) + "\u{E4}"

  @Test(
    "the first line that differs is told, with what stands there and what should",
    arguments: [
      ("t,hr\n0,72\n1,99\n2,9\n", "t,hr\n0,72\n1,73\n2,8\n", "line 3 is \"1,99\", and should be \"1,73\""),
      ("0,72\n", "0,72\n1,73\n", "line 2 is missing, and should be \"1,73\""),
      ("0,72\n1,73\n", "0,72\n", "line 2 is \"1,73\", and should not be there"),
      ("", "0,72\n", "line 1 is missing, and should be \"0,72\""),
      ("0,72\n1,7", "0,72\n1,73\n", "line 2 is \"1,7\", and should be \"1,73\""),
      ("0,72", "0,72\n", "line 1 differs from byte 5 on, in what cannot be shown: \"0,72\""),
      ("0,7\u{202E}2\n", "0,72\n", "line 1 differs from byte 4 on, in what cannot be shown: \"0,72\""),
      ("0,72\u{1B}[2J\n", "0,72\n", "line 1 is \"0,72 [2J\", and should be \"0,72\""),
      (long + "x\n", long + "y\n", "line 1 is \"...\(ofIt)x\", and should be \"...\(ofIt)y\""),
      ("a\n", "a\n", nil),
    ])
  func whereAFileDiffers(found: String, wanted: String, told: String?) {
    #expect(FileDifference(Array(found.utf8), wanted: Array(wanted.utf8))?.sentence == told)
  }

  @Test func `what is known from outside is wrong as well, and no damage of the record unless it is`() throws
  {
    var audit = try Self.short().audit
    let head = audit.chainHead
    let how = try #require(FileDifference(Array("well".utf8), wanted: Array("ill".utf8)))
    audit.add([.fileDiffers("summary.txt", how), .twice(at: "/there")])
    #expect(audit.verdict == .intact)
    #expect(audit.chainHead == head && head != nil)
    #expect(
      audit.report(name: "s") == [
        "s: wrong: summary.txt is not what the journal gives: line 1 is \"well\", and should be \"ill\"",
        "  TWICE: the same session lies in /there, too",
      ])
    audit.add([.notTheLedgers])
    #expect(audit.verdict == .damaged)
    #expect(audit.chainHead == nil)
    #expect(audit.report(name: "s").first?.hasPrefix("s: damaged: the record is not the one that") == true)
  }

  @Test func `a format that is too new is called that`() throws {
    let text = String(decoding: try Self.short().bytes, as: UTF8.self)
    let version = SessionHeader.formatVersion
    let newer = text.replacing("\"format_version\":\(version),", with: "\"format_version\":99,")
    let audit = audit(Array(newer.utf8))
    #expect(audit.verdict == .tooNew)
    #expect(audit.faults == [.newerFormat(99)])
    #expect(audit.faults.damage == nil)
    let said = "format version 99 is newer than this program reads"
    #expect(audit.report(name: "s") == ["s: newer format: \(said)"])
    let row = SessionRow(
      SessionReading([SegmentBytes(name: "journal.jsonl", bytes: Array(newer.utf8))], .overview), "s")
    #expect(row.problems == ["NEWER FORMAT: \(said)"])
    #expect(!row.line().contains("DAMAGED"))
  }
}
