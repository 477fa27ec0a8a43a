import Quantities

extension Action {
  public var name: ActionName {
    switch self {
    case .setup: .setup
    case .baseline: .baseline
    case .checklist: .checklist
    case .start: .start
    case .pause: .pause
    case .resume: .resume
    case .stop: .stop
    case .rate: .rate
    case .bolus: .bolus
    case .check: .check
    case .extend: .extend
    case .away: .away
    case .back: .back
    case .discharge: .discharge
    case .close: .close
    case .acknowledge: .acknowledge
    case .audioPause: .audioPause
    case .limit: .limit
    case .bloodPressure: .bloodPressure
    case .symptom: .symptom
    case .medication: .medication
    case .intervention: .intervention
    case .score: .score
    case .note: .note
    case .hold: .hold
    case .amend: .amend
    }
  }

  /// The action as words. `Action(fields)` reads it back to the same value, as long as its numbers are in
  /// range.
  public var fields: ActionFields {
    var words = FieldWriter()
    write(to: &words)
    return ActionFields(name: name.rawValue, fields: words.fields)
  }

  private func write(to words: inout FieldWriter) {
    switch self {
    case .setup(let setup): setup.write(to: &words)
    case .baseline(let baseline): baseline.write(to: &words)
    case .checklist(let item, let answer):
      words.text("item", item)
      words.text("answer", answer.rawValue)
    case .start(let override, let second):
      words.text("override", override)
      words.text("second", second)
    case .pause(let reason), .stop(let reason): words.text("reason", reason)
    case .resume(let reason), .close(let reason): words.text("reason", reason)
    case .rate(let rate, let reason, let second):
      words.quantity("mlh", rate)
      words.text("reason", reason)
      words.text("second", second)
    case .bolus(let dose, let second):
      words.quantity("mg", dose)
      words.text("second", second)
    case .check(let without): words.text("without", without.isEmpty ? nil : without.joined(separator: ","))
    case .back, .audioPause: break
    case .extend(let minutes, let reason), .away(let minutes, let reason):
      words.whole("minutes", minutes)
      words.text("reason", reason)
    case .discharge(let escort, let override):
      words.text("escort", escort ? "yes" : "no")
      words.text("override", override)
    case .acknowledge(let alarm): words.text("id", alarm?.description)
    case .limit(let vital, let change):
      words.text("vital", vital.rawValue)
      change.write(to: &words)
    case .bloodPressure(let sys, let dia, let map):
      words.decimal("sys", sys)
      words.decimal("dia", dia)
      words.decimal("map", map)
    case .symptom(let name, let severity, let time):
      words.text("name", name)
      words.whole("severity", severity)
      words.time("at", time)
    case .medication(let name, let dose, let route, let time):
      words.text("name", name)
      words.text("dose", dose)
      words.text("route", route)
      words.time("at", time)
    case .intervention(let name, let time):
      words.text("name", name)
      words.time("at", time)
    case .score(let scale, let value, let parts):
      words.text("scale", scale)
      words.whole("value", value)
      words.text("parts", parts.isEmpty ? nil : PartScore.text(parts))
    case .note(let text): words.text("text", text)
    case .hold(let rule, let answer):
      words.text("rule", rule)
      answer.write(to: &words)
    case .amend(let entry, let amended):
      words.whole("n", entry)
      for field in amended { words.text(field.key, field.value) }
    }
  }
}

extension Setup {
  fileprivate func write(to words: inout FieldWriter) {
    words.text("patient", patient)
    words.quantity("weight", weight)
    words.text("plan", plan)
    words.quantity("concentration", concentration)
  }
}

extension BaselineByHand {
  fileprivate func write(to words: inout FieldWriter) {
    words.decimal("hr", hr)
    words.decimal("sys", sys)
    words.decimal("dia", dia)
    words.decimal("spo2", spo2)
  }
}

extension HoldAnswer {
  fileprivate func write(to words: inout FieldWriter) {
    switch self {
    case .told: words.text("answer", "told")
    case .aside(let reason):
      words.text("answer", "aside")
      words.text("reason", reason)
    }
  }
}

extension LimitAction {
  fileprivate func write(to words: inout FieldWriter) {
    switch self {
    case .set(let low, let high, let extremeLow, let extremeHigh):
      words.decimal("low", low)
      words.decimal("high", high)
      words.decimal("extreme_low", extremeLow)
      words.decimal("extreme_high", extremeHigh)
    case .off(let reason):
      words.bare("off")
      words.text("reason", reason)
    case .on: words.bare("on")
    }
  }
}

/// Collects fields; what is nil is left out.
private struct FieldWriter {
  private(set) var fields: [ActionFields.Field] = []

  mutating func bare(_ key: String) { fields.append(.init(key, nil)) }

  mutating func text(_ key: String, _ value: String?) {
    if let value { fields.append(.init(key, value)) }
  }

  mutating func whole(_ key: String, _ value: Int) { text(key, String(value)) }
  mutating func time(_ key: String, _ value: SessionTime?) {
    decimal(key, value.map { Fixed(thousandths: Int($0.milliseconds)) })
  }
  mutating func decimal(_ key: String, _ value: Fixed?) { text(key, value?.description) }

  /// Thousandths where they say it exactly, else the shortest decimal that reads back as the same number: a
  /// replay must compute with what the session computed with.
  mutating func quantity(_ key: String, _ value: (some Quantity)?) {
    guard let value else { return }
    let short = value.fixed
    let isExact = short.doubleValue == value.value
    text(key, isExact ? short.description : value.value.description)
  }
}
