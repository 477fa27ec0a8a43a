import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// This robot notes the second at which something called in one drill, and does at that second of the next
/// what was right then, whatever the patient has. It deserves to fail. A trainee who treats what is seen
/// passes.
@Suite struct LearntMinuteTests {
  struct Lesson: CustomTestStringConvertible, Sendable {
    let name: String
    /// How many seeds are tried, from 1 on.
    let seeds: UInt64
    /// By this minute the last one has called, and is missed if nobody came.
    let minutes: Int64
    /// The right actions, each with its seconds after the call.
    let answer: [(after: Int64, action: Action)]
    var testDescription: String { name }

    init(_ name: String, seeds: UInt64 = 6, minutes: Int64, _ answer: [(after: Int64, action: Action)]) {
      (self.name, self.seeds, self.minutes, self.answer) = (name, seeds, minutes, answer)
    }
  }

  static let lessons = [
    Lesson(
      "hypertension", seeds: 20, minutes: 52,
      [
        (15, .pause(reason: "systolic above 180")),
        (20, .medication(name: "labetalol", dose: "10 mg", route: "IV")),
        (615, .resume(reason: "systolic below 160")),
      ]),
    Lesson("desaturation", seeds: 20, minutes: 52, airway),
    Lesson("over-sedation", minutes: 82, airway),
    Lesson("probe-off", minutes: 74, [(15, .intervention(name: "probe"))]),
    Lesson("unplug", minutes: 46, [(15, .intervention(name: "probe"))]),
    Lesson("vomiting", minutes: 48, [(15, .intervention(name: "position"))]),
    Lesson(
      "bradycardia", minutes: 46,
      [
        (15, .pause(reason: "pulse below 40")),
        (20, .medication(name: "atropine", dose: "0.5 mg", route: "IV")),
        (400, .resume(reason: "pulse above 60")),
      ]),
    Lesson("panic", minutes: 58, [(15, .intervention(name: "reassurance"))]),
    Lesson(
      "cuff-failure", minutes: 42,
      [(15, .withoutPressure(WithoutPressureAction(minutes: 20, reason: "the cuff measures nothing")))]),
    Lesson("pump-occlusion", minutes: 46, [(15, .intervention(name: "line"))]),
    Lesson("no-escort", minutes: 84, [(15, .extend(ExtendAction(minutes: 15, reason: "nobody is there")))]),
  ]

  private static let airway: [(after: Int64, action: Action)] = [
    (15, .intervention(name: "stimulation")),
    (25, .intervention(InterventionAction(name: "oxygen", flow: "4 L/min"))),
    (35, .intervention(name: "jaw-support")),
  ]

  @Test(arguments: lessons)
  func theTroubleHasAnotherMinuteWithEachSeed(lesson: Lesson) throws {
    let scenario = try #require(Scenario.named(lesson.name))
    let waits = (UInt64(1)...20).flatMap { scenario.drawnWaits(under: $0).map(\.length) }
    let (least, most) = (try #require(waits.min()), try #require(waits.max()))
    #expect(waits.count == 20)
    #expect(most - least > .minutes(10), "\(least.clock) to \(most.clock)")
    #expect(Set(waits.map { Int($0.inMinutes) }).count >= 10)
  }

  /// For a mistake, only the minute of its consequence is drawn.
  @Test func everyTroubleIsDrawn() {
    let drawn = Scenario.shipped.filter { !$0.drawnWaits(under: 1).isEmpty }.map(\.name)
    #expect(Set(drawn) == Set(Scenario.shipped.filter(\.hasDanger).map(\.name)))
    #expect(Set(drawn).subtracting(Self.lessons.map(\.name)) == ["pounds", "tenfold"])
  }

  @Test(arguments: lessons)
  func whatWasLearntFromOneSeedFailsWithMostOthers(lesson: Lesson) throws {
    let passed = try passed(lesson, learntFrom: 1)
    #expect(passed.contains(1), "where it was learnt it is right")
    #expect((passed.count - 1) * 2 < Int(lesson.seeds) - 1, "\(passed)")
  }

  /// A seed whose pressure called at the plan's measurement of minute 20. Once the rise was drawn from a
  /// quarter of an hour only, many called then, and the same script passed with twelve of nineteen other
  /// seeds.
  @Test func noOtherSecondOfThePressureIsWorthMore() throws {
    let lesson = try #require(Self.lessons.first)
    let passed = try passed(lesson, learntFrom: 7)
    #expect(passed.contains(7), "where it was learnt it is right")
    #expect((passed.count - 1) * 2 < Int(lesson.seeds) - 1, "\(passed)")
  }

  /// The seeds with which that passes.
  private func passed(_ lesson: Lesson, learntFrom first: UInt64) throws -> [UInt64] {
    let scenario = try #require(Scenario.named(lesson.name))
    let learnt = try Self.learnt(lesson, scenario, from: first)
    return (1...lesson.seeds).filter { seed in
      var play = EnginePlay(scenario, .unwilling, seed: seed, script: learnt)
      play.run(until: .minutes(lesson.minutes)) {
        !$0.score.harmfulActs.isEmpty || Self.isTooLate($0, in: scenario)
      }
      return Self.isWell(play)
    }
  }

  @Test(arguments: lessons)
  func whoTreatsWhatIsSeenPassesWithEachSeed(lesson: Lesson) throws {
    let scenario = try #require(Scenario.named(lesson.name))
    for seed in 1...lesson.seeds {
      var play = EnginePlay(scenario, .good, seed: seed)
      play.run(until: .minutes(lesson.minutes)) { Self.hasAnswered($0, in: scenario) }
      let isTreated = Self.hasAnswered(play, in: scenario) && Self.isWell(play)
      #expect(isTreated, "seed \(seed): \(play.score.objectives)")
    }
  }

  /// The help a quarter of a minute after the call, with its seconds.
  private static func learnt(
    _ lesson: Lesson, _ scenario: Scenario, from seed: UInt64
  ) throws -> [ScriptedAction] {
    var play = EnginePlay(scenario, .acknowledging, seed: seed)
    play.run { $0.score.objectives.contains { $0.since != nil } }
    let called = try #require(play.score.objectives.compactMap(\.since).min()).milliseconds / 1000
    let begun = [
      ScriptedAction(200, .baseline()), ScriptedAction(240, .start(override: "practice")),
      ScriptedAction(2640, .stop(reason: "dose complete")),
    ]
    let answer = lesson.answer.map { ScriptedAction(called + $0.after, $0.action) }
    return (begun + answer).sorted { $0.time < $1.time }
  }

  /// Objectives that do not depend on the minute: the way home, and what comes an hour later.
  private static let later: Set<String> = ["treatment-given", "carried-through", "not-alone"]

  private static func isWell(_ play: EnginePlay) -> Bool {
    play.score.objectives.allSatisfy { later.contains($0.id) || [.met, .late].contains($0.result) }
  }

  private static func isTooLate(_ play: EnginePlay, in lesson: Scenario) -> Bool {
    lesson.objectives.contains { objective in
      let entry = play.score.objectives.first { $0.id == objective.id }
      guard !later.contains(objective.id), entry?.result == .missed, let since = entry?.since else {
        return false
      }
      return play.situation.now > since + objective.late
    }
  }

  private static func hasAnswered(_ play: EnginePlay, in lesson: Scenario) -> Bool {
    lesson.objectives.allSatisfy { later.contains($0.id) || play.result($0.id) == .met }
  }
}
