public import Quantities

// What time alone decides. Deadlines are exact instants; each is passed once.

extension DoseAccount {
  public var nextDeadline: SessionTime? {
    guard !isClosed else { return nil }
    var next: SessionTime?
    func consider(_ deadline: SessionTime?) {
      if let deadline, next.map({ deadline < $0 }) ?? true { next = deadline }
    }
    consider(counterLossDeadline)
    consider(pumpLossDeadline)
    for bolus in boluses where bolus.isAwaited { consider(bolus.addedAt) }
    consider(hold?.alarmsAt)
    for old in abandoned { consider(old.until) }
    consider(riseWatch.deadline)
    consider(runDeadline)
    consider(holdTellingDeadline)
    consider(nextMinute)
    return next
  }

  mutating func fire(at now: SessionTime) {
    loseDue(at: now)
    addMissingBoluses(at: now)
    alarmOfHold(at: now)
    abandoned.removeAll { $0.until <= now }
    riseWatch.raiseIfDue(at: now)
    riseWatch.endIfSilent(at: now)
    tell(at: now, always: false)
    tellMinute(at: now)
  }
}

// MARK: - What is told

extension DoseAccount {
  /// A hold younger than 5 s is not told, unless the figure is an estimate for another reason.
  private var holdTellingDeadline: SessionTime? {
    guard let hold, let told, !told.isEstimated else { return nil }
    return hold.toldAt
  }

  mutating func tell(at now: SessionTime, always: Bool) {
    guard startedAt != nil else { return }
    let figures = figures(at: now)
    let isNews = told.map { isChange(from: $0, to: figures, at: now) } ?? true
    if always || isNews { append(figures, at: now) }
  }

  private func isChange(from old: VolumeFigures, to new: VolumeFigures, at now: SessionTime) -> Bool {
    if old.basis != new.basis { return true }
    guard old.isEstimated != new.isEstimated else { return false }
    return !(new.isEstimated && isEstimatedByYoungHold(at: now))
  }

  private func isEstimatedByYoungHold(at now: SessionTime) -> Bool {
    guard let hold, now < hold.toldAt else { return false }
    var without = self
    without.hold = nil
    return !without.figures(at: now).isEstimated
  }

  private mutating func tellMinute(at now: SessionTime) {
    guard let due = nextMinute, due <= now, let startedAt else { return }
    let minutes = (now - startedAt).milliseconds / TimeSpan.minutes(1).milliseconds
    nextMinute = startedAt + .minutes(minutes + 1)
    let figures = figures(at: now)
    if figures.volume.fixed > (told?.volume.fixed ?? .zero) { append(figures, at: now) }
  }
}

// MARK: - What a person says was delivered

extension DoseAccount {
  /// Whether a second person is wanted, because the volume is outside what can have been given (rule 17).
  public func wantsSecond(
    for volume: Millilitres, flush: Bool = false, at now: SessionTime
  ) -> Bool {
    let figures = figures(at: now)
    let flushed = flush ? runAfterStop(at: now)?.volume ?? .zero : .zero
    return volume.fixed < (figures.low - flushed).fixed || volume.fixed > figures.high.fixed
  }

  /// Sets what was delivered: sure from now on. With `flush` the last run after the stop was no drug, and the
  /// observation's time stands as it was.
  public mutating func settle(to volume: Millilitres, flush: Bool = false, at now: SessionTime) {
    change(at: now, tells: true) {
      $0.takeFlows(at: now)
      if flush { $0.run = $0.runAfterStop(at: now).flatMap(\.beforeIt) }
      $0.settle(volume, at: now)
    }
  }

  private mutating func settle(_ volume: Millilitres, at now: SessionTime) {
    bounds = DoseBounds(volume: volume, low: volume, high: volume)
    lowByRate = .zero
    jumps = []
    abandoned = []
    isBolusMissing = false
    for index in boluses.indices where boluses[index].isAwaited { boluses[index].state = .settled }
    if track != nil { moveZero(at: now) }
  }

  /// The counter goes on from where it stands: after the last held reading, if there are any; from the next
  /// one, where it was not heard.
  private mutating func moveZero(at now: SessionTime) {
    let flowed = reckoned.volume(at: now)
    if let held = hold?.run {
      track = CounterTrack(first: held.last, reckoned: flowed)
      track?.isConfirmed = held.count > 1
    }
    if let last = track?.last.volume { track?.zero = last }
    track?.reckonedAtLast = flowed
    track?.reckonedAtChange = flowed
    track?.isStanding = false
    track?.waived = .zero
    track?.readingsWithoutRise = 0
    track?.needsZero = isCounterLost
    if isCounterLost { track?.isConfirmed = false }
    hold = nil
    newZero = nil
    awaitsFirstReading = false
  }
}
