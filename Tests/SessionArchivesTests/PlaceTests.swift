import Glibc
import SessionJournal
import SessionRecord
import SessionReports
import Testing

@testable import SessionArchives

/// Where a session lies, and what follows from it.
@Suite struct PlaceTests {
  private static let id = "2026-10-17T080203Z_2_4fa1c0"

  @Test(arguments: [
    ("/a/2026/10/x", "/a"), ("/2026/10/x", "/"), ("/a/b/2026/10/\(id)", "/a/b"),
  ])
  func aSessionInAnArchiveSaysWhereThatBegins(path: String, root: String) {
    #expect(ArchivePlace(of: path)?.root == root)
  }

  @Test(arguments: ["/a/x", "/a/2026/x", "/a/2026/1/x", "/a/2026/10/b/x", "/a/20y6/10/x", "x"])
  func aSessionThatLiesOtherwiseBelongsToNone(path: String) {
    #expect(ArchivePlace(of: path) == nil)
  }

  @Test func anIdSaysWhereItsSessionBelongs() {
    #expect(ArchivePlace.path(of: Self.id, in: "/a") == "/a/2026/10/\(Self.id)")
    #expect(ArchivePlace.path(of: "uneventful", in: "/a") == nil)
  }

  /// The whole id, its beginning, or the digits that a list shows; in a folder of any name, too.
  @Test func aSessionIsFoundByAnyPartOfItsIdThatSaysWhich() throws {
    let archive = try RecordedArchive(2)
    let (first, other) = (archive.folders[0], archive.folders[1])
    let digits = String(first.name.suffix(6))
    func path(_ name: String) throws(ArchiveError) -> String {
      try NamedSession.path(of: name, in: archive.path)
    }
    for name in [first.name, digits, String(first.name.prefix(20))] {
      #expect(try path(name) == first.path)
    }
    // An id that fits several sessions names each, so that one can be chosen.
    let both = ArchiveError.ambiguous("2026", ids: [first.name, other.name])
    #expect(throws: both) { try path("2026") }
    #expect(both.description.hasSuffix("say which:\n  \(first.name)\n  \(other.name)"))
    let renamed = archive.path + "/for-the-chart"
    #expect(rename(other.path, renamed) == 0)
    for name in ["for-the-chart", other.name, String(other.name.suffix(6))] {
      #expect(try path(name) == renamed)
    }
    #expect(throws: ArchiveError.unknownSession("000000x", in: archive.path)) { try path("000000x") }
    #expect(throws: ArchiveError.unknownSession("", in: archive.path)) { try path("") }
  }

  @Test func aFolderIsNamedForTheSessionInIt() {
    let place = ArchivePlace(of: "/a/2026/10/old")
    func faults(_ name: String, _ place: ArchivePlace?) -> [RecordFault] {
      SessionFolder(path: "/a/2026/10/\(name)").placeFaults(place, id: Self.id)
    }
    #expect(faults(Self.id, place) == [])
    #expect(faults("old", place) == [.foreignName(holds: Self.id)])
    #expect(faults("2026-10-17T080203Z_2_000000", nil) == [.foreignName(holds: Self.id)])
    // A copied folder may have any name.
    #expect(faults("for the chart", nil) == [])
  }

  @Test func ofTwoTheOneInTheFolderOfItsNameIsTheSession() {
    var twice = Doublets(["/a", "/s", "/x", "/y"])
    #expect(twice.faults("/a", id: "s") == [.twice(at: "/s")])
    #expect(twice.faults("/s", id: "s") == [])
    // If neither folder has the session's name, the first one counts as the original.
    #expect(twice.faults("/x", id: "t") == [])
    #expect(twice.faults("/y", id: "t") == [.twice(at: "/x")])
    #expect(twice.faults("/y", id: nil) == [])
  }

  @Test func theSameNameInTwoArchivesIsTheSameSession() {
    var twice = Doublets(["/1/s", "/2/s"])
    #expect(twice.faults("/1/s", id: "s") == [])
    #expect(twice.faults("/2/s", id: "s") == [.twice(at: "/1/s")])
  }

  @Test func theLedgersWordIsHeldAgainstTheRecord() {
    func hash(_ text: String) -> RunningHash { .genesis(of: Array(text.utf8)[...]) }
    let known = Ledger.Sealed(session: Self.id, head: hash("seal"), files: hash("files"))
    #expect(known.faults(isSealed: true, head: hash("seal")) == [])
    #expect(known.faults(isSealed: true, head: hash("other")) == [.notTheLedgers])
    #expect(known.faults(isSealed: false, head: hash("seal")) == [.rolledBack])
    // A broken chain is told elsewhere, so it is no fault of the place.
    #expect(known.faults(isSealed: true, head: nil) == [])
  }

  @Test func workIsSharedOutAndComesBackInOrder() {
    #expect(Workers.map(Array(0..<500)) { $0 * 2 } == (0..<500).map { $0 * 2 })
    #expect(Workers.map([Int]()) { $0 } == [])
  }
}
