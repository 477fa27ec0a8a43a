import InfusionCore
import Quantities

/// Whether the treatment that the plan wants went in, or was ended when that was right.
///
/// To begin is not enough: pausing at once and leaving the chair treats nobody. Nor is a pause an end: after
/// a pause for a reason the infusion goes on, or is stopped.
struct TreatmentWatch: Hashable, Sendable {
  private var hasFlowed = false
  /// When the flow ended; nil while something flows.
  private var haltedAt: SessionTime?
  /// When the infusion was stopped; nil if it may go on.
  private var stoppedAt: SessionTime?
  /// Whether something called for an end while nothing flowed, before the stop.
  private var hasReason = false
  /// When the infusion was stopped with something calling for that.
  private var endedAt: SessionTime?
  /// When too much had gone in.
  private var overdoneAt: SessionTime?
  private let tellsTooMuch: Bool
  /// When enough had gone in.
  private var givenAt: SessionTime?

  /// Four fifths of 0.5 mg/kg are 0.4: less is a dose that the trials of ketamine did not find to work
  /// reliably (Fava, Mol Psychiatry 2020;25:1592: 0.1 and 0.2 mg/kg).
  static let enough = 0.8
  /// How soon after a stop its reason may show.
  private static let foresight = TimeSpan.minutes(2)
  /// mg/kg: what the shipped envelope allows in all, and a little more because weights are rounded.
  private static let most = 1.02
  /// Of the plan's dose: half as much again is another treatment, whoever orders it.
  private static let mostOfPlan = 1.5

  /// - Parameter tellsTooMuch: whether this watch reports a dose calculated from a wrong weight or strength;
  ///   false if an objective of the scenario asks for the truth and reports it.
  init(tellsTooMuch: Bool = true) { self.tellsTooMuch = tellsTooMuch }

  /// - Parameter reason: whether something about the patient has called for an end so far.
  mutating func follow(_ situation: Situation, reason: Bool) {
    switch situation.phase {
    case .preparation: break
    case .infusing:
      hasFlowed = true
      (haltedAt, stoppedAt, hasReason, endedAt) = (nil, nil, false, nil)
    case .paused:
      haltedAt = haltedAt ?? situation.now
      if reason { hasReason = true }
    case .observing, .ready: if hasFlowed { followStop(situation.now, reason: reason) }
    // An instructor who takes the drill again closes it while it flows: nobody at the chair stopped it.
    case .closed: if stoppedAt != nil { followStop(situation.now, reason: reason) }
    }
    if tellsTooMuch, overdoneAt == nil, Self.isTooMuch(situation) { overdoneAt = situation.now }
    if givenAt == nil, situation.startedAt != nil, Self.isEnough(situation) { givenAt = situation.now }
  }

  private mutating func followStop(_ now: SessionTime, reason: Bool) {
    let stopped = stoppedAt ?? now
    (haltedAt, stoppedAt) = (haltedAt ?? now, stopped)
    if endedAt == nil, hasReason || reason, now - stopped <= Self.foresight { endedAt = now }
  }

  func entry(_ situation: Situation) -> ScenarioScore.Entry {
    if let overdoneAt {
      return ScenarioScore.Entry(id: "treatment-given", result: .harmful, at: overdoneAt)
    }
    let met = givenAt ?? endedAt
    return ScenarioScore.Entry(
      id: "treatment-given", result: met == nil ? .missed : .met, at: met ?? haltedAt)
  }

  /// Whether enough is in for the true weight, whatever was typed. A plan without an infusion is given once
  /// begun.
  private static func isEnough(_ situation: Situation) -> Bool {
    guard let volume = situation.orderedVolume, let strength = situation.typedConcentration,
      let typed = situation.typedWeight, typed.value > 0
    else { return true }
    let wanted = (volume * strength) * (situation.weight / typed)
    return situation.delivered.value >= wanted.value * enough
  }

  /// Whether too much is in for the true weight. A plan that wants more than the envelope allows may have it.
  private static func isTooMuch(_ situation: Situation) -> Bool {
    guard let volume = situation.orderedVolume, let strength = situation.typedConcentration,
      let typed = situation.typedWeight, typed.value > 0
    else { return false }
    let planned = ((volume * strength) / typed).value
    return (situation.delivered / situation.weight).value > min(most * max(1, planned), mostOfPlan * planned)
  }
}

extension Scenario {
  /// Whether an objective asks if the true weight or strength was found.
  var asksForTheTruth: Bool {
    objectives.contains { objective in
      !(objective.reach?.subjects ?? []).isDisjoint(with: [.weightError, .concentrationError])
    }
  }
}
