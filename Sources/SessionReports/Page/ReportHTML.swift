public import InfusionCore
import Quantities
public import SessionRecord

/// The report as a page for a browser or a printer: an anaesthesia chart over the summary's sections, on one
/// sheet of A4 for an ordinary session of two hours. It loads nothing.
///
/// Printed, the chart replaces the tables of figures, so that it stays one sheet. On a screen the tables
/// stand below, folded, with the whole summary and the number of alarms of each kind.
public struct ReportHTML {
  private let digest: SessionDigest
  private let summary: SummaryText
  private let chainHead: String?
  private let damage: String?

  /// - Parameters:
  ///   - damage: what is wrong with the record; nil for one that can be believed.
  ///   - rescored: a drill's score by the rules of today, where the record's are others.
  public init(
    _ digest: SessionDigest, review: [ReviewedCriterion] = [], chainHead: String?, damage: String? = nil,
    rescored: DrillResult? = nil
  ) {
    self.digest = digest
    self.damage = damage
    self.chainHead = damage == nil ? chainHead : nil
    summary = SummaryText(digest, review: review, chainHead: chainHead, damage: damage, rescored: rescored)
  }

  public var text: String {
    let title = "Chairside \(digest.header.session)".htmlEscaped
    let warning = [damage, digest.header.warning].compactMap { $0 }
      .map { "<p class=\"warning\">\($0.htmlEscaped)</p>\n" }.joined()
    let chart = CourseChart(digest)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      \(warning)<header><h1>\(patient.htmlEscaped)</h1>
      <p>\(when.htmlEscaped)</p>
      <p class="stamp">\(stamp.htmlEscaped)</p></header>
      \(chart.svg)\(legend(of: chart))<div class="sections">
      \(told([summary.alarms]))</div>
      <div class="sections columns">
      \(told(sections))</div>
      <details>
      <summary>The whole summary as text</summary>
      <pre>
      \(summary.text.htmlEscaped)\(tally.htmlEscaped)</pre>
      </details>
      </body>
      </html>

      """
  }

  /// Letters of 7 pt are the smallest that are read without effort.
  private static let style = """
    @page { size: A4; margin: 9mm 10mm; }
    body { max-width: 60em; margin: 1em auto; font: 9pt sans-serif; color: #000; background: #fff; }
    header { border-bottom: 1px solid #000; }
    h1 { font-size: 12pt; margin: 0; }
    h2 { margin: 0.6em 0 0.1em; }
    p { margin: 0.1em 0; }
    svg { width: 100%; height: auto; display: block; }
    pre { white-space: pre-wrap; font: 8pt monospace; }
    .columns { columns: 2; column-gap: 1.2em; }
    .sections p, .sections h2 { font: 6.6pt/1.2 monospace; white-space: pre-wrap; padding-left: 6em; text-indent: -6em; }
    .sections h2 { font-weight: bold; break-after: avoid; }
    .whole { break-inside: avoid; }
    .warning { font-weight: bold; border: 2px solid #000; padding: 0.3em; }
    .stamp, .marks { font-size: 7pt; }
    @media print { body { max-width: none; margin: 0; } details { display: none; } }
    """
}

// MARK: - Its head

extension ReportHTML {
  private var patient: String {
    let weight = digest.weight.map { ", \($0.text())" } ?? ""
    return "\(digest.patient?.onOneLine ?? "not named")\(weight), \(digest.planName ?? "no plan")"
      + ", chair \(digest.header.plan.chair.onOneLine)"
  }

  /// From when to when, and by which clock.
  private var when: String {
    let (from, to) = (digest.wall(at: .start), digest.wall(at: digest.length))
    let end = to.date == from.date ? to.timeOfDay : to.dateAndTime
    return "\(from.dateAndTime) to \(end), \(digest.clockOffsets.words)"
  }

  /// The hash that ties a printed page to its record.
  private var stamp: String {
    let program = "Chairside \(digest.header.programVersion), engine \(digest.header.engineVersion)"
    let seal = damage?.onOneLine ?? (digest.isSealed ? "sealed" : RowWords.unsealed)
    let head = chainHead.map { ", chain head \($0)" } ?? ""
    return "\(digest.header.session): \(seal)\(head). \(program). Not a certified medical device."
  }

  private var tally: String {
    let lines = AlarmTally(digest).lines
    return lines.isEmpty ? "" : "\nALARMS BY KIND\n" + lines.map { $0 + "\n" }.joined()
  }
}

// MARK: - Below the chart

extension ReportHTML {
  private func legend(of chart: CourseChart) -> String {
    let lines = [chart.legend] + [chart.marks.map(\.words).joined(separator: "; ")]
    return lines.filter { !$0.isEmpty }.map { "<p class=\"marks\">\($0.htmlEscaped)</p>\n" }.joined()
  }

  /// The summary without its head, its seal and its tables of figures; alarms stand before them, as wide as
  /// the sheet.
  private var sections: [[String]] {
    [
      ["TREATMENT"] + summary.treatment, summary.preparation, summary.times, summary.infusion, summary.advice,
      summary.limits, summary.people,
      summary.refusals, summary.outcome, summary.drill,
    ]
  }

  private func told(_ sections: [[String]]) -> String {
    sections.filter { !$0.isEmpty }.map { lines in
      let rows = lines.dropFirst().map { "<p>\($0.onOneLine.dropIndent.htmlEscaped)</p>\n" }.joined()
      let section = "<h2>\(lines[0].onOneLine.htmlEscaped)</h2>\n\(rows)"
      return lines.count <= Self.linesOfAWhole ? "<div class=\"whole\">\(section)</div>\n" : section
    }.joined()
  }

  /// A section that is no longer stays in one column, so that no row stands without its heading.
  private static let linesOfAWhole = 12
}

extension String {
  /// As it stands below its heading; a broken line is indented by the page.
  fileprivate var dropIndent: String { hasPrefix("    ") ? String(dropFirst(4)) : self }
}
