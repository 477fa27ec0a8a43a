public import Quantities

// Technical conditions: each is a function of the session's state and of how far its deadlines have come.
//
// After an input only deadlines that lie before it count (`horizon` is a millisecond earlier): one that is
// due at the same instant waits for the instant's end, because a later input of that instant may still
// prevent it.

extension Session {
  mutating func lookAtTechnicalConditions(upTo horizon: SessionTime) {
    needsTechnicalLook = false
    otherDeadline = .open
    for vital in Vital.streamed { hold(.noValue(vital), noValuePriority(vital, upTo: horizon)) }
    for device in devices.devices {
      for condition in DeviceCondition.allCases {
        hold(.device(device.source.id, condition), device.priority(of: condition))
      }
    }
    hold(.nibpOverdue, nibpOverduePriority(upTo: horizon))
    hold(.nibpFailed, cuff.hasFailed ? .medium : nil)
    for condition in PumpCondition.allCases { hold(.pump(condition), pumpPriority(condition, upTo: horizon)) }
    holdRecorderAndSound()
    hold(.infusionNearEnd, isDue(nearEndDeadline, horizon) ? .info : nil)
    hold(.infusionOverrun, isDue(overrunDeadline, horizon) ? .medium : nil)
    hold(.checkOverdue, isDue(checkOverdueDeadline, horizon) ? (phase == .observing ? .medium : .low) : nil)
  }

  /// The next instant at which a technical condition that is not raised would be.
  var technicalDeadline: SessionTime? {
    var next: SessionTime?
    func consider(_ id: AlarmID, _ deadline: SessionTime?) {
      guard let deadline, board.active(id) == nil else { return }
      next = earliest(next, deadline)
    }
    for index in vitals.indices { consider(.noValue(vitals[index].vital), vitals[index].requiredDeadline) }
    consider(.nibpOverdue, cuff.overdueDeadline)
    consider(.pump(.mismatch), mismatchDeadline)
    if board.active(.pump(.kvo))?.priority == .medium { next = earliest(next, orderInDeadline) }
    consider(.infusionNearEnd, nearEndDeadline)
    consider(.infusionOverrun, overrunDeadline)
    consider(.checkOverdue, checkOverdueDeadline)
    return next
  }

  private mutating func hold(_ id: AlarmID, _ priority: AlarmPriority?) {
    let held = board.active(id)?.priority
    guard held != priority else { return }
    switch (held, priority) {
    case (nil, let priority?): raise(id, AlarmSignal(priority))
    case (_?, let priority?): change(id, to: AlarmSignal(priority))
    case (_?, nil): end(id, .cleared)
    case (nil, nil): break
    }
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
    let watch = vitals[vital.index]
    guard !watch.isFresh else { return nil }
    let neverCame = !watch.track.wasEverPresent
    if neverCame && !isDue(watch.requiredDeadline, horizon) { return nil }
    return max(isLenient ? .low : .medium, watch.takenOver ?? .low)
  }

  /// Nobody expects a probe on the finger before the start, after the window, or while the patient is away.
  private var isLenient: Bool { phase == .preparation || phase == .ready || awayUntil != nil }

  private func nibpOverduePriority(upTo horizon: SessionTime) -> AlarmPriority? {
    guard cuff.takenOver != nil || isDue(cuff.overdueDeadline, horizon) else { return nil }
    return max(.medium, cuff.takenOver ?? .medium)
  }

  mutating func endAwayIfDue() {
    guard let until = awayUntil, until <= now else { return }
    awayUntil = nil
  }
}

// MARK: - Pump, recorder, sound

extension Session {
  private func pumpPriority(_ condition: PumpCondition, upTo horizon: SessionTime) -> AlarmPriority? {
    switch condition {
    case .occluded: pump.state == .occluded ? .high : nil
    case .empty: pump.state == .empty ? .high : nil
    case .air: pump.state == .air ? .high : nil
    case .kvo: pump.state == .kvo ? (isDue(orderInDeadline, horizon) ? .info : .medium) : nil
    case .mismatch: isMismatched(upTo: horizon) ? .medium : nil
    }
  }

  /// Once told, it stays as long as the pump differs: the start of the infusion does not ask for 30 s more.
  private func isMismatched(upTo horizon: SessionTime) -> Bool {
    guard pump.mismatchSince != nil else { return false }
    return phase == .preparation || board.active(.pump(.mismatch)) != nil || isDue(mismatchDeadline, horizon)
  }

  private var mismatchDeadline: SessionTime? {
    pump.mismatchSince.map { phase == .preparation ? $0 : $0 + PumpWatch.mismatchDelay }
  }

  /// When the ordered volume is in, to the tenth of a millilitre that pumps show.
  private var orderInDeadline: SessionTime? {
    infusion.flatMap { $0.instant(of: $0.order.volume - Millilitres(0.1)) }
  }

  private mutating func holdRecorderAndSound() {
    var (isFailing, isTight) = (false, false)
    switch recorder {
    case .safe: break
    case .failing: isFailing = true
    case .lowSpace: isTight = true
    }
    hold(.journalFailing, isFailing ? .high : nil)
    hold(.journalSpace, isTight ? .low : nil)
    if case .failing = sound { hold(.soundFailing, .medium) } else { hold(.soundFailing, nil) }
  }
}

extension DeviceWatch.Device {
  func priority(of condition: DeviceCondition) -> AlarmPriority? {
    switch condition {
    case .lost: loss == nil ? nil : .medium
    case .sensorOff: status == .off ? .low : nil
    case .lowPerfusion: status == .lowPerfusion ? .low : nil
    case .artifact: status == .artifact ? .low : nil
    case .fault: status == .error ? .medium : nil
    }
  }
}

// MARK: - Infusion and checks

extension Session {
  /// Five minutes before the planned end.
  private var nearEndDeadline: SessionTime? {
    phase == .infusing ? infusion?.plannedEnd.map { $0 - .minutes(5) } : nil
  }

  /// A minute past the planned end, in a pause too: a pause is no stop.
  private var overrunDeadline: SessionTime? { infusion?.plannedEnd.map { $0 + .minutes(1) } }

  private var checkOverdueDeadline: SessionTime? { checks.due.map { $0 + plan.checkGrace } }

  /// When the next check is due; nil in a phase without checks.
  public var nextCheckDue: SessionTime? { checks.due }
}
