public import InfusionCore
public import Quantities

/// One alarm from its beginning to its end, as the log page tells it.
public struct AlarmLogEntry: Hashable, Sendable {
  public var id: AlarmID
  public var raisedAt: SessionTime
  public var context: InfusionContext
  /// The highest priority it had, the limit then, and the value farthest beyond it.
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
      if case .limit(_, let side) = id, let value = signal.value { change(id) { $0.worsen(to: value, side) } }
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

  /// Looks at the values of now: how far the alarms that stand have gone.
  mutating func observe(_ session: SessionView) {
    for index in entries.indices where entries[index].endedAt == nil {
      guard case .limit(let vital, let side) = entries[index].id, let value = session.freshValue(of: vital)
      else { continue }
      entries[index].worsen(to: value, side)
    }
  }

  private mutating func change(_ id: AlarmID, _ body: (inout AlarmLogEntry) -> Void) {
    guard let index = entries.lastIndex(where: { $0.id == id && $0.endedAt == nil }) else { return }
    body(&entries[index])
  }
}

extension AlarmLogEntry {
  fileprivate mutating func worsen(to value: Fixed, _ side: Side) {
    peak.value = peak.value.map { side == .low ? min($0, value) : max($0, value) } ?? value
  }
}

// MARK: - How much there was of it

extension AlarmLog {
  /// Alarms of a priority an hour of the session, to one decimal.
  public func perHour(_ priority: AlarmPriority, until now: SessionTime) -> Fixed {
    let count = entries.count { $0.peak.priority == priority }
    let hours = max(now.sinceStart.inHours, 1.0 / 60)
    return Fixed(rounding: Double(count) / hours).rounded(places: 1)
  }

  /// How long at least one alarm above info stood.
  public func timeInAlarm(until now: SessionTime) -> TimeSpan {
    var total = TimeSpan.zero
    var covered = SessionTime.start
    for entry in entries where entry.peak.priority > .info {
      let begin = max(entry.raisedAt, covered)
      let end = max(entry.endedAt ?? now, begin)
      total += end - begin
      covered = max(covered, end)
    }
    return total
  }
}
