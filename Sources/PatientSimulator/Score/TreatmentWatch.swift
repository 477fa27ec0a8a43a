import InfusionCore
import Quantities

/// Whether the treatment that the plan wants went in, or was ended when ending it was right.
///
/// To begin is not enough: who pauses at once and leaves the chair has treated nobody. Nor is a pause an end:
/// whoever pauses for a reason goes on when it is over, or stops.
struct TreatmentWatch: Hashable, Sendable {
  private var hasFlowed = false
  /// When nothing flowed any more; nil while something does.
  private var haltedAt: SessionTime?
  /// When it was stopped; nil while it may go on.
  private var stoppedAt: SessionTime?
  /// Something had called for an end before the stop, while nothing flowed.
  private var hasReason = false
  /// When it was stopped and something had called for that.
  private var endedAt: SessionTime?
  /// When too much was in.
  private var overdoneAt: SessionTime?
  private let tellsTooMuch: Bool
  /// When enough was in.
  private var givenAt: SessionTime?

  /// Four fifths of 0.5 mg/kg are 0.4: less is a dose that the trials of ketamine did not find to work
  /// reliably (Fava, Mol Psychiatry 2020;25:1592: 0.1 and 0.2 mg/kg).
  static let enough = 0.8
  /// A reason that shows itself so soon after a stop was its reason.
  private static let foresight = TimeSpan.minutes(2)
  /// mg/kg: what the shipped envelope lets pass in all, and a little for a weight that is rounded.
  private static let most = 1.02

  /// - Parameter tellsTooMuch: whether a dose that was reckoned of a wrong weight or strength is this watch's
  ///   to tell; of a scenario that asks for the truth it is that objective's.
  init(tellsTooMuch: Bool = true) { self.tellsTooMuch = tellsTooMuch }

  /// - Parameter reason: something of the patient's has called for an end up to now.
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
    // An instructor who has it taken again closes it while it flows: nobody at the chair stopped anything.
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

  /// Of the true weight, whatever was typed. A plan without an infusion is given when it is begun.
  private static func isEnough(_ situation: Situation) -> Bool {
    guard let volume = situation.orderedVolume, let strength = situation.typedConcentration,
      let typed = situation.typedWeight, typed.value > 0
    else { return true }
    let wanted = (volume * strength) * (situation.weight / typed)
    return situation.delivered.value >= wanted.value * enough
  }

  /// Of the true weight; a plan that wants more than that may have it.
  private static func isTooMuch(_ situation: Situation) -> Bool {
    guard let volume = situation.orderedVolume, let strength = situation.typedConcentration,
      let typed = situation.typedWeight, typed.value > 0
    else { return false }
    let planned = ((volume * strength) / typed).value
    return (situation.delivered / situation.weight).value > most * max(1, planned)
  }
}

extension Scenario {
  /// An objective of its own says whether the true weight or strength was found.
  var asksForTheTruth: Bool {
    objectives.contains { objective in
      !(objective.reach?.subjects ?? []).isDisjoint(with: [.weightError, .concentrationError])
    }
  }
}
