public import Quantities

/// What was left of a controlled drug and thrown away, before a witness.
public struct WastedAction: OperatorAction {
  public static let name = ActionName.wasted
  public static let deed = "wasting a rest"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static let schema: [ActionField<WastedAction>] = [
    .required("mg", .quantity(0...10_000), \.amount), .optional("second", .text, \.second),
    .optional("reason", .text, \.reason), .optional("at", .time, \.at),
  ]

  public var amount = Milligrams.zero
  /// The witness: without one nothing is wasted.
  public var second: String?
  public var reason: String?
  public var at: SessionTime?

  public init() {}
  public init(_ amount: Milligrams, second: String?, reason: String? = nil, at: SessionTime? = nil) {
    self.amount = amount
    self.second = second
    self.reason = reason
    self.at = at
  }

  public var action: Action { .wasted(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if let ahead = session.timeRefusal(at) { return ahead }
    guard amount > .zero else { return .valueOutOfRange("nothing wasted") }
    return session.pairRefusal(by, second, missing: .witnessMissing)
  }

  public func perform(in session: inout Session, by: String?) {}
}

extension Action {
  public static func wasted(_ amount: Milligrams, second: String?, reason: String? = nil) -> Action {
    .wasted(WastedAction(amount, second: second, reason: reason))
  }
}
