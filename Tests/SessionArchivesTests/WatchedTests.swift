import SessionJournal
import Testing

@testable import SessionArchives

/// Whether somebody is in the named session: a debrief of a running drill would tell its trainee everything.
@Suite struct WatchedTests {
  @Test func aSessionGoesOnWhileWhoHoldsItsChairWritesIt() throws {
    let archive = try RecordedArchive(0)
    let sealed = try archive.record("P-0")
    let open = try archive.record("P-1", closes: false)
    func isGoingOn(_ folder: SessionFolder) throws -> Bool {
      try NamedSession(folder.path, in: archive.path, engineVersion: RecordedArchive.version).isGoingOn
    }
    #expect(try !isGoingOn(open), "it was left open, and nobody is there")
    guard
      case .acquired(let chair) = try ChairLock.acquire(chair: "2", in: SessionArchive(root: archive.path))
    else { throw Taken() }
    #expect(try !isGoingOn(open), "a question stands on the screen of the chair")
    chair.say(.session(open.name))
    #expect(try isGoingOn(open))
    #expect(try !isGoingOn(sealed))
    withExtendedLifetime(chair) {}
  }

  private struct Taken: Error {}
}
