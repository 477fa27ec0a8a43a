public import Quantities

// Technical conditions: each is a function of the session's state and of how far its deadlines have come.

extension Session {
  public var recorder: RecorderState { equipment.recorder }
  public var sound: SoundState { equipment.sound }
  /// Nil while nothing publishes this chair.
  public var publication: Publication? { equipment.publication }

  /// Lets every condition stand as it is now, and tells what came of that.
  mutating func lookAtTechnicalConditions(upTo horizon: SessionTime) {
    for vital in Vital.streamed { keep(.noValue(vital), noValuePriority(vital, upTo: horizon)) }
    if setup.isBySecondRules {
      for vital in [Vital.spo2, .hr] { alarms.keepDisagreement(of: vital, upTo: horizon, at: now) }
    }
    for place in devices.devices.indices { keepConditions(ofSourceAt: place, upTo: horizon) }
    keepNIBPOverdue(upTo: horizon)
    keep(.nibpFailed, cuff.hasFailed ? .medium : nil)
    for condition in PumpCondition.allCases { keepPump(condition, upTo: horizon) }
    keepEquipment(upTo: horizon)
    keep(.infusionNearEnd, isDue(treatment.nearEndDeadline, horizon) ? .info : nil)
    keep(.infusionOverrun, isDue(treatment.overrunDeadline, horizon) ? .medium : nil)
    keep(.checkOverdue, isDue(checkOverdueDeadline, horizon) ? (phase == .observing ? .medium : .low) : nil)
    tellAlarms()
  }

  /// The next instant at which a technical condition that is not raised would be.
  var technicalDeadline: SessionTime? {
    var next: SessionTime?
    func consider(_ id: AlarmID, _ deadline: SessionTime?) {
      guard let deadline, !board.isActive(id) else { return }
      next = earliest(next, deadline)
    }
    for vital in Vital.streamed { consider(.noValue(vital), vitals.requiredDeadline(vital)) }
    consider(.nibpOverdue, earliest(nibpOverdueDeadline, watch.due.overdueDeadline))
    next = earliest(next, cuff.forgoneUntil)
    next = earliest(next, recordDeadline)
    consider(.pump(.mismatch), treatment.mismatchDeadline)
    if board.priority(of: .pump(.kvo)) == .medium { next = earliest(next, treatment.orderInDeadline) }
    consider(.infusionNearEnd, treatment.nearEndDeadline)
    consider(.infusionOverrun, treatment.overrunDeadline)
    consider(.checkOverdue, checkOverdueDeadline)
    guard setup.isBySecondRules else { return next }
    for place in devices.devices.indices {
      guard let deadline = unvaryingDeadline(at: place), hasFreshFigures(at: place) else { continue }
      consider(.device(devices.devices[place].source.id, .unvarying), deadline)
    }
    return next
  }

  private mutating func keep(_ id: AlarmID, _ priority: AlarmPriority?) {
    alarms.keep(id, priority, at: now)
  }

  private func isDue(_ deadline: SessionTime?, _ horizon: SessionTime) -> Bool {
    deadline.map { $0 <= horizon } ?? false
  }
}

// MARK: - Values

extension Session {
  /// A vital that was present or is required has no fresh value. Never of lower priority than what it takes
  /// over from.
  private func noValuePriority(_ vital: Vital, upTo horizon: SessionTime) -> AlarmPriority? {
    if vitals.isFresh(vital) { return nil }
    let neverCame = !vitals.wasEverPresent(vital)
    if neverCame && !isDue(vitals.requiredDeadline(vital), horizon) { return nil }
    return max(isLenient ? .low : .medium, vitals[vital].takenOver ?? .low)
  }

  /// Nobody expects a probe on the finger before the start, or while the patient is away; by the first rules
  /// neither after the window.
  private var isLenient: Bool {
    phase == .preparation || watch.isAway || (phase == .ready && !setup.isBySecondRules)
  }
}

// MARK: - Cuff

extension Session {
  private mutating func keepNIBPOverdue(upTo horizon: SessionTime) {
    let priority =
      setup.isBySecondRules ? nibpOverduePriority(upTo: horizon) : firstOverduePriority(upTo: horizon)
    if priority != nil { cuff.noteOverdue() }
    keep(.nibpOverdue, priority)
  }

  /// Once raised it stands until a good measurement, whatever the phase; low while a person has said that no
  /// pressure can be had, unless it took over from an alarm. It is raised at an instant's end only: what
  /// makes it due there (a phase with a shorter interval) may be followed by a measurement.
  private func nibpOverduePriority(upTo horizon: SessionTime) -> AlarmPriority? {
    guard phase != .preparation, phase != .closed else { return nil }
    let isDue =
      horizon == now && (isDue(nibpOverdueDeadline, now) || isDue(watch.due.overdueDeadline, now))
    guard cuff.isOverdue || cuff.isAgedOut || isDue else { return nil }
    let isForgone = cuff.forgoneUntil.map { $0 > horizon } ?? false
    return max(isForgone ? .low : .medium, cuff.takenOver ?? .low)
  }

