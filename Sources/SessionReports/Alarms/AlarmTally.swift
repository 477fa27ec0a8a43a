public import InfusionCore
public import Quantities

/// A session's alarms by kind: how many there were, how many an hour, how many were answered, and how long
/// they stood.
public struct AlarmTally: Hashable, Sendable {
  /// One alarm at one priority, and how much of it there was.
  public struct Row: Hashable, Sendable {
    public var id: AlarmID
    public var priority: AlarmPriority
    public var count: Int
    public var perHour: Fixed
    /// Alarms that stood at the same time count each for itself.
    public var standing: TimeSpan
    public var answered: Int
  }
  /// The highest priority first, then the most frequent.
  public let rows: [Row]

  /// - Parameter end: the end of the watched time; alarms that stand then count up to it.
  public init(_ alarms: [AlarmEpisode], until end: SessionTime) { rows = Self.rows(alarms, until: end) }

  public init(_ digest: SessionDigest) { self.init(digest.alarms, until: digest.length) }
}

extension AlarmTally {
  private static func rows(_ alarms: [AlarmEpisode], until end: SessionTime) -> [Row] {
    let kinds = Dictionary(grouping: alarms) { Kind(id: $0.id, priority: $0.priority) }
    let rows = kinds.map { kind, alarms in
      Row(
        id: kind.id, priority: kind.priority, count: alarms.count,
        perHour: AlarmLog.perHour(alarms.count, in: end.sinceStart),
        standing: alarms.reduce(.zero) { $0 + (($1.endedAt ?? end) - $1.raisedAt) },
        answered: alarms.count { $0.answeredAt != nil })
    }
    return rows.sorted { $0.rank > $1.rank }
  }

  private struct Kind: Hashable {
    var id: AlarmID
    var priority: AlarmPriority
  }
}

extension AlarmTally.Row {
  fileprivate var rank: (Int, Int, String) { (priority.rawValue, count, id.description) }
}

// MARK: - As text

extension AlarmTally {
  /// A line a kind, under a heading; no lines where nothing alarmed.
  public var lines: [String] {
    guard !rows.isEmpty else { return [] }
    let heading =
      fill("  alarm", 30) + fill("priority", 10) + padLeft("count", 6) + padLeft("an hour", 9)
      + padLeft("acknowledged", 14) + padLeft("stood", 10)
    return [heading]
      + rows.map { row in
        let name = pad("  \(pad(row.id.mark(row.priority), 4))\(row.id.name)", 30)
        return name + fill(row.priority.name, 10) + padLeft(String(row.count), 6)
          + padLeft(row.perHour.description, 9) + padLeft(String(row.answered), 14)
          + padLeft(row.standing.clock, 10)
      }
  }
}
