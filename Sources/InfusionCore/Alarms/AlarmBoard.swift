public import Quantities

/// One alarm condition that is active, or ended and latched until somebody acknowledges it.
public struct Alarm: Hashable, Sendable {
  public let id: AlarmID
  public internal(set) var signal: AlarmSignal
  public internal(set) var raisedAt: SessionTime
  /// The last time its priority changed, or when it was raised.
  public internal(set) var changedAt: SessionTime
  /// Nil while it is active; then it is latched.
  public internal(set) var endedAt: SessionTime?
  public internal(set) var acknowledgement: Acknowledgement?
  /// High at any time since it was raised: such an alarm latches, and holds the observation until its end.
  public internal(set) var wasHigh: Bool
  /// It took the place of a latched alarm that nobody had acknowledged.
  var carriesLatch: Bool
  var nextReminder: SessionTime?
  /// Since when it has been high without a break.
  var highSince: SessionTime?
  /// Nobody answered for so long that it was told once more, louder.
  public internal(set) var isEscalated = false

  public var priority: AlarmPriority { signal.priority }
  public var isActive: Bool { endedAt == nil }
  public var isLatched: Bool { endedAt != nil }
}

/// When an alarm was acknowledged, and by whom.
public struct Acknowledgement: Hashable, Sendable {
  public var at: SessionTime
  public var by: String?
}

/// Every alarm that is active or latched, in the order in which they were raised. Answers: what sounds, what
/// stands.
public struct AlarmBoard: Hashable, Sendable {
  public private(set) var alarms: [Alarm] = []
  public private(set) var audioPause: AudioPause?
  /// What is to be told of it.
  private var news: [AlarmNews] = []

  public var active: some Sequence<Alarm> { alarms.lazy.filter(\.isActive) }

  /// The alarm that is active under this id.
  public func active(_ id: AlarmID) -> Alarm? { alarms.first { $0.id == id && $0.isActive } }

  func isActive(_ id: AlarmID) -> Bool { priority(of: id) != nil }

  /// The priority of the alarm that is active under this id.
  func priority(of id: AlarmID) -> AlarmPriority? {
    for place in alarms.indices where alarms[place].isActive && alarms[place].id == id {
      return alarms[place].priority
    }
    return nil
  }

  /// The conditions of a source that are active.
  func conditions(of source: SourceID) -> DeviceConditions {
    var active = DeviceConditions()
    for place in alarms.indices where alarms[place].isActive {
      if case .device(source, let condition) = alarms[place].id { active.insert(condition) }
    }
    return active
  }

  /// A physiological alarm that was high and has not ended.
  var isHighPhysiologicalActive: Bool { active.contains { $0.id.isPhysiological && $0.wasHigh } }

  /// The next instant at which somebody is reminded, or can hear alarms again.
  var deadline: SessionTime? { earliest(reminderDeadline, audioPause?.until) }

  mutating func popNews() -> [AlarmNews] {
    if news.isEmpty { return [] }
    defer { news.removeAll(keepingCapacity: true) }
    return news
  }

  /// The highest priority that should be heard now; nil when nothing sounds.
  public var sounding: AlarmPriority? {
    guard audioPause == nil else { return nil }
    return active.filter { $0.acknowledgement == nil && $0.priority > .info }.map(\.priority).max()
  }

  /// The highest priority that is active.
  public var highest: AlarmPriority? { active.map(\.priority).max() }
}

/// Until when no alarm sounds, and who asked for that.
public struct AudioPause: Hashable, Sendable {
  public var until: SessionTime
  public var by: String?
}

extension AlarmBoard {
  /// A latched alarm of the same id gives way to the new one, and is remembered by it: its end latches again.
  mutating func raise(_ id: AlarmID, _ signal: AlarmSignal, at now: SessionTime) {
    let wasLatched = alarms.contains { $0.id == id && $0.isLatched }
    alarms.removeAll { $0.id == id }
    alarms.append(
      Alarm(
        id: id, signal: signal, raisedAt: now, changedAt: now, endedAt: nil, acknowledgement: nil,
        wasHigh: signal.priority == .high, carriesLatch: wasLatched, nextReminder: nil,
        highSince: signal.priority == .high ? now : nil))
    news.append(.raised(id, signal))
    sound(signal.priority)
  }

  /// Something new is to be heard: an audio pause does not outlive it.
  private mutating func sound(_ priority: AlarmPriority) {
    guard priority >= .medium, audioPause != nil else { return }
    resumeAudio(.alarm)
  }

  /// Another priority, value or limit. A rise voids the acknowledgement; a fall does not.
  mutating func change(_ id: AlarmID, to signal: AlarmSignal, at now: SessionTime) {
    guard let index = alarms.firstIndex(where: { $0.id == id && $0.isActive }) else { return }
    let rises = signal.priority > alarms[index].priority
    if rises {
      alarms[index].acknowledgement = nil
      alarms[index].nextReminder = nil
    }
    if (signal.priority == .high) != (alarms[index].priority == .high) {
      alarms[index].highSince = signal.priority == .high ? now : nil
      alarms[index].isEscalated = false
    }
    alarms[index].signal = signal
    alarms[index].changedAt = now
    alarms[index].wasHigh = alarms[index].wasHigh || signal.priority == .high
    news.append(.changed(id, signal, rises: rises))
    if rises { sound(signal.priority) }
  }

