import InfusionCore
import JSONLines
import Quantities

extension Event {
  /// Nil unless the name is an event's and its fields are valid.
  init?(name: String, _ line: JSONLine) {
    let event =
      if name.hasPrefix("alarm.") { Self.alarm(name, line) } else {
        Self.course(name, line) ?? Self.watch(name, line) ?? Self.account(name, line)
      }
    guard let event else { return nil }
    self = event
  }

  private static func alarm(_ name: String, _ line: JSONLine) -> Event? {
    guard let id = line.text("id").flatMap({ AlarmID($0) }) else { return nil }
    switch name {
    case "alarm.raised":
      guard let signal = AlarmSignal(line) else { return nil }
      return .alarmRaised(id, signal, InfusionContext(line))
    case "alarm.priority": return AlarmSignal(line).map { .alarmPriority(id, $0) }
    case "alarm.ended":
      guard let reason: AlarmEnd = line.word("reason") else { return nil }
      return .alarmEnded(id, reason, isLatched: line.isTrue("latched"))
    case "alarm.acknowledged": return .alarmAcknowledged(id, by: line.text("by"))
    case "alarm.reminded": return .alarmReminded(id)
    case "alarm.escalated": return .alarmEscalated(id)
    default: return nil
    }
  }

  /// How the session goes: phases, infusion, observation, its end.
  private static func course(_ name: String, _ line: JSONLine) -> Event? {
    switch name {
    case "phase": return line.word("phase").map { .phase($0) }
    case "infusion":
      guard let change: InfusionChange = line.word("state"), let figures = InfusionFigures(line) else {
        return nil
      }
      return .infusion(change, figures)
    case "observation":
      guard let change: ObservationChange = line.word("state"), let minutes = line.fixed("minutes") else {
        return nil
      }
      let target = line.span("target_s") ?? TimeSpan(milliseconds: Int64(minutes.thousandths) * 60)
      return .observation(change, target: target)
    case "closed":
      guard let outcome: Outcome = line.word("outcome") else { return nil }
      return .closed(outcome, reason: line.text("reason"))
    case "gap":
      guard let from = line.time("from"), let reason = line.text("reason") else { return nil }
      return .gap(from: from, reason: reason, isEstimated: line.isTrue("estimated"))
    case "refused": return Refusal(line).map(Event.refused)
    default: return nil
    }
  }

  /// What was watched and how: limits, sound, checks.
  private static func watch(_ name: String, _ line: JSONLine) -> Event? {
    switch name {
    case "limit.reminded": return line.word("vital").map { .limitReminded($0) }
    case "limit.changed": return LimitChange(line).map(Event.limitChanged)
    case "audio.paused": return line.time("until").map { .audioPaused(until: $0, by: line.text("by")) }
    case "audio.resumed": return line.word("reason").map { .audioResumed($0) }
    case "baseline": return .baseline(BaselineValue.all(line), by: line.text("by"))
    case "check": return .checkTaken(without: line.texts("without"), by: line.text("by"))
    case "back": return .back(by: line.text("by"))
    case "away":
      guard let until = line.time("until"), let reason = line.text("reason") else { return nil }
      return .away(until: until, reason: reason, by: line.text("by"))
    case "hold.advised":
      guard let rule = HoldRule(line), let value = line.fixed("value") else { return nil }
      return .holdAdvised(rule, value: value)
    case "hold.ended":
      guard let rule = line.text("rule"), let end: HoldEnd = line.word("reason") else { return nil }
      return .holdEnded(rule, end, by: line.text("by"), note: line.text("note"))
    default: return nil
    }
  }
}

extension Event {
  /// What the session made of what was done and measured.
  fileprivate static func account(_ name: String, _ line: JSONLine) -> Event? {
    switch name {
    case "accepted":
      guard let entry = line.integer("entry"), let words = ActionFields(line), let action = try? Action(words)
      else { return nil }
      return .accepted(action, entry: entry, by: words.by, overrides: line.texts("overrides"))
    case "remarked":
      guard let entry = line.integer("entry"), let source = line.text("source"), let text = line.text("text")
      else { return nil }
      return .remarked(text, SourceID(source), entry: entry)
    case "nibp": return Measured(line).map(Event.measured)
    case "corrected": return Correction(line).map(Event.corrected)
    case "dose": return DoseFigures(line).map(Event.dose)
    case "source": return line.text("source").map { .bound(SourceID($0), SourceIdentity(line)) }
    case "due":
      guard let reading = DueReading(line), let outcome: DueOutcome = line.word("outcome") else { return nil }
      return .due(reading, outcome)
    default: return nil
    }
  }
}

