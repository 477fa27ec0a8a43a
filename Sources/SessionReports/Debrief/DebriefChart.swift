import InfusionCore
import Quantities
import SessionRecord

/// SpO2, pulse, systolic pressure and the drug at its site, true and not measured: as it was in solid lines,
/// as it would have been in dashed ones. Where an objective called stands a line across all of them.
struct DebriefChart {
  private let course: TrueCourse
  private let then: Then?
  /// When objectives called for somebody.
  private let called: [SessionTime]

  /// The course in dashed lines, from where it parts.
  private struct Then {
    var course: TrueCourse
    var parting: SessionTime
    /// `dashed had you paused at 0:42`.
    var words: String
  }

  init(_ debrief: Debrief) {
    course = debrief.truth
    then = debrief.other.map { Then(course: $0.truth, parting: $0.at, words: "dashed had you \($0.deed)") }
    called = Set(debrief.wanted.filter(\.asksForSomething).compactMap(\.since)).sorted()
  }

  /// Two drills of which one was taken again from the other.
  init(_ branching: Branching) {
    course = branching.comparison.was.truth
    then = Then(
      course: branching.comparison.then.truth, parting: branching.at,
      words: "dashed as it was taken again from \(branching.at.sinceStart.clock)")
    called = []
  }

  /// A strip for one figure.
  private struct Lane {
    var label: String
    var figure: KeyPath<TrueCourse.Second, Int>
    var range: ClosedRange<Int>
    var top: Int
  }

  private static let width = 720
  private static let left = 60
  private static let right = 12
  private static let laneHeight = 84
  private static let gap = 16
  private static var figures: [(label: String, KeyPath<TrueCourse.Second, Int>, usual: ClosedRange<Int>)] {
    [
      ("SpO2 %", \.spo2, 80...100), ("HR /min", \.hr, 40...120), ("Sys mmHg", \.sys, 80...200),
      ("ng/mL", \.effect, 0...300),
    ]
  }
  private static var bottom: Int { top + figures.count * (laneHeight + gap) }
  /// Room for the upper half of the first label.
  private static let top = 10

  private var lanes: [Lane] {
    Self.figures.enumerated().map { index, figure in
      Lane(
        label: figure.label, figure: figure.1, range: range(of: figure.1, usual: figure.usual),
        top: Self.top + index * (Self.laneHeight + Self.gap))
    }
  }

  /// The usual range, widened to the next ten beyond any value, so that no curve is cut off.
  private func range(
    of figure: KeyPath<TrueCourse.Second, Int>, usual: ClosedRange<Int>
  ) -> ClosedRange<Int> {
    let values = courses.flatMap { $0.seconds.map { $0[keyPath: figure] } }
    let (least, most) = (values.min() ?? usual.lowerBound, values.max() ?? usual.upperBound)
    return min(usual.lowerBound, least / 10 * 10)...max(usual.upperBound, (most + 9) / 10 * 10)
  }

  private var courses: [TrueCourse] { [course] + [then?.course].compactMap { $0 } }

  /// Empty where nothing was played.
  var svg: String {
    guard course.seconds.count > 1 else { return "" }
    let parts = lanes.flatMap { frame(of: $0) + curves(of: $0) } + calls + minutes + legend
    return "<svg viewBox=\"0 0 \(Self.width) \(Self.bottom + 50)\" role=\"img\" "
      + "aria-label=\"the patient's true course\">\n\(parts.joined(separator: "\n"))\n</svg>\n"
  }

  private var length: Int { max(1, courses.map(\.seconds.count).max() ?? 1) }

  private func x(_ second: Int) -> Int {
    Self.left + second * (Self.width - Self.left - Self.right) / length
  }

  private func x(_ time: SessionTime) -> Int { x(Int(time.milliseconds / 1000)) }

  private func y(_ value: Int, _ lane: Lane) -> Int {
    let above = value - lane.range.lowerBound
    return lane.top + Self.laneHeight - above * Self.laneHeight / max(1, lane.range.count - 1)
  }

  private func frame(of lane: Lane) -> [String] {
    [lane.range.lowerBound, lane.range.upperBound].map { value in
      let y = y(value, lane)
      return "<line x1=\"\(Self.left)\" x2=\"\(Self.width - Self.right)\" y1=\"\(y)\" y2=\"\(y)\" "
        + "stroke=\"#ccc\"/><text x=\"\(Self.left - 5)\" y=\"\(y + 4)\" text-anchor=\"end\">\(value)</text>"
    } + ["<text x=\"4\" y=\"\(lane.top + Self.laneHeight / 2)\">\(lane.label)</text>"]
  }

  private func curves(of lane: Lane) -> [String] {
    let then = then.map {
      curve($0.course, lane, from: Int($0.parting.milliseconds / 1000), "#0050b0", dashes: "4 3")
    }
    return [curve(course, lane, from: 0, "#000", dashes: "none")] + [then].compactMap { $0 }
  }

  /// A point every five seconds: more than the page has columns.
  private func curve(
    _ course: TrueCourse, _ lane: Lane, from first: Int, _ colour: String, dashes: String
  ) -> String {
    let points = stride(from: first, to: course.seconds.count, by: 5).map { second in
      "\(x(second)) \(y(course.seconds[second][keyPath: lane.figure], lane))"
    }
    return "<path d=\"M\(points.joined(separator: "L"))\" fill=\"none\" stroke=\"\(colour)\" "
      + "stroke-width=\"1.5\" stroke-dasharray=\"\(dashes)\"/>"
  }

  /// Objectives of one instant share a line.
  private var calls: [String] {
    let lines = called.map { upright(at: $0, "#b00000", dashes: "1 2") }
    return lines + [then.map { upright(at: $0.parting, "#0050b0", dashes: "4 3") }].compactMap { $0 }
  }

  private func upright(at time: SessionTime, _ colour: String, dashes: String) -> String {
    "<line x1=\"\(x(time))\" x2=\"\(x(time))\" y1=\"\(Self.top)\" y2=\"\(Self.bottom)\" stroke=\"\(colour)\" "
      + "stroke-dasharray=\"\(dashes)\"/>"
  }

  private var minutes: [String] {
    let step = length < 600 ? 1 : max(5, (length / 60 / 10 + 4) / 5 * 5)
    return stride(from: 0, to: length / 60 + 1, by: step).map { minute in
      "<text x=\"\(x(minute * 60))\" y=\"\(Self.bottom + 12)\" text-anchor=\"middle\">\(minute)</text>"
    }
  }

  /// In two lines: beside what would have been done it is longer than the picture is wide.
  private var legend: [String] {
    let dotted = called.isEmpty ? "" : "; dotted where somebody was called for"
    let first = "min of the session; solid as it was\(dotted)"
    return [first, then?.words.htmlEscaped].compactMap { $0 }.enumerated().map { row, words in
      "<text x=\"\(Self.left)\" y=\"\(Self.bottom + 28 + 16 * row)\">\(words)</text>"
    }
  }
}