  private func firstOverduePriority(upTo horizon: SessionTime) -> AlarmPriority? {
    guard cuff.takenOver != nil || isDue(nibpOverdueDeadline, horizon) else { return nil }
    return max(.medium, cuff.takenOver ?? .medium)
  }

  mutating func endForgoingIfDue() {
    if let until = cuff.forgoneUntil, until <= now { cuff.endForgoing() }
  }

  /// The interval of the cuff's programme that is in force.
  private var nibpInterval: TimeSpan? {
    guard let programme = cuff.programme else { return nil }
    return programme.interval(after: cuff.goodMeasurements(since: phase == .ready ? .observing : phase))
  }

  /// When the next measurement is due; nil in a phase without an interval.
  public var nextPressureDue: SessionTime? {
    guard setup.isBySecondRules else { return cuff.schedule.due }
    guard let startedAt, let nibpInterval else { return nil }
    return max(startedAt, cuff.lastAt ?? startedAt) + nibpInterval
  }

  /// Overdue at 1.5 intervals.
  private var nibpOverdueDeadline: SessionTime? {
    guard setup.isBySecondRules else {
      guard let due = cuff.schedule.due, let interval = cuff.schedule.interval else { return nil }
      return due + interval / 2
    }
    guard let nextPressureDue, let nibpInterval else { return nil }
    return nextPressureDue + nibpInterval / 2
  }
}

// MARK: - Devices

extension Session {
  private mutating func keepConditions(ofSourceAt place: Int, upTo horizon: SessionTime) {
    let source = devices.devices[place].source.id
    let active = board.conditions(of: source)
    let isUnvarying = isUnvarying(at: place, upTo: horizon)
    guard isUnvarying || !active.isEmpty || devices.isTroubled(at: place) else { return }
    for condition in DeviceCondition.allCases {
      let priority =
        condition == .unvarying
        ? isUnvarying ? .low : nil : devices.priority(of: condition, at: place, in: phase)
      guard priority != nil || active.contains(condition) else { continue }
      keep(.device(source, condition), priority)
    }
  }

  /// Whether the source at a place repeats itself, and gives what somebody could believe.
  func isUnvarying(at place: Int, upTo horizon: SessionTime) -> Bool {
    isDue(unvaryingDeadline(at: place), horizon) && hasFreshFigures(at: place)
  }

  private func unvaryingDeadline(at place: Int) -> SessionTime? {
    guard setup.isBySecondRules else { return nil }
    return devices.unvaryingDeadline(at: place, after: setup.configuration.unvaryingAfter)
  }

  private func hasFreshFigures(at place: Int) -> Bool {
    let source = devices.devices[place].source.id
    return vitals.isGiven(.hr, by: source) || vitals.isGiven(.spo2, by: source)
  }
}

// MARK: - Pump, recorder, sound, wall

extension Session {
  private mutating func keepPump(_ condition: PumpCondition, upTo horizon: SessionTime) {
    let isTold = condition == .mismatch && board.isActive(.pump(.mismatch))
    let signal = treatment.signal(of: condition, upTo: horizon, isTold: isTold)
    alarms.keep(.pump(condition), signal, at: now)
  }

  private mutating func keepEquipment(upTo horizon: SessionTime) {
    let isCatchingUp = recordDeadline.map { !isDue($0, horizon) } ?? false
    keep(.journalFailing, equipment.isRecordFailing || isCatchingUp ? .high : nil)
    let isSpaceLow = setup.isBySecondRules ? equipment.lacksRoom : equipment.isSpaceLow
    keep(.journalSpace, isSpaceLow ? .low : nil)
    keep(.soundFailing, equipment.isSilent ? .medium : nil)
    keep(.wallFailing, equipment.isMissedOnTheWall ? .low : nil)
  }

  /// Until when a failure of the record that was told stands, though the record keeps up again.
  private var recordDeadline: SessionTime? {
    guard setup.isBySecondRules, board.isActive(.journalFailing) else { return nil }
    return equipment.keptUpAt
  }
}

// MARK: - Checks

extension Session {
  private var checkOverdueDeadline: SessionTime? { watch.checks.due.map { $0 + plan.checkGrace } }

  /// When the next check is due; nil in a phase without checks.
  public var nextCheckDue: SessionTime? { watch.checks.due }
}
