import Glibc
import InfusionCore
import Quantities
import SessionRecord
import Synchronization
import SystemClocks
import TestBench
import Testing

@testable import SessionJournal

extension ScratchFolder {
  var archive: SessionArchive { SessionArchive(root: file("sessions")) }

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

/// Files that are asked for a part of them.
@Suite struct PartOfAFileTests {
  /// A header is asked for every minute, of journals that grow all day.
  @Test(arguments: [0, 1, 100, 16_383, 16_384, 16_385, 70_000])
  func itsFirstLineIsReadAndNoMore(length: Int) throws {
    let scratch = ScratchFolder()
    let line = [UInt8](repeating: 0x61, count: length)
    let behind = [UInt8](repeating: 0x62, count: 40_000) + [0x0A]
    for (name, bytes) in [("more", line + [0x0A] + behind), ("alone", line + [0x0A]), ("torn", line)] {
      try Disk.write(bytes, asWhole: scratch.path + "/" + name)
      let told = try Disk.readFirstLine(scratch.path + "/" + name)
      #expect(told == (name == "torn" ? line : line + [0x0A]), "\(name)")
    }
  }
}

/// A file that is read again in places while it is open.
@Suite struct OpenFileTests {
  private let scratch = ScratchFolder()
  private var path: String { scratch.file("ledger") }

  @Test func anotherFileOfItsNameIsNotReadInItsPlace() throws {
    try Disk.write(Array("the old one".utf8), asWhole: path)
    let file = try OpenFile(path)
    try Disk.write(Array("a new one, which is longer".utf8), asWhole: path)
    #expect(file.bytes(in: 4..<7) == Array("old".utf8))
  }

  @Test func bytesThatAreNotAllThereAreNotGiven() throws {
    try Disk.write(Array("short".utf8), asWhole: path)
    let file = try OpenFile(path)
    #expect(file.bytes(in: 0..<5) == Array("short".utf8))
    #expect(file.bytes(in: 3..<6) == nil)
  }

  @Test func placesAreReadAfterTheWhole() throws {
    try Disk.write(Array("twice".utf8), asWhole: path)
    let file = try OpenFile(path)
    var whole: [UInt8] = []
    _ = try file.readPieces { whole += $0 }
    #expect(whole == Array("twice".utf8))
    #expect(file.bytes(in: 1..<3) == Array("wi".utf8))
  }
}

/// Sessions in real folders, with the real writer's thread.
@Suite struct DiskTests {
  private let scratch = ScratchFolder()
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
    journal.append(
      session.begin(), now: .start, wall: Self.wall, bootMilliseconds: SystemClock.bootMilliseconds)
    for second in 0..<seconds { feed(journal, &session, second) }
    return (journal, session)
  }

  private func feed(_ journal: SessionJournal, _ session: inout Session, _ second: Int64) {
    let reading = Reading(source: SourceID("line"), spo2: .value(97), hr: .value(70))
    let wall = Self.wall.advanced(byMilliseconds: second * 1000)
    take(.reading(reading), at: .seconds(second), wall, journal, &session)
  }

  /// Records an input as a station does: events that were due earlier come before it.
  private func take(
    _ input: Input, at time: SessionTime, _ wall: WallTime, _ journal: SessionJournal,
    _ session: inout Session
  ) {
    let now = SystemClock.bootMilliseconds
    let (at, due) = session.makeWay(for: input, at: time)
    journal.append(due, now: at, wall: wall, bootMilliseconds: now)
    let entry = journal.append(.input(input), at: at, wall: wall, bootMilliseconds: now)
    let own = session.take(input, entry: entry ?? 0)
    journal.append(own, now: at, wall: wall, bootMilliseconds: now)
  }

  private func leaveOpen(seconds: Int64 = 5) throws -> SessionFolder {
    let (journal, _) = try begin(seconds: seconds)
    journal.leaveOpen()
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    return journal.folder
  }

