import Quantities

/// One reading of a pump's counter.
struct CounterReading: Hashable, Sendable {
  var at: SessionTime
  var volume: Millilitres
}

/// A counter that is believed: readings that fit one another since its zero.
struct CounterTrack: Hashable, Sendable {
  /// The reading at which what had been delivered is known otherwise.
  var zero: Millilitres
  /// The last reading that was believed.
  var last: CounterReading
  var changedAt: SessionTime
  /// All that had been reckoned when it was last read, and when it last changed.
  var reckonedAtLast: Millilitres
  var reckonedAtChange: Millilitres
  /// Its zero fits a reading before or after it.
  var isConfirmed = false
  /// Nobody knows where it stood when its zero was due: the next reading is its zero.
  var needsZero = false
  /// It counts as lost from its last change on: much was reckoned, and it did not rise.
  var isStanding = false
  var readingsWithoutRise = 0
  /// What may have flowed beyond the order while nobody watched, until the counter decides.
  var waived = Millilitres.zero

  init(first: CounterReading, reckoned: Millilitres) {
    zero = first.volume
    last = first
    changedAt = first.at
    reckonedAtLast = reckoned
    reckonedAtChange = reckoned
  }

  /// What it gave since its zero.
  var rise: Millilitres { last.volume - zero }

  /// What had been reckoned when it stopped deciding, once it does not decide.
  var reckonedBefore: Millilitres { isStanding ? reckonedAtChange : reckonedAtLast }
}

/// Readings that do not fit what is believed, until they turn out to be a glitch or a new track.
struct CounterHold: Hashable, Sendable {
  let since: SessionTime
  private(set) var count = 0
  private(set) var highest: Millilitres
  private(set) var lowest: Millilitres
  /// How far one of them stood above an earlier one at most. A counter that began anew may have given that,
  /// even if a later reading is lower again.
  private(set) var climb = Millilitres.zero
  /// When one was first below what is believed: a counter may have begun anew at 0 then.
  private(set) var fellAt: SessionTime?
  /// The latest of them that fit one another.
  private(set) var run: Run
  /// Held for too long, and told.
  var isAlarming = false

  struct Run: Hashable, Sendable {
    let first: CounterReading
    let reckonedAtFirst: Millilitres
    var last: CounterReading
    var changedAt: SessionTime
    var reckonedAtChange: Millilitres
    var readingsWithoutRise = 0
    var count = 1

    init(first: CounterReading, reckoned: Millilitres) {
      self.first = first
      last = first
      changedAt = first.at
      reckonedAtFirst = reckoned
      reckonedAtChange = reckoned
    }

    mutating func add(_ reading: CounterReading, reckoned: Millilitres) {
      let isRise = reading.volume > last.volume + DoseRule.grain
      if isRise {
        changedAt = reading.at
        reckonedAtChange = reckoned
      }
      readingsWithoutRise = isRise ? 0 : readingsWithoutRise + 1
      last = reading
      count += 1
    }

    func isTrack(at now: SessionTime) -> Bool {
      count >= DoseRule.readingsInARow && now - first.at >= DoseRule.leastTrack
    }
  }

  init(at now: SessionTime, volume: Millilitres, reckoned: Millilitres) {
    since = now
    highest = volume
    lowest = volume
    run = Run(first: CounterReading(at: now, volume: volume), reckoned: reckoned)
  }

  mutating func add(
    _ reading: CounterReading, believed: Millilitres, fitsTheOneBefore: Bool, reckoned: Millilitres
  ) {
    if count > 0 {
      if fitsTheOneBefore {
        run.add(reading, reckoned: reckoned)
      } else {
        run = Run(first: reading, reckoned: reckoned)
      }
    }
    count += 1
    highest = max(highest, reading.volume)
    lowest = min(lowest, reading.volume)
    climb = max(climb, reading.volume - lowest)
    if fellAt == nil, reading.volume < believed - DoseRule.grain { fellAt = reading.at }
  }

  /// What the held readings rose: above what is believed, or among themselves.
  func rise(above believed: Millilitres) -> Millilitres {
    max(highest - believed, climb)
  }

  /// When it has lasted too long, if it goes on.
  var alarmsAt: SessionTime? {
    count >= DoseRule.readingsInARow && !isAlarming ? since + DoseRule.heldTooLong : nil
  }
  var toldAt: SessionTime { since + DoseRule.holdUntold }
}

/// A counter that jumped forward by more than it can have given, and stayed there.
struct CounterJump: Hashable, Sendable {
  let rise: Millilitres
  /// The part of it that the set rate does not explain.
  let excess: Millilitres
  /// What was reckoned in its place.
  let reckoned: Millilitres

  /// Its share in the most that may have been delivered.
  var inHigh: Millilitres { max(rise, reckoned) }
}

/// A track that was left for another one, for as long as its readings may come back.
struct AbandonedTrack: Hashable, Sendable {
  let track: CounterTrack
  var bounds: DoseBounds
  let jumps: [CounterJump]
  let run: RunAfterStop?
  /// It was left for a counter that had begun anew.
  let fell: Bool
  let until: SessionTime
  /// The readings in a row that fit it, and not the present one.
  private(set) var returning: CounterHold.Run?

  mutating func note(_ reading: CounterReading, fits: Bool, reckoned: Millilitres) {
    if !fits {
      returning = nil
    } else if returning == nil {
      returning = CounterHold.Run(first: reading, reckoned: reckoned)
    } else {
      returning?.add(reading, reckoned: reckoned)
    }
  }

  mutating func breakOff() { returning = nil }

  /// They are enough to lead back. It is decided once, by the fifth: those that may not lead back then are a
  /// new track.
  var wayBack: CounterHold.Run? {
    returning.flatMap { $0.count == DoseRule.readingsInARow ? $0 : nil }
  }

  /// The most that was delivered if it should come back.
  func high(reckoned: Millilitres) -> Millilitres {
    bounds.high + track.rise + (reckoned - track.reckonedBefore)
  }
}
