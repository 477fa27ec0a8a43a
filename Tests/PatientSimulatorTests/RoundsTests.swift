import InfusionCore
import OperatorLanguage
import Quantities
import Testing

@testable import PatientSimulator

/// This script does one kind of thing after the other by the clock, none of them three times. Once, it met
/// whatever came, and passed `panic` and `unplug` with eleven seeds of twelve.
@Suite struct RoundsTests {
  /// Minutes of the infusion.
  private static let rounds: [(minute: Int64, action: Action)] = [
    (12, .medication(name: "ondansetron", dose: "4 mg", route: "IV")),
    (14, .symptom(name: "floating", severity: 1, at: nil)),
    (16, .intervention(name: "position")),
    (18, .bloodPressure(BloodPressureAction(sys: 130, dia: 80))),
    (20, .intervention(name: "reassurance")),
    (22, .symptom(name: "floating", severity: 1, at: nil)),
    (24, .intervention(name: "position")),
    (26, .bloodPressure(BloodPressureAction(sys: 135, dia: 82))),
    (28, .medication(name: "ondansetron", dose: "4 mg", route: "IV")),
    (30, .intervention(name: "probe")), (32, .intervention(name: "reassurance")),
    (34, .intervention(name: "stimulation")),
  ]

  /// The infusion begins in second 240.
  @Test(arguments: [1, 3, 6, 7, 8] as [UInt64])
  func whoGoesByRoundsHasSeenNobody(seed: UInt64) throws {
    let script = Self.rounds.map { ScriptedAction(240 + 60 * $0.minute, $0.action) }
    var play = EnginePlay(try #require(Scenario.named("unplug")), .nobody, seed: seed, script: script)
    play.run(until: .minutes(41))
    #expect(play.result("patient-looked-at") == .missed, "\(play.score.objectives)")
  }

  /// Panic calls in second 1257 or so, and is answered in time up to two minutes later.
  private func panicked(_ deeds: [(second: Int64, action: Action)]) throws -> EnginePlay {
    let script = deeds.map { ScriptedAction($0.second, $0.action) }
    var play = EnginePlay(try #require(Scenario.byTheClock("panic")), .nobody, script: script)
    play.run(until: .seconds(1400))
    return play
  }

  private let before: [(second: Int64, action: Action)] = [
    (400, .intervention(name: "probe")), (640, .symptom(name: "floating", severity: 1, at: nil)),
  ]
  private let kindWord = Action.intervention(name: "reassurance")

  @Test func afterTwoThingsOfAnyKindItIsToBeAtOnce() throws {
    #expect(try panicked(before + [(1290, kindWord)]).result("calmed") == .met)
    let late = try panicked(before + [(1345, kindWord)])
    #expect(late.result("calmed") == .missed)
    #expect(
      late.score.noLooks.map(\.why) == [.rounds(deed: "reassurance", before: 2, prompt: .seconds(60))])
    #expect(late.score.harmfulActs.isEmpty)
  }

  /// One thing too many is no round, and neither is what was done long ago or for a reason.
  @Test func whoDoesAThingNowAndThenHasTime() throws {
    #expect(try panicked([before[0], (1345, kindWord)]).result("calmed") == .met)
    let asked: [(second: Int64, action: Action)] = [
      (1240, .intervention(name: "probe")), (1245, .symptom(name: "anxiety", severity: 2, at: nil)),
    ]
    #expect(try panicked([before[0]] + asked + [(1345, kindWord)]).result("calmed") == .met)
  }

  /// An action that costs something is not part of a round.
  @Test func aPauseWithALookAnswersAsEver() throws {
    let paused = try panicked(before + [(1345, .pause(reason: "afraid")), (1350, .check())])
    #expect(paused.result("calmed") == .met && paused.score.noLooks.isEmpty)
  }

  @Test func twentyMinutesLaterItIsForgotten() throws {
    var rounds = Rounds()
    let deeds = try ["probe", "ondansetron", "symptom"].map { try #require(Deed($0)) }
    let told = zip(deeds, [0, 600, 1190]).map { deed, second in
      rounds.judge(deed, isNeedless: true, at: .seconds(second))
    }
    #expect(told == [nil, nil, 2])
    #expect(rounds.judge(deeds[0], isNeedless: false, at: .seconds(2391)) == nil)
    let check = try #require(Deed("check"))
    #expect((0..<5).allSatisfy { rounds.judge(check, isNeedless: true, at: .seconds(2400 + $0)) == nil })
  }

  @Test func itIsToldPlainly() {
    let why = NoLook.rounds(deed: "probe", before: 3, prompt: .seconds(60))
    let told = "probe, after 3 things in 20 min that nothing asked for, and later than 1 min: "
    #expect(why.sentence.hasPrefix(told))
  }
}

/// A dose that was computed from a wrong weight.
@Suite struct TooMuchTests {
  /// The patient of a drill weighs 70 kg.
  private static let mistyped = ScriptedAction(
    30, .setup(SetupAction(weight: Kilograms(300), reason: "as the chart has it")))

  @Test func moreThanTheEnvelopeIsNoTreatment() throws {
    var play = EnginePlay(.uneventful, .nobody, script: [Self.mistyped])
    play.run(until: .minutes(60))
    #expect(play.result("treatment-given") == .harmful, "\(play.score.objectives)")
    #expect(!play.score.passed)
  }

  @Test func somewhatMoreIsATreatment() throws {
    var play = EnginePlay(.uneventful, .nobody, weight: Kilograms(100))
    play.run(until: .minutes(46))
    #expect(play.result("treatment-given") == .met)
  }

  /// In a scenario about the mistake, the scenario's own objective covers it.
  @Test(arguments: ["pounds", "tenfold"])
  func whoseLessonItIsTellsItByItself(scenario: String) throws {
    var play = EnginePlay(try #require(Scenario.named(scenario)), .nobody)
    play.run(until: .minutes(48))
    #expect(play.result("treatment-given") == .met && play.result("dose-corrected") == .missed)
  }
}
