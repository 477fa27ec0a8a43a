public import InfusionCore
import Quantities
public import SessionRecord

/// All that can be checked about one session's record: chain, sequence, seal, and that its inputs give its
/// events again.
///
/// What is made from the journal (tables, summary) is made here once more, to hold the files beside it to it.
public struct SessionAudit: Sendable {
  public enum Verdict: Hashable, Sendable {
    /// Sealed, whole, and its inputs give its events.
    case intact
    /// Whole as far as it goes: it runs, or it was never closed.
    case unsealed
    case damaged
  }
  public let digest: SessionDigest?
  public let problems: [JournalProblem]
  public let difference: ReplayDifference?
  public let isSealed: Bool
  public let isOfOtherEngine: Bool
  public let chainHead: RunningHash?
  public let vitals: [UInt8]
  public let observation: [UInt8]
  /// The session as its inputs make it again.
  public let session: Session?

  /// - Parameter engineVersion: this program's. In a session of another one chain and seal decide.
  public init(_ segments: [SegmentBytes], engineVersion: String) {
    var reader = JournalReader(segments)
    var course = AuditedCourse(reader.header)
    while let entry = reader.next() { course?.take(entry, body: reader.body) }
    course?.finish(at: reader.lastTime, isSealed: reader.isSealed)
    digest = course?.digest
    problems = reader.problems
    // With entries missing the inputs are not those of the session: that is told already.
    difference = reader.problems.damage(isSealed: reader.isSealed).isEmpty ? course?.replay.difference : nil
    isSealed = reader.isSealed
    isOfOtherEngine = reader.header.map { $0.engineVersion != engineVersion } ?? false
    chainHead = reader.lastHash
    vitals = course?.vitals.finished() ?? []
    observation = course?.observationBytes ?? []
    session = course?.replay.engine
  }
}

extension SessionAudit {
  public var verdict: Verdict {
    if digest == nil || !problems.damage(isSealed: isSealed).isEmpty { return .damaged }
    if difference != nil && !isOfOtherEngine { return .damaged }
    return isSealed ? .intact : .unsealed
  }

  /// What the discharge asked for and found. Of a session that does not replay nobody can tell.
  public var review: [ReviewedCriterion] { difference == nil ? session?.review ?? [] : [] }

  /// The one-page report, made anew.
  public var summary: String? {
    digest.map {
      SummaryText($0, review: review, chainHead: isSealed ? chainHead?.description : nil).text
    }
  }
}

/// What one reading of a journal feeds.
private struct AuditedCourse {
  var digest: SessionDigest
  var replay: Replay<Session>
  var vitals: VitalsTable
  private var observation: ObservationTable

  init?(_ header: SessionHeader?) {
    guard let header else { return nil }
    digest = SessionDigest(header: header)
    replay = Replay(engine: Session(plan: header.plan))
    vitals = VitalsTable(sources: header.plan.sources)
    observation = ObservationTable(plan: header.plan)
  }

  mutating func take(_ entry: JournalEntry, body: ArraySlice<UInt8>) {
    digest.take(entry)
    replay.take(entry, body: body)
    vitals.take(entry)
    observation.take(entry)
  }

  mutating func finish(at time: SessionTime, isSealed: Bool) {
    digest.end(at: time)
    _ = replay.finish(at: time, isSealed: isSealed)
  }

  var observationBytes: [UInt8] {
    var table = observation
    return table.finished()
  }
}
