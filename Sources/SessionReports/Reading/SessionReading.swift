public import SessionRecord

/// A session as its record tells it, however damaged that is.
public struct SessionReading: Sendable {
  /// How much of it is read.
  public enum Depth: Hashable, Sendable {
    /// All but the readings and the hashes: enough for a row of a list, and quick enough for thousands.
    case overview
    /// All but the hashes.
    case whole
  }
  /// Nil without a header that can be read.
  public let digest: SessionDigest?
  public let problems: [JournalProblem]
  /// The hash of the last entry.
  public let chainHead: RunningHash?

  public init(_ segments: [SegmentBytes], _ depth: Depth) {
    var reader = JournalReader(segments, checksHashes: false, skipsReadings: depth == .overview)
    var digest = reader.header.map { SessionDigest(header: $0) }
    while let entry = reader.next() { digest?.take(entry) }
    digest?.end(at: reader.lastTime)
    self.digest = digest
    problems = reader.problems
    chainHead = reader.lastHash
  }

  /// The problems but for a torn tail in an open session: that is a writer in the middle of a line, or one
  /// that died there.
  public var damage: [JournalProblem] { problems.damage(isSealed: digest?.isSealed ?? false) }
}

extension [JournalProblem] {
  func damage(isSealed: Bool) -> [JournalProblem] { filter { isSealed || !$0.isTornTail } }
}

extension JournalProblem {
  fileprivate var isTornTail: Bool { if case .tornTail = what { true } else { false } }
}