extension Measured {
  fileprivate init?(_ line: JSONLine) {
    guard let entry = line.integer("entry"), let reading = Reading(line),
      case .measured(let measurement) = reading.nibp
    else { return nil }
    self.init(measurement, from: reading.source, entry: entry)
  }
}

extension Correction {
  fileprivate init?(_ line: JSONLine) {
    guard let entry = line.integer("entry"), let amendment = line.integer("amendment"),
      let fields = line.value("fields")?.object
    else { return nil }
    let changes = fields.members.map { AmendedField(key: $0.key, value: $0.value.string ?? "") }
    self.init(of: entry, changes, amendment: amendment, by: line.text("by"))
  }
}

extension DoseFigures {
  fileprivate init?(_ line: JSONLine) {
    guard let delivered = line.double("delivered_mg"), let volume = line.double("volume_ml"),
      let basis: DoseBasis = line.word("basis")
    else { return nil }
    self.init(
      volume: Millilitres(volume), delivered: Milligrams(delivered),
      deliveredPerKilogram: line.double("delivered_mg_kg").map { .init($0) }, basis: basis,
      isEstimated: line.isTrue("estimated"), low: Millilitres(line.double("low_ml") ?? volume),
      high: Millilitres(line.double("high_ml") ?? volume))
  }
}

extension DueReading {
  fileprivate init?(_ line: JSONLine) {
    guard let what: What = line.word("what"), let from: Origin = line.word("from"),
      let at = line.fixed("at_min"), let within = line.fixed("within_min")
    else { return nil }
    self.init(what, at: .inMinutes(at), from: from, within: .inMinutes(within))
  }
}

extension TimeSpan {
  fileprivate static func inMinutes(_ minutes: Fixed) -> TimeSpan {
    TimeSpan(milliseconds: Int64(minutes.thousandths) * 60)
  }
}

extension HoldRule {
  /// The rule as it was when it was met.
  fileprivate init?(_ line: JSONLine) {
    guard let name = line.text("rule"), let vital: Vital = line.word("vital"),
      let side: Side = line.word("side"), let bound = line.fixed("bound"),
      let times = line.fixed("times"), let apart = line.span("apart_s"),
      let advice: Advice = line.word("advice")
    else { return nil }
    self.init(
      name: name, isOn: true, vital: vital, side: side, bound: bound, times: times.thousandths / 1000,
      apart: apart, advice: advice)
  }
}

extension InfusionFigures {
  fileprivate init?(_ line: JSONLine) {
    guard let delivered = line.double("delivered_mg"), let volume = line.double("volume_ml"),
      let rate = line.double("rate_ml_h")
    else { return nil }
    self.init(
      delivered: Milligrams(delivered),
      deliveredPerKilogram: line.double("delivered_mg_kg").map { .init($0) },
      volume: Millilitres(volume), rate: MillilitresPerHour(rate), isEstimated: line.isTrue("estimated"))
  }
}

extension AlarmSignal {
  fileprivate init?(_ line: JSONLine) {
    guard let priority = line.text("priority").flatMap({ AlarmPriority(name: $0) }) else { return nil }
    self.init(priority, value: line.fixed("value"), limit: line.fixed("limit"))
  }
}

extension InfusionContext {
  fileprivate init(_ line: JSONLine) {
    self.init(
      elapsed: line.span("elapsed_s"), rate: MillilitresPerHour(line.double("rate_ml_h") ?? 0),
      delivered: Milligrams(line.double("delivered_mg") ?? 0),
      deliveredPerKilogram: line.double("delivered_mg_kg").map { .init($0) })
  }
}

extension LimitChange {
  fileprivate init?(_ line: JSONLine) {
    guard let vital: Vital = line.word("vital"), let kind: Kind = line.word("limit") else { return nil }
    self.init(
      vital: vital, kind: kind, from: line.fixed("from"), to: line.fixed("to"), reason: line.text("reason"),
      by: line.text("by"))
  }
}

extension BaselineValue {
  fileprivate static func all(_ line: JSONLine) -> [BaselineValue] {
    let byHand = line.texts("by_hand")
    let pressure = line.integer("pressure")
    return line.members.compactMap { member in
      let key = line.key(of: member)
      guard let vital = Vital(rawValue: key), let value = line.value(of: member)?.fixed else { return nil }
      let isByHand = byHand.contains(key)
      return BaselineValue(
        vital: vital, value: value, isByHand: isByHand, pressure: vital.isCuff && !isByHand ? pressure : nil)
    }
  }
}
