public import InfusionCore
public import MonitorUI
import Quantities
import SessionArchives
public import SessionJournal
public import SessionRecord
import SessionReports

/// Who was treated here not long ago, the latest first: for the question who sits there now.
///
/// Of a sealed session the archive's ledger tells whose it is. Of those that it does not know only the
/// newest of each patient is read; one of a patient who was found already is passed over by the first lines
/// of its report. What cannot be read is left out: then somebody types.
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
    let ledger = LedgerFile(root: archive.root).believed
    for folder in archive.folders().suffix(Self.sessionsMax).reversed() {
      if found.count == Self.patientsMax { break }
      let known = found.map(\.patient.patient)
      // An open session has no report, so whose it is shows only now; that patient may be among them already.
      if let next = treatment(in: folder, ledger, known: known), !known.contains(next.patient.patient) {
        found.append(next)
      }
    }
    return found.sorted { $0.began > $1.began }.map(\.patient)
  }

  private func treatment(
    in folder: SessionFolder, _ ledger: Ledger?, known: [String]
  ) -> (patient: KnownPatient, began: Int64)? {
    if let told = ledger?.sealed[folder.name], folder.isSealed,
      let facts = told.facts.flatMap({ LedgerFacts($0, session: told.session) })
    {
      return treatment(facts)
    }
    let head = folder.head(of: SessionFolder.summary, bytes: SummaryHead.bytes)
    if let head, known.contains(where: { SummaryHead.isOf($0, head) }) { return nil }
    guard folder.journalBytes <= HistorySearch.journalBytesMax, let segments = try? folder.read(),
      let digest = SessionReading(segments, .overview, followsChain: false).digest,
      digest.header.session == folder.name
    else { return nil }
    return treatment(LedgerFacts(digest, hasReadings: false))
  }

  /// Nil unless it is a treatment of a patient who was here before.
  private func treatment(_ facts: LedgerFacts) -> (patient: KnownPatient, began: Int64)? {
    let (session, then) = (facts.session, facts.session.began)
    guard session.origin == origin, facts.series.isTreatment, let patient = session.patient,
      then.unixMilliseconds < began.unixMilliseconds
    else { return nil }
    let known = KnownPatient(
      patient, daysAgo: max(0, began.daysSince(then)), weight: session.weight, plan: session.plan)
    return (known, then.unixMilliseconds)
  }
}
