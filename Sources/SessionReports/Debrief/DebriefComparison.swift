import InfusionCore
import Quantities
import SessionRecord

/// What came of a drill beside what would have come of it with one thing done otherwise.
struct DebriefComparison {
  struct Row: Hashable {
    var what: String
    var asItWas: String
    var then: String
  }
  let debrief: Debrief
  let other: OtherCourse

  /// The score, harm, extremes and dose.
  var rows: [Row] {
    let (was, then) = (debrief.result, other.result)
    let objectives = was.objectives.map { objective in
      let counterpart = then.objectives.first { $0.id == objective.id }
      return Row(what: objective.id, asItWas: Self.words(objective), then: counterpart.map(Self.words) ?? "")
    }
    return [Row(what: "result", asItWas: Self.verdict(was), then: Self.verdict(then))] + objectives
      + [Row(what: "harm, min", asItWas: "\(was.harmMinutes)", then: "\(then.harmMinutes)")] + truths
  }

  private var truths: [Row] {
    [
      extreme("lowest SpO2, %", \.spo2, highest: false), extreme("highest Sys, mmHg", \.sys, highest: true),
      extreme("lowest HR, /min", \.hr, highest: false),
      Row(what: "truly given, mg", asItWas: Self.given(debrief.truth), then: Self.given(other.truth)),
    ]
  }

  private func extreme(_ what: String, _ vital: KeyPath<TrueCourse.Second, Int>, highest: Bool) -> Row {
    func words(_ course: TrueCourse) -> String {
      course.extreme(of: vital, highest: highest).map { "\($0.value) at \($0.at.sinceStart.clock)" } ?? ""
    }
    return Row(what: what, asItWas: words(debrief.truth), then: words(other.truth))
  }

  private static func verdict(_ result: DrillResult) -> String { result.passed ? "passed" : "not passed" }

  private static func words(_ objective: DrillResult.Objective) -> String {
    objective.telling + (objective.at.map { " \($0.sinceStart.clock)" } ?? "")
  }

  private static func given(_ course: TrueCourse) -> String {
    course.seconds.last.map { "\($0.delivered.fixed.rounded(places: 1))" } ?? ""
  }

  /// Each minute from shortly before the two courses part to where nothing of it is left.
  var minutes: [(at: SessionTime, was: TrueCourse.Second, then: TrueCourse.Second)] {
    let first = max(.start, other.at - .minutes(1))
    return (0...Self.minutesTold).compactMap { minute in
      let at = first + .minutes(Int64(minute))
      guard let was = debrief.truth[at], let then = other.truth[at] else { return nil }
      return (at, was, then)
    }
  }

  private static let minutesTold = 12
}
