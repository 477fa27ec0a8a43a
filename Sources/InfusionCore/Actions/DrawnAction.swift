public import Quantities

/// A controlled drug that was drawn up, or taken from the stock, for this patient.
public struct DrawnAction: OperatorAction {
  public static let name = ActionName.drawn
  public static let deed = "drawing up"
  public static let phases = Set<Phase>.untilClosed
  public static let isCorrectable = true
  public static let schema: [ActionField<DrawnAction>] = [
    .required("mg", .quantity(0...10_000), \.amount), .optional("lot", .text, \.lot),
    .optional("second", .text, \.second), .optional("at", .time, \.at),
  ]

  public var amount = Milligrams.zero
  /// As it stands on the vial or the device.
  public var lot: String?
  /// Who saw it, where the clinic's book wants two.
  public var second: String?
  public var at: SessionTime?

  public init() {}
  public init(_ amount: Milligrams, lot: String? = nil, second: String? = nil, at: SessionTime? = nil) {
    self.amount = amount
    self.lot = lot
    self.second = second
    self.at = at
  }

  public var action: Action { .drawn(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if let ahead = session.timeRefusal(at) { return ahead }
    guard amount > .zero else { return .valueOutOfRange("nothing drawn up") }
    if let why = session.initialsRefusal(by) { return why }
    return second == nil ? nil : session.pairRefusal(by, second, missing: .witnessMissing)
  }

  public func perform(in session: inout Session, by: String?) {}
}

extension Action {
  public static func drawn(_ amount: Milligrams, lot: String? = nil, second: String? = nil) -> Action {
    .drawn(DrawnAction(amount, lot: lot, second: second))
  }
}
