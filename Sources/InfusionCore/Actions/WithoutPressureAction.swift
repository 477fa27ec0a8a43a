import Quantities

/// No blood pressure can be had for a while: `nibp.overdue` is low meanwhile, and the discharge then needs an
/// override unless a good pressure was measured after all.
public struct WithoutPressureAction: OperatorAction {
  public static let name = ActionName.withoutPressure
  public static let deed = "going without a blood pressure"
  public static let phases = Set<Phase>.sinceStart
  public static let schema: [ActionField<WithoutPressureAction>] = [
    .required("minutes", .whole(0...1440), \.minutes), .required("reason", .reason, \.reason),
  ]
  /// At most so many minutes at a time.
  public static let minutesMax = 30

  public var minutes = 0
  public var reason = ""

  public init() {}
  public init(minutes: Int, reason: String) {
    self.minutes = minutes
    self.reason = reason
  }

  public var action: Action { .withoutPressure(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    guard (1...Self.minutesMax).contains(minutes) else {
      return .valueOutOfRange("minutes from 1 to \(Self.minutesMax)")
    }
    return session.reasonRefusal(reason)
  }

  public func perform(in session: inout Session, by: String?) {
    session.goWithoutPressure(for: .minutes(Int64(minutes)))
  }
}
