import Glibc
import InfusionCore
import Quantities
import SessionRecord
import Testing

@testable import SessionJournal

/// What a disk can do to a running session's journal.
@Suite struct WriterTests {
  private static let wall = WallTime(unixMilliseconds: 1_792_224_000_000, offsetMinutes: 120)
  private static let header = SessionHeader(
    programVersion: "t", engineVersion: "t", session: "s", plan: SessionPlan(), boot: "b",
    anchorBootMilliseconds: 0,
    anchorWall: wall)

  /// A writer over a faulty folder, with a clock of its own.
  private struct Bench {
    let folder = FaultyFolder()
    var encoder: JournalEncoder
    var writer: SegmentWriter
    var now: Int64 = 0

    init() {
      let (encoder, line) = JournalEncoder.begin(header)
      let file = FaultyFile(folder)
      file.bytes = line
      file.synced = line.count
      folder.files[1] = file
      self.encoder = encoder
      writer = SegmentWriter(
        folder: folder, file: file, segment: 1, size: line.count, encoder: encoder,
        kept: KeptLines(behind: 0, encoder.lastHash))
    }

    mutating func record(_ content: EntryContent) {
      let bytes = encoder.line(content, at: SessionTime(milliseconds: now), wall: wall)
      writer.accept([
        KeptLine(
          number: encoder.lastNumber, bytes: bytes, hash: encoder.lastHash,
          time: SessionTime(milliseconds: now),
          wall: wall, happenedAt: now, isUrgent: content.isUrgent)
      ])
      writer.work(at: now)
    }

    mutating func reading() { record(.input(.reading(Reading(source: SourceID("line"), hr: .value(70))))) }
    mutating func action() { record(.input(.action(.check(), by: "AB"))) }

    /// Lets time pass as the writer's thread would.
    mutating func pass(_ milliseconds: Int64) {
      let end = now + milliseconds
      while writer.nextDue(after: now) <= end {
        now = writer.nextDue(after: now)
        writer.work(at: now)
      }
      now = end
    }

    func read(_ segments: [SegmentBytes]) -> (numbers: [Int], problems: [JournalProblem.What]) {
      var reader = JournalReader(segments)
      var numbers: [Int] = []
      while let entry = reader.next() { numbers.append(entry.number) }
      return (numbers, reader.problems.map(\.what))
    }
  }

  @Test func anActionIsOnDiskAtOnce() {
    var bench = Bench()
    bench.reading()
    bench.action()
    #expect(bench.read(bench.folder.durable).numbers == [1, 2])
    #expect(!bench.writer.kept.hasUnsafe)
  }

  @Test func readingsAreOnDiskWithinASecond() {
    var bench = Bench()
    bench.reading()
    for _ in 0..<40 {
      bench.pass(50)
      bench.reading()
      let oldest = bench.writer.kept.oldestUnsafe.map { bench.now - $0.happenedAt } ?? 0
      #expect(oldest < 1000)
    }
    bench.pass(1000)
    #expect(bench.read(bench.folder.durable).numbers.count == 41)
  }

  @Test func diskFullKeepsEntriesInMemoryAndDrainsLater() {
    var bench = Bench()
    bench.action()
    bench.folder.room = 15
    for _ in 0..<600 {
      bench.pass(1000)
      bench.reading()
    }
    #expect(bench.writer.trouble == "disk full")
    #expect(bench.read(bench.folder.segments).numbers == [1])
    #expect(bench.read(bench.folder.segments).problems == [], "the stub is cut off")
    bench.folder.room = .max
    bench.pass(6000)
    #expect(bench.writer.trouble == nil)
    #expect(bench.read(bench.folder.durable).numbers == Array(1...601))
    #expect(bench.read(bench.folder.durable).problems == [])
    #expect(bench.folder.files.count == 1)
  }

  @Test(arguments: [1, 7, 72, 300])
  func shortWriteIsRepaired(mouthful: Int) {
    var bench = Bench()
    bench.folder.mouthful = mouthful
    for _ in 0..<5 { bench.action() }
    #expect(bench.read(bench.folder.durable).numbers == Array(1...5))
    #expect(bench.read(bench.folder.durable).problems == [])
  }

  @Test(arguments: [EIO, ENOSPC])
  func failedSyncStartsANewSegment(code: Int32) {
    var bench = Bench()
    bench.action()
    bench.folder.syncFailure = code
    bench.action()
    let incidents = bench.writer.drainIncidents()
    #expect(incidents == ["fdatasync: \(SystemError.reason(code))"])
    bench.folder.syncFailure = 0
    bench.pass(1000)
    bench.action()
    #expect(bench.writer.segment == 2)
    #expect(bench.folder.files[1]?.isClosed == true)
    #expect(bench.read(bench.folder.segments).numbers == [1, 2, 3])
    #expect(bench.read(bench.folder.segments).problems == [])
    #expect(bench.read(bench.folder.durable).numbers == [1, 2, 3])
    #expect(bench.writer.trouble == nil)
  }

