public import InfusionCore
public import Quantities

/// One step of a session as its followers see it: the session's events in the order of its record, and
/// between them the readings that counted.
///
/// A running session and a replayed record give the same moments; tables, digests and trends are made of them
/// and of nothing else, so that none of them decides anything for itself.
public struct RecordMoment: Hashable, Sendable {
  /// What an entry is to those who read the session.
  public enum What: Hashable, Sendable {
    case event(Event)
    case heard(HeardReading)
    /// An entry that tells nothing: time has passed to it.
    case passed
    /// An entry beside the session, about clocks or files; it says nothing of the time before it.
    case aside
    /// Nobody watched between then and now; later moments tell what came of it.
    case unwatched(from: SessionTime)
    case sealed
    /// The result of the drill that the session was.
    case scored(DrillResult)
  }
  public var time: SessionTime
  public var wall: WallTime
  public var what: What

  public init(_ what: What, at time: SessionTime, wall: WallTime) {
    self.what = what
    self.time = time
    self.wall = wall
  }

  /// Whether it says nothing of the time until then.
  public var isAside: Bool {
    switch what {
    case .aside: true
    case .event, .heard, .passed, .unwatched, .sealed, .scored: false
    }
  }
}

/// Follows a session: a table, a digest, a trend. `session` stands where its last input left it, and can be
/// asked what has flowed at any later time.
public protocol RecordFollower {
  mutating func follow(_ moment: RecordMoment, of session: Session)
}

extension EntryContent {
  /// What this entry tells by itself, as far as the session need not be asked.
  public var told: RecordMoment.What {
    switch self {
    case .event(let event): .event(event)
    case .seal: .sealed
    case .drillScore(let result): .scored(result)
    case .input(.gap(let from, _, _)): .unwatched(from: from)
    case .anchor, .recovered: .aside
    case .header, .input, .other: .passed
    }
  }
}
