public import InfusionCore
public import Quantities

/// One alarm from its beginning to its end, with what was answered and how bad it was.
public struct AlarmEpisode: Hashable, Sendable {
  public let id: AlarmID
  public let raisedAt: SessionTime
  /// When and at which dose it began.
  public let context: InfusionContext
  /// The highest priority that it had.
  public internal(set) var priority: AlarmPriority
  /// The limit of that priority, and the value farthest beyond it that the session told.
  public internal(set) var limit: Fixed?
  public internal(set) var peak: Fixed?
  public internal(set) var answeredAt: SessionTime?
  public internal(set) var answeredBy: String?
  public internal(set) var endedAt: SessionTime?
  public internal(set) var end: AlarmEnd?

  /// How long it stood; nil while it stands.
  public var duration: TimeSpan? { endedAt.map { $0 - raisedAt } }

  mutating func worsen(_ signal: AlarmSignal) {
    guard signal.priority >= priority else { return }
    priority = signal.priority
    limit = signal.limit
  }

  mutating func note(_ value: Fixed) {
    guard case .limit(_, let side) = id else { return }
    peak = peak.map { side == .low ? min($0, value) : max($0, value) } ?? value
  }
}

/// Follows alarms from entry to entry.
struct AlarmEpisodes: Hashable, Sendable {
  private(set) var all: [AlarmEpisode] = []

  mutating func take(_ event: Event, at time: SessionTime) {
    switch event {
    case .alarmRaised(let id, let signal, let context):
      all.append(
        AlarmEpisode(
          id: id, raisedAt: time, context: context, priority: signal.priority, limit: signal.limit,
          peak: signal.value))
    case .alarmPriority(let id, let signal): change(id) { $0.worsen(signal) }
    case .alarmEnded(let id, let end, _):
      change(id) {
        $0.endedAt = time
        $0.end = end
      }
    case .alarmAcknowledged(let id, let by): answer(id, at: time, by: by)
    case .phase, .infusion, .observation, .alarmReminded, .limitReminded, .audioPaused, .audioResumed,
      .limitChanged,
      .baseline, .checkTaken, .away, .gap, .refused, .closed:
      break
    }
  }

  /// A reading's part in how far an alarm went.
  mutating func take(_ value: Fixed, of vital: Vital) {
    for side in Side.allCases { change(.limit(vital, side)) { $0.note(value) } }
  }

  private mutating func change(_ id: AlarmID, _ body: (inout AlarmEpisode) -> Void) {
    guard let index = all.lastIndex(where: { $0.id == id && $0.endedAt == nil }) else { return }
    body(&all[index])
  }

  /// A latched alarm is answered after its end.
  private mutating func answer(_ id: AlarmID, at time: SessionTime, by: String?) {
    for index in all.indices where all[index].id == id && all[index].answeredAt == nil {
      all[index].answeredAt = time
      all[index].answeredBy = by
    }
  }
}
