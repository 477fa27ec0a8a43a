import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// Scripts that look at nobody and are the same in every scenario do not deserve to pass. Scripts written for
/// one scenario do.
@Suite struct BlindScriptTests {
  /// The actions besides the ordinary course, in which every alarm is acknowledged. The infusion begins in
  /// second 240.
  static let blind: [(name: String, script: [ScriptedAction])] = [
    ("a pause and a bit of everything at minute 25", burst([.oxygen, .position, .line, .reassurance], 25)),
    ("a pause, oxygen and a pillow at minute 25", burst([.oxygen, .position], 25)),
    (
      "what is good for breath and circulation, twice",
      burst([.stimulation, .oxygen, .position], 22) + burst([.stimulation, .oxygen, .position], 28)
    ),
    ("each kind of help once, minutes apart", spread),
  ]

  /// Measures that are good for anybody, so that none counts as harm, except a third change of position.
  private static let comforts: [Measure] = [.position, .probe, .reassurance, .cuff]

  /// A pause, some measures twenty seconds apart, and a resumption six minutes later.
  private static func burst(_ measures: [Measure], _ minute: Int64) -> [ScriptedAction] {
    let start = 240 + 60 * minute
    return [ScriptedAction(start, .pause(reason: "to be sure"))]
      + measures.enumerated().map { place, measure in
        ScriptedAction(start + 20 * Int64(place + 1), .intervention(name: measure.rawValue))
      } + [ScriptedAction(start + 360, .resume(reason: "all well"))]
  }

  private static var spread: [ScriptedAction] {
    [Measure.oxygen, .stimulation, .jawSupport, .position, .suction, .reassurance, .probe, .line].enumerated()
      .map { place, measure in
        ScriptedAction(1440 + 75 * Int64(place), .intervention(name: measure.rawValue))
      }
  }

  /// At each minute at which something comes somewhere.
  private static func sixTimes(_ measure: Measure) -> [ScriptedAction] {
    [14, 24, 30, 34, 51, 57].map { minute in
      ScriptedAction(240 + 60 * minute + 50, .intervention(name: measure.rawValue))
    }
  }

  /// Scenarios that such a script passes, because it happens to do what is needed and no more is asked. No
  /// script passes more than two of the thirteen.
  private static let lucky = [
    "desaturation": [
      "a pause and a bit of everything at minute 25", "a pause, oxygen and a pillow at minute 25",
    ],
    "hypertension": ["a pause, oxygen and a pillow at minute 25"],
    "pump-occlusion": ["a pause and a bit of everything at minute 25"],
  ]

  @Test(arguments: RobotTests.dangers.map(\.scenario))
  func helpThatIsTheSameEverywherePassesNowhere(scenario: String) throws {
    let lesson = try #require(Scenario.byTheClock(scenario))
    for blind in Self.blind where Self.lucky[scenario]?.contains(blind.name) != true {
      expectsToFail(EnginePlay(lesson, .acknowledging, script: blind.script), in: lesson, blind.name)
    }
  }

  /// A pillow, a look at the probe, a calm voice, a cuff, six times of one of them.
  @Test(arguments: RobotTests.dangers.map(\.scenario))
  func comfortByTheClockPassesNowhere(scenario: String) throws {
    let lesson = try #require(Scenario.byTheClock(scenario))
    for measure in Self.comforts where !OneMeasureTests.treats(measure, in: scenario) {
      let play = EnginePlay(lesson, .acknowledging, script: Self.sixTimes(measure))
      expectsToFail(play, in: lesson, "\(measure)")
    }
  }

  private func expectsToFail(_ play: EnginePlay, in lesson: Scenario, _ name: String) {
    var play = play
    play.run { Self.isDecided($0, in: lesson) }
    // That the session is not closed yet does not count as lacking.
    let lacks = play.score.objectives.contains {
      $0.id != "carried-through" && [.missed, .harmful].contains($0.result)
    }
    #expect(lacks && !play.score.passed, "\(name): \(play.score.objectives)")
  }

  /// Whether harm was done or an answer came too late, which nothing later makes good.
  private static func isDecided(_ play: EnginePlay, in lesson: Scenario) -> Bool {
    if !play.score.harmfulActs.isEmpty { return true }
    return lesson.objectives.contains { objective in
      let entry = play.score.objectives.first { $0.id == objective.id }
      guard entry?.result == .missed, let since = entry?.since else { return false }
      return play.situation.now > since + objective.late
    }
  }

