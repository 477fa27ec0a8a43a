import InfusionCore
import Quantities
import SessionRecord

/// The outcome of a drill beside the outcome with one thing done otherwise, or beside that of the drill when
/// it was taken again.
struct DebriefComparison {
  struct Row: Hashable {
    var what: String
    var asItWas: String
    var then: String

    var isChanged: Bool { asItWas != then }
  }
  /// The outcome of one course, and what was true in it.
  struct Course {
    var result: DrillResult
    var truth: TrueCourse
  }
  let was: Course
  let then: Course
  /// Where the two part.
  let parting: SessionTime
  /// When something was done in the second course that the first one lacks, if that is not where they part.
  var doneAt: SessionTime?
  /// Whether it goes on to the end: for two sessions, of which one may be much longer. Two replays of one
  /// drill are compared only as far as the effect of the one deed shows.
  var tellsToTheEnd = false

  /// What differs in the other course. The first row, the outcome of both, is not among it.
  var changes: [Row] { rows.enumerated().filter { $0.offset == 0 || $0.element.isChanged }.map(\.element) }

  /// The names of what is the same in both.
  var unchanged: [String] { rows.dropFirst().filter { !$0.isChanged }.map(\.what) }

  /// Whether it changes anything of the patient, and not the score alone.
  var changesThePatient: Bool { truths.contains(where: \.isChanged) }

  /// The score, harm, extremes and dose.
  var rows: [Row] {
    let (was, then) = (was.result, then.result)
    let objectives = was.objectives.map { objective in
      let counterpart = then.objectives.first { $0.id == objective.id }
      return Row(what: objective.id, asItWas: Self.words(objective), then: counterpart.map(Self.words) ?? "")
    }
    return [Row(what: "result", asItWas: Self.verdict(was), then: Self.verdict(then))] + objectives
      + [Row(what: "harm, weighted min", asItWas: "\(was.harmMinutes)", then: "\(then.harmMinutes)")] + hand
      + truths
  }

  /// Harm that is not the trainee's, where there is some.
  private var hand: [Row] {
    let (was, then) = (was.result.harmByInstructorMinutes, then.result.harmByInstructorMinutes)
    guard was > 0 || then > 0 else { return [] }
    return [Row(what: "by the instructor's hand", asItWas: "\(was)", then: "\(then)")]
  }

  private var truths: [Row] {
    [
      extreme("lowest SpO2, %", \.spo2, highest: false), extreme("highest Sys, mmHg", \.sys, highest: true),
      extreme("highest HR, /min", \.hr, highest: true),
      extreme("lowest HR, /min", \.hr, highest: false),
      Row(what: "truly given, mg", asItWas: Self.given(was.truth), then: Self.given(then.truth)),
      Row(
        what: "at the end: SpO2, HR, Sys", asItWas: Self.atTheEnd(was.truth),
        then: Self.atTheEnd(then.truth)),
    ]
  }

  private static func atTheEnd(_ course: TrueCourse) -> String {
    course.seconds.last.map { "\($0.spo2), \($0.hr), \($0.sys) at \(course.end.sinceStart.clock)" } ?? ""
  }

  private func extreme(_ what: String, _ vital: KeyPath<TrueCourse.Second, Int>, highest: Bool) -> Row {
    func words(_ course: TrueCourse) -> String {
      course.extreme(of: vital, highest: highest).map { "\($0.value) at \($0.at.sinceStart.clock)" } ?? ""
    }
    return Row(what: what, asItWas: words(was.truth), then: words(then.truth))
  }

  private static func verdict(_ result: DrillResult) -> String { result.passed ? "passed" : "not passed" }

  private static func words(_ objective: DrillResult.Objective) -> String {
    objective.telling + (objective.at.map { " \($0.sinceStart.clock)" } ?? "")
  }

  private static func given(_ course: TrueCourse) -> String {
    course.seconds.last.map { "\($0.delivered.fixed.rounded(places: 1))" } ?? ""
  }

  /// Each minute from shortly before the two courses part to some minutes after, and the same around a deed
  /// that comes long after that. For a drill that was taken again it goes on to the end of the longer one,
  /// every five minutes. Nil for a course that is over.
  var minutes: [(at: SessionTime, was: TrueCourse.Second?, then: TrueCourse.Second?)] {
    let first = max(.start, parting - .minutes(1))
    let end = Int((max(was.truth.end, then.truth.end) - first).inMinutes)
    let far = stride(from: Self.minutesTold + Self.farMinutes, through: end, by: Self.farMinutes)
    return (near(first) + (tellsToTheEnd ? Array(far) : [])).compactMap { minute in
      let at = first + .minutes(Int64(minute))
      let (was, then) = (was.truth[at], then.truth[at])
      return was == nil && then == nil ? nil : (at, was, then)
    }
  }

  /// From where the two part to some minutes behind the deed; what lies between, where that is long, is left
  /// out.
  private func near(_ first: SessionTime) -> [Int] {
    let before = max(0, (doneAt.map { Int(($0 - first).inMinutes) } ?? 0) - 1)
    let last = before + Self.minutesTold
    guard before > 2 * Self.partingMinutes else { return Array(0...last) }
    return Array(0...Self.partingMinutes) + Array(before...last)
  }

  private static let minutesTold = 12
  /// Of a parting that is not the deed.
  private static let partingMinutes = 3
  private static let farMinutes = 5
}

extension DebriefComparison {
  init(debrief: Debrief, other: OtherCourse) {
    self.init(
      was: Course(result: debrief.result, truth: debrief.truth),
      then: Course(result: other.result, truth: other.truth), parting: other.at, doneAt: other.doneAt)
  }
}
