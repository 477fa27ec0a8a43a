public import Quantities

/// What the model expects in plasma and at the effect site, kept up in closed form.
///
/// Between changes of the rate each exponential has an exact solution, so one step of an hour and 3600 steps
/// of a second give the same. It is an estimate of a typical adult, to be shown as one.
public struct Prediction: Hashable, Sendable {
  private let modes: [Disposition.Mode]
  /// The effect site's own exponential: fed so that the effect starts at nothing.
  private let effectMode: Disposition.Mode
  /// The share of each plasma exponential at the effect site.
  private let transfer: [Double]
  /// mg/L, one for each exponential.
  private var parts: [Double]
  private var effectPart = 0.0

  /// - Parameters:
  ///   - weight: positive; volumes are in proportion to it.
  ///   - ke0: positive, 1/min; nil takes the model's own.
  public init(model: CompartmentModel = .domino, weight: Kilograms, ke0: PerMinute? = nil) {
    let modes = Disposition(model, weight: weight).modes
    let ke0 = Self.apart(max(Self.leastKe0, (ke0 ?? model.ke0).value), from: modes)
    let transfer = modes.map { ke0 / (ke0 - $0.decayPerMinute) }
    let counterweight = zip(modes, transfer).reduce(0.0) { $0 - $1.0.perMilligram * $1.1 }
    self.modes = modes
    self.transfer = transfer
    effectMode = Disposition.Mode(perMilligram: counterweight, decayPerMinute: ke0)
    parts = modes.map { _ in 0 }
  }

  public var plasma: NanogramsPerMillilitre { .init(1000 * parts.reduce(0, +)) }

  public var effect: NanogramsPerMillilitre {
    .init(1000 * max(0, zip(parts, transfer).reduce(effectPart) { $0 + $1.0 * $1.1 }))
  }

  /// Lets time pass under a constant rate.
  public mutating func advance(by span: TimeSpan, rate: MilligramsPerHour) {
    let minutes = span.inMinutes
    let milligramsPerMinute = rate.value / 60
    for index in modes.indices {
      Self.step(&parts[index], modes[index], minutes: minutes, milligramsPerMinute: milligramsPerMinute)
    }
    Self.step(&effectPart, effectMode, minutes: minutes, milligramsPerMinute: milligramsPerMinute)
  }

  /// A dose given at once.
  public mutating func bolus(_ dose: Milligrams) {
    for index in modes.indices { parts[index] += modes[index].perMilligram * dose.value }
    effectPart += effectMode.perMilligram * dose.value
  }

  /// s' = s e^(-kt) + r c/k (1 - e^(-kt)).
  private static func step(
    _ part: inout Double, _ mode: Disposition.Mode, minutes: Double, milligramsPerMinute: Double
  ) {
    let gone = -exponentialMinusOne(-mode.decayPerMinute * minutes)
    let plateau = milligramsPerMinute * mode.perMilligram / mode.decayPerMinute
    part += (plateau - part) * gone
  }

  private static let leastKe0 = 1e-6

  /// The effect-site solution divides by ke0 - lambda: one that falls on a decay rate is moved off it by a
  /// millionth, which moves the result as little.
  private static func apart(_ ke0: Double, from modes: [Disposition.Mode]) -> Double {
    let least = 1e-6
    let isOnOne = modes.contains { abs(ke0 - $0.decayPerMinute) < least * ke0 }
    return isOnOne ? ke0 * (1 + 3 * least) : ke0
  }
}
