import InfusionCore
import Quantities
import SessionRecord

/// The one-page report of a session in plain text, to be pasted into any chart.
public struct SummaryText {
  private let digest: SessionDigest
  /// The journal's last hash, which a copy kept elsewhere can be held against.
  private let chainHead: String?

  public init(_ digest: SessionDigest, chainHead: String?) {
    self.digest = digest
    self.chainHead = chainHead
  }

  public var text: String {
    let sections = [
      identity, times, infusion, vitals, pressures, alarms, marksOf("SYMPTOMS, MEDICINES, NOTES"),
      observation, decisions,
      integrity,
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }
}

// MARK: - Who, when, how much

extension SummaryText {
  private var identity: [String] {
    let plan = digest.header.plan
    var lines = ["CHAIRSIDE SESSION SUMMARY"]
    if plan.origin != .live { lines[0] += "   *** SIMULATION (\(plan.origin.rawValue)): NO PATIENT ***" }
    lines.append(field("Session", digest.header.session))
    lines.append(field("Patient", digest.patient ?? "not given") + column("Chair", plan.chair))
    let weight = digest.weight.map { $0.text() } ?? "not given"
    lines.append(field("Weight", weight) + column("Plan", digest.plan ?? "none"))
    return lines
  }

  private var times: [String] {
    var lines = ["TIMES"]
    for entry in digest.phases {
      lines.append(
        "  \(pad(entry.phase.rawValue, 14))\(dateAndTime(entry.wall))   \(entry.at.sinceStart.clock)")
    }
    for gap in digest.gaps {
      lines.append(
        "  NOT WATCHED   \(gap.from.sinceStart.clock) to \(gap.to.sinceStart.clock): \(gap.reason)")
    }
    return lines
  }

  private var infusion: [String] {
    guard let last = digest.delivered, let start = digest.infusionStart else { return [] }
    var lines = ["INFUSION"]
    let perKilogram = last.deliveredPerKilogram.map { ", \($0.text())" } ?? ""
    let mark = last.isEstimated ? "   (estimated)" : ""
    lines.append(field("Delivered", "\(last.delivered.text())\(perKilogram), \(last.volume.text())\(mark)"))
    for dose in digest.doses where dose.change != .started || dose.at != start || digest.doses.count > 1 {
      let minute = (dose.at - start).clock
      lines.append(
        "  \(pad(dose.change.rawValue, 11))\(pad(minute, 9))\(pad(dose.figures.rate.text(), 13))\(dose.figures.delivered.text())"
      )
    }
    return lines
  }
}

// MARK: - Vitals and alarms

extension SummaryText {
  /// Minutes a row.
  private static let tableStep = 5

  /// HR and SpO2 every five minutes: last value and range.
  private var vitals: [String] {
    let end = Int(digest.length.milliseconds / 60_000) + 1
    var lines = [
      "VITALS             HR /min            SpO2 %", "  time         last   min-max     last   min-max",
    ]
    for minute in stride(from: 0, to: end, by: Self.tableStep) {
      let span = minute..<minute + Self.tableStep
      let hr = digest.vitals.range(of: .hr, minutes: span)
      let spo2 = digest.vitals.range(of: .spo2, minutes: span)
      if hr == nil && spo2 == nil && minute > 0 { continue }
      lines.append("  \(pad(TimeSpan.minutes(Int64(minute)).clock, 10))\(cells(hr))\(cells(spo2))")
    }
    return lines
  }

  private func cells(_ range: VitalsByInterval.Range?) -> String {
    guard let range else { return padLeft("--", 7) + padLeft("--", 10) + "  " }
    return padLeft(range.last.description, 7) + padLeft("\(range.min)-\(range.max)", 10) + "  "
  }

  private var pressures: [String] {
    guard !digest.pressures.isEmpty else { return [] }
    return ["BLOOD PRESSURE mmHg"]
      + digest.pressures.map { entry in
        let measured = entry.measurement
        let pressure = measured.sys.flatMap { sys in measured.dia.map { "\(sys)/\($0)" } } ?? "mean"
        let mean = measured.map.map { "(\($0)\(measured.mapIsDerived ? " derived" : ""))" } ?? ""
        let hand = entry.isByHand ? "  by hand" : ""
        return "  \(pad(entry.at.sinceStart.clock, 10))\(pad(pressure, 9))\(mean)\(hand)"
      }
  }

  private var alarms: [String] {
    let worth = digest.alarms.filter { $0.priority > .info }
    guard !worth.isEmpty else { return ["ALARMS", "  none"] }
    return ["ALARMS  (session time, minute of infusion, mg in)"] + worth.map(alarmLine)
  }

