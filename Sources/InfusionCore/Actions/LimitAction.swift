public import Quantities

/// Moves the limits of one vital, or switches its ordinary limits off or on again.
public struct LimitAction: OperatorAction {
  public static let name = ActionName.limit
  public static let deed = "changing a limit"
  public static let phases = Set<Phase>.untilClosed
  /// Wider than any vital's own range: `check` holds the value to that one and names it.
  private static let range: ClosedRange<Fixed> = 0...1_000_000
  public static let schema: [ActionField<LimitAction>] = [
    .required("vital", .word, \.vital), .optional("low", .decimal(range), \.low),
    .optional("high", .decimal(range), \.high), .optional("extreme_low", .decimal(range), \.extremeLow),
    .optional("extreme_high", .decimal(range), \.extremeHigh), .bare("off", \.isOff),
    .bare("on", \.isOn), .optional("reason", .reason, \.reason),
  ]

  public var vital = Vital.spo2
  public var low: Fixed?
  public var high: Fixed?
  public var extremeLow: Fixed?
  public var extremeHigh: Fixed?
  /// The ordinary limits off. The extreme level and `novalue` stay on.
  public var isOff = false
  public var isOn = false
  public var reason: String?

  public init() {}

  public var action: Action { .limit(self) }

  private var values: [(key: String, value: Fixed)] {
    [("low", low), ("high", high), ("extreme_low", extremeLow), ("extreme_high", extremeHigh)]
      .compactMap { key, value in value.map { (key, $0) } }
  }

  public func check() throws(ActionError) {
    for value in values where !vital.acceptedRange.contains(value.value) {
      throw .badValue(
        action: .limit, key: value.key, value: value.value.description,
        accepted: .decimal(vital.acceptedRange))
    }
    let first = isOff ? "off" : isOn ? "on" : values.first?.key
    guard let first else {
      throw .missingOneOf(action: .limit, keys: ["low", "high", "extreme_low", "extreme_high", "off", "on"])
    }
    let clashing = (isOff || isOn ? values.map(\.key) : []) + (isOff && isOn ? ["on"] : [])
    if let other = clashing.first { throw .clash(action: .limit, key: first, other: other) }
    if !isOff, reason != nil { throw .clash(action: .limit, key: first, other: "reason") }
    if isOff, reason == nil { throw .missingKey(action: .limit, key: "reason") }
  }

  /// The limits after it; what it does not name stays.
  func changed(_ limits: VitalLimits) -> VitalLimits {
    var result = limits
    result.low = low ?? limits.low
    result.high = high ?? limits.high
    result.extremeLow = extremeLow ?? limits.extremeLow
    result.extremeHigh = extremeHigh ?? limits.extremeHigh
    return result
  }

  public func refusal(in session: Session, by: String?) -> Refusal.Why? {
    if isOn { return nil }
    if isOff {
      if let why = session.reasonRefusal(reason ?? "") { return why }
      return session.initialsRefusal(by)
    }
    let watch = session.vitals[vital]
    let wanted = changed(watch.limits)
    guard wanted.areInOrder, session.inForce(wanted, vital).areInOrder else { return .limitOrder(vital) }
    if let low, let floor = watch.bounds.lowFloor, low < floor {
      return .limitBeyondBound(vital, bound: floor)
    }
    if let high, let ceiling = watch.bounds.highCeiling, high > ceiling {
      return .limitBeyondBound(vital, bound: ceiling)
    }
    return nil
  }

  public func perform(in session: inout Session, by: String?) { session.changeLimit(self, by: by) }
}

extension Action {
  public static func limit(
    _ vital: Vital, low: Fixed? = nil, high: Fixed? = nil, extremeLow: Fixed? = nil, extremeHigh: Fixed? = nil
  ) -> Action {
    var action = LimitAction()
    action.vital = vital
    action.low = low
    action.high = high
    action.extremeLow = extremeLow
    action.extremeHigh = extremeHigh
    return .limit(action)
  }

  public static func limitOff(_ vital: Vital, reason: String) -> Action {
    var action = LimitAction()
    action.vital = vital
    action.isOff = true
    action.reason = reason
    return .limit(action)
  }

  public static func limitOn(_ vital: Vital) -> Action {
    var action = LimitAction()
    action.vital = vital
    action.isOn = true
    return .limit(action)
  }
}
