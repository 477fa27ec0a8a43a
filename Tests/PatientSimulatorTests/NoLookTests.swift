import InfusionCore
import OperatorLanguage
import Quantities
import Testing

@testable import PatientSimulator

/// An action of the right kind answers nothing if its trainee had looked at nobody.
@Suite struct NoLookTests {
  /// Panic calls in second 1257 or so.
  private func panicked(_ deeds: [(second: Int64, action: Action)]) throws -> EnginePlay {
    let script = deeds.map { ScriptedAction($0.second, $0.action) }
    var play = EnginePlay(try #require(Scenario.byTheClock("panic")), .nobody, script: script)
    play.run(until: .seconds(1400))
    return play
  }

  private let kindWord = Action.intervention(name: "reassurance")

  /// The third kind word that nobody needed counts as a habit, and not the one before.
  @Test(arguments: zip([1, 2], [ScenarioScore.Result.met, .missed]))
  func whatIsDoneByTheClockAnswersNothing(before: Int64, result: ScenarioScore.Result) throws {
    let words = (0..<before).map { (second: 400 + 240 * $0, action: kindWord) }
    let play = try panicked(words + [(1290, kindWord)])
    #expect(play.result("calmed") == result)
    #expect(play.score.harmfulActs.isEmpty)
    let told = play.score.noLooks.map(\.why)
    #expect(told == (result == .met ? [] : [.routine(deed: "reassurance", before: 2)]))
  }

  /// If kind words have become a habit, another measure that is enough still answers.
  @Test func anotherThingThatIsEnoughAnswers() throws {
    let words = [400, 640, 880, 1290].map { (second: Int64($0), action: kindWord) }
    #expect(try panicked(words + [(1300, .pause(reason: "afraid"))]).result("calmed") == .met)
  }

  /// Words that answer the patient's own words, or fear, are no habit.
  @Test func whatSomethingAskedForIsNoHabit() throws {
    let words = [1225, 1240, 1255, 1290].map { (second: Int64($0), action: kindWord) }
    let play = try panicked(words)
    #expect(play.result("calmed") == .met && play.score.noLooks.isEmpty)
  }

  @Test(arguments: ["bp", "nobp", "symptom", "extend", "probe", "line", "stimulation"])
  func whatCostsNothingCanBecomeRoutine(name: String) throws {
    var routine = Routine()
    let deed = try #require(Deed(name))
    #expect(routine.judge(deed, isAskedFor: false) == nil)
    #expect(routine.judge(deed, isAskedFor: true) == nil)
    #expect(routine.judge(deed, isAskedFor: false) == nil)
    #expect(routine.judge(deed, isAskedFor: true) == 2)
  }

  /// Actions that are due, that cost something, or that are no help are not counted as a habit.
  @Test(arguments: ["check", "score", "pause", "stop", "cuff", "labetalol", "note"])
  func theRestIsNone(name: String) throws {
    var routine = Routine()
    let deed = try #require(Deed(name))
    #expect((0..<9).allSatisfy { _ in routine.judge(deed, isAskedFor: false) == nil })
  }
}

/// A pressure that somebody types is compared with the patient's.
@Suite struct TypedPressureTests {
  /// The cuff fails in second 835. A minute later somebody types a pressure that is off by the given amounts.
  @Test(arguments: [(0, 0, true), (12, -9, true), (-12, 9, true), (40, 0, false), (0, 30, false)])
  func onlyThePatientsPressureIsALook(sys: Int, dia: Int, isOne: Bool) throws {
    var play = EnginePlay(try #require(Scenario.byTheClock("cuff-failure")), .nobody)
    play.run(until: .seconds(900))
    let truth = ArmPressure(play.situation.signs)
    let typed = ArmPressure(sys: truth.sys + sys, dia: truth.dia + dia)
    play.does(.bloodPressure(BloodPressureAction(sys: Fixed(typed.sys), dia: Fixed(typed.dia))))
    #expect(play.result("pressure-by-hand") == (isOne ? .met : .missed))
    #expect(play.score.noLooks.map(\.why) == (isOne ? [] : [.untrue(typed: typed, truth: truth)]))
    #expect(play.refused.isEmpty)
  }

  @Test func itIsToldPlainly() {
    let why = NoLook.untrue(typed: .init(sys: 125, dia: 75), truth: .init(sys: 168, dia: 96))
    #expect(why.sentence == "125/75 typed, the patient had 168/96")
  }

  /// Between arm and keyboard the pressure may have risen.
  @Test(arguments: zip([60, 300] as [Int64], [true, false]))
  func whatItWasMinutesAgoIsAMeasurement(since: Int64, has: Bool) {
    var memory = PressureMemory()
    var situation = Situation(
      signs: VitalSigns(hr: 72, sys: 122, dia: 78, spo2: 97.5, rr: 14), weight: .init(70),
      concentration: .init(1), escortIsHere: true)
    for second in 0..<400 + since {
      situation.now = .seconds(second)
      if second == 400 { (situation.signs.sys, situation.signs.dia) = (184, 102) }
      memory.follow(situation)
    }
    #expect(memory.has(ArmPressure(sys: 120, dia: 80)) == has)
    #expect(memory.has(ArmPressure(sys: 180, dia: 100)))
  }

  /// This holds for a scenario's event and for an objective.
  @Test func anUntruePressureIsNotDone() throws {
    var play = EnginePlay(try #require(Scenario.byTheClock("cuff-failure")), .nobody)
    play.run(until: .seconds(900))
    play.does(.bloodPressure(BloodPressureAction(sys: 220, dia: 130)))
    #expect(!Condition.done(.word(.bp)).holds(in: play.situation))
    play.does(.bloodPressure(BloodPressureAction(sys: Fixed(ArmPressure(play.situation.signs).sys), dia: 80)))
    #expect(Condition.done(.word(.bp)).holds(in: play.situation))
  }
}

/// An alertness score that was typed without a look is compared with the patient's true state.
@Suite struct TypedAlertnessTests {
  private static let tablets = Scenario(
    name: "own",
    events: [
      .init(
        when: .phase(.infusing), after: .seconds(60),
        .trouble(Trouble(.sedation, level: 0.9, onset: .seconds(20), isByDrug: false)))
    ])

  /// The tablets act from second 300 on.
  @Test(arguments: [(290, 5, false), (400, 5, true), (400, 3, false)] as [(Int64, Int, Bool)])
  func whoSleepsIsNotScoredAsAwake(second: Int64, value: Int, isTold: Bool) {
    let score = ScriptedAction(second, .score(ScoreAction(scale: "moaas", value: value)))
    var play = EnginePlay(Self.tablets, .nobody, script: [score])
    play.run(until: .seconds(420))
    #expect(play.score.noLooks.map(\.why) == (isTold ? [.asleep(score: 5)] : []))
    #expect(Condition.done(.word(.score)).holds(in: play.situation) == !isTold)
    #expect(play.score.harmfulActs.isEmpty)
  }
}

/// The script that looks at nobody, in every scenario: it passed eight of them.
@Suite struct ClockworkTests {
  private static let seeds = Array(UInt64(1)...3)

  @Test(arguments: RobotTests.dangers.map(\.scenario))
  func whoGoesByTheClockPassesNowhere(scenario: String) throws {
    let lesson = try #require(Scenario.named(scenario))
    for seed in Self.seeds {
      var play = EnginePlay(lesson, .clockwork, seed: seed)
      play.run(until: .minutes(140)) { Self.isDecided($0, in: lesson) }
      let lacks = play.score.objectives.filter {
        $0.id != "carried-through" && [.missed, .harmful].contains($0.result)
      }
      #expect(!lacks.isEmpty, "seed \(seed): \(play.score.objectives)")
    }
  }

  /// Where there is no danger it harms nobody, and passes.
  @Test func itHarmsNobody() {
    var play = EnginePlay(.uneventful, .clockwork)
    play.run(until: .minutes(140))
    #expect(play.score.passed, "\(play.score.objectives) \(play.score.harmfulActs.map(\.act.sentence))")
  }

  private static func isDecided(_ play: EnginePlay, in lesson: Scenario) -> Bool {
    !play.score.harmfulActs.isEmpty
      || lesson.objectives.contains { objective in
        let entry = play.score.objectives.first { $0.id == objective.id }
        guard entry?.result == .missed, let since = entry?.since else { return false }
        return play.situation.now > since + objective.late
      }
  }
}
