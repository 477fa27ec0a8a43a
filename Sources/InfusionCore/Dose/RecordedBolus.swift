import Quantities

/// A bolus that was recorded while a counter is heard: the pump may have counted it, may count it yet, or may
/// know nothing of it.
struct RecordedBolus: Hashable, Sendable {
  enum State: Hashable, Sendable {
    case awaited
    /// The counter rose for it, in a stretch that began then.
    case shown(SessionTime)
    /// The counter never rose for it.
    case added
    /// In the figure already: no counter was heard, or a person said what was delivered.
    case settled
  }
  let recordedAt: SessionTime
  let volume: Millilitres
  var state: State
  /// What the counter has risen for it, as far as is known.
  var risen = Millilitres.zero

  var isAwaited: Bool { state == .awaited }
  var addedAt: SessionTime { recordedAt + DoseRule.bolusReach }
  var stretchesBegin: SessionTime { recordedAt - DoseRule.bolusReach }

  /// What a counter may still rise for it.
  func stillAllowed(at now: SessionTime) -> Millilitres {
    guard now <= recordedAt + DoseRule.bolusReach else { return .zero }
    return max(.zero, volume - risen)
  }

  func isShown(by excess: Millilitres, whileWhole: Bool) -> Bool {
    let isEnough = excess + DoseRule.grain >= volume * DoseRule.shownShare
    return isEnough && (!whileWhole || excess > DoseRule.shownWhileWhole)
  }

  func isSettled(by excess: Millilitres) -> Bool {
    let allowed = volume * DoseRule.settledWithin + DoseRule.grain
    return excess <= volume + allowed && excess >= volume - allowed
  }
}
