import InfusionCore
import Pharmacokinetics
import Quantities
import SessionRecord

// The course: phases, alarms, stretches that nobody watched, the dose, and what people marked.

extension CourseChart {
  var phaseBand: [String] {
    digest.phases.enumerated().flatMap { index, entry -> [String] in
      let next = index + 1 < digest.phases.count ? digest.phases[index + 1].at : digest.length
      let (from, to) = (x(entry.at), x(next))
      let fill = entry.phase == .infusing ? "#d8d8d8" : "#fff"
      let label = to - from > 7 * entry.phase.label.count ? [SVG.text(from + 4, 13, entry.phase.label)] : []
      return [SVG.rect(from, 2, to - from, 15, "fill=\"\(fill)\" stroke=\"#000\"")] + label
    }
  }

  /// A bar an alarm, high ones in the first row, low ones in the third; the patient's filled, over the
  /// equipment's.
  var alarmBand: [String] {
    let worth = digest.alarms.filter { $0.priority >= .low }
    let sorted = worth.filter { !$0.id.isPhysiological } + worth.filter(\.id.isPhysiological)
    return sorted.map { alarm in
      let (from, to) = (x(alarm.raisedAt), x(alarm.endedAt ?? digest.length))
      return SVG.rect(from, alarm.priority.row, to - from, 6, alarm.look)
    }
  }

  var gaps: [String] {
    digest.gaps.flatMap { gap -> [String] in
      let (from, to) = (x(gap.from), x(gap.to))
      return [
        SVG.rect(from, Self.top, to - from, Self.bottom - Self.top, "fill=\"#eee\""),
        SVG.text((from + to) / 2, Self.top + 20, "not watched", anchor: "middle"),
      ]
    }
  }

  /// What flowed, what was in, and what a model expects of it.
  var doseLane: [String] {
    guard digest.infusionStart != nil else { return [] }
    return [flow, given] + predicted + rateLabels + [
      SVG.line(Self.left, dose.bottom, Self.right, dose.bottom, SVG.stroke("#000")),
      SVG.text(Self.left - 6, dose.top + 8, "\(dose.high.rounded(places: 1))", anchor: "end"),
      SVG.text(Self.left - 6, dose.bottom, "0 mg", anchor: "end"),
    ]
  }

  /// Two thirds of the lane are the highest rate.
  private var flow: String {
    let samples = digest.course.samples
    guard let most = samples.map(\.rate.fixed).max(), most > 0 else { return "" }
    let lane = ChartLane(
      top: dose.top, bottom: dose.bottom, low: 0, high: Fixed(thousandths: most.thousandths * 3 / 2))
    var path = "M\(x(samples.first?.at ?? .start)) \(lane.bottom)"
    for sample in samples { path += "H\(x(sample.at))V\(lane.y(sample.rate.fixed))" }
    return "<path d=\"\(path)H\(x(digest.length))V\(lane.bottom)Z\" fill=\"#e2e2e2\"/>"
  }

  /// At each change, above the lane.
  private var rateLabels: [String] {
    digest.doses.filter { $0.change != .bolus && $0.figures.rate.value > 0 }.map { entry in
      SVG.text(x(entry.at) + 2, dose.bottom - 4, entry.figures.rate.text())
    }
      + digest.doses.filter { $0.change == .bolus }.map { entry in
        SVG.path("M\(x(entry.at)) \(dose.bottom)V\(dose.top)", SVG.stroke("#000", width: "2"))
          + SVG.text(x(entry.at) + 3, dose.top + 10, entry.name)
      }
  }

  private var given: String {
    let points = digest.course.samples.map { "\(x($0.at)) \(dose.y($0.dose.delivered.fixed))" }
    guard let first = points.first else { return "" }
    return SVG.path(
      "M\(first)" + points.dropFirst().map { "L\($0)" }.joined(), SVG.stroke("#000", width: "1.4"))
  }

  private var predicted: [String] {
    guard let effect else { return [] }
    let lane = ChartLane(top: dose.top, bottom: dose.bottom, low: 0, high: effect.scale)
    let points = effect.points.map { "\(x($0.time)) \(lane.y(Fixed(rounding: $0.effect.value)))" }
    let path = points.first.map { first in "M\(first)" + points.dropFirst().map { "L\($0)" }.joined() } ?? ""
    return [
      SVG.path(path, SVG.stroke("#000", width: "1.2", dashes: "1 3")),
      SVG.text(Self.right + 4, dose.top + 8, "\(effect.scale)"),
      SVG.text(Self.right + 4, dose.top + 22, "ng/mL"), SVG.text(Self.right + 4, dose.top + 36, "model"),
    ]
  }

  /// Letters that would overlap stand side by side, at the first one's place.
  var markRow: [String] {
    let lines = marks.map { mark in
      SVG.line(x(mark.at), Self.top, x(mark.at), Self.bottom + 4, SVG.stroke("#999", dashes: "1 4"))
    }
    var labels: [(x: Int, end: Int, letters: String)] = []
    for mark in marks {
      if let last = labels.indices.last, x(mark.at) < labels[last].end {
        labels[last].letters += mark.letter
        labels[last].end += Self.letterWidth
      } else {
        labels.append((x(mark.at), x(mark.at) + Self.letterWidth, mark.letter))
      }
    }
    return lines + labels.map { SVG.text($0.x - 3, 480, $0.letters) }
  }

  private static let letterWidth = 8
}

/// A symptom, a medicine or a measure in the chart: a letter there, its words below.
struct ChartMark {
  var letter: String
  var at: SessionTime
  var words: String
}

extension CourseChart {
  /// Symptoms that were there, medicines, measures; not what was struck.
  var marks: [ChartMark] {
    let summary = SummaryText(digest, chainHead: nil)
    let told = digest.chart.standingMarks.filter { $0.isDrawn }.sorted { $0.happenedAt < $1.happenedAt }
    return told.enumerated().map { index, mark in
      let letter = String(UnicodeScalar(UInt8(97 + index % 26))) + (index < 26 ? "" : "\(index / 26)")
      let words =
        "\(letter) \(digest.wall(at: mark.happenedAt).hourAndMinute) \(summary.words(of: mark) ?? "")"
      return ChartMark(letter: letter, at: mark.happenedAt, words: words.onOneLine)
    }
  }
}

extension Mark {
  fileprivate var isDrawn: Bool {
    guard case .action(let action) = what else { return false }
    if case .symptom(let symptom) = action { return symptom.severity > 0 }
    return action.name == .medication || action.name == .intervention
  }

  /// When it was, if that was not when it was entered.
  var happenedAt: SessionTime {
    guard case .action(let action) = what else { return at }
    if case .symptom(let symptom) = action { return symptom.at ?? at }
    if case .medication(let given) = action { return given.at ?? at }
    if case .intervention(let measure) = action { return measure.at ?? at }
    if case .score(let score) = action { return score.at ?? at }
    if case .note(let note) = action { return note.at ?? at }
    return at
  }
}

extension AlarmPriority {
  fileprivate var row: Int {
    switch self {
    case .high: 20
    case .medium: 27
    case .low, .info: 34
    }
  }
}

extension AlarmEpisode {
  fileprivate var look: String {
    guard id.isPhysiological else { return "fill=\"#fff\" stroke=\"#000\"" }
    return "fill=\"\(priority == .high ? "#c00000" : "#f0b000")\" stroke=\"#000\""
  }
}
