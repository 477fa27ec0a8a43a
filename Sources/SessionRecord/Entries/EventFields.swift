public import InfusionCore
import JSONLines
import Quantities

extension Event {
  /// The name of an event: its `event` in a headless line, its `kind` in the journal.
  public var name: String {
    switch self {
    case .accepted: "accepted"
    case .remarked: "remarked"
    case .measured: "nibp"
    case .corrected: "corrected"
    case .dose: "dose"
    case .bound: "source"
    case .due: "due"
    case .phase: "phase"
    case .infusion: "infusion"
    case .observation: "observation"
    case .alarmRaised: "alarm.raised"
    case .alarmPriority: "alarm.priority"
    case .alarmEnded: "alarm.ended"
    case .alarmAcknowledged: "alarm.acknowledged"
    case .alarmReminded: "alarm.reminded"
    case .alarmEscalated: "alarm.escalated"
    case .limitReminded: "limit.reminded"
    case .audioPaused: "audio.paused"
    case .audioResumed: "audio.resumed"
    case .limitChanged: "limit.changed"
    case .baseline: "baseline"
    case .checkTaken: "check"
    case .away: "away"
    case .back: "back"
    case .holdAdvised: "hold.advised"
    case .holdEnded: "hold.ended"
    case .gap: "gap"
    case .refused: "refused"
    case .closed: "closed"
    }
  }

  /// The fields of an event: a row for each kind.
  func write(to writer: inout JSONWriter) {
    switch self {
    case .accepted(let action, let entry, let by, let overrides):
      ActionFields(action, by: by).write(to: &writer, acceptedAs: entry, overrides: overrides)
    case .remarked(let text, let source, let entry): writer.remark(text, source: source, entry: entry)
    case .measured(let measured): measured.write(to: &writer)
    case .corrected(let correction): correction.write(to: &writer)
    case .refused(let refusal): refusal.write(to: &writer)
    case .baseline(let values, let by): writer.baseline(values, by: by)
    case .bound(let source, let identity): Input.identity(source, identity).write(to: &writer)
    case .gap(let from, let reason, let isEstimated):
      Input.gap(from: from, reason: reason, isEstimated: isEstimated).write(to: &writer)
    case .phase(let phase): writer.field("phase", phase.rawValue)
    case .closed(let outcome, let reason): writer.close(outcome, reason)
    case .infusion(let change, let figures): writer.infusion(change, figures)
    case .dose(let figures): figures.write(to: &writer)
    case .observation(let change, let target): writer.observation(change, target)
    case .due(let reading, let outcome): writer.due(reading, outcome)
    case .checkTaken(let without, let by): writer.check(without: without, by: by)
    case .away(let until, let reason, let by): writer.away(until: until, reason, by: by)
    case .back(let by): writer.field("by", ifAny: by)
    case .alarmRaised(let id, let signal, let context): writer.alarm(id, signal, context)
    case .alarmPriority(let id, let signal): writer.alarm(id, signal)
    case .alarmEnded(let id, let reason, let isLatched): writer.alarmEnd(id, reason, isLatched: isLatched)
    case .alarmAcknowledged(let id, let by): writer.alarm(id, acknowledgedBy: by)
    case .alarmReminded(let id), .alarmEscalated(let id): writer.field("id", id.description)
    case .audioPaused(let until, let by): writer.audioPause(until: until, by: by)
    case .audioResumed(let reason): writer.field("reason", reason.rawValue)
    case .limitReminded(let vital): writer.field("vital", vital.rawValue)
    case .limitChanged(let change): change.write(to: &writer)
    case .holdAdvised(let rule, let value): rule.write(to: &writer, value: value)
    case .holdEnded(let rule, let end, let by, let note): writer.holdEnd(rule, end, by: by, note: note)
    }
  }
}

// MARK: - What a person did, and what came in

extension JSONWriter {
  fileprivate mutating func remark(_ text: String, source: SourceID, entry: Int) {
    field("entry", entry)
    Input.annotation(text, source: source).write(to: &self)
  }

  fileprivate mutating func baseline(_ values: [BaselineValue], by: String?) {
    for value in values { field(value.vital.rawValue, value.value) }
    field("by_hand", ifAny: values.filter(\.isByHand).map(\.vital.rawValue))
    if let pressure = values.lazy.compactMap(\.pressure).first { field("pressure", pressure) }
    field("by", ifAny: by)
  }
}

// MARK: - How far the session is

extension JSONWriter {
  fileprivate mutating func close(_ outcome: Outcome, _ reason: String?) {
    field("outcome", outcome.rawValue)
    field("reason", ifAny: reason)
  }

  fileprivate mutating func infusion(_ change: InfusionChange, _ figures: InfusionFigures) {
    field("state", change.rawValue)
    figures.write(to: &self)
  }

  fileprivate mutating func observation(_ change: ObservationChange, _ target: TimeSpan) {
    field("state", change.rawValue)
    target.writeMinutes(to: &self)
  }

