/// A person's word for what only a person can know: that the times after another boot are right.
public struct ConfirmAction: OperatorAction {
  public static let name = ActionName.confirm
  public static let deed = "confirming"
  public static let phases = Set<Phase>.untilClosed
  public static let schema: [ActionField<ConfirmAction>] = [.required("what", .word, \.what)]

  /// What a person says is right.
  public enum What: String, CaseIterable, Hashable, Sendable { case gap }
  public var what = What.gap

  public init() {}
  public init(_ what: What) { self.what = what }

  public var action: Action { .confirm(self) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    session.hasUnconfirmedGap ? nil : .nothingToConfirm
  }

  public func perform(in session: inout Session, by: String?) { session.hasUnconfirmedGap = false }
}
