import InfusionCore
import Quantities
import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports

/// A short session that is written many times under other names and dates: four minutes at 1 Hz with an
/// infusion, a cuff, a medicine and a symptom.
struct SmallSession: Sendable {
  private let header: SessionHeader
  private let entries: [JournalEntry]

  private static let seconds = 240

  /// Recorded by the program itself.
  init?(_ program: Program, _ workplace: Workplace) {
    let sessions = workplace.file("small")
    let records = workplace.write("small.txt", Self.lines.joined())
    let script = workplace.write("small-script.txt", Self.script)
    let arguments = ["monitor", "--headless", "--clock", "source", "--device", "line@file:\(records)"]
    let patient = ["--patient", "P-0", "--weight", "70", "--plan", "trd-40"]
    guard program.run(arguments + patient + ["--script", script, "--sessions", sessions, "--new"]) != nil,
      let recorded = RecordedSession.only(under: sessions)
    else { return nil }
    header = recorded.header
    entries = recorded.entries
  }

  private static let lines = (0...seconds).map { second in
    let wave = (second * 7) % 11
    let cuff = second % 60 == 15 ? " sys=\(122 + wave) dia=\(76 + wave / 2)" : ""
    return "@\(second) hr=\(68 + wave) spo2=\(96 + wave % 3)\(cuff)\n"
  }

  private static let script = """
    @20 baseline
    @30 start override="a measurement"
    @90 medication name=ondansetron dose="4 mg" route=IV
    @200 stop reason="a measurement"
    @210 symptom name=nausea severity=1
    @240 close reason="a measurement"
    """

  /// One of them, as a station leaves it: its files, and its line of the ledger.
  func write(_ number: Int, into root: String) throws(SystemError) -> Ledger.Sealed {
    var header = header
    // Four a day, a patient every sixth day.
    let wall = WallTime(
      unixMilliseconds: header.anchorWall.unixMilliseconds + Int64(number) * 6 * 3_600_000)
    header.plan.patient = "P-\(number % 4 + number / 24 * 4)"
    header.anchorWall = wall
    let folder = try SessionArchive(root: root).createFolder(
      chair: header.plan.chair, begins: wall, suffix: String(String(0x100_0000 + number, radix: 16).suffix(6))
    )
    header.session = folder.name
    let (bytes, head) = journal(header)
    let segments = [SegmentBytes(name: SessionFolder.segmentName(1), bytes: bytes)]
    let audit = SessionAudit(segments, engineVersion: header.engineVersion)
    for file in [(name: segments[0].name, bytes: bytes)] + audit.besideFiles {
      try Disk.writeUnsafely(file.bytes, folder.file(file.name))
    }
    return try Ledger.Sealed(sealed: folder, head: head, facts: audit.digest.map { LedgerFacts($0).text })
  }

  private func journal(_ header: SessionHeader) -> (bytes: [UInt8], head: RunningHash) {
    var (encoder, bytes) = JournalEncoder.begin(header)
    for entry in entries {
      let wall = header.anchorWall.advanced(byMilliseconds: entry.time.milliseconds)
      bytes += encoder.line(entry.content, at: entry.time, wall: wall)
    }
    return (bytes, encoder.lastHash)
  }
}
