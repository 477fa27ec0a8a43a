public import InfusionCore
public import Quantities

/// Every alarm of a session as a row, and by kind how many there were, how many an hour, and how long they
/// stood.
public struct AlarmLogTable: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var alarm: AlarmEpisode
    /// Minutes since the infusion began; nil before it.
    public var minute: Int?
    /// Milligrams in when it was raised.
    public var dose: Milligrams
  }
  public struct Tally: Hashable, Sendable {
    public var id: AlarmID
    public var priority: AlarmPriority
    public var count: Int
    public var perHour: Fixed
    /// Alarms that stood at the same time count each for itself.
    public var standing: TimeSpan
    public var answered: Int
  }
  public let rows: [Row]
  /// The highest priority first, then the most frequent.
  public let tallies: [Tally]
  /// How long was watched.
  public let watched: TimeSpan

  /// - Parameter end: until when was watched; alarms that stand then are counted so far.
  public init(_ alarms: [AlarmEpisode], until end: SessionTime) {
    watched = end.sinceStart
    rows = alarms.map { alarm in
      Row(
        alarm: alarm, minute: alarm.context.elapsed.map { Int($0.inMinutes) }, dose: alarm.context.delivered)
    }
    tallies = Self.tally(alarms, until: end)
  }

  public init(_ digest: SessionDigest) { self.init(digest.alarms, until: digest.length) }
}

extension AlarmLogTable {
  private static func tally(_ alarms: [AlarmEpisode], until end: SessionTime) -> [Tally] {
    let kinds = Dictionary(grouping: alarms) { Kind(id: $0.id, priority: $0.priority) }
    let tallies = kinds.map { kind, alarms in
      Tally(
        id: kind.id, priority: kind.priority, count: alarms.count,
        perHour: AlarmLog.perHour(alarms.count, in: end.sinceStart),
        standing: alarms.reduce(.zero) { $0 + (($1.endedAt ?? end) - $1.raisedAt) },
        answered: alarms.count { $0.answeredAt != nil })
    }
    return tallies.sorted { $0.rank > $1.rank }
  }

  private struct Kind: Hashable {
    var id: AlarmID
    var priority: AlarmPriority
  }

  /// All alarms of a priority.
  public func count(_ priority: AlarmPriority) -> Int { rows.count { $0.alarm.priority == priority } }
}

extension AlarmLogTable.Tally {
  fileprivate var rank: (Int, Int, String) { (priority.rawValue, count, id.description) }
}

// MARK: - As text

extension AlarmLogTable {
  /// A line a kind, under a heading; no lines where nothing alarmed.
  public var tallyLines: [String] {
    guard !tallies.isEmpty else { return [] }
    let heading =
      fill("  alarm", 32) + fill("priority", 10) + padLeft("count", 6) + padLeft("an hour", 9)
      + padLeft("answered", 10) + padLeft("stood", 10)
    return [heading]
      + tallies.map { tally in
        let name = fill("  \(pad(tally.id.mark(tally.priority), 4))\(tally.id)", 32)
        return name + fill(tally.priority.name, 10) + padLeft(String(tally.count), 6)
          + padLeft(tally.perHour.description, 9) + padLeft(String(tally.answered), 10)
          + padLeft(tally.standing.clock, 10)
      }
  }
}
