import Quantities

// Readings that do not fit: a glitch, a new track, or the way back to an old one (rules 7 to 11).

extension DoseAccount {
  mutating func notFitting(_ reading: CounterReading) {
    if comesBack(with: reading) { return }
    holdOrAdopt(reading)
  }

  mutating func holdOrAdopt(_ reading: CounterReading) {
    keep(reading)
    if settleHeldRise(at: reading.at) { return }
    if let run = hold?.run, run.isTrack(at: reading.at) { adopt(run, at: reading.at) }
  }

  /// Rule 7: nothing is added.
  mutating func keep(_ reading: CounterReading) {
    guard let track else { return }
    let flowed = reckoned.volume(at: reading.at)
    var hold = hold ?? CounterHold(at: reading.at, volume: reading.volume, reckoned: flowed)
    let fitsTheOneBefore = fits(reading, hold.run.last, changedAt: hold.run.changedAt)
    hold.add(
      reading, believed: track.last.volume, fitsTheOneBefore: fitsTheOneBefore, reckoned: flowed)
    self.hold = hold
    alarmOfHold(at: reading.at)
  }

  mutating func alarmOfHold(at now: SessionTime) {
    if let due = hold?.alarmsAt, due <= now { hold?.isAlarming = true }
  }

  /// Rule 9: the held readings are a new track, which counts from the first of them.
  private mutating func adopt(_ run: CounterHold.Run, at now: SessionTime) {
    guard let old = track else { return }
    let between = max(.zero, run.reckonedAtFirst - old.reckonedBefore)
    let rise = run.first.volume - old.last.volume
    abandoned.append(
      AbandonedTrack(
        track: old, bounds: bounds, jumps: jumps, run: self.run, fell: rise < .zero,
        until: now + DoseRule.wayBack))
    bounds.addSure(old.rise)
    addReckoned(between, since: old.last.at, at: run.first.at)
    bounds.high = bounds.high + old.waived
    if rise > .zero {
      let bySet = set.volume(from: old.last.at, to: run.first.at)
      let jump = CounterJump(rise: rise, excess: rise - bySet, reckoned: between)
      bounds.high = bounds.high + (jump.inHigh - between)
      jumps.append(jump)
    } else if let hold {
      // What the new counter climbed before the first of them, it may have given.
      bounds.high = bounds.high + max(.zero, run.first.volume - hold.lowest - between)
    }
    beginTrack(of: run, at: now)
    // Its readings are the present track's from the first on: they lead back to none.
    for index in abandoned.indices { abandoned[index].breakOff() }
  }

  private mutating func beginTrack(of run: CounterHold.Run, at now: SessionTime) {
    var track = CounterTrack(first: run.first, reckoned: run.reckonedAtFirst)
    track.isConfirmed = true
    track.last = run.last
    track.changedAt = run.changedAt
    track.reckonedAtChange = run.reckonedAtChange
    track.reckonedAtLast = reckoned.volume(at: now)
    track.readingsWithoutRise = run.readingsWithoutRise
    self.track = track
    hold = nil
    if track.rise > DoseRule.grain { note(rise: track.rise, from: run.first.at, to: run.last.at) }
  }

  /// Rule 10: whether this reading is the fifth in a row that leads back to an abandoned track.
  private mutating func comesBack(with reading: CounterReading) -> Bool {
    let flowed = reckoned.volume(at: reading.at)
    for index in abandoned.indices {
      let track = abandoned[index].track
      let fits = fits(reading, track.last, changedAt: track.changedAt)
      abandoned[index].note(reading, fits: fits, reckoned: flowed)
    }
    guard let index = abandoned.lastIndex(where: { $0.wayBack != nil && !isLowered(by: reading, on: $0) }),
      let way = abandoned[index].wayBack
    else { return false }
    takeBack(abandoned[index])
    abandoned.removeSubrange(index...)
    believe(way)
    lookForBolusesAgain()
    addMissingBoluses(at: reading.at)
    return true
  }

  /// The readings that led back count from where they last changed: a counter that stands has stood since
  /// then.
  private mutating func believe(_ way: CounterHold.Run) {
    guard let track else { return }
    let isRise = way.last.volume > track.last.volume + DoseRule.grain
    if isRise { believe(CounterReading(at: way.changedAt, volume: way.last.volume)) }
    let standing = isRise ? way.readingsWithoutRise : way.count
    guard standing > 0 else { return }
    self.track?.readingsWithoutRise += standing - 1
    believe(way.last)
  }

  private func isLowered(by reading: CounterReading, on old: AbandonedTrack) -> Bool {
    let then = old.bounds.low + (reading.volume - old.track.zero)
    return then < bounds.low + (track?.rise ?? .zero) - DoseRule.mostLowered
  }

  private mutating func takeBack(_ old: AbandonedTrack) {
    track = old.track
    bounds = old.bounds
    jumps = old.jumps
    run = old.run
    let then = old.track.last.at
    rises.forget(after: then)
    forgetShown(since: then)
    hold = nil
  }

  /// Another pump: what the counter of this one gave is sure, what was reckoned in its place is not.
  mutating func leaveCounter(at now: SessionTime) {
    guard let track else { return }
    if startedAt != nil {
      let bounds = undecided(at: now)
      addReckoned(reckonedSinceBelieved(at: now), since: track.last.at, at: now)
      self.bounds.addSure(track.rise)
      self.bounds.high = max(self.bounds.high, bounds.high - awaitedBoluses)
    }
    self.track = nil
    hold = nil
    newZero = nil
    isCounterLost = false
    abandoned = []
    reckonedInBounds = reckoned.volume(at: now)
    takenInAt = now
  }
}
