import InfusionCore
import OperatorLanguage
import Quantities
import Testing

@testable import PatientSimulator

/// A trainee who pauses at every alarm and looks at nobody is right only by chance.
@Suite struct UnseenHaltTests {
  struct Lesson: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let answer: String
    /// Just after it called.
    let halt: ScriptedAction
    var rest: [ScriptedAction] = []
    let end: Int64
  }

  static let lessons = [
    Lesson(
      testDescription: "hypertension", answer: "pressure-treated",
      halt: ScriptedAction(1745, .stop(reason: "always at this minute")), end: 2100),
    Lesson(
      testDescription: "bradycardia", answer: "pulse-raised",
      halt: ScriptedAction(1060, .pause(reason: "an alarm")),
      rest: [ScriptedAction(1350, .resume(reason: "five minutes over"))], end: 1400),
    Lesson(
      testDescription: "panic", answer: "calmed",
      halt: ScriptedAction(1290, .pause(reason: "an alarm")),
      rest: [ScriptedAction(1580, .resume(reason: "five minutes over"))], end: 1620),
  ]

  private func play(_ lesson: Lesson, with deeds: [(after: Int64, action: Action)]) throws -> EnginePlay {
    let second = lesson.halt.time.milliseconds / 1000
    let script = [lesson.halt] + deeds.map { ScriptedAction(second + $0.after, $0.action) } + lesson.rest
    var play = EnginePlay(
      try #require(Scenario.byTheClock(lesson.testDescription)), .nobody,
      script: script.sorted { $0.time < $1.time })
    play.run(until: .seconds(lesson.end))
    return play
  }

  @Test(arguments: lessons)
  func aHaltWithoutALookAnswersNothing(lesson: Lesson) throws {
    let play = try play(lesson, with: [(20, .note("seen to")), (30, .acknowledge(nil))])
    #expect(play.result(lesson.answer) == .missed, "\(play.score.objectives)")
    let deed = try #require(Deed.all(of: lesson.halt.action).first)
    #expect(play.score.noLooks == [TimedNoLook(why: .unseen(deed: deed.words), at: lesson.halt.time)])
  }

  private static let looks: [Action] = [
    .check(), .intervention(name: "cuff"), .intervention(name: "position"),
    .symptom(name: "dizziness", severity: 1, at: nil),
  ]

  @Test(arguments: lessons, looks)
  func whoLooksHasAnswered(lesson: Lesson, look: Action) throws {
    let play = try play(lesson, with: [(60, look)])
    #expect(play.result(lesson.answer) == .met, "\(play.score.objectives)")
    #expect(play.score.noLooks.isEmpty)
  }

  /// The trainee had looked before the pause, or still has time for a look.
  @Test(arguments: [-100, 290] as [Int64])
  func aLookShortlyBeforeOrLaterIsOne(after: Int64) throws {
    let play = try play(Self.lessons[0], with: [(after, .check())])
    #expect(play.result("pressure-treated") == .met)
  }

  @Test(arguments: [-200, 320] as [Int64])
  func aLookOfAnotherTimeIsNone(after: Int64) throws {
    let play = try play(Self.lessons[0], with: [(after, .check())])
    #expect(play.result("pressure-treated") == .missed)
  }

  /// A dose that was reckoned wrongly is corrected at the desk.
  @Test func aMistakeIsNoPatient() throws {
    let stop = ScriptedAction(600, .stop(reason: "the label says 10 mg/mL"))
    var play = EnginePlay(try #require(Scenario.byTheClock("tenfold")), .nobody, script: [stop])
    play.run(until: .seconds(960))
    #expect(play.result("dose-corrected") == .met)
  }
}

/// Once, trainees who answer every alarm alike passed with some of these patients, without a look at them.
@Suite struct UnseeingTests {
  static let robots: [(kind: Trainee.Kind, scenario: String, seed: UInt64)] = [
    (.pausing, "bradycardia", 1), (.pausing, "bradycardia", 2), (.pausing, "panic", 1),
    (.pausing, "panic", 2), (.pausing, "hypertension", 1), (.flooding, "vomiting", 1),
    (.flooding, "vomiting", 5),
    (.flooding, "hypertension", 1),
  ]

