import InfusionCore
import Quantities
import SessionRecord

// What was asked before, when each phase began, and what went in.

extension SummaryText {
  /// The checklist as it was answered, and a start against it.
  var preparation: [String] {
    let items = digest.header.plan.configuration.checklist.filter { $0.stage == .start }
    let met = items.filter { digest.answers[$0.name] == .met }.map(\.name)
    let notMet = items.filter { digest.answers[$0.name] == .notMet }.map(\.name)
    let open = items.filter { $0.isRequired && digest.answers[$0.name] == nil }.map(\.name)
    var lines: [String] = []
    if !met.isEmpty { lines.append(field("Met", met.joined(separator: ", "))) }
    if !notMet.isEmpty { lines.append(field("NOT MET", notMet.joined(separator: ", "))) }
    if !open.isEmpty { lines.append(field("NOT ANSWERED", open.joined(separator: ", "))) }
    lines += digest.marks.compactMap(startOverride)
    return lines.isEmpty ? [] : ["BEFORE THE INFUSION"] + lines
  }

  private func startOverride(_ mark: SessionDigest.MarkEntry) -> String? {
    guard case .action(.start(let reason?, _)) = mark.what else { return nil }
    return "  *** STARTED BY OVERRIDE: \(reason.onOneLine)\(signed(mark.by)) ***"
  }

  var times: [String] {
    let phases = digest.phases.map { entry in
      "  \(pad(entry.phase.label, 24))\(entry.wall.dateAndTime)\(padLeft(entry.at.sinceStart.clock, 11))"
    }
    let gaps = digest.gaps.map { gap in
      let (from, to) = (digest.wall(at: gap.from).timeOfDay, digest.wall(at: gap.to).timeOfDay)
      let span = "\((gap.to - gap.from).clock), \(from) to \(to)\(gap.isEstimated ? " (estimated)" : "")"
      return "  *** NOT WATCHED for \(span): \(gap.reason.onOneLine) ***"
    }
    return ["TIMES                     date and time          session"] + phases + gaps
  }

  var infusion: [String] {
    guard let last = digest.delivered, digest.infusionStart != nil else { return [] }
    var lines = ["INFUSION"]
    if digest.infusionStop != nil {
      let perKilogram = last.deliveredPerKilogram.map { " (\($0.text()))" } ?? ""
      let mark = last.isEstimated ? ", estimated" : ""
      lines.append(
        field(
          "Delivered",
          "\(last.delivered.text(places: 2))\(perKilogram) in \(last.volume.text(places: 1))\(mark)"))
    } else if let soFar = digest.delivered(at: digest.length) {
      lines.append(field("So far", "up to \(soFar.text(places: 2)), reckoned from the rate that was set"))
    }
    let checks = digest.checks.filter { check in digest.observationStart.map { check.at < $0 } ?? true }
    return lines + digest.doses.map(doseLine) + checkLine(checks)
  }

  private func doseLine(_ dose: SessionDigest.DoseEntry) -> String {
    let rate = padLeft(dose.figures.rate.text(places: 1), 11)
    let mass = padLeft(dose.figures.delivered.text(places: 2), 10)
    let clock = digest.wall(at: dose.at).timeOfDay
    let head = "  \(clock)   \(pad(dose.change.rawValue, 9))\(rate)\(mass) in"
    return head + (reason(of: dose).map { "   \($0)" } ?? "")
  }

  /// The words of the person who did it.
  func reason(of dose: SessionDigest.DoseEntry) -> String? {
    for mark in digest.marks where mark.at == dose.at {
      guard case .action(let action) = mark.what, let reason = action.reason(of: dose.change) else {
        continue
      }
      let second = action.second.map { ", pump read by \($0.onOneLine)" } ?? ""
      return (reason.onOneLine + signed(mark.by) + second).trimmingStart
    }
    return nil
  }

  /// ` (AB)` behind what somebody did.
  func signed(_ by: String?) -> String { by.map { " (\($0.onOneLine))" } ?? "" }
}

extension Action {
  /// The second person who read the pump.
  fileprivate var second: String? {
    switch self {
    case .start(_, let second), .rate(_, _, let second), .bolus(_, let second): second
    default: nil
    }
  }

  /// The reason, or nothing, if this is the action that changes an infusion so; nil for any other.
  fileprivate func reason(of change: InfusionChange) -> String? {
    switch (self, change) {
    case (.pause(let reason), .paused), (.stop(let reason), .stopped): reason
    case (.resume(let reason), .resumed), (.rate(_, let reason, _), .rate): reason ?? ""
    case (.start, .started), (.bolus, .bolus): ""
    default: nil
    }
  }
}

extension String {
  fileprivate var trimmingStart: String { String(drop { $0 == " " }) }
}
