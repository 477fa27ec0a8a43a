public import Quantities

/// What a total of a scale is against the first one of a series, by the scale's own rule.
///
///     let phq9 = ScaleChange(of: 8, since: 19, by: scale)    // fallen by 57.9 %: response, no remission
public struct ScaleChange: Hashable, Sendable {
  public var first: Int
  public var total: Int
  /// By how many percent it has fallen, counted from the scale's least; nil where the first one was no more
  /// than that.
  public var fallenPercent: Fixed?
  /// Nil where the scale has no rule for it, or nothing can fall.
  public var isResponse: Bool?
  public var isRemission: Bool?

  public init(of total: Int, since first: Int, by scale: Scale) {
    self.first = first
    self.total = total
    let (fall, room) = (first - total, first - scale.least)
    if room > 0 {
      fallenPercent = Fixed(rounding: Double(fall) * 100 / Double(room)).rounded(places: 1)
      isResponse = scale.responsePercent.map { fall * 100 >= $0 * room }
    }
    isRemission = scale.remissionAtMost.map { total <= $0 }
  }
}

extension Scale {
  /// Whether a series is judged by it.
  public var judgesChange: Bool { responsePercent != nil || remissionAtMost != nil }

  /// Whether it measures the illness, from one session to the next.
  public var isOfSeries: Bool { judgesChange || name == "cssrs" }

  /// Whether it belongs to the checks of one session, whose totals say how the patient is now and nothing of
  /// the illness.
  public static func isOfChecks(_ name: String) -> Bool { checks.contains(name) }
  private static let checks: Set = ["moaas", "aldrete", "padss", "dissociation", "nausea", "cadss"]
}
