/// Stops the sound of alarms that were seen: of one, of those that a paging screen has shown, or of all.
public struct AcknowledgeAction: OperatorAction {
  public static let name = ActionName.acknowledge
  public static let deed = "acknowledging"
  public static let phases = Set<Phase>.untilClosed
  public static let schema: [ActionField<AcknowledgeAction>] = [
    .optional("id", .alarm, \.alarm), .list("shown", .alarms, \.shown),
  ]

  public var alarm: AlarmID?
  /// What the screen has shown since the last press; empty covers all.
  public var shown: [AlarmID] = []

  public init() {}
  public init(_ alarm: AlarmID? = nil, shown: [AlarmID] = []) {
    self.alarm = alarm
    self.shown = shown
  }

  public var action: Action { .acknowledge(self) }

  /// Whether it covers an alarm.
  func covers(_ id: AlarmID) -> Bool { alarm.map { $0 == id } ?? (shown.isEmpty || shown.contains(id)) }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    let open = session.board.alarms.filter { $0.acknowledgement == nil }
    if let alarm { return open.contains { $0.id == alarm } ? nil : .alarmUnknown(alarm) }
    return open.contains { covers($0.id) } ? nil : .nothingToAcknowledge
  }

  public func perform(in session: inout Session, by: String?) { session.acknowledge(self, by: by) }
}

extension Action {
  public static func acknowledge(_ alarm: AlarmID?) -> Action { .acknowledge(AcknowledgeAction(alarm)) }
}
