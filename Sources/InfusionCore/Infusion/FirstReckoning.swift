import Quantities

/// What has gone in by the first rules, so that their records give the same again. Kept as straight segments:
/// a volume at an instant and a rate since, changed by inputs only, so that the delivered dose at any time is
/// the same however often somebody asks.
struct FirstReckoning: Hashable, Sendable {
  private let order: Order
  private let startedAt: SessionTime
  /// The rate that is set, by hand; what flows is `flow`.
  private var rate: MillilitresPerHour
  private var isRunning = true
  private var stoppedAt: SessionTime?
  /// When the ordered volume was in. From then on the planned end has passed, whatever the rate.
  private var orderInAt: SessionTime?
  /// Some of it was reckoned while nobody watched, or for a pump that never came back: no counter decides it.
  private var hasGap = false
  private var volumeAtMark: Millilitres = .zero
  private var mark: SessionTime
  private var counter: Counter?

  /// A pump that counts. While it is heard its counter is the truth; while it is lost the set rate fills in.
  private struct Counter: Hashable, Sendable {
    var last: Millilitres
    /// What had gone in when the counter stood at `last`.
    var volumeThen: Millilitres
    var isLost = false

    /// What went in until it stands at `volume`. A backwards jump while it is heard adds nothing, however
    /// small. One that happened while it was lost is another syringe: all that the new one counted went in.
    func counted(upTo volume: Millilitres) -> Millilitres {
      if volume >= last { return volume - last }
      return isLost ? volume : .zero
    }
  }

  init(
    order: Order, rate: MillilitresPerHour, at now: SessionTime, pumpCounter: Millilitres?,
    isPumpLost: Bool = false
  ) {
    self.order = order
    self.rate = rate
    startedAt = now
    mark = now
    counter = pumpCounter.map { Counter(last: $0, volumeThen: .zero, isLost: isPumpLost) }
  }

  /// What flows by our own reckoning: nothing while paused, and nothing while a pump counts.
  var flow: MillilitresPerHour { isRunning ? rate : .zero }
  private var reckoned: MillilitresPerHour { counter.map { $0.isLost } ?? true ? flow : .zero }

  var isEstimated: Bool { hasGap || (counter?.isLost ?? false) }

  func volume(at now: SessionTime) -> Millilitres { volumeAtMark + reckoned * (now - mark) }

  /// When the ordered volume is in at the present rate, or was; nil while nothing flows before that, and
  /// after the stop.
  var plannedEnd: SessionTime? {
    guard stoppedAt == nil else { return nil }
    if let orderInAt { return orderInAt }
    guard let span = (order.volume - volumeAtMark) / flow else { return nil }
    return mark + span
  }

  /// When this volume is in by what is reckoned or counted; nil when that cannot be told yet.
  func instant(of volume: Millilitres) -> SessionTime? {
    if volumeAtMark >= volume { return startedAt }
    return ((volume - volumeAtMark) / reckoned).map { mark + $0 }
  }
}

extension FirstReckoning {
  mutating func pause(at now: SessionTime) { settle(at: now) { $0.isRunning = false } }

  mutating func resume(at now: SessionTime) {
    settle(at: now) {
      $0.isRunning = true
      $0.stoppedAt = nil
    }
  }

  mutating func stop(at now: SessionTime) {
    settle(at: now) {
      $0.isRunning = false
      $0.stoppedAt = now
    }
  }

  mutating func set(_ newRate: MillilitresPerHour, at now: SessionTime) {
    settle(at: now) { $0.rate = newRate }
  }

  mutating func bolus(_ dose: Milligrams, at now: SessionTime) {
    settle(at: now) {
      let volume = dose / $0.order.concentration
      $0.volumeAtMark = $0.volumeAtMark + volume
      if let counter = $0.counter { $0.counter?.volumeThen = counter.volumeThen + volume }
    }
  }

  /// The pump's counter. The first one heard is its zero; a backwards jump (a new syringe) keeps the sum.
  ///
  /// Between two steps of a counter that runs, nothing is news: the planned end stays where the last step put
  /// it, instead of moving away and coming back with every step.
  mutating func heard(counter volume: Millilitres, isRunning: Bool, at now: SessionTime) {
    if let counter, counter.last == volume, !counter.isLost, isRunning { return }
    settle(at: now) {
      if let counter = $0.counter {
        // What was reckoned while the pump was not heard gives way to what it counted meanwhile.
        $0.volumeAtMark = counter.volumeThen + counter.counted(upTo: volume)
      }
      $0.counter = Counter(last: volume, volumeThen: $0.volumeAtMark)
    }
  }

  /// Another pump from here on: the first counter that it gives is its zero.
  mutating func changePump(at now: SessionTime) {
    settle(at: now) {
      $0.hasGap = $0.hasGap || $0.counter != nil
      $0.counter = nil
    }
  }

  mutating func lostPump(at now: SessionTime) { settle(at: now) { $0.counter?.isLost = true } }

  /// Nobody watched since `from`, nor heard the pump: what may have gone in is capped at the order and
  /// marked.
  mutating func bridgeGap(from: SessionTime, to now: SessionTime) {
    settle(at: max(from, mark)) { $0.counter?.isLost = true }
    let before = volumeAtMark
    settle(at: now) {
      $0.hasGap = $0.hasGap || ($0.counter == nil && $0.volumeAtMark > before)
      $0.volumeAtMark = min($0.volumeAtMark, max(before, $0.order.volume))
    }
  }

  private mutating func settle(at now: SessionTime, _ change: (inout FirstReckoning) -> Void) {
    let end = plannedEnd ?? now
    volumeAtMark = volume(at: now)
    mark = now
    change(&self)
    orderInAt = volumeAtMark >= order.volume ? orderInAt ?? min(end, now) : nil
  }
}
