import InfusionCore
import Quantities
import SessionRecord
import TestBench
import Testing

@testable import SessionJournal

/// A session beside which nobody sits is written by whoever records it.
@Suite struct InPlaceTests {
  private static let wall = WallTime(unixMilliseconds: 1_792_224_000_000, offsetMinutes: 120)
  private static let header = SessionHeader(
    programVersion: "t", engineVersion: "t", session: "", plan: SessionPlan(), boot: "b",
    anchorBootMilliseconds: 0, anchorWall: wall)
  private static let entries = 3000

  private func record(in scratch: ScratchFolder, by scribe: Scribe, seals: Bool) throws -> SessionJournal {
    let journal = try SessionJournal.begin(
      Self.header, in: scratch.archive, suffix: "4fa1c0", by: scribe)
    for n in 0..<Self.entries {
      let reading = Input.reading(Reading(source: SourceID("line"), hr: .value(70)))
      let time = SessionTime.seconds(Int64(n))
      journal.append(.input(reading), at: time, wall: Self.wall, bootMilliseconds: 0)
      journal.add(TablePiece("vitals.csv", at: 2 * n, [0x61, 0x0A]))
    }
    if seals {
      journal.seal(at: .seconds(Int64(Self.entries)), wall: Self.wall, bootMilliseconds: 0) { _ in
        [BesideFile("summary.txt", [0x62])]
      }
    } else {
      journal.leaveOpen()
    }
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    return journal
  }

  @Test(arguments: [true, false])
  func whatStandsThereIsWhatAThreadWouldHaveWritten(seals: Bool) throws {
    let (one, other) = (ScratchFolder(), ScratchFolder())
    let inPlace = try record(in: one, by: .inPlace, seals: seals)
    let byThread = try record(in: other, by: .thread, seals: seals)
    #expect(inPlace.folder.name == byThread.folder.name)
    let names = [SessionFolder.segmentName(1), "vitals.csv"] + (seals ? ["summary.txt"] : [])
    for name in names {
      let bytes = try Disk.read(inPlace.folder.file(name))
      #expect(try bytes == Disk.read(byThread.folder.file(name)), "\(name)")
    }
    #expect(try Disk.read(inPlace.folder.file("vitals.csv")).count == 2 * Self.entries)
  }

  /// However long it becomes, no more of it waits in memory than some pages.
  @Test func itIsWrittenWhileItIsRecorded() throws {
    let scratch = ScratchFolder()
    let journal = try SessionJournal.begin(Self.header, in: scratch.archive, by: .inPlace)
    for n in 0..<Self.entries {
      let reading = Input.reading(Reading(source: SourceID("line"), hr: .value(70)))
      journal.append(
        .input(reading), at: .seconds(Int64(n)), wall: Self.wall, bootMilliseconds: 0)
    }
    #expect(journal.writtenThrough > Self.entries / 2)
    journal.leaveOpen()
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    #expect(journal.writtenThrough == Self.entries)
  }
}
