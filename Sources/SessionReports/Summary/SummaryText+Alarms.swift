import InfusionCore
import Quantities
import SessionRecord

// What alarmed, and who answered when; what the clinic's rules advised; whose limits were moved.

extension SummaryText {
  /// Every high and medium one; low ones are counted.
  var alarms: [String] {
    let worth = digest.alarms.filter { $0.priority >= .medium }
    let low = digest.alarms.filter { $0.priority == .low }
    guard !worth.isEmpty || !low.isEmpty else { return ["ALARMS     none"] }
    var lines = ["ALARMS"]
    if !worth.isEmpty {
      lines[0] = Self.alarmHeading
      lines += worth.map(alarmLine)
      let isMarked = worth.contains { !digest.doseMark(at: $0.raisedAt).isEmpty }
      if isMarked { lines.append(DoseWords.legend) }
      lines += settledLegend(worth.map(\.raisedAt))
    }
    if !low.isEmpty { lines.append(field("Low", counted(low.map(\.id.name)))) }
    return lines
  }

  private static let alarmHeading =
    fill("ALARMS   infusion  mg in", 26) + fill("what, and how far", 33) + fill("lasted", 9) + "acknowledged"

  private func alarmLine(_ alarm: AlarmEpisode) -> String {
    let minute = alarm.context.elapsed.map { "min \(Int($0.inMinutes))" } ?? "before"
    let mark = digest.doseMark(at: alarm.raisedAt)
    let dose = mark + alarm.context.delivered.fixed.rounded(places: 1).description
    let what = "\(pad(alarm.id.mark(alarm.raised.priority), 4))\(alarm.course)"
    let clock = digest.wall(at: alarm.raisedAt).timeOfDay
    return
      "  \(pad(clock, 9))\(pad(minute, 8))\(padLeft(dose, 5))  \(pad(what, 33))\(pad(lasted(alarm), 9))"
      + answered(alarm)
  }

  /// `<0:01` for one that stood at a gap's end and ended with the first reading: its length is not known.
  private func lasted(_ alarm: AlarmEpisode) -> String {
    alarm.duration.map { $0 < .seconds(1) ? "<0:01" : $0.clock } ?? "not ended"
  }

  private func answered(_ alarm: AlarmEpisode) -> String {
    let first = alarm.firstAnsweredAfter.map { "\($0.clock)\(signed(alarm.firstAnswer?.by))" } ?? "no"
    return first + alarm.tailAfterRise { signed($0) } + worsening(alarm) + otherEnd(alarm)
  }

  /// `; high from 10:05:12 for 0:20`: from when on, unless it was from the beginning, and for how long,
  /// unless it was to the end.
  func worsening(_ alarm: AlarmEpisode) -> String {
    let from = alarm.worsenedAt.map { " from \(digest.wall(at: $0).timeOfDay)" } ?? ""
    let span = alarm.timeAtPeak.map { " for \($0.clock)" } ?? ""
    return from.isEmpty && span.isEmpty ? "" : "; \(alarm.priority.name)\(from)\(span)"
  }

  /// That its pressure was struck or corrected; else how it ended, unless its value came back.
  private func otherEnd(_ alarm: AlarmEpisode) -> String {
    if let raising = digest.chart.raisingPressure(of: alarm) { return "; \(raising.sentence)" }
    switch alarm.end {
    case .noValue?, .limitChanged?, .closed?: return alarm.end.map { "; \($0.sentence)" } ?? ""
    case .cleared?, nil: return ""
    }
  }

  /// `nonin-df2 artifact 3 times, Check overdue`.
  private func counted(_ names: [String]) -> String {
    var order: [String] = []
    for name in names where !order.contains(name) { order.append(name) }
    return order.map { name in
      let count = names.count { $0 == name }
      return count == 1 ? name : "\(name) \(count) times"
    }.joined(separator: ", ")
  }

  var advice: [String] {
    guard !digest.advice.isEmpty else { return [] }
    return ["HOLD RULES"] + digest.advice.flatMap(adviceLines)
  }

  /// The rule with its value, and below it what was done and how long that took.
  private func adviceLines(_ entry: SessionDigest.AdviceEntry) -> [String] {
    let value = entry.value.map { " (\($0))" } ?? ""
    let clock = digest.wall(at: entry.at).timeOfDay
    let line = "  \(clock)  \(entry.rule.condition)\(value): \(entry.rule.advice.sentence)"
    // A record from before answers were told has none.
    guard entry.value != nil else { return [line] }
    return [line, "            \(entry.answer(signed: signed(entry.by)))"]
  }

  /// Limits that a person moved, switched off or on; not those that moved because of such a change, of a
  /// baseline or of a plan.
  var movedLimits: [SessionDigest.LimitEntry] { digest.limitChanges.filter { $0.cause == .hand } }

  var limits: [String] {
    let lines = movedLimits.map { "  \(digest.wall(at: $0.at).timeOfDay)  \(limitWords($0))" }
    return lines.isEmpty ? [] : ["LIMITS CHANGED"] + lines
  }

  /// `SpO2 low 90 to 88 (AB)`.
  func limitWords(_ entry: SessionDigest.LimitEntry) -> String {
    let change = entry.change
    let what: String
    switch change.kind {
    case .off: what = "ordinary limits OFF"
    case .on: what = "ordinary limits on"
    case .low, .high, .extremeLow, .extremeHigh:
      let from = change.from?.description ?? "off"
      what = "\(change.kind.words) \(from) to \(change.to?.description ?? "off")"
    }
    let reason = change.reason.map { ": \($0.onOneLine)" } ?? ""
    return "\(change.vital.label) \(what)\(reason)\(signed(change.by))"
  }
}