  /// Ends an alarm. It stays, latched, if it was high or ended for want of a value, and nobody had
  /// acknowledged it.
  mutating func end(_ id: AlarmID, _ reason: AlarmEnd, alwaysLatches: Bool, at now: SessionTime) {
    guard let index = alarms.firstIndex(where: { $0.id == id && $0.isActive }) else { return }
    let alarm = alarms[index]
    let latches = alarm.wasHigh || alarm.carriesLatch || reason == .noValue || alwaysLatches
    let isLatched = latches && alarm.acknowledgement == nil && reason != .closed
    if isLatched {
      alarms[index].endedAt = now
    } else {
      alarms.remove(at: index)
    }
    let heldObservation = alarm.wasHigh && id.isPhysiological
    news.append(
      .ended(id, reason, isLatched: isLatched, holds: heldObservation ? isHighPhysiologicalActive : nil))
  }

  mutating func clear() { (alarms, audioPause) = ([], nil) }

  /// Acknowledges what is active or latched and covered.
  ///
  /// - Parameter coversLatchBefore: the latched alarm whose place an active one took is acknowledged with it.
  mutating func acknowledge(
    by: String?, at now: SessionTime, reminder: TimeSpan, coversLatchBefore: Bool,
    where isCovered: (AlarmID) -> Bool
  ) {
    let open = alarms.filter { isCovered($0.id) && $0.acknowledgement == nil }.map(\.id)
    alarms.removeAll { $0.isLatched && open.contains($0.id) }
    for index in alarms.indices where open.contains(alarms[index].id) {
      alarms[index].acknowledgement = Acknowledgement(at: now, by: by)
      if coversLatchBefore { alarms[index].carriesLatch = false }
      alarms[index].nextReminder = alarms[index].id.isRemindedByMeasurement ? nil : now + reminder
    }
    news += open.map { .acknowledged($0, by: by) }
  }
}

// MARK: - Reminders and the audio pause

extension AlarmBoard {
  private var reminderDeadline: SessionTime? {
    alarms.lazy.filter { $0.isActive && $0.priority >= .medium }.compactMap(\.nextReminder).min()
  }

  mutating func remind(_ id: AlarmID) { news.append(.reminded(id)) }
  mutating func remind(ofLimitsOff vital: Vital) { news.append(.limitReminded(vital)) }

  /// Recalls the alarms whose reminder is due; each gets its next one.
  mutating func remindDue(at now: SessionTime, every interval: TimeSpan, inTableOrder: Bool) {
    var due: [AlarmID] = []
    for index in alarms.indices where alarms[index].isActive && alarms[index].priority >= .medium {
      guard let at = alarms[index].nextReminder, at <= now else { continue }
      alarms[index].nextReminder = now + interval
      due.append(alarms[index].id)
    }
    for id in inTableOrder ? due.inTableOrder : due { remind(id) }
  }

  mutating func toggleAudioPause(for span: TimeSpan, by: String?, at now: SessionTime) {
    if audioPause != nil { return resumeAudio(.byOperator) }
    let pause = AudioPause(until: now + span, by: by)
    audioPause = pause
    news.append(.audioPaused(pause))
  }

  mutating func endAudioPauseIfDue(at now: SessionTime) {
    if let audioPause, audioPause.until <= now { resumeAudio(.expired) }
  }

  private mutating func resumeAudio(_ why: AudioResumption) {
    audioPause = nil
    news.append(.audioResumed(why))
  }
}

// MARK: - Escalation

extension AlarmBoard {
  func escalationDeadline(after span: TimeSpan) -> SessionTime? {
    var next: SessionTime?
    for alarm in alarms where alarm.waitsForEscalation {
      next = earliest(next, alarm.highSince.map { $0 + span })
    }
    return next
  }

  /// Tells of the high alarms that nobody has answered for this long, once a rise.
  mutating func escalateDue(at now: SessionTime, after span: TimeSpan) {
    var due: [AlarmID] = []
    for index in alarms.indices where alarms[index].waitsForEscalation {
      guard let since = alarms[index].highSince, since + span <= now else { continue }
      alarms[index].isEscalated = true
      due.append(alarms[index].id)
    }
    news += due.inTableOrder.map { .escalated($0) }
  }
}

extension Alarm {
  fileprivate var waitsForEscalation: Bool {
    isActive && priority == .high && acknowledgement == nil && !isEscalated
  }
}

extension AlarmID {
  /// Pressures speak again with the next measurement that still violates, not by the clock.
  var isRemindedByMeasurement: Bool {
    if case .limit(let vital, _) = self { vital.isCuff } else { false }
  }
}
