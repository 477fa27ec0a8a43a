/// A value that wanders about zero and comes back: first-order autoregressive, one step a second.
struct Wander: Hashable, Sendable {
  private(set) var value = 0.0
  private let kept: Double
  private let kick: Double
  private let bound: Double

  /// - Parameters:
  ///   - deviation: SD it settles at.
  ///   - seconds: how long it remembers.
  ///   - bound: it never goes farther, so that a calm patient can be promised to stay calm.
  init(deviation: Double, seconds: Double, bound: Double) {
    kept = 1 - 1 / max(1, seconds)
    kick = deviation * (1 - kept * kept).squareRoot()
    self.bound = bound
  }

  mutating func step(_ chance: inout SplitMix64) {
    value = min(bound, max(-bound, kept * value + kick * chance.normal()))
  }
}

/// A value on its way to another in a straight line, one step a second.
struct Ramp: Hashable, Sendable {
  private(set) var value: Double
  private var goal: Double
  private var stride = 0.0

  init(_ value: Double) {
    self.value = value
    goal = value
  }

  mutating func go(to goal: Double, seconds: Double) {
    self.goal = goal
    stride = abs(goal - value) / max(1, seconds)
  }

  mutating func step() { value = value < goal ? min(goal, value + stride) : max(goal, value - stride) }
}
