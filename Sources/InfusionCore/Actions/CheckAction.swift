/// A check at the patient was taken.
public struct CheckAction: OperatorAction {
  public static let name = ActionName.check
  public static let deed = "a check"
  public static let phases = Set<Phase>.untilClosed
  public static let schema: [ActionField<CheckAction>] = [.list("without", .names, \.without)]

  /// The scales of it that were left out.
  public var without: [String] = []

  public init() {}
  public init(without: [String]) { self.without = without }

  public var action: Action { .check(self) }
  public func perform(in session: inout Session, by: String?) { session.takeCheck(without: without, by: by) }
}

extension Action {
  public static func check(without: [String] = []) -> Action { .check(CheckAction(without: without)) }
}
