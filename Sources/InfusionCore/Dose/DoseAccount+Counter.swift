import Quantities

// How a counter is believed, rules 2 to 13.

extension DoseAccount {
  /// The counter does not decide at present: reckoning goes on from what was last believed.
  var isPending: Bool {
    guard let track else { return false }
    return hold != nil || isCounterLost || track.isStanding
  }

  mutating func read(_ reading: CounterReading) {
    isCounterLost = false
    isWhole = isWhole && reading.volume.value == reading.volume.value.rounded()
    guard startedAt != nil else { return readBeforeStart(reading) }
    defer { lookAtRise(at: reading.at, isReading: true) }
    guard let track else { return takeFirst(reading) }
    let isFirst = awaitsFirstReading
    awaitsFirstReading = false
    if let zero = newZero { return decide(newZero: zero, by: reading) }
    let fits = !track.needsZero && fits(reading, track.last, changedAt: track.changedAt)
    if !fits, isFirst, reading.volume <= DoseRule.nearZero, reading.volume < track.last.volume {
      newZero = reading
      return keep(reading)
    }
    if fits {
      fitting(reading)
    } else if track.isConfirmed {
      notFitting(reading)
    } else {
      moveZero(to: reading)
    }
  }

  // MARK: - What a rise may be

  /// Rule 6: a reading fits another when it is not below it, nor further above it than can have flowed.
  func fits(_ reading: CounterReading, _ last: CounterReading, changedAt: SessionTime) -> Bool {
    let rise = reading.volume - last.volume
    return rise >= .zero - DoseRule.grain
      && rise <= allowance(since: changedAt, at: reading.at) + DoseRule.grain
  }

  /// Rule 5.
  private func allowance(since changedAt: SessionTime, at now: SessionTime) -> Millilitres {
    let boluses = boluses.reduce(Millilitres.zero) { $0 + $1.stillAllowed(at: now) }
    return flowAllowance(since: changedAt, at: now) + boluses
  }

  private func flowAllowance(since changedAt: SessionTime, at now: SessionTime) -> Millilitres {
    let flow = ceiling.volume(from: changedAt - interval.span, to: now)
    return flow * DoseRule.allowedShare + (isWhole ? DoseRule.slackWhileWhole : DoseRule.slack)
  }

  /// Rule 8: whether a counter that began at 0 when one of the held readings fell could show this by now.
  private func canHaveBegunAnew(_ reading: CounterReading) -> Bool {
    guard let fellAt = hold?.fellAt else { return false }
    let span = reading.at - (fellAt - interval.span)
    let boluses = boluses.reduce(Millilitres.zero) { $0 + $1.stillAllowed(at: reading.at) }
    let bolus = min(boluses, DoseRule.fastestBolus * span)
    return reading.volume <= flowAllowance(since: fellAt, at: reading.at) + bolus + DoseRule.grain
  }
}

// MARK: - Zero

extension DoseAccount {
  private mutating func readBeforeStart(_ reading: CounterReading) {
    guard var track else {
      self.track = CounterTrack(first: reading, reckoned: .zero)
      return
    }
    let rise = reading.volume - track.last.volume
    track.isConfirmed = fits(reading, track.last, changedAt: track.changedAt)
    if track.isConfirmed, rise > DoseRule.grain { smallestRise = min(smallestRise ?? rise, rise) }
    if rise.value.magnitude > DoseRule.grain.value { track.changedAt = reading.at }
    track.last = reading
    self.track = track
  }

  /// Zero is the reading that stands at the start (rule 2).
  mutating func takeZero(at now: SessionTime) {
    guard var track else { return }
    let flowed = reckoned.volume(at: now)
    track.zero = track.last.volume
    track.reckonedAtLast = flowed
    track.reckonedAtChange = flowed
    self.track = track
    awaitsFirstReading = true
  }

  /// The counter is first seen after the start: what a rate gave until then stays, estimated.
  private mutating func takeFirst(_ reading: CounterReading) {
    bounds.low = bounds.low - lowByRate
    lowByRate = .zero
    track = CounterTrack(first: reading, reckoned: reckoned.volume(at: reading.at))
  }

