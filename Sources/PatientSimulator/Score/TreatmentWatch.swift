import InfusionCore
import Quantities

/// Whether the treatment that the plan wants went in, or was ended when ending it was right.
///
/// To begin is not enough: who pauses at once and leaves the chair has treated nobody.
struct TreatmentWatch: Hashable, Sendable {
  private var wasInfusing = false
  /// When what flowed ended last; nil while it flows.
  private var endedAt: SessionTime?
  private var hasReason = false
  /// When enough was in.
  private var givenAt: SessionTime?

  /// Four fifths of 0.5 mg/kg are 0.4: less is a dose that the trials of ketamine did not find to work
  /// reliably (Fava, Mol Psychiatry 2020;25:1592: 0.1 and 0.2 mg/kg).
  static let enough = 0.8
  /// A reason that shows itself so soon after a pause was its reason.
  private static let foresight = TimeSpan.minutes(2)

  /// - Parameter reason: something of the patient's has called for an end up to now.
  mutating func follow(_ situation: Situation, reason: Bool) {
    let isInfusing = situation.phase == .infusing
    if isInfusing { (endedAt, hasReason) = (nil, false) }
    if wasInfusing, !isInfusing { (endedAt, hasReason) = (situation.now, reason) }
    if reason, let endedAt, situation.now - endedAt <= Self.foresight { hasReason = true }
    wasInfusing = isInfusing
    if givenAt == nil, situation.startedAt != nil, Self.isEnough(situation) { givenAt = situation.now }
  }

  func entry(_ situation: Situation) -> ScenarioScore.Entry {
    let endedForAReason = hasReason ? endedAt : nil
    let met = givenAt ?? endedForAReason
    return ScenarioScore.Entry(
      id: "treatment-given", result: met == nil ? .missed : .met, at: met ?? endedAt)
  }

  /// Of the true weight, whatever was typed. A plan without an infusion is given when it is begun.
  private static func isEnough(_ situation: Situation) -> Bool {
    guard let volume = situation.orderedVolume, let strength = situation.typedConcentration,
      let typed = situation.typedWeight, typed.value > 0
    else { return true }
    let wanted = (volume * strength) * (situation.weight / typed)
    return situation.delivered.value >= wanted.value * enough
  }
}
