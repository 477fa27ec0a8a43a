public import Quantities

/// What a person said is in the bag. Another plan does not change the bag: what was said stands as long as
/// the plan expects it or it came with a reason. Otherwise it must be said again, so that nobody starts at a
/// rate meant for another bag than the one that hangs there.
public struct Bag: Hashable, Sendable {
  private(set) var said: MilligramsPerMillilitre?
  private var isExplained = false

  public init() {}

  public mutating func fill(_ concentration: MilligramsPerMillilitre, isExplained: Bool) {
    said = concentration
    self.isExplained = isExplained
  }

  /// The concentration to reckon with under this plan: the plan's own if nobody said anything, nil if what
  /// was said is in doubt.
  public func concentration(under plan: Plan) -> MilligramsPerMillilitre? {
    guard let said else { return plan.concentration }
    return isExplained || plan.expects(said) ? said : nil
  }
}
