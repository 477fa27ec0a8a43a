import InfusionCore
import Quantities
import SessionRecord
import Testing

@testable import SessionReports

/// The drills among the fixtures, as those of two people and a third.
@Suite struct CohortTests {
  private let cohort: DrillCohort
  /// Before anything that was met falls due.
  private static let soon = WallTime(unixMilliseconds: 0)

  init() throws { cohort = DrillCohort(try Fixture.all.map { try $0.digest() }) }

  @Test func whatIsNoDrillIsLeftOut() {
    #expect(cohort.drills.count == Fixture.drills.count)
    #expect(cohort.trainees == ["KM", "TB"])
  }

  @Test func whatWasNotMetIsToBeDoneAgainFirst() throws {
    let first = try #require(cohort.mastery(of: "TB").first { $0.objective == "pulse-raised" })
    #expect(first.standing == .again && first.due == first.trials.last?.began)
    let text = cohort.text(at: Self.soon)
    let lines = text.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex(of: "TB"))
    #expect(lines[place + 1].hasPrefix("  again now"))
    #expect(text.contains("bradycardia-short: pulse-raised   missed"))
  }

  /// Once is no mastery; the last two are, whatever was before.
  @Test(arguments: [
    (["met"], Mastery.Standing.metOnce), (["missed", "met"], .metOnce), (["met", "met"], .mastered),
    (["missed", "met", "met"], .mastered), (["met", "met", "late"], .again),
  ])
  func twoInARowAreMastery(results: [String], standing: Mastery.Standing) {
    let trials = results.enumerated().map { index, result in
      Mastery.Trial(began: WallTime(unixMilliseconds: Int64(index)), result: result)
    }
    #expect(Mastery(scenario: "panic", objective: "calmed", trials: trials).standing == standing)
  }

  /// Whoever pauses at once and leaves, twice, has mastered nothing.
  @Test func onlyPassedDrillsAreMasteryAndWhatNeverCalledIsNothing() {
    let objectives = [
      DrillResult.Objective(id: "dose-corrected", result: "met", at: .seconds(245)),
      DrillResult.Objective(id: "airway-opened", result: "missed", at: nil, isUncalled: true),
      DrillResult.Objective(id: "treatment-given", result: "missed", at: .seconds(245)),
    ]
    let setting = DrillSetting(scenario: "tenfold", seed: 1, rubric: 2)
    func drills(passed: Bool) -> DrillCohort {
      DrillCohort(
        drills: ["a", "b"].map { session in
          DoneDrill(
            session: session, began: WallTime(unixMilliseconds: 0), trainee: "RN",
            result: DrillResult(
              setting: setting, passed: passed, objectives: objectives, harmMinutes: 0, acts: []))
        })
    }
    let left = drills(passed: false).mastery(of: "RN")
    #expect(left.map(\.objective) == ["dose-corrected", "treatment-given"])
    #expect(left.map(\.standing) == [.metOnce, .again])
    #expect(drills(passed: true).mastery(of: "RN").first?.standing == .mastered)
    #expect(drills(passed: false).text(at: Self.soon).contains("tenfold: treatment-given"))
  }

  /// Capitals, points and blanks make no other person; the initials stand as they were written most.
  @Test func kmAndKMAreOnePerson() {
    let result = DrillResult(
      setting: DrillSetting(scenario: "panic", seed: 1, rubric: 7), passed: true,
      objectives: [.init(id: "calmed", result: "met", at: .seconds(9))], harmMinutes: 0, acts: [])
    let drills = ["KM", "km", "KM", "K.M.", "TB"].enumerated().map { index, trainee in
      DoneDrill(
        session: "\(index)", began: WallTime(unixMilliseconds: Int64(index)), trainee: trainee,
        result: result)
    }
    let cohort = DrillCohort(drills: drills)
    #expect(cohort.trainees == ["KM", "TB"])
    #expect(cohort.mastery(of: "KM").map(\.trials.count) == [4])
    #expect(cohort.text(at: Self.soon).hasPrefix("5 drills of 2 people\n"))
  }

  /// What an instructor's hand brought about is nobody's: neither met nor to be done again.
  @Test func whatTheInstructorMetTellsOfNobody() {
    let objectives = [
      DrillResult.Objective(id: "pulse-raised", result: "missed", at: nil),
      DrillResult.Objective(
        id: "pulse-back", result: "missed", at: .seconds(984), isByInstructor: true),
    ]
    let result = DrillResult(
      setting: DrillSetting(scenario: "bradycardia", seed: 9, rubric: 7), passed: false,
      objectives: objectives, harmMinutes: 0, acts: [])
    let drill = DoneDrill(
      session: "a", began: WallTime(unixMilliseconds: 0), trainee: "RN", result: result)
    #expect(DrillCohort(drills: [drill]).mastery(of: "RN").map(\.objective) == ["pulse-raised"])
    let row = String(decoding: CohortTable.bytes([drill]), as: UTF8.self).split(separator: "\n").last
    #expect(row?.hasSuffix(",pulse-back,instructor,984") == true)
    #expect(
      result.lines().contains(
        "instructor  pulse-back  16:24, met by the instructor's hand, and by nobody at the chair"))
  }

  /// Of what was missed the next one is the one that was due; of what was met once, one after a week.
  @Test(
    arguments: [
      (["missed", "met"], 1, ["taken again 1970-01-02"]), (["met", "met"], 1, []),
      (["met", "met"], 8, ["taken again 1970-01-09"]),
    ] as [([String], Int64, [String])])
  func whatWasTakenAgainWhenItWasDueIsTold(results: [String], days: Int64, lines: [String]) {
    let setting = DrillSetting(scenario: "panic", seed: 1, rubric: 6)
    let drills = results.enumerated().map { index, result in
      DoneDrill(
        session: "\(index)", began: WallTime(unixMilliseconds: Int64(index) * days * 86_400_000),
        trainee: "RN",
        result: DrillResult(
          setting: setting, passed: result == "met",
          objectives: [DrillResult.Objective(id: "calmed", result: result, at: nil)], harmMinutes: 0, acts: []
        ))
    }
    let told = DrillCohort(drills: drills).text(at: Self.soon).split(separator: "\n").map(String.init)
      .filter { $0.contains("taken again") }
    #expect(told.map { String($0.trimmingPrefix("  ").prefix(22)) } == lines)
    #expect(told.allSatisfy { $0.contains("panic, due since 1970-01-0") && $0.hasSuffix(": calmed met") })
  }

  private static func drills(_ results: [String]) -> [DoneDrill] {
    results.enumerated().map { index, result in
      DoneDrill(
        session: "\(index)", began: WallTime(unixMilliseconds: Int64(index) * 86_400_000), trainee: "RN",
        result: DrillResult(
          setting: DrillSetting(scenario: "panic", seed: 1, rubric: 6), passed: result == "met",
          objectives: [DrillResult.Objective(id: "calmed", result: result, at: nil)], harmMinutes: 0, acts: []
        ))
    }
  }

  /// Before, what had fallen due months ago was told as if it were still to come.
  @Test(
    arguments: [
      (["missed"], 0, "again now"), (["met"], 6, "again 1970-01-08"), (["met"], 7, "due since 1970-01-08"),
      (["met", "met"], 90, "mastered, again 1970-04-02"), (["met", "met"], 91, "mastered, due 1970-04-02"),
    ] as [([String], Int64, String)])
  func whatFellDueIsToldAsDue(results: [String], days: Int64, words: String) {
    let now = WallTime(unixMilliseconds: days * 86_400_000)
    let lines = DrillCohort(drills: Self.drills(results)).text(at: now).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("  \(words)  ") }, "\(lines)")
  }

  /// Before, one that was left in its preparation counted as missed, under the name that its trainee was not
  /// to know.
  @Test func whatIsNotOverDoesNotCountAndHasNoName() throws {
    var digests = try Fixture.drills.map { try $0.digest() }
    digests[0].outcome = nil
    let left = DrillCohort(digests)
    #expect(left.drills.count == digests.count - 1)
    let session = digests[0].header.session
    #expect(left.unfinished.map(\.session) == [session])
    let line = try #require(left.text(at: Self.soon).split(separator: "\n").last)
    #expect(line.hasPrefix("not over, and does not count: \(session), begun "))
    #expect(!line.contains(try #require(digests[0].header.drill).scenario))
  }

  /// What is wrong stands below the first line, and what was broken off stays so whatever became of its
  /// branch.
  @Test func whatIsNotBelievedIsNamedAndCountsForNobody() throws {
    let digests = try Fixture.drills.map { try $0.digest() }
    var facts = SessionFacts(digests[1])
    facts.branch = DrillBranch(of: digests[0].header.session, at: .seconds(60))
    let branch = SessionRow(facts, "branch", faults: [.notTheLedgers])
    let left = DrillCohort(
      Array(digests.dropFirst(2)) + [digests[0]], leftOut: [branch], problems: ["branch: DAMAGED, entry 7"])
    #expect(left.drills.count == digests.count - 2)
    #expect(!left.drills.contains { $0.session == digests[0].header.session })
    let lines = left.text(at: Self.soon).split(separator: "\n")
    #expect(lines[1...2] == ["NOT TO BE RELIED ON:", "  branch: DAMAGED, entry 7"])
    #expect(!cohort.text(at: Self.soon).contains("RELIED"))
  }

  @Test func theTableHasARowForEachObjective() {
    let text = String(decoding: CohortTable.bytes(cohort.drills), as: UTF8.self)
    let rows = text.split(separator: "\n")
    #expect(rows.first == "session,began,trainee,scenario,seed,rubric,passed,harm_min,objective,result,at_s")
    #expect(rows.count - 1 == cohort.drills.map(\.result.objectives.count).reduce(0, +))
    #expect(
      rows.contains {
        $0.contains(",TB,bradycardia-short,25,11,no,1,pulse-raised,missed,")
      })
  }
}
