import Glibc
import InfusionCore
import OperatorLanguage
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import TestBench

@testable import SessionArchives

/// An archive with sealed sessions of a patient, recorded as a station does it.
final class RecordedArchive {
  let scratch = ScratchFolder()
  var path: String { scratch.path }
  private(set) var folders: [SessionFolder] = []
  private var begins = WallTime(unixMilliseconds: 1_792_224_123_456, offsetMinutes: 120)
  /// The version of program and engine in these records.
  static let version = "1"

  init(_ count: Int = 3, keepsFacts: Bool = true) throws {
    for number in 0..<count { try record("P-\(number % 2)", keepsFacts: keepsFacts) }
  }

  /// A patient's session of a minute with a dose, a symptom that is corrected, and a desaturation.
  @discardableResult
  func record(_ patient: String, keepsFacts: Bool = true, closes: Bool = true) throws -> SessionFolder {
    begins = begins.advanced(byMilliseconds: 86_400_000)
    let plan = SessionPlan(
      chair: "2", patient: patient, weight: Kilograms(70), plan: "trd-40",
      sources: [SourceDescription(id: SourceID("line"))])
    let header = SessionHeader(
      programVersion: Self.version, engineVersion: Self.version, session: "", plan: plan, boot: "b",
      anchorBootMilliseconds: 0, anchorWall: begins)
    let journal = try SessionJournal.begin(header, in: SessionArchive(root: path))
    let session = try run(plan, into: journal, closes: closes)
    folders.append(journal.folder)
    guard closes else {
      journal.leaveOpen()
      _ = journal.waitUntilWritten(milliseconds: Patience.milliseconds)
      return journal.folder
    }
    journal.seal(at: session.now, wall: wall(session.now), bootMilliseconds: 0) { segments in
      SessionAudit(segments, engineVersion: Self.version).besideFiles.map { BesideFile($0.name, $0.bytes) }
    }
    _ = journal.waitUntilWritten(milliseconds: Patience.milliseconds)
    let audit = SessionAudit(try journal.folder.read(), engineVersion: Self.version)
    try LedgerFile(root: path).add(
      sealed: journal.folder, head: journal.lastHash,
      facts: keepsFacts ? audit.digest.map { LedgerFacts($0).text } : nil)
    letItAge(journal.folder)
    return journal.folder
  }

  /// Waits until the file system's clock has gone on, so that a further change has another time.
  private func letItAge(_ folder: SessionFolder) {
    let changed = FilesMark(folder, segments: folder.segmentNumbers)?.changedAt ?? 0
    while FileFacts.stampNow <= changed { sched_yield() }
  }

  private func wall(_ time: SessionTime) -> WallTime { begins.advanced(byMilliseconds: time.milliseconds) }

  private static let script = """
    @5 baseline
    @10 start override="a measurement"
    @20 symptom name=nausea severity=2
    @30 note text="well"
    @40 stop reason="done with it"
    @60 close reason="done with it"
    """

  private func run(_ plan: SessionPlan, into journal: SessionJournal, closes: Bool) throws -> Session {
    var session = Session(plan: plan)
    func tell(_ events: [StampedEvent]) {
      for event in events {
        journal.append(.event(event.event), at: event.time, wall: wall(event.time), bootMilliseconds: 0)
      }
    }
    func receive(_ input: Input, at time: SessionTime) {
      let (at, due) = session.makeWay(for: input, at: time)
      tell(due)
      let entry = journal.append(.input(input), at: at, wall: wall(at), bootMilliseconds: 0)
      tell(session.take(input, entry: entry ?? 0))
    }
    tell(session.begin())
    var script = try OperatorScript.parse(Array(Self.script.utf8))[...]
    for second in 0...60 {
      let cuff = CuffMeasurement.pressure(sys: 130, dia: 80)
      receive(
        .reading(
          Reading(
            source: SourceID("line"), spo2: .value(second > 50 ? 93 : 97), hr: .value(72),
            nibp: second == 15 ? .measured(cuff) : nil)),
        at: .seconds(Int64(second)))
      while let next = script.first, next.time <= .seconds(Int64(second)) {
        script.removeFirst()
        if closes || next.time < .seconds(60) { receive(.action(next.action, by: next.by), at: next.time) }
      }
    }
    return session
  }

  // MARK: What somebody does to it

  func journal(_ number: Int) -> String { folders[number].file(SessionFolder.segmentName(1)) }

  /// One byte in the middle of a journal, in place, as an editor of disks does it.
  func alterOneByte(of number: Int) {
    let descriptor = open(journal(number), O_RDWR)
    let place = off_t(Disk.size(of: journal(number)) / 2)
    var byte: UInt8 = 0
    pread(descriptor, &byte, 1, place)
    byte ^= 1
    pwrite(descriptor, &byte, 1, place)
    close(descriptor)
  }

  // MARK: What is read

  func list(_ wanted: SessionListing.Wanted = .all, readInPassing: Int = 1 << 20) throws -> SessionListing {
    try SessionListing.read(
      path, mustExist: true, wanted: wanted, bounds: .init(bytesInPassing: readInPassing, few: 2))
  }

  /// Each record read as a whole.
  var replayed: [LedgerFacts] {
    folders.compactMap { folder in
      (try? folder.read()).flatMap { SessionReading($0, .whole).digest }.map { LedgerFacts($0) }
    }
  }
}
