import InfusionCore
import Quantities
import SessionRecord

// The watch after the infusion, minute by minute, and the way out of it.

extension SummaryText {
  var observation: [String] {
    guard let start = digest.observationStart, let seen = digest.observed else { return [] }
    let minutes = max(1, Int(((digest.length - start).milliseconds + 59_999) / 60_000))
    var lines = ["OBSERVATION from \(digest.wall(at: start).timeOfDay), \(window)"]
    for first in stride(from: 0, to: minutes, by: Self.minutesALine) {
      let span = first..<min(first + Self.minutesALine, minutes)
      lines.append(minuteLine("min", span) { String($0) })
      lines.append(minuteLine("HR last", span) { seen.lastHR(minute: $0)?.shown })
      lines.append(minuteLine("SpO2 low", span) { seen.lowestSpO2(minute: $0)?.shown })
    }
    return lines + checkLine(digest.checks.filter { $0.at >= start }) + dueLines
  }

  /// The readings that the plan wants at times of their own, and what became of them.
  private var dueLines: [String] {
    let told = digest.dueReadings.map { entry in
      field("Due", "\(words(of: entry.reading)): \(entry.outcome.words(digest.wall(at: entry.at).timeOfDay))")
    }
    let open = (digest.plan?.due ?? []).filter { due in !digest.dueReadings.contains { $0.reading == due } }
    return told + open.map { field("Due", "\(words(of: $0)): not taken when the record ends") }
  }

  /// `NIBP 40 min after start`.
  private func words(of due: DueReading) -> String {
    let what: String
    switch due.what {
    case .nibp: what = "NIBP"
    }
    return "\(what) \(due.at.inWords) after \(due.from.rawValue)"
  }

  /// When the checks were taken, by whom, and what was left out.
  func checkLine(_ checks: [SessionDigest.CheckEntry]) -> [String] {
    guard !checks.isEmpty else { return [] }
    let words = checks.map { check in
      let scales = check.without.map { digest.scale($0)?.labelInSentence ?? $0 }
      let without = scales.isEmpty ? "" : " without \(scales.joined(separator: " and "))"
      return "\(digest.wall(at: check.at).hourAndMinute)\(without.onOneLine)\(signed(check.by))"
    }
    return [field("Checks", words.joined(separator: ", "))]
  }

  private static let minutesALine = 16

  private func minuteLine(_ label: String, _ span: Range<Int>, _ cell: (Int) -> String?) -> String {
    "  " + pad(label, 9) + span.map { padLeft(cell($0) ?? "--", 4) }.joined()
  }

  /// `30 min: complete at 11:16:03`.
  private var window: String {
    let target = digest.windows.last?.target.inWords ?? ""
    guard let last = digest.windows.last, last.change == .complete else { return "\(target): NOT COMPLETE" }
    return "\(target): complete at \(digest.wall(at: last.at).timeOfDay)"
  }

  /// What was refused on the way.
  var refusals: [String] {
    let lines = digest.refusals.map { entry in
      let clock = digest.wall(at: entry.at).timeOfDay
      return "  \(clock)  \(entry.refusal.account.onOneLine)"
    }
    return lines.isEmpty ? [] : ["REFUSED"] + lines
  }

  /// What a discharge asked for and what was found, and how it ended.
  var outcome: [String] {
    let criteria = review.map { criterion in
      let found = criterion.found.map { " (\($0))" } ?? ""
      return "  \(criterion.box) \(criterion.wanted)\(found)"
    }
    return ["OUTCOME"] + criteria + dischargeChecklist + [ending]
  }

  private var ending: String {
    let clock = digest.lastTime(of: .closed).map { digest.wall(at: $0).timeOfDay + "  " } ?? ""
    return closing.map { "  \(clock)\($0)" } ?? "  NOT CLOSED"
  }

  /// How the session was closed, and by whom; nil if it was not.
  var closing: String? {
    let reason = digest.outcomeReason.map { ": \($0.onOneLine)" } ?? ""
    return switch digest.outcome {
    case .discharged: "discharged, every criterion met\(reason)\(signed(closer))"
    case .overridden: "*** DISCHARGED BY OVERRIDE\(reason)\(signed(closer))\(overridden) ***"
    case .abandoned: "closed without discharge\(reason)\(signed(closer))"
    case nil: nil
    }
  }

  /// What the discharge said of the escort; nil without a discharge.
  var escortWords: String? {
    for mark in digest.marks.reversed() {
      if case .action(.discharge(let discharge)) = mark.what {
        return discharge.escort ? "with an escort" : "without an escort"
      }
    }
    return nil
  }

  private var overridden: String {
    digest.marks.last { if case .action(.discharge) = $0.what { true } else { false } }
      .map { overridden($0.entry) } ?? ""
  }

  /// Who discharged or closed.
  private var closer: String? {
    for mark in digest.marks.reversed() {
      switch mark.what {
      case .action(.discharge), .action(.close): return mark.by
      case .action, .annotation: continue
      }
    }
    return nil
  }
}

extension ReviewedCriterion {
  fileprivate var box: String { wasCalledFor ? fulfilment.box : "[-]" }
}

extension Fulfilment {
  /// A box that reads without colour.
  fileprivate var box: String {
    switch self {
    case .met: "[x]"
    case .notMet: "[ ] NOT MET:"
    case .notKnown: "[?] NOT KNOWN:"
    }
  }
}

extension DueOutcome {
  fileprivate func words(_ clock: String) -> String {
    switch self {
    case .taken: "taken at \(clock)"
    case .late: "LATE, taken at \(clock)"
    case .missed: "MISSED"
    }
  }
}

extension ObservedMinutes.Value {
  fileprivate var shown: String { value.shown + (isDoubtful ? "?" : "") }
}

extension Fixed {
  /// In a narrow column: whole numbers as they are, others to one place.
  fileprivate var shown: String { rounded(places: thousandths >= 100_000 ? 0 : 1).description }
}
