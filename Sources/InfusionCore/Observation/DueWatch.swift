public import Quantities

/// The readings that a plan wants at times of their own: which were taken, late, or not at all.
struct DueWatch: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var reading: DueReading
    var at: SessionTime
    var outcome: DueOutcome?
    /// The entry of the reading that took it.
    var takenBy: Int?

    /// From when on it was wanted.
    var begun: SessionTime { at - reading.at }
    var earliest: SessionTime { at - reading.within }
    var latest: SessionTime { at + reading.within }
  }
  private(set) var items: [Item] = []

  /// The times of those that count from this instant on; of those that counted from an earlier one (a stop by
  /// mistake) what was not taken is wanted anew.
  mutating func begin(_ readings: [DueReading], from now: SessionTime) {
    items.removeAll { item in item.outcome == nil && readings.contains(item.reading) }
    items += readings.map { Item(reading: $0, at: now + $0.at) }
  }

  /// A stop was a mistake: what counts from it is wanted after the next one.
  mutating func withdraw(from origin: DueReading.Origin) {
    items.removeAll { $0.outcome == nil && $0.reading.from == origin }
  }

  /// Takes a reading for every wanted one that it can be, and returns what became of each: the first reading
  /// within its time counts.
  mutating func take(_ what: DueReading.What, at time: SessionTime, entry: Int) -> [Item] {
    var taken: [Item] = []
    for index in items.indices
    where items[index].outcome == nil && items[index].reading.what == what
      && max(items[index].begun, items[index].earliest) <= time
    {
      items[index].outcome = time <= items[index].latest ? .taken : .late
      items[index].takenBy = entry
      taken.append(items[index])
    }
    return taken
  }

  /// Wants again what the reading of this entry took, because it was struck. Returns whether it had taken
  /// anything.
  mutating func reopen(takenBy entry: Int) -> Bool {
    let taken = items.indices.filter { items[$0].takenBy == entry }
    for index in taken { (items[index].outcome, items[index].takenBy) = (nil, nil) }
    return !taken.isEmpty
  }

  /// When the first one that was not taken is late.
  var overdueDeadline: SessionTime? {
    var next: SessionTime?
    for item in items where item.outcome == nil { next = InfusionCore.earliest(next, item.latest) }
    return next
  }

  /// Those whose time is over and that were not taken.
  func missed(at now: SessionTime) -> [Item] { items.filter { $0.outcome == nil && $0.latest < now } }

  mutating func miss(_ missed: [Item]) {
    for index in items.indices where missed.contains(items[index]) { items[index].outcome = .missed }
  }
}

extension Session {
  mutating func beginDueReadings(from origin: DueReading.Origin) {
    guard setup.isBySecondRules else { return }
    watch.begin(plan.due.filter { $0.from == origin }, from: now)
  }

  mutating func takeDueReading(_ what: DueReading.What) { takeDueReading(what, at: now, entry: entry) }

  private mutating func takeDueReading(_ what: DueReading.What, at time: SessionTime, entry: Int) {
    for item in watch.take(what, at: time, entry: entry) {
      if let outcome = item.outcome { tell(.due(item.reading, outcome)) }
    }
  }

  /// What a pressure took that was struck is taken by the next one of its time that stands, or is due still.
  mutating func retakeDueReadings(takenBy entry: Int) {
    guard watch.reopen(takenBy: entry) else { return }
    for pressure in chart.standingPressures where !pressure.measurement.ageIsUnknown {
      takeDueReading(.nibp, at: pressure.at, entry: pressure.entry)
    }
  }

  /// Every reading so far that the plan wants at a time of its own, with what became of it; nil while it is
  /// not taken.
  public var dueReadingsSoFar: [(reading: DueReading, at: SessionTime, outcome: DueOutcome?)] {
    watch.due.items.map { ($0.reading, $0.at, $0.outcome) }
  }
}
