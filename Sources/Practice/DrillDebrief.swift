import InfusionCore
public import PatientSimulator
import Phrases
public import Quantities
import SessionRecord
public import SessionReports
import SessionRuns

/// Makes the debrief of a drill from its record and its scenario, by playing the drill again, and once more
/// with one thing done otherwise.
public struct DrillDebrief {
  private let drill: RecordedDrill
  private let scenario: Scenario
  private let rerun: DrillRerun
  private let played: DrillRerun.Played

  public init(_ drill: RecordedDrill, of scenario: Scenario) {
    self.drill = drill
    self.scenario = scenario
    rerun = DrillRerun(drill, of: scenario)
    played = rerun.played()
  }

  /// The wanted pause is at a time when nothing was infused.
  public struct NothingToPause: Error {
    public let at: SessionTime
  }

  /// - Parameters:
  ///   - pause: when to pause the infusion in the other course; nil lets the score choose what was lacking.
  ///   - path: the session's name in commands.
  public func page(
    of digest: SessionDigest, path: String, pausedAt pause: SessionTime?
  ) throws(NothingToPause) -> Debrief {
    var page = Debrief(
      digest, path: path, lesson: scenario.title, wanted: wanted(digest.alarms), result: result(played.score),
      truth: TrueCourse(played), other: try pause.map(paused) ?? whatWasLacking)
    page.drawn = scenario.drawnWaits(under: drill.setting.seed).map(\.words)
    page.instructions = instructions
    page.cutOffAt = drill.cutOffAt
    page.unanswered = unanswered(digest)
    return page
  }

  /// What was done that the simulated patient does not answer to, and what was done without a look.
  private func unanswered(_ digest: SessionDigest) -> [Debrief.Unanswered] {
    let unknown = DrillScore(digest).unanswered.map {
      Debrief.Unanswered(at: $0.at, words: $0.why.phrase.english + ($0.by.map { " (\($0))" } ?? ""))
    }
    let unseen = played.score.noLooks.map { Debrief.Unanswered(at: $0.at, words: $0.why.sentence) }
    return (unknown + unseen).enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// The result of this drill, to stand beside one that branched off from it.
  public func branch(_ digest: SessionDigest) -> DebriefBranch {
    DebriefBranch(
      digest, result: result(played.score), truth: TrueCourse(played), instructions: instructions)
  }

  private var instructions: [Debrief.Instructed] { drill.instructed }

  private func paused(at time: SessionTime) throws(NothingToPause) -> OtherCourse {
    guard let deed = rerun.pause(at: time, in: played) else { throw NothingToPause(at: time) }
    return course(with: deed)
  }

  /// Of the deeds that the score asks for, the one with which the most objectives would have been met, then
  /// with the least harm, then with the highest saturation; of equal ones the first. Nil if it asks for
  /// none.
  private var whatWasLacking: OtherCourse? {
    let courses = rerun.missingDeeds(in: played).map(course)
    func rank(_ course: OtherCourse) -> (Int, Fixed, Int) {
      let missed = course.result.objectives.count { $0.result != "met" }
      return (missed, course.result.harmMinutes, -(course.truth.seconds.map(\.spo2).min() ?? 0))
    }
    return courses.enumerated().min {
      let (one, two) = (rank($0.element), rank($1.element))
      return (one.0, one.1, one.2, $0.offset) < (two.0, two.1, two.2, $1.offset)
    }?.element
  }

  private func course(with deed: OtherDeed) -> OtherCourse {
    let other = rerun.played(with: deed)
    return OtherCourse(
      deed: deed.words, at: deed.at, doneAt: deed.doneAt, result: result(other.score),
      truth: TrueCourse(other))
  }

  private func result(_ score: ScenarioScore) -> DrillResult {
    DrillResult(score, scenario: drill.setting.scenario, seed: drill.setting.seed)
  }

  private func wanted(_ alarms: [AlarmEpisode]) -> [WantedDeed] {
    scenario.objectives.map { objective in
      let since = played.score.objectives.first { $0.id == objective.id }?.since
      return WantedDeed(
        id: objective.id, when: objective.when.text, deeds: objective.deeds.map(\.words),
        reach: objective.reach?.text, within: objective.within, late: objective.late,
        since: since.map { Self.call($0, objective, alarms) })
    }
  }

  /// When it called. The score looks at the patient once a second, and knows of an alarm up to two seconds
  /// late; a trainee knew of it when it was raised.
  private static func call(
    _ since: SessionTime, _ objective: Objective, _ alarms: [AlarmEpisode]
  ) -> SessionTime {
    let asked = objective.when.alarms
    let raised = alarms.filter { asked.contains($0.id) }.map(\.raisedAt)
    return raised.last { $0 <= since && since - $0 <= .seconds(2) } ?? since
  }
}

extension RecordedDrill {
  /// An instructor's acts, in the form that a debrief has for them.
  public var instructed: [Debrief.Instructed] {
    instructions.map { Debrief.Instructed(at: $0.at, words: $0.words) }
  }
}

extension TrueCourse {
  init(_ played: DrillRerun.Played) { self.init(played.seconds.map(Second.init)) }
}

extension TrueCourse.Second {
  fileprivate init(_ situation: Situation) {
    let signs = situation.signs
    self.init(
      spo2: Int(signs.spo2.rounded()), hr: Int(signs.hr.rounded()), sys: Int(signs.sys.rounded()),
      dia: Int(signs.dia.rounded()), effect: Int(situation[.effect].rounded()),
      sedation: situation.state.sedation, harm: .milliseconds(Int64(situation.harm * 1000)),
      harmByInstructor: .milliseconds(Int64(situation.harmByInstructor * 1000)),
      delivered: situation.delivered)
  }
}
