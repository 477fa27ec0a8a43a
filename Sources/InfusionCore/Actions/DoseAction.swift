public import Quantities

/// A person's figure for what has been given so far, where the pump's counter and the reckoning differ.
public struct DoseAction: OperatorAction {
  public static let name = ActionName.dose
  public static let deed = "settling the dose"
  public static let phases = Set<Phase>.sinceStart
  public static let schema: [ActionField<DoseAction>] = [
    .required("volume_ml", .quantity(0...10_000), \.volume), .required("reason", .reason, \.reason),
    .optional("second", .text, \.second), .optional("flush", .yesNo, \.flush),
  ]

  public var volume = Millilitres.zero
  public var reason = ""
  /// Needed for a volume outside what can have been given.
  public var second: String?
  /// The last run after `stop` was no drug.
  public var flush: Bool?

  public init() {}
  public init(_ volume: Millilitres, reason: String, second: String? = nil, flush: Bool? = nil) {
    self.volume = volume
    self.reason = reason
    self.second = second
    self.flush = flush
  }

  public var action: Action { .dose(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    guard let infusion = session.infusion else { return .noInfusion }
    if let why = session.reasonRefusal(reason) { return why }
    guard infusion.wantsSecond(for: volume, isFlush: flush == true, at: session.now) else { return nil }
    return session.pairRefusal(by, second)
  }

  public func perform(in session: inout Session, by: String?) {
    session.settleDose(volume, isFlush: flush == true)
  }
}
