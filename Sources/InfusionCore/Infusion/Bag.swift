public import Quantities

/// What a person said is in the bag. A change of plan changes no bag: what was said stands, as long as the
/// plan expects it or a reason was given with it. What neither expects nor explains has to be said again, so
/// that nobody starts at a rate for another bag than the one that hangs there.
public struct Bag: Hashable, Sendable {
  private(set) var said: MilligramsPerMillilitre?
  private var isExplained = false

  public init() {}

  public mutating func fill(_ concentration: MilligramsPerMillilitre, isExplained: Bool) {
    said = concentration
    self.isExplained = isExplained
  }

  /// What is reckoned with by this plan: its own where nobody said anything, nothing where what was said is
  /// in doubt.
  public func concentration(under plan: Plan) -> MilligramsPerMillilitre? {
    guard let said else { return plan.concentration }
    return isExplained || plan.expects(said) ? said : nil
  }
}