  @Test(arguments: [("probe-off", "patient-looked-at"), ("no-escort", "escort-seen-to")])
  func notesAloneSeeToNobody(scenario: String, answer: String) throws {
    let notes = (5...130).map { ScriptedAction(60 * $0, .note("seen to")) }
    var play = EnginePlay(try #require(Scenario.named(scenario)), .acknowledging, script: notes)
    play.run(until: .minutes(150))
    #expect(play.session.phase == .closed)
    #expect(play.result(answer) == .missed && !play.score.passed, "\(play.score.objectives)")
  }

  /// Whoever answers all that calls, but never ends the infusion, has not treated.
  @Test func whoNeverEndsTheInfusionHasNotTreated() throws {
    var play = try scripted("hypertension", Self.treatedPressure.filter { $0.action.name != .stop })
    play.run(until: .minutes(110))
    let lacking = play.score.objectives.filter { ![.met, .late].contains($0.result) }.map(\.id)
    #expect(lacking == ["carried-through"])
    #expect(!play.score.passed)
  }

  /// A baseline and a start alone are no treatment; nor is a session that was stopped and then left.
  @Test(arguments: [[], [ScriptedAction(2650, .stop(reason: "dose complete"))]])
  func aStartIsNoSession(rest: [ScriptedAction]) throws {
    var play = EnginePlay(.uneventful, .nobody, script: rest)
    play.run(until: .minutes(110))
    #expect(play.result("carried-through") == .missed && !play.score.passed)
  }

  /// The script closes as soon as the session allows it, or when the observation is over and nobody is there
  /// to take the patient home.
  @Test(arguments: [
    ("hypertension", TimeSpan.seconds(5), "carried-through"), ("probe-off", .seconds(5), "carried-through"),
    ("no-escort", .minutes(35), "not-alone"),
  ])
  func whoLeavesEarlyHasNotSeenItThrough(scenario: String, after: TimeSpan, lacking: String) throws {
    var play = EnginePlay(try #require(Scenario.named(scenario)), .good)
    play.run(until: .minutes(110)) { play in
      play.situation.stoppedAt.map { play.situation.now >= $0 + after } ?? false
    }
    play.does(.close(reason: "gone"))
    #expect(play.session.phase == .closed)
    #expect(play.result(lacking) == .missed && !play.score.passed, "\(play.score.objectives)")
  }

  private func scripted(_ scenario: String, seed: UInt64 = 1, _ script: [ScriptedAction]) throws -> EnginePlay
  {
    EnginePlay(try #require(Scenario.byTheClock(scenario)), .unwilling, seed: seed, script: script)
  }

  private static let begun = [
    ScriptedAction(200, .baseline()), ScriptedAction(240, .start(override: "practice")),
  ]
  private static let ended = [
    ScriptedAction(3000, .stop(reason: "dose complete")),
    ScriptedAction(5400, .close(reason: "observed, stays with the ward")),
  ]

  private static let treatedPressure =
    begun + [
      ScriptedAction(1745, .pause(reason: "systolic above 180")),
      ScriptedAction(1750, .medication(name: "labetalol", dose: "10 mg", route: "IV")),
      ScriptedAction(2400, .resume(reason: "systolic below 160")),
    ] + ended

  /// For each of some patients, with generous help: whoever helps for a reason may do more than the minimum.
  static let written: [(scenario: String, script: [ScriptedAction])] = [
    ("hypertension", treatedPressure + [ScriptedAction(1755, .intervention(name: "reassurance"))]),
    (
      "desaturation",
      begun
        + ["stimulation", "oxygen", "jaw-support", "position", "probe"].enumerated().map {
          ScriptedAction(1720 + 10 * Int64($0.offset), .intervention(name: $0.element))
        } + ended
    ),
    (
      "bradycardia",
      begun + [
        ScriptedAction(1060, .pause(reason: "pulse below 40")),
        ScriptedAction(1065, .medication(name: "atropine", dose: "0.5 mg", route: "IV")),
        ScriptedAction(1075, .intervention(name: "oxygen")),
        ScriptedAction(1085, .intervention(name: "position")),
        ScriptedAction(1700, .resume(reason: "pulse above 60")),
      ] + ended
    ),
    (
      "pump-occlusion",
      begun + [
        ScriptedAction(1470, .pause(reason: "the line is looked at")),
        ScriptedAction(1475, .intervention(name: "line")),
        ScriptedAction(1510, .resume(reason: "it flows")),
      ] + ended
    ),
  ]

  @Test(arguments: written, [1, 2, 3] as [UInt64])
  func whoHelpsForAReasonPasses(written: (scenario: String, script: [ScriptedAction]), seed: UInt64) throws {
    let script = written.script.sorted { $0.time < $1.time }
    var play = try scripted(written.scenario, seed: seed, script)
    play.run(until: .minutes(95))
    #expect(play.score.passed, "\(play.score.objectives) \(play.score.harmfulActs)")
  }
}
