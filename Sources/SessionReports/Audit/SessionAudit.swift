public import InfusionCore
import Quantities
public import SessionRecord

/// All that can be checked about one session's record: chain, sequence, seal, and that its inputs give its
/// events again.
///
/// What is made from the journal (tables, summary) is made here once more, to hold the files beside it to it.
public struct SessionAudit: Sendable {
  /// What a record is worth.
  public enum Verdict: Hashable, Sendable {
    /// Sealed, whole, and its inputs give its events.
    case intact
    /// Whole as far as it goes: it still runs, or was never closed.
    case unsealed
    case damaged
    /// Not even begun.
    case empty
    /// A later program can read it.
    case tooNew
  }
  public let digest: SessionDigest?
  public let problems: [JournalProblem]
  public let difference: ReplayDifference?
  public let isSealed: Bool
  public let isOfOtherEngine: Bool
  /// All that is wrong with the session, in the order in which it was found.
  public private(set) var faults: [RecordFault]
  private let lastHash: RunningHash?
  /// The key that really signed the seal; nil where none did.
  public let signer: PublicKey?
  public let vitals: [UInt8]
  public let observation: [UInt8]
  /// The session as its inputs make it again.
  public let session: Session?
  /// Chain, sequence and seal were followed, and nothing else was looked at.
  public let isOfChainAlone: Bool

  /// - Parameter engineVersion: this program's. A session of another version is judged by chain and seal.
  public init(_ segments: [SegmentBytes], engineVersion: String) {
    var reader = JournalReader(segments)
    var course = AuditedCourse(reader.header)
    while let entry = reader.next() { course?.follow(entry, body: reader.body) }
    course?.finish(at: reader.lastTime, isSealed: reader.isSealed)
    digest = course?.digest
    problems = reader.problems
    // With entries missing its inputs are not the session's, so a difference would tell nothing new.
    let difference =
      reader.problems.damage(isSealed: reader.isSealed).isEmpty ? course?.replay.difference : nil
    let isOfOtherEngine = reader.header.map { $0.engineVersion != engineVersion } ?? false
    var faults = reader.problems.faults(isSealed: reader.isSealed)
    if let difference, !isOfOtherEngine { faults.append(.replay(difference)) }
    self.difference = difference
    self.isOfOtherEngine = isOfOtherEngine
    self.faults = segments.faultOfNothing().map { [$0] } ?? faults
    isSealed = reader.isSealed
    lastHash = reader.lastHash
    signer = reader.signer
    vitals = course?.tables.vitals ?? []
    observation = course?.tables.observation ?? []
    session = course?.replay.session
    isOfChainAlone = false
  }

  /// Checks chain, sequence and seal alone: whether the bytes are those that were written, not whether the
  /// events follow from the inputs.
  public init(chainOf segments: [SegmentBytes]) {
    var reader = JournalReader(chainOf: segments)
    while reader.next() != nil {}
    digest = reader.header.map { SessionDigest(header: $0) }
    problems = reader.problems
    difference = nil
    isOfOtherEngine = false
    faults = segments.faultOfNothing().map { [$0] } ?? reader.problems.faults(isSealed: reader.isSealed)
    isSealed = reader.isSealed
    lastHash = reader.lastHash
    signer = reader.signer
    vitals = []
    observation = []
    session = nil
    isOfChainAlone = true
  }
}

extension SessionAudit {
  public var verdict: Verdict {
    if faults.newerFormat != nil { return .tooNew }
    if faults.areOfAnEmptyRecord { return .empty }
    if digest == nil || faults.damage != nil { return .damaged }
    return isSealed ? .intact : .unsealed
  }

  /// The hash of the seal: nil unless the session is sealed and everything was found to hold.
  public var chainHead: RunningHash? { verdict == .intact ? lastHash : nil }

  /// Whether anything in it can be read as an entry of a journal.
  public var hasEntries: Bool { lastHash != nil }

  /// Adds what is known from outside of the record: where it lies, what the ledger says of it.
  public mutating func add(_ found: [RecordFault]) { faults += found }

  /// Demands that the seal was made with a key that somebody got from elsewhere. An open session has no seal
  /// yet.
  public mutating func demand(sealBy key: PublicKey) {
    guard isSealed, signer != key else { return }
    faults.append(.sealedByOther(signer))
  }

  /// What the discharge asked for and found; empty if the session does not replay.
  public var review: [ReviewedCriterion] { difference == nil ? session?.review ?? [] : [] }

  /// The one-page report, made anew.
  public var summary: String? {
    digest.map {
      SummaryText($0, review: review, chainHead: chainHead?.description, damage: faults.damage).text
    }
  }
}

/// What one reading of a journal feeds.
private struct AuditedCourse {
  var digest: SessionDigest
  var replay: Replay
  private var vitals = VitalsTable()
  private var observation = ObservationTable()
  private(set) var tables: (vitals: [UInt8], observation: [UInt8]) = ([], [])

  init?(_ header: SessionHeader?) {
    guard let header else { return nil }
    digest = SessionDigest(header: header)
    replay = Replay(plan: header.plan)
  }

  mutating func follow(_ entry: JournalEntry, body: ArraySlice<UInt8>) {
    replay.feed(entry, body: body) { moment, session in
      digest.follow(moment, of: session)
      vitals.follow(moment, of: session)
      observation.follow(moment, of: session)
    }
  }

  mutating func finish(at time: SessionTime, isSealed: Bool) {
    digest.end(at: time, of: replay.session)
    tables = (vitals.finished(of: replay.session), observation.finished())
    _ = replay.finish(at: time, isSealed: isSealed)
  }
}
