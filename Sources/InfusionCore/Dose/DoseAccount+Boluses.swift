import Quantities

// A bolus beside a counter, rules 14 and 15.

extension DoseAccount {
  /// What was recorded and has not shown.
  var awaitedBoluses: Millilitres {
    boluses.reduce(.zero) { $1.isAwaited ? $0 + $1.volume : $0 }
  }

  mutating func record(bolus volume: Millilitres, at now: SessionTime) {
    // The alarm looks at boluses from 300 s before its long window on.
    boluses.removeAll { $0.recordedAt < now - DoseRule.longWindow - DoseRule.bolusReach }
    guard track != nil else {
      boluses.append(RecordedBolus(recordedAt: now, volume: volume, state: .settled))
      return bounds.addSure(volume)
    }
    boluses.append(RecordedBolus(recordedAt: now, volume: volume, state: .awaited))
    let index = boluses.count - 1
    if !settleJump(by: index), !settleHeldRise(at: now) { lookForBolusesAgain() }
    lookAtRise(at: now, isReading: false)
  }

  /// After a rise: what it shows of the boluses that were recorded.
  mutating func lookForBoluses() {
    let newest = rises.rises.count - 1
    guard newest >= 0, !boluses.isEmpty else { return }
    completeShown(by: newest)
    for index in boluses.indices where boluses[index].isAwaited {
      let bolus = boluses[index]
      note(
        rises.search(endingIn: newest, since: bolus.stretchesBegin, set: set) {
          bolus.isShown(by: $0, whileWhole: isWhole)
        }, for: index)
    }
  }

  /// After a record, or when rises were used or taken back: the same for all rises that are near enough.
  mutating func lookForBolusesAgain() {
    for index in boluses.indices where boluses[index].isAwaited {
      let bolus = boluses[index]
      boluses[index].risen = .zero
      note(
        rises.search(since: bolus.stretchesBegin, set: set) { bolus.isShown(by: $0, whileWhole: isWhole) },
        for: index)
    }
  }

  private mutating func note(_ found: RiseLog.Search, for index: Int) {
    boluses[index].risen = max(boluses[index].risen, found.most)
    guard let stretch = found.shown else { return }
    show(index, by: stretch)
    lookForBolusesAgain()
  }

  private mutating func show(_ index: Int, by found: RiseLog.Stretch) {
    let used = min(boluses[index].volume, found.excess)
    boluses[index].risen = used
    boluses[index].state = .shown(found.began)
    rises.use(used, in: found, set: set)
  }

  /// What rises within the stretch of a bolus that has shown is still that bolus.
  private mutating func completeShown(by newest: Int) {
    for index in boluses.indices {
      guard case .shown(let began) = boluses[index].state else { continue }
      let rise = rises.rises[newest]
      guard rise.to <= began + DoseRule.stretch else { continue }
      let excess = rise.free - set.volume(from: rise.from, to: rise.to)
      let more = min(boluses[index].volume - boluses[index].risen, excess)
      guard more > DoseRule.grain else { continue }
      boluses[index].risen = boluses[index].risen + more
      rises.use(more, in: .init(began: rise.from, ended: rise.to, excess: excess), set: set)
    }
  }

  /// A rise that `pump.counter` stands for was this bolus.
  private mutating func settleJump(by index: Int) -> Bool {
    let bolus = boluses[index]
    guard let place = jumps.lastIndex(where: { bolus.isSettled(by: $0.excess) }) else { return false }
    let jump = jumps.remove(at: place)
    bounds.low = bounds.low + jump.rise
    bounds.volume = bounds.volume + (jump.rise - jump.reckoned)
    bounds.high = bounds.high - (jump.inHigh - jump.rise)
    boluses[index].state = .settled
    boluses[index].risen = bolus.volume
    // The rise is believed now: there is no way back from it.
    abandoned = []
    return true
  }

  /// A held rise was one of the boluses that are awaited.
  mutating func settleHeldRise(at now: SessionTime) -> Bool {
    guard let held = hold?.run.last, let track else { return false }
    let excess = held.volume - track.last.volume - set.volume(from: track.last.at, to: held.at)
    guard let index = boluses.firstIndex(where: { $0.isAwaited && $0.isSettled(by: excess) }) else {
      return false
    }
    believe(held)
    if boluses[index].isAwaited {
      show(index, by: .init(began: track.last.at, ended: held.at, excess: excess))
    }
    return true
  }

  /// What rose on a track that was a glitch shows no bolus.
  mutating func forgetShown(since time: SessionTime) {
    for index in boluses.indices {
      guard case .shown(let began) = boluses[index].state, began >= time else { continue }
      boluses[index].state = .awaited
    }
  }

  /// Not shown after 300 s: it is added, estimated.
  mutating func addMissingBoluses(at now: SessionTime) {
    for index in boluses.indices where boluses[index].isAwaited && boluses[index].addedAt <= now {
      boluses[index].state = .added
      bounds.addReckoned(boluses[index].volume)
      for old in abandoned.indices { abandoned[old].bounds.addReckoned(boluses[index].volume) }
      isBolusMissing = true
    }
  }
}
