import Quantities

/// The believed rises of a counter in the last minutes, each spread evenly over the time since the reading
/// before it.
struct RiseLog: Hashable, Sendable {
  struct Rise: Hashable, Sendable {
    let from: SessionTime
    let to: SessionTime
    let volume: Millilitres
    /// What of it shows no bolus yet: one rise shows one bolus.
    var free: Millilitres
    /// Sums up to and with this rise.
    let total: Millilitres
    var freeTotal: Millilitres
  }
  private(set) var rises: [Rise] = []

  /// A stretch of time in which a counter rose by more than the set rate gives.
  struct Stretch: Hashable, Sendable {
    var began: SessionTime
    var ended: SessionTime
    var excess: Millilitres
  }

  /// What was found: the greatest excess, and the stretch that shows a bolus.
  struct Search: Hashable, Sendable {
    var most = Millilitres.zero
    var shown: Stretch?
  }

  mutating func add(_ volume: Millilitres, from: SessionTime, to: SessionTime) {
    let last = rises.last
    rises.append(
      Rise(
        from: from, to: to, volume: volume, free: volume, total: (last?.total ?? .zero) + volume,
        freeTotal: (last?.freeTotal ?? .zero) + volume))
    // Looked at until 300 s after a bolus, in stretches from 300 s before it on: as far back as the alarm
    // looks. Trimmed in lots, so that a reading does not move all of them.
    let horizon = to - DoseRule.longWindow
    let old = firstRise(endingAfter: horizon)
    if old > 64, old > rises.count / 2 { rises.removeFirst(old) }
  }

  /// Takes back what was believed after `time`.
  mutating func forget(after time: SessionTime) {
    while let last = rises.last, last.to > time { rises.removeLast() }
  }

  func risen(from: SessionTime, to: SessionTime) -> Millilitres { risen(by: to) - risen(by: from) }

  private func risen(by time: SessionTime) -> Millilitres { sum(by: time, of: \.volume, totals: \.total) }
  private func free(by time: SessionTime) -> Millilitres { sum(by: time, of: \.free, totals: \.freeTotal) }

  private func sum(
    by time: SessionTime, of part: KeyPath<Rise, Millilitres>, totals: KeyPath<Rise, Millilitres>
  ) -> Millilitres {
    let index = firstRise(endingAfter: time)
    guard index < rises.count else { return rises.last?[keyPath: totals] ?? .zero }
    let rise = rises[index]
    let before = rise[keyPath: totals] - rise[keyPath: part]
    guard time > rise.from else { return before }
    let share = Double((time - rise.from).milliseconds) / Double((rise.to - rise.from).milliseconds)
    return before + rise[keyPath: part] * share
  }

  private func firstRise(endingAfter time: SessionTime) -> Int {
    var low = 0
    var high = rises.count
    while low < high {
      let middle = (low + high) / 2
      if rises[middle].to <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

// MARK: - What shows a bolus

extension RiseLog {
  /// Looks at the stretches of at most 120 s, not before `start`, that end in the rise at `index`. Of those
  /// that show enough it takes the shortest: what flowed before a bolus is not the bolus.
  func search(
    endingIn index: Int, since start: SessionTime, set: RateHistory, for isEnough: (Millilitres) -> Bool
  ) -> Search {
    let last = rises[index]
    var search = Search()
    func consider(_ began: SessionTime, _ before: Millilitres, _ end: SessionTime) {
      let shown = (end == last.to ? last.freeTotal : free(by: end)) - before
      let excess = shown - set.volume(from: began, to: end)
      search.most = max(search.most, excess)
      if search.shown == nil, isEnough(excess) {
        search.shown = Stretch(began: began, ended: end, excess: excess)
      }
    }
    for first in rises[...index].indices.reversed() {
      let rise = rises[first]
      let end = min(last.to, rise.from + DoseRule.stretch)
      guard rise.from >= start, end > last.from || first == index else { break }
      consider(rise.from, rise.freeTotal - rise.free, end)
    }
    // A rise that is spread over more than a stretch, or that began before `start`, shows its last part.
    let began = max(start, last.to - DoseRule.stretch)
    if began < last.to { consider(began, free(by: began), last.to) }
    return search
  }

  /// The same for all stretches since `start`: the one that shows most.
  func search(since start: SessionTime, set: RateHistory, for isEnough: (Millilitres) -> Bool) -> Search {
    var best = Search()
    for index in rises.indices.reversed() {
      guard rises[index].to > start else { break }
      let found = search(endingIn: index, since: start, set: set, for: isEnough)
      if found.most >= best.most { best = found }
    }
    return best
  }

  /// So much of what rose in the stretch beyond the set rate shows a bolus, and no other. The steepest rises
  /// were the bolus: those of a coarse counter between them were not.
  mutating func use(_ volume: Millilitres, in stretch: Stretch, set: RateHistory) {
    let places = rises.indices.filter {
      rises[$0].to <= stretch.ended && (rises[$0].to > stretch.began || rises[$0].from >= stretch.began)
    }
    let steepest = places.map { ($0, rises[$0].free - set.volume(from: rises[$0].from, to: rises[$0].to)) }
      .sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }
    var left = volume
    for (index, excess) in steepest where left > .zero && excess > .zero {
      let taken = min(left, excess)
      rises[index].free = rises[index].free - taken
      left = left - taken
    }
    guard let first = places.first else { return }
    sumUp(from: first)
  }

  private mutating func sumUp(from first: Int) {
    var sum = first > 0 ? rises[first - 1].freeTotal : .zero
    for index in first..<rises.count {
      sum = sum + rises[index].free
      rises[index].freeTotal = sum
    }
  }
}
