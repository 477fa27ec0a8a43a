import Quantities

/// What alarms: the limits of six vitals beside the values that they are held against, the board on which
/// every condition stands, and what people answered.
///
/// It raises, changes and ends, and keeps that as news until the session tells it. Technical conditions
/// depend on the rest of the session, so the session judges them and reports each with `keep`.
///
///     alarms.record(88, .good, of: .spo2, from: giver, at: now)
///     alarms.settle(endingWith: .cleared, at: now)
///     for news in alarms.popNews() { ... }
struct Alarms: Sendable {
  private(set) var board = AlarmBoard()
  private(set) var vitals: VitalWatches
  private(set) var limitHistory = LimitHistory()
  private let given: Given

  init(_ given: Given) {
    self.given = given
    vitals = VitalWatches(given.configuration, isBySecondRules: given.isBySecondRules)
  }

  /// The next instant at which an alarm or a value changes by itself, or somebody is reminded.
  var deadline: SessionTime? {
    let next = earliest(vitals.deadline, board.deadline)
    guard given.isBySecondRules else { return next }
    return earliest(next, board.escalationDeadline(after: given.configuration.escalateAfter))
  }

  /// What happened since this was last called, in its order.
  mutating func popNews() -> [AlarmNews] { board.popNews() }
}

// MARK: - Values

extension Alarms {
  mutating func set(cuffStaleAfter span: TimeSpan, at now: SessionTime) {
    vitals.set(cuffStaleAfter: span, at: now)
  }

  mutating func record(
    _ value: Fixed, _ quality: Quality, of vital: Vital, from giver: DeviceWatch.Giver, at now: SessionTime
  ) -> VitalWatch.Effect { vitals[vital].record(value, quality, from: giver, at: now) }

  mutating func recordNoValue(of vital: Vital, from source: SourceID, at now: SessionTime) {
    vitals[vital].recordNoValue(from: source, at: now)
  }

  /// A figure of a new measurement of the cuff: what it ends is told at once, and what goes on is recalled.
  mutating func answer(pressure value: Fixed, of vital: Vital, at now: SessionTime) {
    for side in Side.allCases { settle(vital, side, endingWith: .cleared, if: .falls, at: now) }
    for side in Side.allCases where isStillViolated(vital, side, by: value) {
      board.remind(.limit(vital, side))
    }
  }

  /// An acknowledged pressure alarm speaks again with the next measurement that still violates.
  private func isStillViolated(_ vital: Vital, _ side: Side, by value: Fixed) -> Bool {
    let condition = vitals[vital][side]
    return condition.told != nil && !condition.isNews && condition.isStillViolated(by: value)
      && board.active(.limit(vital, side))?.acknowledgement != nil
  }

  /// What became of a vital whose value was due to be lost.
  enum Loss {
    case none
    /// Another source's value is in force now.
    case replaced
    /// It has no value; `level` is that of the alarms that stood.
    case lost(at: SessionTime, level: AlarmPriority?)
  }

  /// A loss inside a gap is told at the gap's end, and what returns soon after that is raised again at once.
  mutating func loseDue(_ vital: Vital, at now: SessionTime) -> Loss {
    guard let lostAt = vitals[vital].loseDue(at: now, cuffStaleAfter: vitals.cuffStaleAfter) else {
      return .none
    }
    if vitals.isFresh(vital) {
      vitals[vital].judge(at: now)
      return .replaced
    }
    let level = vitals[vital].lose(at: now)
    for side in Side.allCases { settle(vital, side, endingWith: .noValue, at: now) }
    return .lost(at: lostAt, level: level)
  }

  /// From now on a missing value of it alarms.
  mutating func require(_ vital: Vital, from now: SessionTime) {
    vitals[vital].requiredDeadline = vitals[vital].limits.staleAfter.map { now + $0 }
  }

  /// Another kind of measurement speaks for the mean: what it raised ends.
  mutating func endMean(at now: SessionTime) {
    forget(.map)
    for side in Side.allCases { settle(.map, side, endingWith: .cleared, at: now) }
  }

  /// A mean that was measured before it was judged stands; only a limit that changes is held against it.
  mutating func stand(mean claim: ValueTrack.Claim) { vitals[.map].stand(claim) }

  mutating func correct(_ vital: Vital, to value: Fixed, at now: SessionTime) {
    vitals[vital].correct(to: value, at: now)
  }
  mutating func fallBack(_ vital: Vital, to value: Fixed, of before: ChartedPressure, at now: SessionTime) {
    vitals[vital].fallBack(to: value, from: before.source, readAt: before.at, at: now)
  }
  mutating func forget(_ vital: Vital) { vitals[vital].forget() }

  /// Whether two sources part, as far as that is due.
  mutating func keepDisagreement(of vital: Vital, upTo horizon: SessionTime, at now: SessionTime) {
    guard vitals.hasRivals(vital) else { return }
    vitals.settleDisagreement(of: vital, upTo: horizon)
    keep(.disagree(vital), vitals.disagreementPriority(of: vital), at: now)
  }
}

// MARK: - Limits

extension Alarms {
  /// The ordinary limits of a vital, as a person changed them.
  mutating func set(_ limits: VitalLimits, of vital: Vital) { vitals[vital].limits = limits }

  mutating func switchOff(_ vital: Vital, reason: String, by: String?, at now: SessionTime) {
    vitals[vital].off = LimitsOff(
      reason: reason, by: by ?? "", since: now, nextReminder: now + LimitsOff.reminderInterval)
  }
  mutating func switchOn(_ vital: Vital) { vitals[vital].off = nil }

