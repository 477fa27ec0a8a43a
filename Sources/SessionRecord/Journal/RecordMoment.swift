public import InfusionCore
public import Quantities

/// What whoever tells of a session is told, moment by moment: the session's events in the order of its
/// record, and between them the readings that counted.
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
    /// An entry beside the session, of clocks or files: it says nothing of the time until then.
    case aside
    /// Nobody watched between then and now: what was in between is told by what comes of it.
    case unwatched(from: SessionTime)
    case sealed
    /// What came of the drill that it was.
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

/// Somebody who follows a session. `session` stands where its last input left it; what flows on by itself
/// since then it can be asked for any later time.
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
