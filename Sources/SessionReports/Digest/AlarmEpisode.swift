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
  /// The limit of that priority, and the value farthest beyond it while the alarm stood.
  public internal(set) var limit: Fixed?
  public internal(set) var peak: Fixed?
  public internal(set) var answeredAt: SessionTime?
  public internal(set) var answeredBy: String?
  public internal(set) var endedAt: SessionTime?
  public internal(set) var end: AlarmEnd?
  /// Ended, but listed until somebody answers.
  public internal(set) var isLatched = false

  init(_ id: AlarmID, _ signal: AlarmSignal, _ context: InfusionContext, at time: SessionTime) {
    self.id = id
    raisedAt = time
    self.context = context
    priority = signal.priority
    limit = signal.limit
    peak = signal.value
  }

  /// How long it stood; nil while it stands.
  public var duration: TimeSpan? { endedAt.map { $0 - raisedAt } }

  /// From its beginning to somebody's answer.
  public var answeredAfter: TimeSpan? { answeredAt.map { $0 - raisedAt } }
}

extension AlarmEpisode {
  /// Whether it still waits for an answer.
  var isOpen: Bool { answeredAt == nil && (endedAt == nil || isLatched) }

  mutating func worsen(_ signal: AlarmSignal) {
    if let value = signal.value { note(value) }
    guard signal.priority > priority else { return }
    priority = signal.priority
    limit = signal.limit
  }

  mutating func note(_ value: Fixed) {
    guard case .limit(_, let side) = id else { return }
    peak = peak.map { side == .low ? min($0, value) : max($0, value) } ?? value
  }

  /// The same with the pressures that were measured while it stood.
  func noting(_ pressures: [SessionDigest.PressureEntry]) -> AlarmEpisode {
    guard case .limit(let vital, _) = id, vital.isCuff else { return self }
    var episode = self
    for pressure in pressures where pressure.at >= raisedAt && pressure.at < endedAt ?? .distantFuture {
      if let value = pressure.measurement[vital] { episode.note(value) }
    }
    return episode
  }
}

extension CuffMeasurement {
  /// A pressure of this measurement; nil for a vital that no cuff gives, and for a mean that was only
  /// computed.
  subscript(vital: Vital) -> Fixed? {
    switch vital {
    case .sys: sys
    case .dia: dia
    case .map: mapIsDerived ? nil : map
    case .spo2, .hr, .rr: nil
    }
  }
}

extension SessionTime {
  static let distantFuture = SessionTime(milliseconds: .max)
}

/// Follows alarms from event to event.
struct AlarmEpisodes: Hashable, Sendable {
  private(set) var all: [AlarmEpisode] = []
  /// The places of those that stand.
  private var standing: [AlarmID: Int] = [:]

  mutating func take(_ event: Event, at time: SessionTime) {
    switch event {
    case .alarmRaised(let id, let signal, let context):
      standing[id] = all.count
      all.append(AlarmEpisode(id, signal, context, at: time))
    case .alarmPriority(let id, let signal): change(id) { $0.worsen(signal) }
    case .alarmEnded(let id, let end, let isLatched):
      change(id) {
        $0.endedAt = time
        $0.end = end
        $0.isLatched = isLatched
      }
      standing[id] = nil
    case .alarmAcknowledged(let id, let by): answer(id, at: time, by: by)
    case .phase, .infusion, .observation, .alarmReminded, .limitReminded, .audioPaused, .audioResumed,
      .limitChanged, .baseline, .checkTaken, .away, .gap, .refused, .closed:
      break
    }
  }

  /// A reading's part in how far an alarm went.
  mutating func take(_ value: Fixed, of vital: Vital) {
    guard !standing.isEmpty else { return }
    for side in Side.allCases { change(.limit(vital, side)) { $0.note(value) } }
  }

  private mutating func change(_ id: AlarmID, _ body: (inout AlarmEpisode) -> Void) {
    guard let index = standing[id] else { return }
    body(&all[index])
  }

  /// One answer covers all that was open under that id: what stands, and what latched before it.
  private mutating func answer(_ id: AlarmID, at time: SessionTime, by: String?) {
    for index in all.indices where all[index].id == id && all[index].isOpen {
      all[index].answeredAt = time
      all[index].answeredBy = by
    }
  }
}
