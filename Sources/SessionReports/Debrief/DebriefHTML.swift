import InfusionCore
import Phrases
import Quantities
import SessionRecord

/// A debrief as a page for a browser or a printer: the true course of the patient as a chart, with what would
/// have been beside it, and below it what the text has. It loads nothing.
public struct DebriefHTML {
  private let debrief: Debrief
  private let damage: String?

  /// - Parameter damage: what is wrong with the record; nil for one that can be believed.
  public init(_ debrief: Debrief, damage: String? = nil) {
    self.debrief = debrief
    self.damage = damage
  }

  public var text: String {
    let title = "Debrief \(debrief.digest.header.session)".htmlEscaped
    let warning = [damage, debrief.digest.header.plan.origin.warning].compactMap { $0 }
      .map { "<p class=\"warning\">\($0.htmlEscaped)</p>\n" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      <style>
      body { max-width: 58em; margin: 1em auto; font-family: monospace; color: #000; background: #fff; }
      svg { width: 100%; height: auto; font-size: 11px; }
      table { border-collapse: collapse; width: 100%; }
      td, th { text-align: left; vertical-align: top; padding: 0.1em 0.6em 0.1em 0; border-bottom: 1px solid #ccc; }
      td.number { text-align: right; }
      code { user-select: all; }
      .warning { font-weight: bold; border: 2px solid #000; padding: 0.3em; }
      @media print { tr { break-inside: avoid; } }
      </style>
      </head>
      <body>
      \(warning)<h1>\(title)</h1>
      \(head)\(DebriefChart(debrief).svg)\(sections)</body>
      </html>

      """
  }

  private var sections: String {
    [
      score, harm, overridden, unanswered, questions, bookmarks, comparison, branches, instructions, timeline,
    ].joined()
  }

  private var head: String {
    let setting = debrief.result.setting
    let began = debrief.digest.infusionStart.map { "; the infusion began at \($0.sinceStart.clock)" } ?? ""
    return paragraph("\(setting.scenario), seed \(setting.seed): \(debrief.lesson)")
      + paragraph("Times are of the session\(began).")
      + debrief.drawn.map { paragraph("Drawn by the seed: \($0)") }.joined()
      + (debrief.origin.map(paragraph) ?? "")
  }

  private var score: String {
    let objectives = debrief.result.objectives.map { objective in
      let moment = debrief.account(of: objective)
      return row([
        objective.telling.htmlEscaped, objective.id.htmlEscaped,
        [
          debrief.whyUncalled(objective), moment?.text,
          moment.flatMap { _ in debrief.enough(for: objective) },
        ].compactMap { $0?.htmlEscaped }
          .joined(separator: "<br>"),
        moment.map { code(debrief.replay(at: $0.at)) } ?? "",
      ])
    }
    let acts = debrief.result.acts.map { act in
      row([
        "harmful", "",
        "\(act.at.sinceStart.clock) \(act.what)\(act.wasRefused ? " (refused)" : "")".htmlEscaped,
        code(debrief.replay(at: act.at)),
      ])
    }
    let remarks = [debrief.difference, debrief.cutOff].compactMap { $0 }.map(paragraph).joined()
    return heading("What came of it: \(debrief.result.verdict)") + remarks + table(objectives + acts)
  }

  private var harm: String {
    guard !debrief.harm.isEmpty else { return "" }
    return heading("When the patient came to harm") + moments(debrief.harm.map { ($0.at, $0.text) })
      + (debrief.result.harmWeights.map { paragraph($0.english) } ?? "")
  }

  private var overridden: String {
    guard !debrief.overridden.isEmpty else { return "" }
    return heading("What was overridden or overlooked")
      + moments(debrief.overridden.map { ($0.at, $0.text.onOneLine) })
  }

  private var unanswered: String {
    guard !debrief.unanswered.isEmpty else { return "" }
    return heading("What nothing came of") + moments(debrief.unanswered.map { ($0.at, $0.words.onOneLine) })
  }

  private var bookmarks: String {
    guard !debrief.bookmarks.isEmpty else { return "" }
    return heading("Bookmarks") + moments(debrief.bookmarks.map { ($0.at, $0.text.onOneLine) })
  }

  private var instructions: String {
    guard !debrief.instructions.isEmpty else { return "" }
    let rows = debrief.instructions.map { row([$0.at.sinceStart.clock, $0.words.onOneLine.htmlEscaped]) }
    return heading("What the instructor did, unseen by the trainee") + table(rows)
  }

  /// Each with the command that opens the replay there.
  private func moments(_ moments: [(at: SessionTime, text: String)]) -> String {
    table(
      moments.map { moment in
        row([moment.at.sinceStart.clock, moment.text.htmlEscaped, code(debrief.replay(at: moment.at))])
      })
  }

  private var questions: String {
    heading("Where to stop the replay, and what to ask")
      + moments(debrief.questions.map { ($0.at, $0.text) })
  }

  private var comparison: String {
    guard let other = debrief.other else { return "" }
    let comparison = DebriefComparison(debrief: debrief, other: other)
    return heading("Had you \(other.deed), and everything else as it was done")
      + beside(comparison.changes, heads: ["as it was", "then"])
      + paragraph("The same in both: \(comparison.unchanged.joined(separator: "; "))")
      + (debrief.whyNoNumberChanges.map(paragraph) ?? "")
  }

  private func beside(_ rows: [DebriefComparison.Row], heads: [String]) -> String {
    table(
      [header([""] + heads)]
        + rows.map { row([$0.what.htmlEscaped, $0.asItWas.htmlEscaped, $0.then.htmlEscaped]) })
  }

  /// Of two drills each minute from where they part.
  private func minutes(of comparison: DebriefComparison, heads: [String]) -> String {
    let names = heads.flatMap { head in ["SpO2", "HR", "NIBP", "ng/mL"].map { "\(head): \($0)" } }
    let rows = comparison.minutes.map { minute in
      row([minute.at.sinceStart.clock] + Self.cells(minute.was) + Self.cells(minute.then))
    }
    return table([header(["minute"] + names)] + rows)
  }

  /// The cells of a course that is over are empty.
  private static func cells(_ second: TrueCourse.Second?) -> [String] {
    second.map { ["\($0.spo2)", "\($0.hr)", "\($0.sys)/\($0.dia)", "\($0.effect)"] }
      ?? ["over", "", "", ""]
  }

  private var branches: String {
    debrief.branchings.map { branching in
      let deeds = branching.deeds.map { deed in
        row([deed.at.sinceStart.clock, deed.isOfFirst ? "first" : "again", deed.text.onOneLine.htmlEscaped])
      }
      return heading("Side by side with \(branching.other), parting at \(branching.at.sinceStart.clock)")
        + DebriefChart(branching).svg
        + beside(branching.comparison.rows, heads: ["the first", "taken again"])
        + minutes(of: branching.comparison, heads: ["the first", "again"])
        + paragraph("What was done from there on") + table(deeds)
    }.joined()
  }

  private var timeline: String {
    let rows = SessionTimeline(debrief.digest).entries.map { entry in
      let truth = debrief.truth[entry.at]
      let figures = truth.map { ["\($0.spo2)", "\($0.hr)", "\($0.sys)/\($0.dia)", "\($0.effect)"] }
      return row(
        [entry.at.sinceStart.clock] + (figures ?? ["", "", "", ""]) + [entry.text.onOneLine.htmlEscaped])
    }
    return heading("What happened, and what was true then")
      + table([header(["session", "SpO2", "HR", "NIBP", "ng/mL", ""])] + rows)
  }

  private func heading(_ text: String) -> String { "<h2>\(text.htmlEscaped)</h2>\n" }
  private func paragraph(_ text: String) -> String { "<p>\(text.htmlEscaped)</p>\n" }
  private func code(_ command: String) -> String { "<code>\(command.htmlEscaped)</code>" }
  private func table(_ rows: [String]) -> String { "<table>\n\(rows.joined())</table>\n" }

  private func row(_ cells: [String]) -> String {
    "<tr>\(cells.map { "<td>\($0)</td>" }.joined())</tr>\n"
  }

  private func header(_ cells: [String]) -> String {
    "<tr>\(cells.map { "<th>\($0)</th>" }.joined())</tr>\n"
  }
}