  @Test(arguments: robots)
  func noneOfThemPasses(kind: Trainee.Kind, scenario: String, seed: UInt64) throws {
    var play = EnginePlay(try #require(Scenario.named(scenario)), kind, seed: seed)
    play.run(until: .minutes(180))
    #expect(play.session.phase == .closed && play.result("carried-through") == .met)
    #expect(!play.score.passed, "\(play.score.objectives)")
  }

  /// Where nothing calls for anybody nothing is done for anybody.
  @Test(arguments: [Trainee.Kind.pausing, .flooding])
  func withoutAnAlarmTheyDoTheOrdinary(kind: Trainee.Kind) {
    var play = EnginePlay(.uneventful, kind)
    play.run(until: .minutes(18))
    #expect(play.situation.deeds.allSatisfy { !$0.isHelp } && play.session.phase == .infusing)
  }
}

/// A medicine beside another one, for a trouble that the patient does not have.
@Suite struct BesideAnotherTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let patient: @Sendable (inout Situation) -> Void
    let given: [(second: Int64, medicine: String)]
    var harm: HarmfulAct?
  }

  static let cases = [
    Case(
      testDescription: "sick, at 150 mmHg", patient: { ($0.state.nausea, $0.signs.sys) = (0.8, 150) },
      given: [(0, "ondansetron"), (5, "labetalol")],
      harm: .besideAnother(medicine: "labetalol", other: "ondansetron")),
    Case(
      testDescription: "sick, and nobody has measured",
      patient: { ($0.state.nausea, $0.signs.sys) = (0.8, 168) },
      given: [(0, "ondansetron"), (5, "labetalol")],
      harm: .besideAnother(medicine: "labetalol", other: "ondansetron")),
    Case(
      testDescription: "190 mmHg, and not sick", patient: { ($0.signs.sys, $0.measuredSys) = (190, 190) },
      given: [(0, "labetalol"), (0, "ondansetron")],
      harm: .besideAnother(medicine: "ondansetron", other: "labetalol")),
    Case(
      testDescription: "what is not needed first", patient: { ($0.signs.sys, $0.measuredSys) = (190, 190) },
      given: [(0, "ondansetron"), (30, "labetalol")],
      harm: .besideAnother(medicine: "ondansetron", other: "labetalol")),
    Case(
      testDescription: "afraid, and not sick", patient: { $0.state.anxiety = 0.8 },
      given: [(0, "midazolam"), (5, "ondansetron")],
      harm: .besideAnother(medicine: "ondansetron", other: "midazolam")),
    Case(
      testDescription: "both",
      patient: { ($0.state.nausea, $0.signs.sys, $0.measuredSys) = (0.8, 190, 190) },
      given: [(0, "labetalol"), (5, "ondansetron")]),
    Case(
      testDescription: "minutes apart", patient: { ($0.signs.sys, $0.measuredSys) = (190, 190) },
      given: [(0, "ondansetron"), (120, "labetalol")]),
    Case(
      testDescription: "two against one trouble", patient: { $0.signs.hr = 38 },
      given: [(0, "atropine"), (20, "ephedrine")]),
    Case(testDescription: "before any nausea, alone", patient: { _ in }, given: [(0, "ondansetron")]),
  ]

  @Test(arguments: cases)
  func whoTreatsEverythingHasFoundNothing(met: Case) {
    var situation = Situation(
      signs: VitalSigns(hr: 72, sys: 120, dia: 76, spo2: 97.5, rr: 14), weight: .init(70),
      concentration: .init(1), escortIsHere: true)
    met.patient(&situation)
    var given = GivenHelp()
    let harms = met.given.compactMap { second, name -> HarmfulAct? in
      situation.now = .seconds(600 + second)
      guard let dose = Medicine.named(name).map({ "\(Fixed(rounding: $0.usualMilligrams)) mg" }) else {
        return nil
      }
      return given.judge(
        .medication(name: name, dose: dose, route: "IV"), isAccepted: true, wanted: [], in: situation)
    }
    #expect(harms == [met.harm].compactMap { $0 })
  }
}
