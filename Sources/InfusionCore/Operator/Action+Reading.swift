import Quantities

extension Action {
  /// Reads an action from its words.
  ///
  /// Every key is checked: known, given once, present where required, and its value in range. What fits the
  /// session (phase, plan, limits in order) is the session's to decide.
  public init(_ words: ActionFields) throws(ActionError) {
    guard let name = ActionName(rawValue: words.name) else { throw .unknownAction(words.name) }
    let read = try FieldReader(name, words.fields)
    switch name {
    case .setup: self = .setup(try Setup(read))
    case .baseline: self = .baseline(try BaselineByHand(read))
    case .checklist: self = .checklist(item: try read.text("item"), answer: try read.word("answer"))
    case .start:
      self = .start(
        override: try read.optionalText("override"), second: try read.optionalText("second"))
    case .pause: self = .pause(reason: try read.text("reason"))
    case .resume: self = .resume(reason: try read.optionalText("reason"))
    case .stop: self = .stop(reason: try read.text("reason"))
    case .rate:
      self = .rate(
        try read.quantity("mlh"), reason: try read.optionalText("reason"),
        second: try read.optionalText("second"))
    case .bolus:
      self = .bolus(try read.quantity("mg"), second: try read.optionalText("second"))
    case .check: self = .check(without: try read.names("without"))
    case .extend: self = .extend(minutes: try read.whole("minutes"), reason: try read.text("reason"))
    case .away: self = .away(minutes: try read.whole("minutes"), reason: try read.text("reason"))
    case .back: self = .back
    case .discharge:
      self = .discharge(escort: try read.text("escort") == "yes", override: try read.optionalText("override"))
    case .close: self = .close(reason: try read.optionalText("reason"))
    case .acknowledge: self = .acknowledge(try read.optionalAlarm("id"))
    case .audioPause: self = .audioPause
    case .limit:
      let vital: Vital = try read.word("vital")
      self = .limit(vital, try LimitAction(read, of: vital))
    case .bloodPressure:
      self = .bloodPressure(
        sys: try read.decimal("sys"), dia: try read.decimal("dia"), map: try read.optionalDecimal("map"))
    case .symptom:
      self = .symptom(
        name: try read.text("name"), severity: try read.whole("severity"), at: try read.optionalTime("at"))
    case .medication:
      self = .medication(
        name: try read.text("name"), dose: try read.text("dose"), route: try read.text("route"),
        at: try read.optionalTime("at"))
    case .intervention:
      self = .intervention(name: try read.text("name"), at: try read.optionalTime("at"))
    case .score:
      self = .score(
        scale: try read.text("scale"), value: try read.whole("value"), parts: try read.parts("parts"))
    case .note: self = .note(try read.text("text"))
    case .hold: self = .hold(rule: try read.text("rule"), try HoldAnswer(read))
    case .amend: self = .amend(entry: try read.whole("n"), fields: try read.amendment())
    }
  }

  /// The same action with every value checked, as if it had been typed: for actions that the program itself
  /// composes.
  public func checked() throws(ActionError) -> Action { try Action(fields) }
}

extension Setup {
  fileprivate init(_ read: FieldReader) throws(ActionError) {
    self.init(
      patient: try read.optionalText("patient"), weight: try read.optionalQuantity("weight"),
      plan: try read.optionalText("plan"), concentration: try read.optionalQuantity("concentration"))
  }
}

extension BaselineByHand {
  fileprivate init(_ read: FieldReader) throws(ActionError) {
    self.init(
      hr: try read.optionalDecimal("hr"), sys: try read.optionalDecimal("sys"),
      dia: try read.optionalDecimal("dia"), spo2: try read.optionalDecimal("spo2"))
  }
}

extension HoldAnswer {
  fileprivate init(_ read: FieldReader) throws(ActionError) {
    if try read.text("answer") == "aside" {
      self = .aside(reason: try read.text("reason"))
    } else {
      try read.refuse(["reason"], besides: "answer")
      self = .told
    }
  }
}

extension LimitAction {
  private static let values = ["low", "high", "extreme_low", "extreme_high"]

  fileprivate init(_ read: FieldReader, of vital: Vital) throws(ActionError) {
    let range = vital.acceptedRange
    if read.has("off") {
      try read.refuse(Self.values + ["on"], besides: "off")
      self = .off(reason: try read.text("reason"))
    } else if read.has("on") {
      try read.refuse(Self.values + ["reason"], besides: "on")
      self = .on
    } else {
      guard let first = Self.values.first(where: read.has) else {
        throw .missingOneOf(action: .limit, keys: Self.values + ["off", "on"])
      }
      try read.refuse(["reason"], besides: first)
      self = .set(
        low: try read.optionalDecimal("low", in: range), high: try read.optionalDecimal("high", in: range),
        extremeLow: try read.optionalDecimal("extreme_low", in: range),
        extremeHigh: try read.optionalDecimal("extreme_high", in: range))
    }
  }
}
