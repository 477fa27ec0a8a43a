import Glibc
import SessionRecord
import TestBench
import Testing

@testable import SessionJournal

/// One writer a chair, in real folders.
@Suite struct ChairLockTests {
  private let scratch = ScratchFolder()

  @Test func twoWritersAreRefused() throws {
    guard case .acquired(let lock) = try ChairLock.acquire(chair: "2", in: scratch.archive) else {
      Issue.record("the first writer got no lock")
      return
    }
    guard case .taken(let holder) = try ChairLock.acquire(chair: "2", in: scratch.archive) else {
      Issue.record("a second writer got the lock")
      return
    }
    #expect(holder == ChairHolder(process: getpid(), writes: .nothing))
    guard case .acquired = try ChairLock.acquire(chair: "3", in: scratch.archive) else {
      Issue.record("another chair is free")
      return
    }
    withExtendedLifetime(lock) {}
  }

  @Test func whoHoldsAChairSaysWhatItWrites() throws {
    #expect(ChairLock.holder(chair: "2", in: scratch.archive) == nil)
    guard case .acquired(let lock) = try ChairLock.acquire(chair: "2", in: scratch.archive) else {
      Issue.record("the first writer got no lock")
      return
    }
    // A shorter word replaces a longer one completely.
    for writes in [ChairHolder.Writes.session("2026-03-09T081500Z_2_0a1b2c"), .unrecorded, .nothing] {
      lock.say(writes)
      let expected = ChairHolder(process: getpid(), writes: writes)
      #expect(ChairLock.holder(chair: "2", in: scratch.archive) == expected)
    }
    #expect(ChairLock.holder(chair: "3", in: scratch.archive) == nil)
    withExtendedLifetime(lock) {}
  }

  /// A station whose terminal was closed must not claim that a screen shows its session.
  @Test func whoHoldsAChairSaysWhetherAScreenShowsIt() throws {
    guard case .acquired(let lock) = try ChairLock.acquire(chair: "2", in: scratch.archive) else {
      Issue.record("the first writer got no lock")
      return
    }
    for writes in [ChairHolder.Writes.session("2026-03-09T081500Z_2_0a1b2c"), .unrecorded] {
      for hasScreen in [true, false, true] {
        lock.say(writes, hasScreen: hasScreen)
        let expected = ChairHolder(process: getpid(), writes: writes, hasScreen: hasScreen)
        #expect(ChairLock.holder(chair: "2", in: scratch.archive) == expected)
      }
    }
    withExtendedLifetime(lock) {}
  }

  /// Names that differ only in what no file name has are two chairs.
  @Test(arguments: [("A/1", "A_1"), ("A 1", "A-1"), ("Süd", "Sud"), ("A%2F1", "A/1"), ("ü", "Ã¼")])
  func aNameOfAnotherChairIsFree(one: String, other: String) throws {
    guard case .acquired(let lock) = try ChairLock.acquire(chair: one, in: scratch.archive) else {
      Issue.record("the first writer got no lock")
      return
    }
    #expect(ChairLock.holder(chair: other, in: scratch.archive) == nil)
    #expect(!ChairLock.isHeld(chair: other, in: scratch.archive))
    guard case .acquired = try ChairLock.acquire(chair: other, in: scratch.archive) else {
      Issue.record("\(other) is another chair")
      return
    }
    withExtendedLifetime(lock) {}
  }

  @Test(arguments: [
    ("2", "2"), ("room-3.b", "room-3.b"), ("A/1", "A%2F1"), ("Süd 1%", "S%C3%BCd%201%25"), ("\n", "%0A"),
  ])
  func aChairIsReadOutOfItsFilesName(chair: String, name: String) {
    #expect(ChairFileName.encoded(chair) == name)
    #expect(ChairFileName.decoded(name) == chair)
  }

  /// A port that somebody has is told by the chair of who has it.
  @Test func aProcessIsKnownByItsChair() throws {
    guard case .acquired(let lock) = try ChairLock.acquire(chair: "window seat", in: scratch.archive) else {
      Issue.record("the first writer got no lock")
      return
    }
    #expect(ChairLock.chairs(of: getpid()).contains("window seat"))
    withExtendedLifetime(lock) {}
    #expect(ChairLock.chairs(of: 0) == [])
  }

  @Test func whatALockFileSaysIsOverWithItsHolder() throws {
    if case .acquired(let lock) = try ChairLock.acquire(chair: "2", in: scratch.archive) {
      lock.say(.session("2026-03-09T081500Z_2_0a1b2c"))
    }
    #expect(ChairLock.holder(chair: "2", in: scratch.archive) == nil)
  }

  @Test func aLockFileThatIsLeftOverMeansNothing() throws {
    if case .acquired(let lock) = try ChairLock.acquire(chair: "2", in: scratch.archive) {
      withExtendedLifetime(lock) {}
    }
    #expect(ScratchFolder.mode(of: scratch.archive.root + "/.chairs/2.lock") == 0o600)
    guard case .acquired = try ChairLock.acquire(chair: "2", in: scratch.archive) else {
      Issue.record("the lock is not free")
      return
    }
  }

  @Test func aChairsLockIsSeenWhileItIsHeldAndIsLeftAsItIs() throws {
    #expect(!ChairLock.isHeld(chair: "2", in: scratch.archive))
    guard case .acquired(let lock) = try ChairLock.acquire(chair: "2", in: scratch.archive) else {
      Issue.record("the lock is free")
      return
    }
    withExtendedLifetime(lock) {
      #expect(ChairLock.isHeld(chair: "2", in: scratch.archive))
      #expect(!ChairLock.isHeld(chair: "3", in: scratch.archive))
    }
  }
}
