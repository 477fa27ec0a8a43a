import Phrases
import Quantities

/// A blood pressure as a person types it.
struct TypedPressure: Hashable, Sendable {
  let sys: Fixed
  let dia: Fixed
  let map: Fixed?

  init?(_ text: String) {
    let parts = text.split(whereSeparator: { "/ ,".contains($0) }).map { Fixed($0) }
    guard (2...3).contains(parts.count), let sys = parts[0], let dia = parts[1], sys > dia,
      parts.allSatisfy({ $0.map { $0 >= 0 && $0 <= 350 } ?? false })
    else { return nil }
    self.sys = sys
    self.dia = dia
    map = parts.count == 3 ? parts[2] : nil
  }

  /// Why a pressure is more likely a slip of the finger: it is outside what an awake adult has, its pulse
  /// pressure is under 15 or over 110 mmHg, or it is 40 mmHg away from the last one. Nil if it is not.
  func oddity(after last: Fixed?) -> Phrase? {
    (implausible ?? last.flatMap(farFromTheLast)).map { "\(sys)/\(dia): \($0)" }
  }

  /// The same for a correction, compared with what it replaces.
  func oddity(insteadOf first: Fixed) -> Phrase? {
    (implausible ?? farFromTheFirst(first)).map { "\(sys)/\(dia): \($0)" }
  }

  private var implausible: Phrase? {
    let pulse = sys - dia
    if sys < 70 || sys > 220 { return "systolic is outside 70 to 220" }
    if dia < 35 || dia > 130 { return "diastolic is outside 35 to 130" }
    if pulse < 15 { return "the two are only \(pulse) apart" }
    return pulse > 110 ? "the two are \(pulse) apart" : nil
  }

  private func farFromTheLast(_ last: Fixed) -> Phrase? {
    guard isFar(from: last) else { return nil }
    return last < sys
      ? "systolic is \(sys - last) above the last one, \(last)"
      : "systolic is \(last - sys) below the last one, \(last)"
  }

  private func farFromTheFirst(_ first: Fixed) -> Phrase? {
    guard isFar(from: first) else { return nil }
    return first < sys
      ? "systolic is \(sys - first) above what it replaces, \(first)"
      : "systolic is \(first - sys) below what it replaces, \(first)"
  }

  private func isFar(from other: Fixed) -> Bool { abs((other - sys).thousandths) > 40_000 }
}
