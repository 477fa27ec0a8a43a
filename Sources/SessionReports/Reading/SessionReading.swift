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

  /// - Parameter followsChain: false for bytes whose chain is known to hold.
  public init(_ segments: [SegmentBytes], _ depth: Depth, followsChain: Bool = true) {
    var reader = JournalReader(
      segments, checksHashes: followsChain, skipsReadings: depth == .overview)
    var digest = reader.header.map { SessionDigest(header: $0) }
    while let entry = reader.next() { digest?.take(entry) }
    digest?.end(at: reader.lastTime)
    self.digest = digest
    problems = reader.problems
    let isWhole = reader.problems.damage(isSealed: reader.isSealed).isEmpty
    chainHead = followsChain && isWhole ? reader.lastHash : nil
    faults = segments.isEmpty ? [.journalGone] : reader.problems.faults(isSealed: reader.isSealed)
  }
}
