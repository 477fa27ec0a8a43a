import Quantities
import SessionArchives
import SessionJournal
import SessionRecord
import Testing

@Suite("Bookmarks beside a session")
struct BookmarkTests {
  @Test("are kept as they come and read in the order of their moments")
  func order() throws {
    let archive = try RecordedArchive(1)
    let file = BookmarkFile(beside: SessionFolder(path: archive.path))
    #expect(file.read().bookmarks.isEmpty)
    try file.add(Bookmark(at: .seconds(1650), text: "too late, and \"why\"?"))
    try file.add(Bookmark(at: .seconds(90), text: "Prüfung der Pumpe"))
    #expect(
      file.read().bookmarks == [
        Bookmark(at: .seconds(90), text: "Prüfung der Pumpe"),
        Bookmark(at: .seconds(1650), text: "too late, and \"why\"?"),
      ])
  }

  @Test("a line that is none is counted, and costs no other")
  func damaged() {
    let bytes = Bookmark(at: .seconds(1), text: "a").line + Array("half a li\n".utf8)
    let (found, unreadable) = Bookmark.all(in: bytes + Bookmark(at: .seconds(2), text: "b").line)
    #expect(found.map(\.text) == ["a", "b"])
    #expect(unreadable == 1)
  }

  @Test("a folder that cannot be written to says why")
  func forbidden() {
    let file = BookmarkFile(beside: SessionFolder(path: "/proc/none"))
    #expect(throws: SystemError.self) { try file.add(Bookmark(at: .start, text: "x")) }
  }
}