  @Test func aDiskThatNeverSyncsAgainDoesNotFillWithSegments() {
    var bench = Bench()
    bench.folder.syncFailure = EIO
    for _ in 0..<60 {
      bench.action()
      bench.pass(1000)
    }
    #expect(bench.folder.files.count <= 2)
    #expect(bench.writer.trouble == "disk error")
    #expect(bench.writer.drainIncidents().count == 1)
    bench.folder.syncFailure = 0
    bench.pass(10_000)
    #expect(bench.read(bench.folder.durable).numbers == Array(1...60))
    #expect(bench.read(bench.folder.durable).problems == [])
  }

  @Test func aWriteErrorStartsANewSegment() {
    var bench = Bench()
    bench.action()
    bench.folder.writeFailure = EIO
    bench.action()
    #expect(bench.writer.drainIncidents() == ["write: disk error"])
    bench.folder.writeFailure = 0
    bench.pass(2000)
    #expect(bench.read(bench.folder.durable).numbers == [1, 2])
    #expect(bench.writer.segment == 2)
  }

  @Test(arguments: [
    (FileLook.removed, "the journal was removed"), (.replaced, "the journal was replaced"),
    (.itself(size: 0), "the journal was cut"),
    (.itself(size: 1 << 20), "something else wrote to the journal"),
  ])
  func removedFileIsNoticedAndWrittenAgain(look: FileLook, why: String) {
    var bench = Bench()
    for _ in 0..<10 { bench.reading() }
    bench.pass(1000)
    bench.folder.files[1]?.appearance = look
    bench.pass(1000)
    #expect(bench.writer.drainIncidents() == [why])
    bench.reading()
    bench.pass(1000)
    bench.folder.files[1] = nil
    #expect(bench.read(bench.folder.durable).numbers == Array(1...11))
    #expect(bench.read(bench.folder.durable).problems == [])
  }

  /// Far more than is kept in memory.
  private static let long = 3000

  @Test func onlyAFewLinesThatAreSafeAreKept() {
    var bench = Bench()
    for _ in 0..<Self.long {
      bench.reading()
      bench.pass(500)
      #expect(bench.writer.kept.byteCount <= KeptLines.limit)
    }
    #expect(bench.writer.kept.baseNumber > Self.long / 2)
  }

  @Test func whatIsNotSafeIsKeptHoweverMuchItIs() {
    var bench = Bench()
    bench.action()
    bench.folder.room = 15
    for _ in 0..<Self.long { bench.reading() }
    #expect(bench.writer.kept.byteCount > KeptLines.limit)
    bench.folder.room = .max
    bench.pass(10_000)
    #expect(bench.read(bench.folder.durable).numbers == Array(1...Self.long + 1))
    #expect(bench.writer.kept.byteCount <= KeptLines.limit)
  }

  @Test(arguments: [FileLook.removed, .replaced, .itself(size: 1 << 30)])
  func aLongJournalThatIsLostIsReadAgainFromWhatIsLeftOfIt(look: FileLook) {
    var bench = Bench()
    for _ in 0..<Self.long { bench.reading() }
    bench.pass(1000)
    bench.folder.files[1]?.appearance = look
    bench.pass(1000)
    bench.reading()
    bench.pass(1000)
    bench.folder.files[1] = nil
    #expect(bench.read(bench.folder.durable).numbers == Array(1...Self.long + 1))
    #expect(bench.read(bench.folder.durable).problems == [])
  }

  @Test func itIsLostTwice() {
    var bench = Bench()
    for _ in 0..<Self.long { bench.reading() }
    bench.pass(1000)
    for segment in 1...2 {
      bench.folder.files[segment]?.appearance = .removed
      bench.pass(1000)
      bench.reading()
      bench.pass(1000)
      bench.folder.files[segment] = nil
    }
    #expect(bench.read(bench.folder.durable).numbers == Array(1...Self.long + 2))
    #expect(bench.read(bench.folder.durable).problems == [])
  }

  /// The last lines are still in memory. The lines between the cut and those are lost, and the record says
  /// so.
  @Test func aJournalThatIsCutKeepsItsHeadAndItsEnd() throws {
    var bench = Bench()
    for _ in 0..<Self.long { bench.reading() }
    bench.pass(1000)
    let file = try #require(bench.folder.files[1])
    file.cut(to: 40_000)
    bench.pass(2000)
    bench.reading()
    bench.pass(1000)
    let read = bench.read(bench.folder.durable)
    #expect(read.numbers.first == 1 && read.numbers.last == Self.long + 1)
    let gaps = zip(read.numbers, read.numbers.dropFirst()).filter { $1 != $0 + 1 }
    #expect(gaps.count == 1)
    #expect(read.problems.contains { if case .sequence = $0 { true } else { false } })
  }

