import Glibc
import Testing

@testable import SessionJournal

/// Tables grow beside the journal as long as nothing is wrong with them.
@Suite struct GrowingFilesTests {
  private let folder = FaultyFolder()

  private func add(_ pieces: [(Int, [UInt8])], to files: inout GrowingFiles) {
    for (place, bytes) in pieces { files.add(TablePiece("vitals.csv", at: place, bytes), in: folder) }
  }

  @Test func piecesFollowOneAnother() {
    var files = GrowingFiles()
    add([(0, [1, 2]), (2, [3]), (3, [4, 5])], to: &files)
    #expect(folder.beside["vitals.csv"] == [1, 2, 3, 4, 5])
  }

  @Test func aTableThatBeginsAnewReplacesWhatWasThere() {
    folder.beside["vitals.csv"] = [9, 9, 9]
    var files = GrowingFiles()
    add([(0, [1, 2]), (2, [3])], to: &files)
    #expect(folder.beside["vitals.csv"] == [1, 2, 3])
  }

  @Test func behindAPieceThatIsMissingNothingIsWritten() {
    var files = GrowingFiles()
    add([(0, [1, 2]), (3, [4]), (4, [5])], to: &files)
    #expect(folder.beside["vitals.csv"] == [1, 2])
  }

  @Test func aFullDiskEndsItUntilTheTableBeginsAnew() {
    var files = GrowingFiles()
    add([(0, [1])], to: &files)
    folder.besideFailures["vitals.csv"] = ENOSPC
    add([(1, [2])], to: &files)
    folder.besideFailures = [:]
    add([(2, [3])], to: &files)
    #expect(folder.beside["vitals.csv"] == [1])
    add([(0, [1, 2, 3])], to: &files)
    #expect(folder.beside["vitals.csv"] == [1, 2, 3])
  }

  @Test func aTableThatSomebodyChangedIsLeftAlone() {
    var files = GrowingFiles()
    add([(0, [1, 2])], to: &files)
    folder.beside["vitals.csv"] = [7]
    add([(2, [3])], to: &files)
    #expect(folder.beside["vitals.csv"] == [7])
  }

  @Test func piecesThatWaitBecomeOneAndOnlyThoseThatFollow() {
    var waiting: [TablePiece] = []
    for piece in [
      TablePiece("vitals.csv", at: 0, [1, 2]), TablePiece("observation.csv", at: 0, [7]),
      TablePiece("vitals.csv", at: 2, [3]), TablePiece("vitals.csv", at: 9, [4]),
      TablePiece("observation.csv", at: 1, [8]),
    ] { waiting.add(piece) }
    #expect(
      waiting == [
        TablePiece("vitals.csv", at: 0, [1, 2, 3]), TablePiece("observation.csv", at: 0, [7, 8]),
        TablePiece("vitals.csv", at: 9, [4]),
      ])
  }
}
