import InfusionCore
public import Quantities
public import SessionRecord

/// A session as its record tells it, however damaged that is.
public struct SessionReading: Sendable {
  /// How much of it is read.
  public enum Depth: Hashable, Sendable {
    /// All but the readings: enough for a row of a list, and quick enough for thousands.
    case overview
    case whole
  }
  /// Nil without a header that can be read.
  public let digest: SessionDigest?
  public let problems: [JournalProblem]
  /// The hash of the last entry, where the chain was followed to it and holds.
  public let chainHead: RunningHash?
  public let faults: [RecordFault]
  /// Whether the readings are in the digest, too.
  public let hasReadings: Bool

  /// An overview steps over the readings if the events alone tell the session. A record of the first rules
  /// lacks some events, and in an open one the dose goes on after the last event: both are read as a whole.
  ///
  /// - Parameter followsChain: false for bytes whose chain is known to hold.
  public init(_ segments: [SegmentBytes], _ depth: Depth, followsChain: Bool = true) {
    var told = depth == .overview ? ToldRecord(overviewOf: segments, followsChain: followsChain) : nil
    if let digest = told?.digest, !digest.isSealed || !digest.isDoseTold { told = nil }
    hasReadings = told == nil
    let record = told ?? ToldRecord(wholeOf: segments, followsChain: followsChain)
    let reader = record.reader
    digest = record.digest
    problems = reader.problems
    let isWhole = reader.problems.damage(isSealed: reader.isSealed).isEmpty
    chainHead = followsChain && isWhole ? reader.lastHash : nil
    faults =
      segments.faultOfNothing().map { [$0] } ?? reader.problems.faults(isSealed: reader.isSealed)
  }
}

extension SessionReading {
  /// The same session with minutes that begin where those of its infusion do. Nil without a header that can
  /// be read.
  public static func byInfusion(_ segments: [SegmentBytes], startedAt start: SessionTime) -> SessionDigest? {
    let offset = TimeSpan(milliseconds: start.milliseconds % 60_000)
    return ToldRecord(wholeOf: segments, followsChain: false, minutesFrom: offset).digest
  }

  /// What lists and series tell of it; nil without a header that can be read.
  public var facts: LedgerFacts? { digest.map { LedgerFacts($0, hasReadings: hasReadings) } }
}

/// A record that was read to its end, and what it told.
private struct ToldRecord {
  var reader: JournalReader
  var digest: SessionDigest?

  /// Reads the events alone; nil if they do not tell everything that an overview needs.
  init?(overviewOf segments: [SegmentBytes], followsChain: Bool) {
    reader = JournalReader(segments, checksHashes: followsChain, skipsReadings: true)
    guard reader.header?.plan.isBySecondRules != false else { return nil }
    digest = reader.header.map { SessionDigest(header: $0) }
    while let entry = reader.next() {
      digest?.add(RecordMoment(entry.content.told, at: entry.time, wall: entry.wall))
    }
    digest?.end(at: reader.lastTime)
  }

  /// The inputs, through the engine.
  init(wholeOf segments: [SegmentBytes], followsChain: Bool, minutesFrom offset: TimeSpan = .zero) {
    reader = JournalReader(segments, checksHashes: followsChain)
    guard let header = reader.header else {
      while reader.next() != nil {}
      return
    }
    var digest = SessionDigest(header: header, minutesFrom: offset)
    var replay = Replay(plan: header.plan)
    while let entry = reader.next() {
      replay.feed(entry, body: reader.body) { moment, session in digest.follow(moment, of: session) }
    }
    digest.end(at: reader.lastTime, of: replay.session)
    self.digest = digest
  }
}
