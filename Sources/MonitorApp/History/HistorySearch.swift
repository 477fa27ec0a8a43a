public import InfusionCore
import SessionArchives
public import SessionJournal
public import SessionRecord
import SessionReports

/// Looks through an archive for a patient's earlier treatments.
///
/// Of a sealed session the archive's ledger tells whose it is and how it went. One that the ledger does not
/// know is read: another patient's is passed over by the first lines of its report, the patient's own is read
/// without its readings, and only the last few in full. A file that cannot be read does not stop the search:
/// the answer says how many were left out.
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
    var found = Found(ledger: LedgerFile(root: archive.root).believed)
    let folders = archive.folders().filter { $0.name != own }
    found.unread = max(0, folders.count - Self.sessionsMax)
    for folder in folders.suffix(Self.sessionsMax).reversed() { look(into: folder, &found) }
    let sessions = found.sessions.sorted { $0.began < $1.began }
    let treatments = sessions.filter(\.facts.series.isTreatment)
    let facts = treatments.dropLast(Self.told).map(\.facts) + treatments.suffix(Self.told).map { whole($0) }
    let series = PatientSeries(patient: patient, facts)
    var history = series.history(at: began, most: Self.told, unread: found.unread)
    history.last = history.last.map { running($0, among: treatments) }
    history.lastWeight = sessions.last { $0.facts.session.weight != nil }?.facts.session.weight
    return history
  }
}

extension HistorySearch {
  private struct FoundSession {
    var folder: SessionFolder
    var facts: LedgerFacts
    var began: Int64 { facts.session.began.unixMilliseconds }
  }

  private struct Found {
    let ledger: Ledger?
    var sessions: [FoundSession] = []
    /// How many had no report.
    var open = 0
    var unread = 0
  }

  private func look(into folder: SessionFolder, _ found: inout Found) {
    if let told = found.ledger?.sealed[folder.name], let text = told.facts,
      let session = SessionFacts(text, session: told.session)
    {
      guard isMeant(session.patient, session.origin, session.began) else { return }
      // The seal is looked at, because a session that only the ledger still knows is not told as a treatment.
      if let facts = LedgerFacts(text, session: told.session), folder.isSealed {
        found.sessions.append(FoundSession(folder: folder, facts: facts))
        return
      }
    }
    read(folder, &found)
  }

  private func isMeant(_ patient: String?, _ origin: Origin, _ began: WallTime) -> Bool {
    patient == self.patient && origin == self.origin && began.unixMilliseconds < self.began.unixMilliseconds
  }

  private func read(_ folder: SessionFolder, _ found: inout Found) {
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
    guard isMeant(digest.patient, digest.header.plan.origin, digest.header.anchorWall) else { return }
    // A copied folder is not a second treatment.
    guard digest.header.session == folder.name else {
      found.unread += 1
      return
    }
    found.sessions.append(FoundSession(folder: folder, facts: LedgerFacts(digest, hasReadings: false)))
  }

  /// Marks a session that somebody watches at this moment: two chairs then have the same patient.
  private func running(_ treatment: EarlierTreatment, among sessions: [FoundSession]) -> EarlierTreatment {
    guard treatment.outcome == nil,
      let session = sessions.first(where: { $0.folder.name == treatment.session })
    else { return treatment }
    let chair = session.facts.session.chair
    guard ChairLock.holder(chair: chair, in: archive)?.writes == .session(treatment.session) else {
      return treatment
    }
    var treatment = treatment
    treatment.runsAt = chair
    return treatment
  }

  /// With its readings: the worst values are among them.
  private func whole(_ session: FoundSession) -> LedgerFacts {
    guard session.facts.series.extremes == nil, let segments = try? session.folder.read() else {
      return session.facts
    }
    return SessionReading(segments, .whole, followsChain: false).digest.map { LedgerFacts($0) }
      ?? session.facts
  }
}
