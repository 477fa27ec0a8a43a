public import Quantities

/// Every alarm of a session, in the order in which they were raised: a fold over what the session told and
/// what was measured. The screen's log and the reports are made of it alike.
public struct AlarmLog: Hashable, Sendable {
  public private(set) var episodes: [AlarmEpisode] = []
  /// The places of those that stand.
  private var standing: [AlarmID: Int] = [:]

  public init() {}

  public mutating func take(_ stamped: StampedEvent) {
    let time = stamped.time
    switch stamped.event {
    case .alarmRaised(let id, let signal, let context):
      standing[id] = episodes.count
      episodes.append(AlarmEpisode(id, signal, context, at: time))
    case .alarmPriority(let id, let signal): change(id) { $0.change(to: signal, at: time) }
    case .alarmEnded(let id, let end, let isLatched):
      change(id) { $0.finish(end, isLatched: isLatched, at: time) }
      standing[id] = nil
    case .alarmAcknowledged(let id, let by): answer(id, by: by, at: time)
    case .measured(let measured): take(measured.measurement)
    case .phase, .infusion, .dose, .observation, .alarmReminded, .alarmEscalated, .limitReminded,
      .audioPaused, .audioResumed, .limitChanged, .baseline, .accepted, .remarked, .corrected,
      .bound,
      .checkTaken, .due, .away, .back, .holdAdvised, .holdEnded, .gap, .refused, .closed:
      break
    }
  }

  /// Counts a measured value towards how far the alarms of its vital went.
  public mutating func take(_ value: Fixed, of vital: Vital) {
    guard !standing.isEmpty else { return }
    for side in Side.allCases { change(.limit(vital, side)) { $0.note(value) } }
  }

  /// What the session knew of a device's alarm as it was raised: the event does not tell it.
  public mutating func explain(_ id: AlarmID, by session: Session) {
    guard case .device(let source, _) = id, let device = session.devices[source] else { return }
    change(id) { $0.explain(device.loss, device.likeness) }
  }

  /// A pressure of unknown age and a mean that was only computed do not count.
  private mutating func take(_ measurement: CuffMeasurement) {
    guard !measurement.ageIsUnknown else { return }
    if let sys = measurement.sys { take(sys, of: .sys) }
    if let dia = measurement.dia { take(dia, of: .dia) }
    if let map = measurement.map, !measurement.mapIsDerived { take(map, of: .map) }
  }

  private mutating func change(_ id: AlarmID, _ body: (inout AlarmEpisode) -> Void) {
    guard let index = standing[id] else { return }
    body(&episodes[index])
  }

  /// One answer covers all that was open under that id: what stands, and what latched before it.
  private mutating func answer(_ id: AlarmID, by: String?, at time: SessionTime) {
    for index in episodes.indices where episodes[index].id == id && episodes[index].isOpen {
      episodes[index].answer(by: by, at: time)
    }
  }
}

// MARK: - How much there was of it

extension AlarmLog {
  public func count(_ priority: AlarmPriority) -> Int { episodes.count { $0.priority == priority } }

  /// Alarms of a priority an hour of the session; nil in its first ten minutes, of which no hour can be told.
  public func perHour(_ priority: AlarmPriority, until now: SessionTime) -> Fixed? {
    now.sinceStart < .minutes(10) ? nil : Self.perHour(count(priority), in: now.sinceStart)
  }

  /// A count within a time, as a count per hour: to one decimal, rounded half up. Less than a minute counts
  /// as a minute, so that the first alarm does not look like a storm.
  public static func perHour(_ count: Int, in span: TimeSpan) -> Fixed {
    let milliseconds = Int(max(span, .minutes(1)).milliseconds)
    return Fixed(thousandths: (count * 36_000_000 + milliseconds / 2) / milliseconds * 100)
  }

  /// How long at least one alarm above info stood.
  public func timeInAlarm(until now: SessionTime) -> TimeSpan {
    var total = TimeSpan.zero
    var covered = SessionTime.start
    for episode in episodes where episode.priority > .info {
      let begin = max(episode.raisedAt, covered)
      let end = max(episode.endedAt ?? now, begin)
      total += end - begin
      covered = max(covered, end)
    }
    return total
  }
}
