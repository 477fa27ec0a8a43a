import InfusionCore
import Quantities
import SessionRecord

// What was asked before, when each phase began, and what went in.

extension SummaryText {
  /// The checklist as it stood at the start, and a start against it.
  var preparation: [String] {
    var lines = startChecklist
    lines += digest.marks.compactMap(selfTest)
    lines += digest.marks.compactMap(startOverride)
    return lines.isEmpty ? [] : ["BEFORE THE INFUSION"] + lines
  }

  private func selfTest(_ mark: Mark) -> String? {
    guard case .action(.selfTest(let test)) = mark.what else { return nil }
    let clock = digest.wall(at: mark.at).hourAndMinute
    return field("Self-test", "\(clock)\(signed(mark.by)) \(test.words.onOneLine)")
  }

  private func startOverride(_ mark: Mark) -> String? {
    guard case .action(.start(let start)) = mark.what, let reason = start.override else { return nil }
    return "  *** STARTED BY OVERRIDE: \(reason.onOneLine)\(signed(mark.by))\(overridden(mark.entry)) ***"
  }

  /// `, in spite of no fresh SpO2 (spo2.missing)`.
  func overridden(_ entry: Int) -> String {
    guard let codes = digest.overrides[entry] else { return "" }
    let at = digest.chart.mark(entry: entry)?.at ?? digest.length
    // Each of several alarms brings the code once, and each time the words name all of the alarms.
    let words = codes.reduce(into: [String]()) { told, code in
      let words = OverrideText.words(code, of: overriddenAlarms(code, at: at) + overriddenCriteria(code))
      if !told.contains(words) { told.append(words) }
    }
    return ", in spite of " + words.joined(separator: ", ")
  }

