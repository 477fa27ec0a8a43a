import Quantities

/// A model solved: the central concentration after a unit bolus is a sum of decaying exponentials.
struct Disposition: Hashable, Sendable {
  /// One exponential: how much of it a bolus of 1 mg makes (mg/L), and how fast it goes (1/min).
  struct Mode: Hashable, Sendable {
    var perMilligram: Double
    var decayPerMinute: Double
  }
  var modes: [Mode]

  /// The decay rates are the roots of lambda * (1 + sum k1i / (ki1 - lambda)) = k10. Exactly one lies below,
  /// between and above the return rates ki1, so bisection finds each without the trigonometry of the cubic,
  /// and for any number of compartments. The weights are residues; they add up to 1/V1.
  init(_ model: CompartmentModel, weight: Kilograms) {
    let litres = model.centralLitresPerKilogram * max(Disposition.leastKilograms, weight.value)
    let returns = model.peripherals.map(\.outward.value).sorted()
    let rates = Disposition.decayRates(model, returns: returns)
    modes = rates.map { rate in
      let above = returns.reduce(1.0) { $0 * ($1 - rate) }
      let below = rates.filter { $0 != rate }.reduce(1.0) { $0 * ($1 - rate) }
      return Mode(perMilligram: above / below / litres, decayPerMinute: rate)
    }
  }

  /// Stands in for an impossible weight (zero, negative, not a number), so that the arithmetic stays finite.
  /// A session refuses an implausible weight long before.
  private static let leastKilograms = 0.1

  private static func decayRates(_ model: CompartmentModel, returns: [Double]) -> [Double] {
    let largest =
      model.elimination.value + model.peripherals.map { $0.inward.value + $0.outward.value }.reduce(0, +)
    let fences = [0] + returns + [largest + 1]
    return zip(fences, fences.dropFirst()).map { bisect(model, from: $0, to: $1) }.sorted(by: >)
  }

  private static func bisect(_ model: CompartmentModel, from low: Double, to high: Double) -> Double {
    var (low, high) = (low, high)
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if excess(model, at: middle) < 0 { low = middle } else { high = middle }
    }
  }

  /// Rises from minus to plus between any two neighbouring fences.
  private static func excess(_ model: CompartmentModel, at rate: Double) -> Double {
    let exchange = model.peripherals.reduce(1.0) { $0 + $1.inward.value / ($1.outward.value - rate) }
    return rate * exchange - model.elimination.value
  }
}
