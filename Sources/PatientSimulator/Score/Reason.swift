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
    case .medicine(let medicine):
      medicine.effect.settlesNausea > 0 ? has(.nausea) || has(.vomit) : medicine.isIndicated(in: self)
    case .word(let word): word == .pause || word == .stop ? isUnwell || isUnwatched : true
    }
  }

  /// What was ordered has gone in, but for a little: to end it now is what was planned.
  var isAllIn: Bool {
    guard let orderedVolume, concentration.value > 0 else { return false }
    return delivered.value / concentration.value >= 0.98 * orderedVolume.value
  }

  /// A number, an alarm or the patient's looks ask for an interruption.
  var isUnwell: Bool {
    let isOfNumbersAlone = needs.isSubset(of: [.number])
    return !isOfNumbersAlone || signs.hr > 120 || alarms.contains(where: \.isPhysiological)
  }

  /// No saturation, or no pressure: who gives nothing until there is one again is careful.
  private var isUnwatched: Bool { has(.number) || alarms.contains(.nibpFailed) }
}