  private func verify(_ folder: SessionFolder) throws -> (
    problems: [JournalProblem], isSealed: Bool, numbers: [Int], differs: Bool
  ) {
    var reader = JournalReader(try folder.read())
    var replay = Replay(plan: reader.header?.plan ?? SessionPlan())
    var numbers: [Int] = []
    while let entry = reader.next() {
      numbers.append(entry.number)
      replay.feed(entry, body: reader.body)
    }
    _ = replay.finish(at: reader.lastTime, isSealed: reader.isSealed)
    return (reader.problems, reader.isSealed, numbers, replay.difference != nil)
  }

  @Test func aSealedSessionVerifiesAndHasItsFiles() throws {
    let (journal, _) = try begin()
    let time = SessionTime.seconds(5)
    seal(journal, at: time) { _ in Self.files }
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    #expect(journal.besideTrouble == nil)
    let result = try verify(journal.folder)
    #expect(result.problems == [])
    #expect(result.isSealed && journal.folder.isSealed)
    #expect(!result.differs)
    #expect(
      Set(Disk.names(in: journal.folder.path) ?? []) == [
        "journal.jsonl", "vitals.csv", "observation.csv", "summary.txt",
      ])
    for file in Self.files { #expect(try Disk.read(journal.folder.file(file.name)) == file.bytes) }
    #expect(ScratchFolder.mode(of: journal.folder.file("summary.txt")) == 0o600)
  }

  private static let files = [
    BesideFile("vitals.csv", Array("time_s\n".utf8)), BesideFile("observation.csv", []),
    BesideFile("summary.txt", Array("All well.\n".utf8)),
  ]

  private func seal(
    _ journal: SessionJournal, at time: SessionTime = .seconds(5),
    files: @escaping @Sendable ([SegmentBytes]) -> [BesideFile] = { _ in [] }
  ) {
    journal.seal(
      at: time, wall: Self.wall, bootMilliseconds: SystemClock.bootMilliseconds, files: files)
  }

  /// The files beside the journal are made from the sealed record on the disk, so they tell nothing that was
  /// not written.
  @Test func theFilesBesideAreMadeOfWhatIsOnDisk() throws {
    let (journal, _) = try begin(seconds: 40)
    seal(journal, at: .seconds(40)) { segments in
      var reader = JournalReader(segments)
      while reader.next() != nil {}
      let found = "\(reader.entryCount) \(reader.isSealed) \(reader.problems.count)"
      return [
        BesideFile("found.txt", Array(found.utf8)), BesideFile("copy.jsonl", segments.flatMap(\.bytes)),
      ]
    }
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    let found = try Disk.read(journal.folder.file("found.txt"))
    #expect(String(decoding: found, as: UTF8.self) == "\(journal.lastNumber) true 0")
    #expect(try Disk.read(journal.folder.file("copy.jsonl")) == journal.folder.read().flatMap(\.bytes))
  }

  /// The station must draw and alarm while the files are made.
  @Test func theFilesBesideAreMadeOnTheWritersThread() throws {
    let (journal, _) = try begin()
    let station = pthread_self()
    let isElsewhere = Mutex<Bool?>(nil)
    seal(journal) { _ in
      isElsewhere.withLock { $0 = pthread_equal(pthread_self(), station) == 0 }
      return []
    }
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    #expect(isElsewhere.withLock { $0 } == true)
  }

