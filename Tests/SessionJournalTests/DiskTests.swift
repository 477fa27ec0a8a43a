import Glibc
import InfusionCore
import Quantities
import SessionRecord
import Testing

@testable import SessionJournal

/// A folder that is gone when the test is.
final class Scratch {
  let path: String
  var archive: SessionArchive { SessionArchive(root: path + "/sessions") }

  init() {
    path = "/tmp/chairside-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    mkdir(path, 0o700)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    for name in Disk.names(in: path) ?? [] { remove("\(path)/\(name)") }
    if rmdir(path) != 0 { unlink(path) }
  }

  static func append(_ bytes: [UInt8], to path: String) {
    let descriptor = open(path, O_WRONLY | O_APPEND)
    _ = Disk.writeAll(bytes, to: descriptor)
    close(descriptor)
  }

  static func mode(of path: String) -> UInt32 {
    var facts = stat()
    return lstat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0
  }
}

/// Sessions in real folders, with the real writer's thread.
@Suite struct DiskTests {
  private let scratch = Scratch()
  private static let wall = WallTime(unixMilliseconds: 1_792_224_123_456, offsetMinutes: 120)

  private func header(chair: String = "2", boot: String = "boot-a") -> SessionHeader {
    let plan = SessionPlan(
      chair: chair, patient: "P1", weight: Kilograms(70), plan: "trd-40",
      sources: [SourceDescription(id: SourceID("line"))])
    return SessionHeader(
      programVersion: "t", engineVersion: "t", session: "", plan: plan, boot: boot,
      anchorBootMilliseconds: 1_000_000,
      anchorWall: Self.wall)
  }

  /// A session with its first words and readings for some seconds.
  private func begin(seconds: Int64 = 5) throws -> (journal: SessionJournal, session: Session) {
    let journal = try SessionJournal.begin(header(), in: scratch.archive)
    var session = Session(plan: journal.header.plan)
    journal.append(session.begin(), now: .start, wall: Self.wall, bootMilliseconds: BootClock.milliseconds())
    for second in 0..<seconds { feed(journal, &session, second) }
    return (journal, session)
  }

  private func feed(_ journal: SessionJournal, _ session: inout Session, _ second: Int64) {
    let reading = Input.reading(Reading(source: SourceID("line"), spo2: .value(97), hr: .value(70)))
    let told = session.receive(reading, at: .seconds(second))
    journal.append(
      reading, at: told.at, events: told.events, wall: Self.wall.advanced(byMilliseconds: second * 1000),
      bootMilliseconds: BootClock.milliseconds())
  }

  private func leaveOpen(seconds: Int64 = 5) throws -> SessionFolder {
    let (journal, _) = try begin(seconds: seconds)
    journal.leaveOpen()
    #expect(journal.waitUntilWritten(milliseconds: 10_000))
    return journal.folder
  }

  private func verify(_ folder: SessionFolder) throws -> (
    problems: [JournalProblem], isSealed: Bool, numbers: [Int], differs: Bool
  ) {
    var reader = JournalReader(try folder.read())
    var replay = Replay(engine: Session(plan: reader.header?.plan ?? SessionPlan()))
    var numbers: [Int] = []
    while let entry = reader.next() {
      numbers.append(entry.number)
      replay.take(entry, body: reader.body)
    }
    _ = replay.finish(at: reader.lastTime, isSealed: reader.isSealed)
    return (reader.problems, reader.isSealed, numbers, replay.difference != nil)
  }

