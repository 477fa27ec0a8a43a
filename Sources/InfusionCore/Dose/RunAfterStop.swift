public import Quantities

/// What went in after the stop without a break of a minute.
public struct RunAfterStop: Hashable, Sendable {
  public internal(set) var volume: Millilitres
  public internal(set) var lastRise: SessionTime
  /// What the observation's counted time began anew at before this run.
  var before: SessionTime?

  /// When drug last went in after the stop (a flush does not count); nil if none did.
  var lastDrug: SessionTime? { volume > DoseRule.grain ? lastRise : before }

  /// Whether so much went in that the observation's counted time begins anew at it.
  var isOfTheObservation: Bool { volume > DoseRule.leastRun + DoseRule.grain }

  /// From when the observation's counted time begins anew.
  var observationBeginsAnew: SessionTime? { isOfTheObservation ? lastRise : before }

  /// What remains of the account of runs when this one was no drug.
  var beforeIt: RunAfterStop? { before.map { RunAfterStop(volume: .zero, lastRise: lastRise, before: $0) } }

  /// This run with one more rise, which lasted since `start`, or the next run.
  static func after(
    _ run: RunAfterStop?, rise: Millilitres, since start: SessionTime, at now: SessionTime
  ) -> RunAfterStop {
    guard var run else { return RunAfterStop(volume: rise, lastRise: now) }
    guard start - run.lastRise <= DoseRule.runEndsAfter else {
      return RunAfterStop(volume: rise, lastRise: now, before: run.observationBeginsAnew)
    }
    run.volume = run.volume + rise
    run.lastRise = max(run.lastRise, now)
    return run
  }
}

extension DoseAccount {
  /// The present or last run after the stop, with what is reckoned for a pump that runs on and no counter
  /// decides; nil without one.
  public func runAfterStop(at now: SessionTime) -> RunAfterStop? {
    guard let stoppedAt else { return nil }
    let decided = track.map { isPending ? max($0.reckonedBefore, reckonedAtStop) : nil } ?? reckonedInBounds
    guard let decided else { return run }
    let amount = reckoned.volume(at: now) - max(decided, reckonedAtStop)
    guard amount > DoseRule.grain else { return run }
    let start = max(stoppedAt, track?.last.at ?? reckoned.changedAt)
    return .after(run, rise: amount, since: start, at: lastFlow(at: now))
  }

  /// From when the observation's counted time begins anew: the last rise of the last run after the stop that
  /// was more than half a millilitre (rule 16).
  public func observationBeginsAnew(at now: SessionTime) -> SessionTime? {
    runAfterStop(at: now)?.observationBeginsAnew
  }

  private func lastFlow(at now: SessionTime) -> SessionTime {
    reckoned.rate > .zero ? now : max(reckoned.changedAt, stoppedAt ?? now)
  }

  mutating func add(toRun rise: Millilitres, since start: SessionTime, at now: SessionTime) {
    guard let stoppedAt, rise > DoseRule.grain else { return }
    run = .after(run, rise: rise, since: max(start, stoppedAt), at: now)
  }

  mutating func awaitRun(at now: SessionTime) {
    runDeadline = nil
    guard stoppedAt != nil, track == nil || isPending else { return }
    let missing = DoseRule.leastRun - (runAfterStop(at: now)?.volume ?? .zero)
    guard missing >= .zero else { return }
    runDeadline = (missing / reckoned.rate).map { now + $0 + .milliseconds(1) }
  }
}
