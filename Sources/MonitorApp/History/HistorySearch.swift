public import InfusionCore
public import SessionJournal
public import SessionRecord
import SessionReports

/// Looks through an archive for a patient's earlier treatments.
///
/// The first lines of a report are enough to pass over another patient's session. The patient's own
/// journals are read without their readings, and only the last few in full. A file that cannot be read
/// does not stop the search: the answer says how many were left out.
public struct HistorySearch: Sendable {
  public var archive: SessionArchive
  public var patient: String
  /// Sessions of another kind do not count: a drill is no treatment.
  public var origin: Origin
  /// The session that asks, and when it began.
  public var own: String?
  public var began: WallTime

  public init(archive: SessionArchive, patient: String, origin: Origin, own: String?, began: WallTime) {
    self.archive = archive
    self.patient = patient
    self.origin = origin
    self.own = own
    self.began = began
  }

  /// The last treatments that are told of.
  static let told = 3
  /// The newest sessions that are looked at: years of a busy clinic.
  static let sessionsMax = 10_000
  /// Journals without a report beside them: sessions that were never closed.
  static let openMax = 200
  /// A day's session is smaller; a larger file is not read in passing.
  static let journalBytesMax = 64 << 20

  public func run() -> PatientHistory {
    var found = Found()
    let folders = archive.folders().filter { $0.name != own }
    found.unread = max(0, folders.count - Self.sessionsMax)
    for folder in folders.suffix(Self.sessionsMax).reversed() { look(into: folder, &found) }
    let ordered = found.sessions.sorted { $0.began < $1.began }
    let treatments = ordered.filter(\.digest.isTreatment)
    let told = treatments.suffix(Self.told).map { whole($0) }
    let digests = treatments.dropLast(Self.told).map(\.digest) + told
    return PatientSeries(patient: patient, digests).history(at: began, most: Self.told, unread: found.unread)
  }
}

extension HistorySearch {
  private struct Session {
    var folder: SessionFolder
    var digest: SessionDigest
    var began: Int64 { digest.header.anchorWall.unixMilliseconds }
  }

  private struct Found {
    var sessions: [Session] = []
    /// How many had no report.
    var open = 0
    var unread = 0
  }

  private func look(into folder: SessionFolder, _ found: inout Found) {
    if let head = folder.head(of: SessionFolder.summary, bytes: SummaryHead.bytes) {
      if SummaryHead.isOfAnother(than: patient, head) { return }
    } else {
      found.open += 1
      guard found.open <= Self.openMax else {
        found.unread += 1
        return
      }
    }
    guard folder.journalBytes <= Self.journalBytesMax, let segments = try? folder.read(),
      let digest = SessionReading(segments, .overview, followsChain: false).digest
    else {
      found.unread += 1
      return
    }
    let isEarlier = digest.header.anchorWall.unixMilliseconds < began.unixMilliseconds
    guard digest.patient == patient, digest.header.plan.origin == origin, isEarlier else { return }
    // A copy is no second treatment.
    guard digest.header.session == folder.name else {
      found.unread += 1
      return
    }
    found.sessions.append(Session(folder: folder, digest: digest))
  }

  /// With its readings: the worst values are among them.
  private func whole(_ session: Session) -> SessionDigest {
    guard let segments = try? session.folder.read() else { return session.digest }
    return SessionReading(segments, .whole, followsChain: false).digest ?? session.digest
  }
}
