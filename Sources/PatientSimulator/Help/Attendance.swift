/// What is being done for the patient now, and how much of its effect is left.
struct Attendance: Hashable, Sendable {
  private(set) var oxygenLitresPerMinute = 0.0
  private var seconds: [Measure: Double] = [:]

  /// While somebody stays, a measure holds for ten minutes; then its effect goes within two.
  private static let holds = 600.0
  private static let fades = 120.0

  mutating func begin(_ measure: Measure) { seconds[measure] = 0 }
  mutating func supply(litresPerMinute: Double) { oxygenLitresPerMinute = min(15, litresPerMinute) }

  mutating func step() {
    for measure in seconds.keys { seconds[measure, default: 0] += 1 }
  }

  /// 0 without the measure, 1 while it is done; it takes 10 s to take hold.
  func level(_ measure: Measure) -> Double {
    guard let passed = seconds[measure] else { return 0 }
    if passed < 10 { return passed / 10 }
    return passed < Self.holds ? 1 : max(0, 1 - (passed - Self.holds) / Self.fades)
  }

  /// The share of oxygen in what is breathed: 3.5 % more for each litre by a nasal cannula or a simple mask,
  /// up to 60 % (the rule of thumb of airway manuals).
  var inspiredShare: Double { min(0.6, 0.21 + 0.035 * oxygenLitresPerMinute) }
}
