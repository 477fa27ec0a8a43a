public import Quantities

/// Another rate, as the pump reads.
public struct RateAction: OperatorAction {
  public static let name = ActionName.rate
  public static let deed = "another rate"
  public static let phases: Set<Phase> = [.preparation, .infusing, .paused]
  public static let schema: [ActionField<RateAction>] = [
    .required("mlh", .quantity(0...2000), \.rate), .optional("reason", .reason, \.reason),
    .optional("second", .text, \.second),
  ]

  public var rate = MillilitresPerHour.zero
  /// Asked for outside the envelope's soft limits.
  public var reason: String?
  public var second: String?

  public init() {}
  public init(_ rate: MillilitresPerHour, reason: String? = nil, second: String? = nil) {
    self.rate = rate
    self.reason = reason
    self.second = second
  }

  public var action: Action { .rate(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    session.envelope.refusal(of: self) ?? session.secondRefusal(.rate, second, by: by)
  }

  public func perform(in session: inout Session, by: String?) { session.setRate(rate) }
}

extension Action {
  public static func rate(
    _ rate: MillilitresPerHour, reason: String?, second: String? = nil
  ) -> Action { .rate(RateAction(rate, reason: reason, second: second)) }
}
