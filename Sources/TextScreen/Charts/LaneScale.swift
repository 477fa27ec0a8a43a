/// The figures at the ends of a lane. It grows by whole steps to hold what happened, and never shrinks below
/// what is usual.
public struct LaneScale: Hashable, Sendable {
  public let bottom: Int
  public let top: Int
  public let step: Int

  public init(_ bottom: Int, _ top: Int, step: Int) {
    self.bottom = bottom
    self.top = top
    self.step = max(step, 1)
  }

  public var range: ClosedRange<Double> { Double(bottom)...Double(max(top, bottom)) }

  public func holding(_ values: [ClosedRange<Double>]) -> LaneScale {
    var (low, high) = (bottom, top)
    guard let least = values.map(\.lowerBound).min(), let most = values.map(\.upperBound).max() else {
      return self
    }
    while Double(low) > least, low - step >= 0 { low -= step }
    while Double(high) < most, high < 10_000 { high += step }
    return LaneScale(low, high, step: step)
  }

  /// The row, from the top, of a value among so many.
  public func row(_ value: Double, of rows: Int) -> Int {
    let share = (Double(top) - value) / Double(max(top - bottom, 1))
    return Int((min(max(share, 0), 1) * Double(max(rows - 1, 0))).rounded())
  }
}
