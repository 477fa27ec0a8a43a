public import Quantities

/// Ordinary limits of one vital that a person may take over.
public struct ProposedLimits: Hashable, Sendable {
  public var vital: Vital
  public var low: Fixed
  public var high: Fixed

  /// What taking them over means.
  public var action: Action { .limit(vital, low: low, high: high) }
}

extension Session {
  /// Limits around this patient's baseline: a fifth below, a quarter above, in whole units (a bedside
  /// monitor's rule: Dräger Infinity, "auto set"). Never beyond an extreme limit or the clinic's bounds.
  /// Saturation has no such rule: its limit is the same for everybody. A proposal only: nothing changes until
  /// a person confirms it.
  public var limitsFromBaseline: [ProposedLimits] {
    [Vital.hr, .sys, .dia].compactMap { vital in
      guard let base = baseline(of: vital) else { return nil }
      let limits = vitals[vital].limits
      let bounds = vitals[vital].bounds
      let low = [base.share(80), limits.extremeLow, bounds.lowFloor].compactMap { $0 }.max()
      let high = [base.share(125), limits.extremeHigh, bounds.highCeiling].compactMap { $0 }.min()
      guard let low, let high, low < high else { return nil }
      return ProposedLimits(vital: vital, low: low, high: high)
    }
  }
}

extension Fixed {
  /// So many percent of it, to the whole unit.
  fileprivate func share(_ percent: Int) -> Fixed {
    Fixed(thousandths: thousandths * percent / 100).rounded(places: 0)
  }
}
