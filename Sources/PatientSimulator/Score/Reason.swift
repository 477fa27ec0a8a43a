import InfusionCore
import Quantities

// Whether something asks for just this help now. Who helps before there is a reason has prevented nothing:
// the same oxygen would stand there on anybody. What asks for which measure stands in `Need`.

extension Situation {
  /// What the patient says is a reason for so long.
  private static let wordsCount = TimeSpan.minutes(3)

  /// A number, an alarm, the patient's looks or words.
  func hasReason(for deed: Deed) -> Bool {
    if let complainedAt, now - complainedAt <= Self.wordsCount { return true }
    return switch deed {
    case .measure(let measure): asks(for: measure)
    case .medicine(let medicine): hasReason(for: medicine)
    case .word(let word): word == .pause || word == .stop ? isKnownToBeUnwell || isUnwatched : true
    }
  }

  private func hasReason(for medicine: Medicine) -> Bool {
    if medicine.effect.settlesNausea > 0 { return has(.nausea) || has(.vomit) }
    if medicine.effect.relievesPressure > 0 { return isKnownHigh(above: 140) }
    return medicine.isIndicated(in: self)
  }

  /// A pressure is felt by nobody: it is a reason when a cuff or a hand has found it.
  func isKnownHigh(above bound: Double) -> Bool {
    alarms.contains(where: \.isOfPressureHigh) || measuredSys.map { $0 > bound } ?? false
  }

  /// What was ordered has gone in, but for a little: to end it now is what was planned.
  var isAllIn: Bool {
    guard let orderedVolume, concentration.value > 0 else { return false }
    return delivered.value / concentration.value >= 0.98 * orderedVolume.value
  }

  /// A number, an alarm or the patient's looks ask for an interruption.
  var isUnwell: Bool { isUnwell(of: needs) }

  /// The same as far as anybody at the chair can know it.
  private var isKnownToBeUnwell: Bool {
    isUnwell(of: needs.filter { $0 != .highPressure || isKnownHigh(above: 160) })
  }

  private func isUnwell(of needs: Set<Need>) -> Bool {
    !needs.isSubset(of: [.number]) || signs.hr > 120 || alarms.contains(where: \.isPhysiological)
  }

  /// No saturation, or no pressure: who gives nothing until there is one again is careful.
  private var isUnwatched: Bool { has(.number) || alarms.contains(.nibpFailed) }
}