  /// The names of the alarms that a code is about, in the order of their beginning: among those that the
  /// discharge found standing, the active ones or those that were over.
  private func overriddenAlarms(_ code: String, at time: SessionTime) -> [String] {
    guard let found = review.first(where: { $0.name == "alarms" })?.found else { return [] }
    let standing = Set(found.split(separator: ", ").map(String.init))
    let names = digest.alarms.filter { alarm in
      guard alarm.raisedAt <= time, standing.contains(alarm.id.name) else { return false }
      let isActive = alarm.endedAt.map { $0 >= time } ?? true
      return code == "alarm.active" ? isActive : code == "alarm.latched" && !isActive
    }.map(\.id.name)
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// `MOAA/S not known`: the criteria that the discharge found so, and the items of its checklist.
  private func overriddenCriteria(_ code: String) -> [String] {
    guard code == "criterion.notmet" else { return [] }
    let configuration = digest.header.plan.configuration
    return review.filter { $0.fulfilment != .met }.compactMap { found in
      let how = found.fulfilment == .notKnown ? "not known" : "not met"
      if let criterion = configuration.discharge.first(where: { $0.name == found.name }) {
        return "\(title(of: criterion)) \(how)"
      }
      let isItem = configuration.checklist.contains { $0.stage == .discharge && $0.name == found.name }
      return isItem ? "\(ChecklistItem.label(of: found.name).onOneLine) \(how)" : nil
    }
  }

  private func title(of criterion: DischargeCriterion) -> String {
    criterion.scale.map { digest.scale($0)?.labelInSentence ?? $0 } ?? criterion.vital?.label
      ?? criterion.name
  }

  /// By which clock the times are, since a page that is read elsewhere, or after summer time, would be
  /// ambiguous without it.
  var times: [String] {
    let offsets = digest.clockOffsets
    let phases = digest.phases.map { entry in
      // A drill may run faster than the clock on the wall; all other times on the page are the session's.
      let wall = digest.header.plan.origin == .live ? entry.wall : digest.wall(at: entry.at)
      let offset = offsets.isOne ? "" : entry.wall.offsetText
      return "  \(pad(entry.phase.label, 24))\(wall.dateAndTime)\(offset)"
        + padLeft(entry.at.sinceStart.clock, 11) + otherClock(entry)
    }
    let head =
      fill("TIMES by \(ClockOffsets.words(digest.header.anchorWall.offsetMinutes))", 26)
      + fill("date and time", offsets.isOne ? 23 : 29) + "session"
    let changed =
      offsets.isOne
      ? [] : ["  The clock was changed meanwhile; all other times go on by that of the beginning."]
    let gaps = digest.gaps.map { gap in
      let (from, to) = (digest.wall(at: gap.from).timeOfDay, digest.wall(at: gap.to).timeOfDay)
      // A restart within a second is told with its reason; it has no length that a page could tell.
      let span = gap.to - gap.from
      let when = span < .seconds(1) ? "at \(from)" : "for \(span.clock), \(from) to \(to)"
      let estimated = gap.isEstimated ? " (estimated)" : ""
      return "  *** NOT WATCHED \(when)\(estimated): \(gap.reason.onOneLine) ***"
    }
    return [head] + phases + changed + gaps
  }

  /// After a change of the wall clock: the time by the clock of the beginning, which all other times keep to.
  private func otherClock(_ entry: SessionDigest.PhaseEntry) -> String {
    let first = digest.wall(at: entry.at)
    return first.offsetMinutes == entry.wall.offsetMinutes
      ? "" : "  = \(first.timeOfDay)\(first.offsetText)"
  }

  var infusion: [String] {
    if let given = digest.given {
      return ["DOSE", "  \(digest.wall(at: given.at).timeOfDay)   \(given.words)"]
    }
    guard let last = digest.delivered, digest.infusionStart != nil else { return [] }
    let words = digest.doseWords
    var lines = ["INFUSION"]
    let perKilogram = last.deliveredPerKilogram.map { " (\($0.text()))" } ?? ""
    let given = "\(last.delivered.text(places: 2))\(perKilogram) in \(last.volume.text(places: 1))"
    let upTo = words.upTo(last.delivered, last.basis)
    if digest.infusionStop != nil {
      lines.append(field("Delivered", upTo + given + words.sureness(last)))
    } else {
      // Without a pump that tells, what was set may not be what flows.
      let told = last.basis == .set && !last.isEstimated ? ", reckoned from the rate that was set" : ""
      lines.append(field("So far", upTo + given + told + words.sureness(last)))
    }
    if let span = digest.notCounted {
      lines.append("  *** NOT COUNTED: \(span.clock) between an end and its taking back ***")
    }
    let checks = digest.checks.filter { check in digest.observationStart.map { check.at < $0 } ?? true }
    let isMarked = digest.doses.contains { !words.mark(isEstimated: $0.figures.isEstimated).isEmpty }
    return lines + digest.doses.map(doseLine) + (isMarked ? [DoseWords.legend] : [])
      + settledLegend(digest.doses.map(\.at)) + checkLine(checks)
  }

  /// A note below rows whose `mg in` is from before somebody settled the dose: they stand as they were told
  /// then, so the figures may not follow from one another.
  func settledLegend(_ rows: [SessionTime]) -> [String] {
    guard let start = digest.infusionStart else { return [] }
    let settled = digest.chart.standingMarks.last { $0.what.settled != nil }
    guard let settled, let volume = settled.what.settled,
      rows.contains(where: { start < $0 && $0 < settled.at })
    else { return [] }
    let clock = digest.wall(at: settled.at).timeOfDay
    return ["  mg in before \(clock) as it was told then: settled at \(volume.text(places: 2)) at that time"]
  }

  private func doseLine(_ dose: SessionDigest.DoseEntry) -> String {
    let mass = " " + padLeft(given(dose), 9)
    let clock = digest.wall(at: dose.at).timeOfDay
    let head = "  \(clock)   \(what(dose))\(mass) in"
    return head + (reason(of: dose).map { "   \($0)" } ?? "")
  }

  /// `rate         40 mL/h`, or `bolus 20 mg`: what was given at once has no rate of its own.
  private func what(_ dose: SessionDigest.DoseEntry) -> String {
    if dose.bolus != nil { return fill(dose.name, 20) }
    return pad(dose.name, 9) + padLeft(dose.figures.rate.text(), 11)
  }

  /// `~15.21 mg`, `up to 39.23 mg`.
  private func given(_ dose: SessionDigest.DoseEntry) -> String {
    let (words, mass) = (digest.doseWords, dose.figures.delivered)
    return words.upTo(mass, digest.dose(at: dose.at)?.basis)
      + words.mark(isEstimated: dose.figures.isEstimated) + mass.text(places: 2)
  }

  /// The words of the person who did it; nil if it happened by itself.
  func reason(of dose: SessionDigest.DoseEntry) -> String? {
    guard let action = dose.action, let reason = action.reason(of: dose.change) else { return nil }
    let second = action.second.map { ", pump read by \($0.onOneLine)" } ?? ""
    return (reason.onOneLine + signed(dose.by) + second).trimmingStart
  }

  /// ` (AB)` behind what somebody did. Also says that nobody signed.
  func signed(_ by: String?) -> String {
    let initials = by?.onOneLine ?? ""
    return initials.isEmpty ? " (no initials)" : " (\(initials))"
  }
}

extension Action {
  /// The second person who read the pump.
  fileprivate var second: String? {
    if case .start(let start) = self { return start.second }
    if case .rate(let rate) = self { return rate.second }
    if case .bolus(let bolus) = self { return bolus.second }
    return nil
  }

  /// The reason, perhaps empty, if the action makes this change of the infusion; nil for any other action.
  fileprivate func reason(of change: InfusionChange) -> String? {
    switch change {
    case .started: if case .start = self { return "" }
    case .paused: if case .pause(let pause) = self { return pause.reason }
    case .resumed: if case .resume(let resume) = self { return resume.words }
    case .rate: if case .rate(let rate) = self { return rate.reason ?? "" }
    case .bolus: if case .bolus(let bolus) = self { return bolus.reason ?? "" }
    case .stopped: if case .stop(let stop) = self { return stop.reason }
    }
    return nil
  }
}

extension ResumeAction {
  /// `stopped by mistake; the pump stood still meanwhile`.
  fileprivate var words: String {
    let pump = ranOn.map { $0 ? "the pump ran on meanwhile" : "the pump stood still meanwhile" }
    return [reason, pump].compactMap { $0 }.joined(separator: "; ")
  }
}

extension String {
  fileprivate var trimmingStart: String { String(drop { $0 == " " }) }
}

extension Mark.What {
  /// What a person settled the dose at; nil for anything else.
  fileprivate var settled: Millilitres? {
    if case .action(.dose(let dose)) = self { dose.volume } else { nil }
  }
}
