import InfusionCore
import Quantities

// Whether something asks for just this help now. Help before there is a reason prevents nothing: the same
// oxygen would be given to anybody. `Need` says what asks for which measure.

extension Situation {
  /// How long the patient's words count as a reason.
  private static let wordsCount = TimeSpan.minutes(3)

  /// Whether a number, an alarm, the patient's looks or words ask for it.
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

  /// Whether the pressure is above `bound` and a cuff or a hand has found it: nobody feels a high pressure.
  func isKnownHigh(above bound: Double) -> Bool {
    alarms.contains(where: \.isOfPressureHigh) || measuredSys.map { $0 > bound } ?? false
  }

  /// Whether almost all that was ordered has gone in, so that ending the infusion now is what was planned.
  var isAllIn: Bool {
    guard let orderedVolume, concentration.value > 0 else { return false }
    return delivered.value / concentration.value >= 0.98 * orderedVolume.value
  }

  /// Whether a number, an alarm or the patient's looks ask for a pause.
  var isUnwell: Bool { isUnwell(of: needs) }

  /// The same, as far as anybody at the chair can know it.
  private var isKnownToBeUnwell: Bool {
    isUnwell(of: needs.filter { $0 != .highPressure || isKnownHigh(above: 160) })
  }

  private func isUnwell(of needs: Set<Need>) -> Bool {
    !needs.isSubset(of: [.number]) || signs.hr > 120 || alarms.contains(where: \.isPhysiological)
  }

  /// Whether there is no saturation or no pressure: giving nothing until there is one again is careful.
  private var isUnwatched: Bool { has(.number) || alarms.contains(.nibpFailed) }
}
