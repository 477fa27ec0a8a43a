public import InfusionCore
public import Quantities

/// One alarm from its beginning to its end, as the log page tells it.
public struct AlarmLogEntry: Hashable, Sendable {
  public var id: AlarmID
  public var raisedAt: SessionTime
  public var context: InfusionContext
  /// The highest priority it had, and the value and limit then.
  public var peak: AlarmSignal
  public var acknowledgedAt: SessionTime?
  public var acknowledgedBy: String?
  public var endedAt: SessionTime?
  public var end: AlarmEnd?
}

/// Every alarm of the session, in the order in which they were raised.
public struct AlarmLog: Hashable, Sendable {
  public private(set) var entries: [AlarmLogEntry] = []

  public init() {}

  mutating func hear(_ stamped: StampedEvent) {
    switch stamped.event {
    case .alarmRaised(let id, let signal, let context):
      entries.append(AlarmLogEntry(id: id, raisedAt: stamped.time, context: context, peak: signal))
    case .alarmPriority(let id, let signal):
      change(id) { if signal.priority > $0.peak.priority { $0.peak = signal } }
    case .alarmAcknowledged(let id, let by):
      guard let index = entries.lastIndex(where: { $0.id == id && $0.acknowledgedAt == nil }) else { return }
      entries[index].acknowledgedAt = stamped.time
      entries[index].acknowledgedBy = by
    case .alarmEnded(let id, let reason, _):
      change(id) {
        $0.endedAt = stamped.time
        $0.end = reason
      }
    case .phase, .infusion, .observation, .alarmReminded, .limitReminded, .audioPaused, .audioResumed,
      .limitChanged,
      .baseline, .checkTaken, .away, .gap, .refused, .closed:
      break
    }
  }

  private mutating func change(_ id: AlarmID, _ body: (inout AlarmLogEntry) -> Void) {
    guard let index = entries.lastIndex(where: { $0.id == id && $0.endedAt == nil }) else { return }
    body(&entries[index])
  }
}