  @Test func aSealedSessionVerifiesAndHasItsFiles() throws {
    let (journal, _) = try begin()
    let time = SessionTime.seconds(5)
    journal.seal(
      at: time, wall: Self.wall, bootMilliseconds: BootClock.milliseconds(), summary: "All well.\n")
    #expect(journal.waitUntilWritten(milliseconds: 10_000))
    let result = try verify(journal.folder)
    #expect(result.problems == [])
    #expect(result.isSealed && journal.folder.isSealed)
    #expect(!result.differs)
    #expect(
      Set(Disk.names(in: journal.folder.path) ?? []) == [
        "journal.jsonl", "vitals.csv", "observation.csv", "summary.txt",
      ])
    #expect(try Disk.read(journal.folder.file("summary.txt")) == Array("All well.\n".utf8))
  }

  @Test func namesAndModesAreAsTheFormatPageSays() throws {
    let journal = try SessionJournal.begin(header(chair: "room 3/b"), in: scratch.archive, suffix: "a1b2c3")
    #expect(journal.folder.path == scratch.archive.root + "/2026/10/2026-10-17T080203Z_room-3-b_a1b2c3")
    #expect(journal.header.session == "2026-10-17T080203Z_room-3-b_a1b2c3")
    #expect(Scratch.mode(of: journal.folder.path) == 0o700)
    #expect(Scratch.mode(of: journal.folder.file("journal.jsonl")) == 0o600)
    #expect(throws: SystemError.self) {
      try scratch.archive.createFolder(chair: "room 3/b", begins: Self.wall, suffix: "a1b2c3")
    }
  }

  @Test func resumeAppendsAndVerifies() throws {
    let folder = try leaveOpen()
    let again = try SessionJournal.reopen(folder)
    #expect(again.difference == nil && again.problems == [] && again.recovered == nil)
    #expect(again.missingEvents == [])
    #expect(again.lastTime == .seconds(4))
    #expect(again.time(boot: "boot-a", bootMilliseconds: 1_060_000, wall: Self.wall).time == .seconds(60))
    let elsewhere = again.time(
      boot: "boot-b", bootMilliseconds: 5, wall: Self.wall.advanced(byMilliseconds: 90_000))
    #expect(elsewhere.time == .seconds(90))
    #expect(elsewhere.isEstimated)
    var session = again.session
    let gap = Input.gap(from: again.lastTime, reason: "crash", isEstimated: false)
    let told = session.receive(gap, at: .seconds(60))
    let now = BootClock.milliseconds()
    again.journal.append(gap, at: told.at, events: told.events, wall: Self.wall, bootMilliseconds: now)
    feed(again.journal, &session, 61)
    again.journal.seal(at: .seconds(61), wall: Self.wall, bootMilliseconds: now, summary: "")
    #expect(again.journal.waitUntilWritten(milliseconds: 10_000))
    let result = try verify(folder)
    #expect(result.problems == [])
    #expect(result.isSealed)
    #expect(!result.differs)
    #expect(result.numbers == Array(1...result.numbers.count))
  }

  @Test func tornLastLineIsSetAside() throws {
    let folder = try leaveOpen()
    let whole = try Disk.read(folder.file("journal.jsonl"))
    let torn = Array("{\"n\":99,\"t\":4.5,".utf8) + Array(repeating: 0, count: 300)
    Scratch.append(torn, to: folder.file("journal.jsonl"))
    let again = try SessionJournal.reopen(folder)
    let tail = try #require(again.recovered)
    #expect(tail == RecoveredTail(segment: 1, offset: whole.count, bytes: torn.count))
    #expect(try Disk.read(folder.file("journal.torn")) == torn)
    #expect(try Disk.read(folder.file("journal.jsonl")) == whole)
    again.journal.append(
      .recovered(tail), at: again.lastTime, wall: Self.wall, bootMilliseconds: BootClock.milliseconds())
    again.journal.leaveOpen()
    #expect(again.journal.waitUntilWritten(milliseconds: 10_000))
    #expect(try verify(folder).problems == [])
  }

  @Test func everyCutOfTheLastLinesCanBeReopened() throws {
    let folder = try leaveOpen(seconds: 3)
    let path = folder.file("journal.jsonl")
    let whole = try Disk.read(path)
    for cut in stride(from: 1, to: 500, by: 37) {
      truncate(path, off_t(whole.count - cut))
      let again = try SessionJournal.reopen(folder)
      #expect(again.difference == nil)
      again.journal.leaveOpen()
      #expect(again.journal.waitUntilWritten(milliseconds: 10_000))
      #expect(try verify(folder).problems == [])
      unlink(path)
      #expect(DiskFolder(folder).write(whole, asWhole: "journal.jsonl") == 0)
    }
  }

  @Test func removedFileIsNoticed() throws {
    var (journal, session) = try begin()
    #expect(waitUntilSafe(journal))
    unlink(journal.folder.file("journal.jsonl"))
    var states: [RecorderState] = []
    for second in Int64(5)..<400 where !states.contains(.failing("the journal was removed")) {
      feed(journal, &session, second)
      usleep(10_000)
      states += journal.changes(bootMilliseconds: BootClock.milliseconds())
    }
    #expect(states.first == .failing("the journal was removed"))
    journal.leaveOpen()
    #expect(journal.waitUntilWritten(milliseconds: 10_000))
    let result = try verify(journal.folder)
    #expect(journal.folder.segmentNumbers == [2])
    #expect(result.problems == [])
    #expect(result.numbers == Array(1...result.numbers.count))
  }

  private func waitUntilSafe(_ journal: SessionJournal) -> Bool {
    for _ in 0..<1000 {
      _ = journal.changes(bootMilliseconds: BootClock.milliseconds())
      if journal.changesDue == nil { return true }
      usleep(5000)
    }
    return false
  }

  @Test func aFolderThatWasRemovedComesBack() throws {
    let (journal, _) = try begin()
    #expect(waitUntilSafe(journal))
    unlink(journal.folder.file("journal.jsonl"))
    rmdir(journal.folder.path)
    usleep(600_000)
    journal.leaveOpen()
    #expect(journal.waitUntilWritten(milliseconds: 10_000))
    _ = try verify(journal.folder)
  }

  @Test func twoWritersAreRefused() throws {
    guard case .held(let lock) = try ChairLock.take(chair: "2", in: scratch.archive) else {
      Issue.record("the first writer got no lock")
      return
    }
    guard case .taken(let holder) = try ChairLock.take(chair: "2", in: scratch.archive) else {
      Issue.record("a second writer got the lock")
      return
    }
    #expect(holder == ChairHolder(process: getpid(), writes: .nothing))
    guard case .held = try ChairLock.take(chair: "3", in: scratch.archive) else {
      Issue.record("another chair is free")
      return
    }
    withExtendedLifetime(lock) {}
  }

  @Test func whoHoldsAChairSaysWhatItWrites() throws {
    #expect(ChairLock.holder(chair: "2", in: scratch.archive) == nil)
    guard case .held(let lock) = try ChairLock.take(chair: "2", in: scratch.archive) else {
      Issue.record("the first writer got no lock")
      return
    }
    // A shorter word behind a longer one: nothing of the longer one stays.
    for writes in [ChairHolder.Writes.session("2026-03-09T081500Z_2_0a1b2c"), .unrecorded, .nothing] {
      lock.say(writes)
      let expected = ChairHolder(process: getpid(), writes: writes)
      #expect(ChairLock.holder(chair: "2", in: scratch.archive) == expected)
    }
    #expect(ChairLock.holder(chair: "3", in: scratch.archive) == nil)
    withExtendedLifetime(lock) {}
  }

  @Test func whatALockFileSaysIsOverWithItsHolder() throws {
    if case .held(let lock) = try ChairLock.take(chair: "2", in: scratch.archive) {
      lock.say(.session("2026-03-09T081500Z_2_0a1b2c"))
    }
    #expect(ChairLock.holder(chair: "2", in: scratch.archive) == nil)
  }

  @Test func aLockFileThatIsLeftOverMeansNothing() throws {
    if case .held(let lock) = try ChairLock.take(chair: "2", in: scratch.archive) {
      withExtendedLifetime(lock) {}
    }
    #expect(Scratch.mode(of: scratch.archive.root + "/.chairs/2.lock") == 0o600)
    guard case .held = try ChairLock.take(chair: "2", in: scratch.archive) else {
      Issue.record("the lock is not free")
      return
    }
  }

  /// Behind the second a name has chance, so it is the header that tells which was first.
  @Test func sessionsOfOneSecondStandAsTheyBegan() throws {
    let suffixes = ["ffffff", "000001", "800000"]
    let begun = try suffixes.enumerated().map { index, suffix in
      let wall = Self.wall.advanced(byMilliseconds: Int64(index) * 10)
      let folder = try scratch.archive.createFolder(chair: "2", begins: Self.wall, suffix: suffix)
      var header = header()
      header.anchorWall = wall
      let (_, bytes) = JournalEncoder.begin(header)
      let descriptor = open(folder.file("journal.jsonl"), O_WRONLY | O_CREAT, 0o600)
      #expect(write(descriptor, bytes, bytes.count) == bytes.count)
      close(descriptor)
      return folder
    }
    #expect(scratch.archive.folders() == begun)
    #expect(scratch.archive.unsealed(chair: "2") == begun.reversed())
    let byName = begun.sorted { $0.name < $1.name }
    #expect(byName != begun)
    #expect(byName.inOrderOfBeginning == begun)
  }

  @Test func unsealedSessionsOfAChairAreFoundNewestFirst() throws {
    let first = try leaveOpen()
    let second = try leaveOpen()
    let (sealed, _) = try begin()
    sealed.seal(at: .seconds(5), wall: Self.wall, bootMilliseconds: BootClock.milliseconds(), summary: "")
    #expect(sealed.waitUntilWritten(milliseconds: 10_000))
    #expect(Set(scratch.archive.unsealed(chair: "2")) == [first, second])
    #expect(scratch.archive.unsealed(chair: "3") == [])
    #expect(scratch.archive.unsealed(chair: "2", since: Self.wall.advanced(byMilliseconds: 1000)) == [])
    #expect(scratch.archive.folders().count == 3)
    #expect(SessionArchive(root: first.path).folders() == [first])
  }

  @Test func aSealedSessionIsNotReopened() throws {
    let (journal, _) = try begin()
    journal.seal(at: .seconds(5), wall: Self.wall, bootMilliseconds: BootClock.milliseconds(), summary: "")
    #expect(journal.waitUntilWritten(milliseconds: 10_000))
    #expect(throws: ReopenError.isSealed) { try SessionJournal.reopen(journal.folder) }
  }

  @Test func aJournalWithoutAHeaderIsNotReopened() throws {
    let folder = try leaveOpen()
    truncate(folder.file("journal.jsonl"), 100)
    #expect(throws: ReopenError.headerUnreadable) { try SessionJournal.reopen(folder) }
  }

  @Test func whereNothingCanBeMadeItIsSaid() {
    #expect(throws: SystemError("mkdir", "/proc/none", code: ENOENT)) {
      try SessionArchive(root: "/proc/none").createFolder(chair: "1", begins: Self.wall)
    }
  }
}