  /// The zero fits neither the reading before nor the one after it: the next is taken, and what was reckoned
  /// until then stays, estimated.
  private mutating func moveZero(to reading: CounterReading) {
    guard let track else { return }
    let flowed = reckoned.volume(at: reading.at)
    bounds.addSure(track.rise)
    addReckoned(flowed - track.reckonedBefore, since: track.last.at, at: reading.at)
    bounds.high = bounds.high + track.waived
    hold = nil
    self.track = CounterTrack(first: reading, reckoned: flowed)
  }

  /// The reading after the start fell to near 0. If the next fits it, that was the zero.
  private mutating func decide(newZero zero: CounterReading, by reading: CounterReading) {
    newZero = nil
    guard let old = track else { return }
    if fits(reading, zero, changedAt: zero.at) {
      hold = nil
      track = CounterTrack(first: zero, reckoned: reckoned.volume(at: reading.at))
      return believe(reading)
    }
    if fits(reading, old.last, changedAt: old.changedAt) { return fitting(reading) }
    return old.isConfirmed ? notFitting(reading) : moveZero(to: reading)
  }

  func reckonedSinceBelieved(at now: SessionTime) -> Millilitres {
    guard let track else { return .zero }
    return max(.zero, reckoned.volume(at: now) - track.reckonedBefore)
  }

  mutating func addReckoned(_ volume: Millilitres, since: SessionTime, at now: SessionTime) {
    guard volume > .zero else { return }
    bounds.addReckoned(volume)
    add(toRun: volume, since: since, at: now)
  }
}

// MARK: - Believed

extension DoseAccount {
  private mutating func fitting(_ reading: CounterReading) {
    for index in abandoned.indices { abandoned[index].breakOff() }
    if canHaveBegunAnew(reading) { return holdOrAdopt(reading) }
    believe(reading)
  }

  /// Adds its rise: the counter decides, and what was reckoned in its place goes.
  mutating func believe(_ reading: CounterReading) {
    guard var track else { return }
    let rise = reading.volume - track.last.volume
    let flowed = reckoned.volume(at: reading.at)
    let isRise = rise > DoseRule.grain
    // One that stood was lost from its last change (rule 12): what it makes good came in all that time.
    let from = isRise && track.isStanding ? track.changedAt : track.last.at
    if isRise {
      if track.isStanding { makeGood(rise, of: flowed - track.reckonedAtChange) }
      smallestRise = min(smallestRise ?? rise, rise)
      track.changedAt = reading.at
      track.reckonedAtChange = flowed
    }
    track.readingsWithoutRise = isRise ? 0 : track.readingsWithoutRise + 1
    track.isStanding = isRise ? false : track.isStanding
    track.isConfirmed = true
    track.waived = .zero
    track.last = reading
    track.reckonedAtLast = flowed
    self.track = track
    hold = nil
    if isRise { note(rise: rise, from: from, to: reading.at) }
    lookForStanding(flowed)
  }

  mutating func note(rise: Millilitres, from: SessionTime, to now: SessionTime) {
    rises.add(rise, from: from, to: now)
    add(toRun: rise, since: now, at: now)
    lookForBoluses()
  }

  /// Rule 12: it stood while much was reckoned.
  private mutating func lookForStanding(_ flowed: Millilitres) {
    guard let track, track.readingsWithoutRise >= DoseRule.readingsInARow else { return }
    if flowed - track.reckonedAtChange > mostBeforeStanding + DoseRule.grain { self.track?.isStanding = true }
  }

  private var mostBeforeStanding: Millilitres {
    if isWhole { return DoseRule.standingWhileWhole }
    guard let smallestRise else { return DoseRule.mostStanding }
    return min(DoseRule.mostStanding, DoseRule.standing + smallestRise * 2)
  }

  /// What a rise after it stood does not make good stays, estimated.
  private mutating func makeGood(_ rise: Millilitres, of reckoned: Millilitres) {
    if reckoned > rise + DoseRule.rounding { bounds.addReckoned(reckoned - rise) }
  }
}
