public import InfusionCore
public import MonitorUI
public import SessionJournal
public import SessionRecord
import SessionReports

/// Who was treated here not long ago, the latest first: for the question who sits there now.
///
/// Of each patient only the newest treatment is read; a session of one who was found already is passed over
/// by the first lines of its report. What cannot be read is left out: then somebody types.
public struct RecentPatients: Sendable {
  public var archive: SessionArchive
  /// A simulated patient is offered at a simulated chair only.
  public var origin: Origin
  /// When the session that asks began.
  public var began: WallTime

  public init(archive: SessionArchive, origin: Origin, began: WallTime) {
    self.archive = archive
    self.origin = origin
    self.began = began
  }

  /// The newest sessions that are looked at: some weeks of a busy clinic.
  static let sessionsMax = 300
  static let patientsMax = 50

  public func run() -> [KnownPatient] {
    var found: [(patient: KnownPatient, began: Int64)] = []
    for folder in archive.folders().suffix(Self.sessionsMax).reversed() {
      if found.count == Self.patientsMax { break }
      let head = folder.head(of: SessionFolder.summary, bytes: SummaryHead.bytes)
      if let head, found.contains(where: { SummaryHead.isOf($0.patient.patient, head) }) { continue }
      guard let next = treatment(in: folder) else { continue }
      // An open session has no report: its patient may be among them already.
      if found.contains(where: { $0.patient.patient == next.patient.patient }) { continue }
      found.append(next)
    }
    return found.sorted { $0.began > $1.began }.map(\.patient)
  }

  private func treatment(in folder: SessionFolder) -> (patient: KnownPatient, began: Int64)? {
    guard folder.journalBytes <= HistorySearch.journalBytesMax, let segments = try? folder.read(),
      let digest = SessionReading(segments, .overview, followsChain: false).digest,
      digest.header.session == folder.name, digest.header.plan.origin == origin, digest.isTreatment,
      let patient = digest.patient
    else { return nil }
    let then = digest.header.anchorWall
    guard then.unixMilliseconds < began.unixMilliseconds else { return nil }
    let known = KnownPatient(
      patient, daysAgo: max(0, began.daysSince(then)), weight: digest.weight, plan: digest.planName)
    return (known, then.unixMilliseconds)
  }
}