/// The kernel's list of locks, read without taking any.
@Suite struct KernelLockTests {
  @Test func onlyWholeLocksOfFilesCountAndNobodyWhoWaits() {
    let list = """
      1: FLOCK  ADVISORY  WRITE 812 fd:01:131085 0 EOF
      1: -> FLOCK  ADVISORY  WRITE 813 fd:01:131086 0 EOF
      2: POSIX  ADVISORY  WRITE 814 fd:01:131087 0 EOF
      3: FLOCK  ADVISORY  READ 815 fd:01:131088 0 EOF
      half a
      """
    let locks = KernelLocks(Array(list.utf8))
    #expect((131085...131088).map { locks.contains(inode: $0) } == [true, false, false, false])
  }

  @Test func aChairsLockIsSeenWhileItIsHeldAndIsLeftAsItIs() throws {
    let scratch = Scratch()
    #expect(!ChairLock.isHeld(chair: "2", in: scratch.archive))
    guard case .held(let lock) = try ChairLock.take(chair: "2", in: scratch.archive) else {
      Issue.record("the lock is free")
      return
    }
    withExtendedLifetime(lock) {
      #expect(ChairLock.isHeld(chair: "2", in: scratch.archive))
      #expect(!ChairLock.isHeld(chair: "3", in: scratch.archive))
    }
  }

  @Test(arguments: [
    ("2026-10-17T080203Z_2_4fa1c0", true), ("2026-10-17T080203Z_room-3_4fa1c0", true), ("uneventful", false),
    ("2026-10-17T080203Z_2", false), ("2026-10-17 080203Z_2_4fa1c0", false),
    ("2026-10-17T080203Z_2_4fa1c0x", false),
  ])
  func anIdIsKnownByItsForm(name: String, isID: Bool) { #expect(SessionArchive.isID(name) == isID) }
}