  private func alarmLine(_ alarm: AlarmEpisode) -> String {
    let minute = alarm.context.elapsed.map { "min \(Int($0.inMinutes))" } ?? "before"
    let bound = alarm.limit.map { limit in alarm.peak.map { "\($0) past \(limit)" } ?? "" } ?? ""
    let lasted = alarm.duration.map { "for \($0.clock)" } ?? "not ended"
    let answered =
      alarm.answeredAt.map { "answered \(($0 - alarm.raisedAt).clock) \(alarm.answeredBy ?? "")" }
      ?? "not answered"
    let head =
      "  \(pad(alarm.raisedAt.sinceStart.clock, 9))\(pad(minute, 8))\(padLeft(alarm.context.delivered.fixed.rounded(places: 1).description, 6))"
    return
      "\(head)  \(pad(alarm.priority.name, 7))\(pad(alarm.id.description, 17))\(pad(bound, 13))\(lasted), \(answered)"
      .trimmingEnd
  }
}

// MARK: - What people did

extension SummaryText {
  private func marksOf(_ title: String) -> [String] {
    let lines = digest.marks.compactMap(markLine)
    return lines.isEmpty ? [] : [title] + lines
  }

  private func markLine(_ mark: SessionDigest.MarkEntry) -> String? {
    let text: String
    switch mark.what {
    case .annotation(let remark, let source): text = "\(source): \(remark)"
    case .action(.symptom(let name, let severity, _)): text = "symptom \(name), severity \(severity) of 3"
    case .action(.medication(let name, let dose, let route)): text = "gave \(name) \(dose) \(route)"
    case .action(.score(let scale, let value)): text = "score \(scale) \(value)"
    case .action(.note(let note)): text = "note: \(note)"
    case .action(.amend(let entry, let fields)):
      text = "entry \(entry) amended: " + fields.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
    case .action: return nil
    }
    return
      "  \(pad(mark.at.sinceStart.clock, 10))#\(pad(String(mark.number), 6))\(pad(mark.by ?? "", 4))\(text)"
  }

  /// A row a minute of the window: what was seen and what was not.
  private var observation: [String] {
    guard let start = digest.firstTime(of: .observing) else { return [] }
    let first = Int(start.milliseconds / 60_000)
    let last = Int(digest.length.milliseconds / 60_000)
    var lines = ["OBSERVATION  minute: HR, SpO2 (lowest)"]
    var row = " "
    for minute in first...max(first, last) {
      let hr = digest.vitals.range(of: .hr, minutes: minute..<minute + 1)?.last.description ?? "--"
      let spo2 = digest.vitals.range(of: .spo2, minutes: minute..<minute + 1)?.min.description ?? "--"
      let cell = pad("\(minute - first): \(hr), \(spo2)", 15)
      if row.count + cell.count > 78 {
        lines.append(row.trimmingEnd)
        row = " "
      }
      row += " " + cell
    }
    return lines + [row.trimmingEnd]
  }

  private var decisions: [String] {
    var lines = ["OUTCOME"]
    switch digest.outcome {
    case .discharged: lines.append("  discharged: every criterion was met")
    case .overridden: lines.append("  *** DISCHARGED BY OVERRIDE: \(digest.outcomeReason ?? "") ***")
    case .abandoned: lines.append("  closed without discharge\(digest.outcomeReason.map { ": \($0)" } ?? "")")
    case nil: lines.append("  not closed")
    }
    for entry in digest.refusals {
      lines.append(
        "  refused at \(entry.at.sinceStart.clock): \(entry.refusal.action): \(entry.refusal.sentence)")
    }
    for entry in digest.limitChanges where entry.change.by != nil {
      let change = entry.change
      let values = "\(change.from?.description ?? "-") to \(change.to?.description ?? "-")"
      lines.append(
        "  limit at \(entry.at.sinceStart.clock): \(change.vital.rawValue) \(change.kind.rawValue) \(values) by \(change.by ?? "")"
      )
    }
    return lines
  }

  private var integrity: [String] {
    let state = digest.isSealed ? "sealed" : "not sealed"
    let head = chainHead.map { ", chain head \($0)" } ?? ""
    return [
      "RECORD  \(state)\(head)", "Chairside \(digest.header.programVersion). Not a certified medical device.",
    ]
  }
}

// MARK: - Columns

extension SummaryText {
  private func field(_ label: String, _ value: String) -> String { "  \(pad(label, 11))\(value)" }
  private func column(_ label: String, _ value: String) -> String { "      \(label) \(value)" }
  private func dateAndTime(_ wall: WallTime) -> String { String(wall.description.prefix(19)).replacingT }
}

func pad(_ text: String, _ width: Int) -> String {
  text.count >= width ? text + " " : text + String(repeating: " ", count: width - text.count)
}

func padLeft(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

extension String {
  var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }

  /// An ISO time for people: the `T` is a space.
  fileprivate var replacingT: String { String(map { $0 == "T" ? " " : $0 }) }
}