  /// A person has set a limit of the mean.
  mutating func noteMeanLimit() { limitHistory.wasMeanSet = true }

  /// What the limits in force are at the start: a discharge compares.
  mutating func noteStart(_ limits: VitalLimits, of vital: Vital) { limitHistory.start(vital, limits) }

  /// Other limits are in force: the conditions of the vital are judged by them.
  mutating func judge(_ vital: Vital, by limits: VitalLimits, at now: SessionTime) {
    vitals[vital].change(to: limits, at: now)
    limitHistory.note(vital, limits, at: now)
    settle(endingWith: .limitChanged, at: now)
  }
}

// MARK: - What the conditions become

extension Alarms {
  enum Direction { case falls, rises, either }

  /// At an instant's end: first what ends or falls, vital by vital, then what is raised or rises.
  mutating func completeInstant(at now: SessionTime) {
    for vital in Vital.allCases {
      for side in Side.allCases {
        vitals[vital][side].completeEnds(at: now)
        settle(vital, side, endingWith: .cleared, if: .falls, at: now)
      }
    }
    for vital in Vital.allCases {
      for side in Side.allCases {
        vitals[vital][side].completeOnsets(at: now)
        settle(vital, side, endingWith: .cleared, at: now)
      }
    }
  }

  /// What an input changed at once: first what ended or fell, then what was raised or rose.
  mutating func settle(
    _ directions: [Direction] = [.falls, .rises], endingWith reason: AlarmEnd, at now: SessionTime
  ) {
    guard vitals.hasNews else { return }
    for wanted in directions {
      for vital in Vital.allCases {
        for side in Side.allCases { settle(vital, side, endingWith: reason, if: wanted, at: now) }
      }
    }
  }

  /// Raises, changes or ends what differs between a condition's level and what was last told of it.
  private mutating func settle(
    _ vital: Vital, _ side: Side, endingWith reason: AlarmEnd, if wanted: Direction = .either,
    at now: SessionTime
  ) {
    guard vitals.isNews(vital, side) else { return }
    let condition = vitals[vital][side]
    let (before, after) = (condition.told, condition.level)
    let falls = (after?.rawValue ?? -1) < (before?.rawValue ?? -1)
    guard wanted == .either || (wanted == .falls) == falls else { return }
    if wanted == .rises, condition.isToldHigh(atEndOf: now) { return }
    vitals[vital][side].told = after
    let value = vitals[vital].track.current?.value
    keep(
      .limit(vital, side), after.map { AlarmSignal($0, value: value, limit: condition.raisedLimit) },
      endingWith: reason, at: now)
  }
}

// MARK: - The board

extension Alarms {
  /// A condition without figures is so now; nil: it is not.
  mutating func keep(_ id: AlarmID, _ priority: AlarmPriority?, at now: SessionTime) {
    guard board.priority(of: id) != priority else { return }
    keep(id, priority.map { AlarmSignal($0) }, at: now)
  }

  /// Raises, changes or ends an alarm so that it is as its condition is.
  mutating func keep(
    _ id: AlarmID, _ signal: AlarmSignal?, endingWith reason: AlarmEnd = .cleared, at now: SessionTime
  ) {
    switch (board.priority(of: id), signal) {
    case (nil, let signal?): board.raise(id, signal, at: now)
    case (let before?, let signal?): if before != signal.priority { board.change(id, to: signal, at: now) }
    case (_?, nil): end(id, reason, at: now)
    case (nil, nil): break
    }
  }

  private mutating func end(_ id: AlarmID, _ reason: AlarmEnd, at now: SessionTime) {
    board.end(id, reason, alwaysLatches: given.configuration.latching.contains(id), at: now)
  }

  /// Raised and over in the same instant.
  mutating func raiseMomentarily(_ id: AlarmID, _ priority: AlarmPriority, at now: SessionTime) {
    board.raise(id, AlarmSignal(priority), at: now)
    end(id, .cleared, at: now)
  }

  mutating func acknowledge(_ action: AcknowledgeAction, by: String?, at now: SessionTime) {
    board.acknowledge(
      by: by, at: now, reminder: given.configuration.reminder, coversLatchBefore: given.isBySecondRules,
      where: action.covers)
  }

  mutating func toggleAudioPause(by: String?, at now: SessionTime) {
    board.toggleAudioPause(for: given.configuration.audioPause, by: by, at: now)
  }

  /// Reminders, escalations, and limits that are off. By the first rules they came in the order in which they
  /// were raised, and nothing escalated.
  mutating func remindDue(at now: SessionTime) {
    board.remindDue(
      at: now, every: given.configuration.reminder, inTableOrder: given.isBySecondRules)
    if given.isBySecondRules { board.escalateDue(at: now, after: given.configuration.escalateAfter) }
    for vital in vitals.offRemindersDue(at: now) {
      vitals[vital].off?.nextReminder = now + LimitsOff.reminderInterval
      board.remind(ofLimitsOff: vital)
    }
  }

  mutating func endAudioPauseIfDue(at now: SessionTime) { board.endAudioPauseIfDue(at: now) }

  /// The session is over: what stands ends with it, and nothing is kept.
  mutating func close(at now: SessionTime) {
    for alarm in Array(board.active) { end(alarm.id, .closed, at: now) }
    board.clear()
  }
}