  @Test func aFileThatCannotBeWrittenIsToldAndTheSessionIsSealed() throws {
    let (journal, _) = try begin()
    // Folders where the files should be.
    for name in ["vitals.csv", "summary.txt"] { mkdir(journal.folder.file(name), 0o700) }
    seal(journal) { _ in Self.files }
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    let reason = SystemError.reason(EISDIR)
    #expect(journal.besideTrouble == "vitals.csv: \(reason); summary.txt: \(reason)")
    #expect(try verify(journal.folder).isSealed && journal.folder.isSealed)
    #expect(
      Set(Disk.names(in: journal.folder.path) ?? []) == [
        "journal.jsonl", "vitals.csv", "observation.csv", "summary.txt",
      ], "the one that could be written is there, and nothing half")
  }

  @Test func aSessionThatIsLeftOpenHasItsJournalAlone() throws {
    let folder = try leaveOpen()
    #expect(Disk.names(in: folder.path) == ["journal.jsonl"])
  }

  @Test func namesAndModesAreAsTheFormatPageSays() throws {
    let journal = try SessionJournal.begin(header(chair: "room 3/b"), in: scratch.archive, suffix: "a1b2c3")
    #expect(journal.folder.path == scratch.archive.root + "/2026/10/2026-10-17T080203Z_room-3-b_a1b2c3")
    #expect(journal.header.session == "2026-10-17T080203Z_room-3-b_a1b2c3")
    #expect(ScratchFolder.mode(of: journal.folder.path) == 0o700)
    #expect(ScratchFolder.mode(of: journal.folder.file("journal.jsonl")) == 0o600)
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
    take(gap, at: .seconds(60), Self.wall, again.journal, &session)
    feed(again.journal, &session, 61)
    seal(again.journal, at: .seconds(61))
    #expect(again.journal.waitUntilWritten(milliseconds: Patience.milliseconds))
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
    ScratchFolder.append(torn, to: folder.file("journal.jsonl"))
    let again = try SessionJournal.reopen(folder)
    let tail = try #require(again.recovered)
    #expect(tail == RecoveredTail(segment: 1, offset: whole.count, bytes: torn.count))
    #expect(try Disk.read(folder.file("journal.torn")) == torn)
    #expect(try Disk.read(folder.file("journal.jsonl")) == whole)
    again.journal.append(
      .recovered(tail), at: again.lastTime, wall: Self.wall, bootMilliseconds: SystemClock.bootMilliseconds)
    again.journal.leaveOpen()
    #expect(again.journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    #expect(try verify(folder).problems == [])
  }

  @Test func aSecondTornTailStandsBehindTheFirst() throws {
    let folder = try leaveOpen()
    for torn in ["{\"n\":99,", "\0\0\0"] {
      ScratchFolder.append(Array(torn.utf8), to: folder.file("journal.jsonl"))
      let again = try SessionJournal.reopen(folder)
      #expect(again.recovered?.bytes == torn.utf8.count)
      again.journal.leaveOpen()
      #expect(again.journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    }
    #expect(try Disk.read(folder.file("journal.torn")) == Array("{\"n\":99,\0\0\0".utf8))
    #expect(ScratchFolder.mode(of: folder.file("journal.torn")) == 0o600)
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
      #expect(again.journal.waitUntilWritten(milliseconds: Patience.milliseconds))
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
    var second: Int64 = 5
    let isNoticed = eventually {
      feed(journal, &session, second)
      second += 1
      states += journal.changes(bootMilliseconds: SystemClock.bootMilliseconds)
      return states.contains(.failing("the journal was removed"))
    }
    #expect(isNoticed, "\(states)")
    journal.leaveOpen()
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    let result = try verify(journal.folder)
    #expect(journal.folder.segmentNumbers == [2])
    #expect(result.problems == [])
    #expect(result.numbers == Array(1...result.numbers.count))
  }

  private func waitUntilSafe(_ journal: SessionJournal) -> Bool {
    eventually {
      _ = journal.changes(bootMilliseconds: SystemClock.bootMilliseconds)
      return journal.changesDue == nil
    }
  }

  @Test func aFolderThatWasRemovedComesBack() throws {
    let (journal, _) = try begin()
    #expect(waitUntilSafe(journal))
    unlink(journal.folder.file("journal.jsonl"))
    rmdir(journal.folder.path)
    usleep(600_000)
    journal.leaveOpen()
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
    _ = try verify(journal.folder)
  }

  /// After the second, a name goes on with random digits, so only the headers tell which session was first.
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
    seal(sealed)
    #expect(sealed.waitUntilWritten(milliseconds: Patience.milliseconds))
    #expect(Set(scratch.archive.unsealed(chair: "2")) == [first, second])
    #expect(scratch.archive.unsealed(chair: "3") == [])
    #expect(scratch.archive.unsealed(chair: "2", since: Self.wall.advanced(byMilliseconds: 1000)) == [])
    #expect(scratch.archive.folders().count == 3)
    #expect(SessionArchive(root: first.path).folders() == [first])
  }

  @Test func aSealedSessionIsNotReopened() throws {
    let (journal, _) = try begin()
    seal(journal)
    #expect(journal.waitUntilWritten(milliseconds: Patience.milliseconds))
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
