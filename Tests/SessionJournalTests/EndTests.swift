import Glibc
import InfusionCore
import Quantities
import SessionRecord
import TestBench
import Testing

@testable import SessionJournal

/// The end of a record on a disk that fails: the lines first, then the files beside them.
@Suite struct EndTests {
  private static let wall = WallTime(unixMilliseconds: 1_792_224_000_000, offsetMinutes: 120)
  private static let header = SessionHeader(
    programVersion: "t", engineVersion: "t", session: "s", plan: SessionPlan(), boot: "b",
    anchorBootMilliseconds: 0, anchorWall: wall)

  /// Has the writer's own thread write one entry and the files; what it reports last.
  private func end(
    _ folder: FaultyFolder, files: @escaping @Sendable ([SegmentBytes]) -> [BesideFile]
  ) throws -> WriterMailbox.Report {
    var (encoder, line) = JournalEncoder.begin(Self.header)
    let file = FaultyFile(folder)
    file.bytes = line
    file.synced = line.count
    folder.files[1] = file
    let writer = SegmentWriter(
      folder: folder, file: file, segment: 1, size: line.count, encoder: encoder,
      kept: KeptLines(behind: 0, encoder.lastHash))
    line = encoder.line(.seal(Seal(entries: 0, segments: 1)), at: .start, wall: Self.wall)
    let mailbox = try #require(WriterMailbox())
    try WriterThread.start(JournalWriter(writer, folder: folder, mailbox: mailbox))
    mailbox.post(
      KeptLine(
        number: 1, bytes: line, hash: encoder.lastHash, time: .start, wall: Self.wall, happenedAt: 0,
        isUrgent: true))
    mailbox.end(with: files)
    #expect(mailbox.waitForEnd(milliseconds: Patience.milliseconds))
    return mailbox.drainReport()
  }

  @Test func theFilesAreMadeWhenTheLastLineIsSafe() throws {
    let folder = FaultyFolder()
    let report = try end(folder) { segments in [BesideFile("copy", segments.flatMap(\.bytes))] }
    #expect(report.besideTrouble == nil)
    #expect(folder.beside["copy"] == folder.durable.flatMap(\.bytes))
    var reader = JournalReader(folder.beside["copy"] ?? [])
    while reader.next() != nil {}
    #expect(reader.isSealed)
  }

  @Test func eachFileThatFailsIsNamedAndTheOthersAreWritten() throws {
    let folder = FaultyFolder()
    folder.besideFailures = ["vitals.csv": ENOSPC, "summary.txt": EIO]
    let report = try end(folder) { _ in
      ["vitals.csv", "observation.csv", "summary.txt"].map { BesideFile($0, [1]) }
    }
    #expect(report.besideTrouble == "vitals.csv: disk full; summary.txt: disk error")
    #expect(folder.beside.keys.sorted() == ["observation.csv"])
    #expect(report.safeNumber == 1 && report.trouble == nil)
  }

  @Test func aTableThatHasGrownToWhatTheJournalGivesStaysAsItIs() throws {
    let folder = FaultyFolder()
    folder.beside = ["vitals.csv": [1, 2], "observation.csv": [1]]
    let report = try end(folder) { _ in
      [BesideFile("vitals.csv", [1, 2]), BesideFile("observation.csv", [1, 2])]
    }
    #expect(report.besideTrouble == nil)
    #expect(folder.wholes == ["observation.csv"])
    #expect(folder.beside == ["vitals.csv": [1, 2], "observation.csv": [1, 2]])
  }

  @Test func aJournalThatCannotBeReadAgainIsToldAndIsSafe() throws {
    let folder = FaultyFolder()
    folder.readFailure = EIO
    let report = try end(folder) { _ in [BesideFile("summary.txt", [1])] }
    #expect(report.besideTrouble == "journal.jsonl: read: disk error")
    #expect(folder.beside.isEmpty)
    #expect(report.safeNumber == 1)
  }
}
