import InfusionCore
import Quantities
import SessionRecord
import TextScreen

/// A debrief on a terminal, never wider than 80 columns but for the commands, which are copied whole.
public struct DebriefText {
  private let debrief: Debrief
  /// What is wrong with the record; nil for one that can be believed.
  private let damage: String?

  public init(_ debrief: Debrief, damage: String? = nil) {
    self.debrief = debrief
    self.damage = damage
  }

  public var text: String {
    let sections = [
      head, score, harm, overridden, unanswered, questions, bookmarks, comparison, branches, instructions,
      timeline,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: [""]).map { $0 + "\n" }.joined()
  }

  private func wrap(_ text: String, indent: Int) -> [String] {
    text.onOneLine.wrapped(to: pageWidth, indent: indent)
  }
}

extension DebriefText {
  private var head: [String] {
    let digest = debrief.digest
    var lines = ["CHAIRSIDE DEBRIEF"]
    if let warning = digest.header.plan.origin.warning { lines[0] += "   *** \(warning) ***" }
    if let damage { lines += wrap("*** \(damage) ***", indent: 4) }
    lines += wrap("  Session    \(digest.header.session)", indent: 13)
    let setting = debrief.result.setting
    let drill = "\(setting.scenario), seed \(setting.seed): \(debrief.lesson)"
    lines += wrap("  Drill      \(drill)", indent: 13)
    let began = digest.infusionStart.map { "the infusion began at \($0.sinceStart.clock)" }
    lines += wrap("  Times      of the session; \(began ?? "no infusion was begun")", indent: 13)
    for wait in debrief.drawn { lines += wrap("  Drawn      \(wait)", indent: 13) }
    if let origin = debrief.origin { lines += wrap("  Branch     \(origin)", indent: 13) }
    return lines
  }

  private var score: [String] {
    var lines = wrap("WHAT CAME OF IT: \(debrief.result.verdict)", indent: 2)
    for remark in [debrief.difference, debrief.cutOff].compactMap({ $0 }) {
      lines += wrap("  " + remark, indent: 2)
    }
    for objective in debrief.result.objectives {
      lines.append("  \(pad(objective.telling, 12))\(objective.id)")
      if let never = debrief.whyUncalled(objective) { lines += wrap(Self.margin + never, indent: 14) }
      guard let moment = debrief.account(of: objective) else { continue }
      lines += wrap(Self.margin + moment.text, indent: 14)
      if let enough = debrief.enough(for: objective) { lines += wrap(Self.margin + enough, indent: 14) }
      lines.append(Self.margin + debrief.replay(at: moment.at))
    }
    for act in debrief.result.acts {
      let words = "\(act.at.sinceStart.clock) \(act.what)\(act.wasRefused ? " (refused)" : "")"
      lines += wrap("  " + pad("harmful", 12) + words, indent: 14)
      lines.append(Self.margin + debrief.replay(at: act.at))
    }
    return lines
  }

  /// Below the names of the objectives.
  private static let margin = String(repeating: " ", count: 14)

  private var harm: [String] {
    guard !debrief.harm.isEmpty else { return [] }
    return ["WHEN THE PATIENT CAME TO HARM"] + debrief.harm.flatMap { wrap("  \($0.text)", indent: 4) }
      + (debrief.result.harmWeights.map { wrap("  (\($0))", indent: 3) } ?? [])
  }

  private var overridden: [String] {
    section("WHAT WAS OVERRIDDEN OR OVERLOOKED", debrief.overridden)
  }

  private var unanswered: [String] {
    section(
      "WHAT NOTHING CAME OF", debrief.unanswered.map { DebriefMoment(at: $0.at, text: $0.words) })
  }

  /// Nothing where there are no moments; else each with the command that opens the replay there.
  private func section(_ title: String, _ moments: [DebriefMoment]) -> [String] {
    guard !moments.isEmpty else { return [] }
    return [title]
      + moments.flatMap { moment in
        wrap("  \(padLeft(moment.at.sinceStart.clock, 8))  \(moment.text)", indent: 12)
          + ["            \(debrief.replay(at: moment.at))"]
      }
  }

  private var bookmarks: [String] {
    section("BOOKMARKS", debrief.bookmarks.map { DebriefMoment(at: $0.at, text: $0.text) })
  }