  fileprivate mutating func due(_ reading: DueReading, _ outcome: DueOutcome) {
    reading.write(to: &self)
    field("outcome", outcome.rawValue)
  }

  fileprivate mutating func check(without: [String], by: String?) {
    field("without", ifAny: without)
    field("by", ifAny: by)
  }

  fileprivate mutating func away(until: SessionTime, _ reason: String, by: String?) {
    field("until", until)
    field("reason", reason)
    field("by", ifAny: by)
  }

  fileprivate mutating func holdEnd(_ rule: String, _ end: HoldEnd, by: String?, note: String?) {
    field("rule", rule)
    field("reason", end.rawValue)
    field("note", ifAny: note)
    field("by", ifAny: by)
  }
}

// MARK: - Alarms

extension JSONWriter {
  fileprivate mutating func alarm(_ id: AlarmID, _ signal: AlarmSignal, _ context: InfusionContext? = nil) {
    field("id", id.description)
    signal.write(to: &self)
    context?.write(to: &self)
  }

  fileprivate mutating func alarmEnd(_ id: AlarmID, _ reason: AlarmEnd, isLatched: Bool) {
    field("id", id.description)
    field("reason", reason.rawValue)
    field("latched", ifTrue: isLatched)
  }

  fileprivate mutating func alarm(_ id: AlarmID, acknowledgedBy by: String?) {
    field("id", id.description)
    field("by", ifAny: by)
  }

  fileprivate mutating func audioPause(until: SessionTime, by: String?) {
    field("until", until)
    field("by", ifAny: by)
  }
}

// MARK: - Values with fields of their own

extension ActionFields {
  fileprivate func write(to writer: inout JSONWriter, acceptedAs entry: Int, overrides: [String]) {
    writer.field("entry", entry)
    write(to: &writer)
    writer.field("overrides", ifAny: overrides)
  }
}

extension Measured {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("entry", entry)
    writer.field("source", source.name)
    let result = CuffResult.measured(measurement)
    result.write(to: &writer)
    writer.field("doubtful", ifAny: result.doubtfulKeys)
    writer.field("derived", ifAny: measurement.mapIsDerived ? ["map"] : [])
    writer.field("age", ifAny: measurement.ageIsUnknown ? "unknown" : nil)
  }
}

extension Correction {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("entry", entry)
    writer.field("amendment", amendment)
    writer.field("by", ifAny: by)
    writer.key("fields")
    writer.beginObject()
    for change in changes { writer.field(change.key, change.value) }
    writer.endObject()
  }
}

extension DoseFigures {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("delivered_mg", rounded: delivered)
    writer.field("delivered_mg_kg", rounded: deliveredPerKilogram)
    writer.field("volume_ml", rounded: volume)
    writer.field("basis", basis.rawValue)
    guard isEstimated else { return }
    writer.field("estimated", true)
    writer.field("low_ml", rounded: low)
    writer.field("high_ml", rounded: high)
  }
}

extension DueReading {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("what", what.rawValue)
    writer.field("at_min", Fixed(rounding: at.inMinutes))
    writer.field("from", from.rawValue)
    writer.field("within_min", Fixed(rounding: within.inMinutes))
  }
}

extension InfusionFigures {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("delivered_mg", rounded: delivered)
    writer.field("delivered_mg_kg", rounded: deliveredPerKilogram)
    writer.field("volume_ml", rounded: volume)
    writer.field("rate_ml_h", rounded: rate)
    writer.field("estimated", ifTrue: isEstimated)
  }
}

extension HoldRule {
  fileprivate func write(to writer: inout JSONWriter, value: Fixed) {
    writer.field("rule", name)
    writer.field("vital", vital.rawValue)
    writer.field("side", side.rawValue)
    writer.field("bound", bound)
    writer.field("times", times)
    writer.field("apart_s", Fixed(thousandths: Int(apart.milliseconds)))
    writer.field("advice", advice.rawValue)
    writer.field("value", value)
  }
}

extension TimeSpan {
  fileprivate func writeMinutes(to writer: inout JSONWriter) {
    let minutes = Fixed(rounding: inMinutes)
    writer.field("minutes", minutes)
    if Int64(minutes.thousandths) * 60 != milliseconds { writer.field("target_s", self) }
  }
}

extension AlarmSignal {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("priority", priority.name)
    writer.field("value", orNull: value)
    writer.field("limit", orNull: limit)
  }
}

extension InfusionContext {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("elapsed_s", orNull: elapsed)
    writer.field("rate_ml_h", rounded: rate)
    writer.field("delivered_mg", rounded: delivered)
    writer.field("delivered_mg_kg", rounded: deliveredPerKilogram)
  }
}

extension LimitChange {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.field("vital", vital.rawValue)
    writer.field("limit", kind.rawValue)
    writer.field("from", orNull: from)
    writer.field("to", orNull: to)
    writer.field("reason", ifAny: reason)
    writer.field("by", ifAny: by)
  }
}