  @Test func aJournalThatIsLostAndCannotBeReadGoesOnWithWhatIsKept() {
    var bench = Bench()
    for _ in 0..<Self.long { bench.reading() }
    bench.pass(1000)
    let kept = bench.writer.kept.baseNumber
    bench.folder.files[1]?.isUnreadable = true
    bench.folder.files[1]?.appearance = .removed
    bench.pass(1000)
    bench.folder.files[1] = nil
    #expect(bench.read(bench.folder.durable).numbers == Array(kept + 1...Self.long))
    #expect(bench.writer.trouble == nil)
  }

  @Test func littleRoomIsTold() {
    var bench = Bench()
    bench.folder.free = 99_000_000
    bench.pass(11_000)
    #expect(bench.writer.isSpaceLow)
    bench.folder.free = 101_000_000
    bench.pass(11_000)
    #expect(!bench.writer.isSpaceLow)
  }

  @Test func everyWriteMayFailOnceAndNothingIsLost() {
    for failing in 0..<30 {
      var bench = Bench()
      for step in 0..<30 {
        bench.folder.writeFailure = step == failing ? [EIO, ENOSPC, EROFS][failing % 3] : 0
        bench.folder.syncFailure = step == (failing + 7) % 30 ? EIO : 0
        bench.action()
        bench.pass(300)
      }
      bench.folder.writeFailure = 0
      bench.folder.syncFailure = 0
      bench.pass(10_000)
      let read = bench.read(bench.folder.durable)
      #expect(read.numbers == Array(1...30), "failing at \(failing)")
      #expect(read.problems == [], "failing at \(failing)")
    }
  }
}

/// What the session is told about its record.
@Suite struct RecorderWatchTests {
  private func report(safe: Int, trouble: String? = nil, incidents: [String] = [], low: Bool = false)
    -> WriterMailbox.Report
  {
    WriterMailbox.Report(safeNumber: safe, trouble: trouble, incidents: incidents, isSpaceLow: low)
  }

  @Test func anEntryThatIsNotOnDiskAfterTwoSecondsIsAFailure() {
    var watch = RecorderWatch()
    watch.add(1, happenedAt: 1000)
    #expect(watch.due == 3000)
    #expect(watch.look(at: 2999, report(safe: 0, trouble: "disk full")) == [])
    #expect(watch.look(at: 3000, report(safe: 0, trouble: "disk full")) == [.failing("disk full")])
  }

  /// The watch tells every change at once; the session decides when the alarm ends.
  @Test func whatIsWellAgainIsToldAtOnceAndARelapseToo() {
    var watch = RecorderWatch()
    #expect(watch.look(at: 0, report(safe: 0, incidents: ["write: EIO"])) == [.failing("write: EIO"), .safe])
    watch.add(1, happenedAt: 20_000)
    #expect(watch.due == 22_000)
    #expect(watch.look(at: 22_000, report(safe: 0)) == [.failing("the disk does not answer")])
    #expect(watch.look(at: 25_000, report(safe: 1)) == [.safe])
  }

  @Test func anotherReasonIsToldAtOnce() {
    var watch = RecorderWatch()
    watch.add(1, happenedAt: 0)
    #expect(watch.look(at: 2000, report(safe: 0)) == [.failing("the disk does not answer")])
    #expect(watch.look(at: 2001, report(safe: 0, trouble: "disk full")) == [.failing("disk full")])
  }

  @Test func aWriterThatReportsNothingIsAFailureToo() {
    var watch = RecorderWatch()
    watch.add(1, happenedAt: 0)
    #expect(watch.look(at: 2000, report(safe: 0)) == [.failing("the disk does not answer")])
    #expect(watch.look(at: 2500, report(safe: 0)) == [])
  }

  @Test func anIncidentIsToldEvenIfItIsOver() {
    var watch = RecorderWatch()
    #expect(
      watch.look(at: 0, report(safe: 0, incidents: ["the journal was removed"])) == [
        .failing("the journal was removed"), .safe,
      ])
  }

  @Test func whatIsSafeIsForgottenThoughNobodyLooks() {
    var watch = RecorderWatch()
    for number in 1...1000 { watch.add(number, happenedAt: Int64(number)) }
    watch.forget(safe: 990)
    #expect(watch.count == 10)
    #expect(watch.due == 991 + RecorderWatch.patience)
  }

  @Test func littleRoomIsAStateOfItsOwn() {
    var watch = RecorderWatch()
    #expect(watch.look(at: 0, report(safe: 0, low: true)) == [.lowSpace])
    #expect(watch.look(at: 1, report(safe: 0, low: true)) == [])
    #expect(watch.look(at: 2, report(safe: 0)) == [.safe])
  }
}