  private var instructions: [String] {
    guard !debrief.instructions.isEmpty else { return [] }
    return ["WHAT THE INSTRUCTOR DID, unseen by the trainee"]
      + debrief.instructions.flatMap { deed in
        wrap("  \(padLeft(deed.at.sinceStart.clock, 8))  \(deed.words)", indent: 12)
      }
  }

  private var questions: [String] {
    section("WHERE TO STOP THE REPLAY, AND WHAT TO ASK", debrief.questions)
  }
}

// MARK: - What would have been

extension DebriefText {
  private var comparison: [String] {
    guard let other = debrief.other else {
      return ["HAD SOMETHING ELSE BEEN DONE"]
        + wrap("  \(debrief.whyNoOther) --pause-at MIN:S shows the course with a pause.", indent: 2)
    }
    let comparison = DebriefComparison(debrief: debrief, other: other)
    return wrap("HAD YOU \(other.deed.uppercased()), and everything else as it was done", indent: 2)
      + beside(comparison, comparison.changes, heads: ("as it was", "then"))
      + wrap("  The same in both: \(comparison.unchanged.joined(separator: "; "))", indent: 4)
      + (debrief.whyNoNumberChanges.map { wrap("  \($0)", indent: 4) } ?? minutes(of: comparison))
  }

  /// Two courses, row by row.
  private func beside(
    _ comparison: DebriefComparison, _ rows: [DebriefComparison.Row], heads: (String, String)
  ) -> [String] {
    let rows = rows.map { row in
      "  " + pad(row.what, 26) + pad(row.asItWas, 22) + row.then
    }
    return ["  " + pad("", 26) + pad(heads.0, 22) + heads.1] + rows
  }

  private func minutes(of comparison: DebriefComparison) -> [String] {
    let head = "   minute  SpO2   HR     NIBP  ng/mL        SpO2   HR     NIBP  ng/mL"
    return ["", head]
      + comparison.minutes.map { minute in
        let (was, then) = (Self.columns(minute.was), Self.columns(minute.then))
        return "  \(padLeft(minute.at.sinceStart.clock, 7))\(pad(was, 27))       \(then)"
      }
  }

  /// Of a course that is over: nothing more was true in it.
  private static func columns(_ second: TrueCourse.Second?) -> String {
    second?.columns ?? "   over"
  }

  private var branches: [String] {
    Array(debrief.branchings.map(branch).joined(separator: [""]))
  }

  private func branch(_ branching: Branching) -> [String] {
    let parting = branching.at.sinceStart.clock
    let deeds = branching.deeds.flatMap { deed in
      let when = padLeft(deed.at.sinceStart.clock, 7)
      return wrap("  \(when)  \(pad(deed.isOfFirst ? "first" : "again", 7))\(deed.text)", indent: 18)
    }
    return wrap("SIDE BY SIDE WITH \(branching.other), parting at \(parting)", indent: 2)
      + beside(branching.comparison, branching.comparison.rows, heads: ("the first", "taken again"))
      + minutes(of: branching.comparison)
      + ["", "  What was done from there on"] + deeds
  }
}

// MARK: - What happened

extension DebriefText {
  private var timeline: [String] {
    let head = ["WHAT HAPPENED, and what was true then", "  session  SpO2   HR     NIBP  ng/mL"]
    return head
      + SessionTimeline(debrief.digest).entries.flatMap { entry in
        let truth = debrief.truth[entry.at]?.columns ?? String(repeating: " ", count: 27)
        return wrap(
          "  \(padLeft(entry.at.sinceStart.clock, 7))\(truth)  \(entry.mark)\(entry.text)", indent: 40)
      }
  }
}

extension TrueCourse.Second {
  /// `SpO2 83, HR 88, 131/80, asleep`.
  var vitals: String { "SpO2 \(spo2), HR \(hr), \(sys)/\(dia)\(isAsleep ? ", asleep" : "")" }
  var isAsleep: Bool { sedation > 0.5 }

  /// As wide as its head in every line.
  fileprivate var columns: String {
    padLeft("\(spo2)", 6) + padLeft("\(hr)", 5) + padLeft("\(sys)/\(dia)", 9) + padLeft("\(effect)", 7)
  }
}

extension SessionTimeline.Entry {
  /// What was done stands out from what befell.
  fileprivate var mark: String {
    switch kind {
    case .act: "> "
    case .course, .alarm, .caution: ""
    }
  }
}
