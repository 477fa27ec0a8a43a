import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// A treatment that is not all in was ended for a reason, or it was given up: a pause alone is neither.
@Suite struct TreatmentTests {
  /// The pulse slows ten minutes after the start, which is in second 240, whatever was stopped by then.
  static let slowPulse = Scenario(
    name: "own",
    events: [
      .init(
        when: .started, after: .seconds(600),
        .trouble(
          Trouble(.vagus, level: 0.9, onset: .seconds(20), lasts: .minutes(10), isByDrug: false)))
    ],
    objectives: [
      Objective("pulse-raised", when: .is(.hr, .below, 45), deeds: [.word(.pause), .word(.stop)])
    ])

  private func treatment(_ script: [ScriptedAction]) throws -> ScenarioScore.Entry {
    var play = EnginePlay(Self.slowPulse, .nobody, script: script)
    play.run(until: .minutes(20))
    return try #require(play.score.objectives.first { $0.id == "treatment-given" })
  }

  private func pause(_ second: Int64) -> ScriptedAction { .init(second, .pause(reason: "pulse")) }
  private func stop(_ second: Int64) -> ScriptedAction {
    .init(second, .stop(reason: "pulse"))
  }

  @Test(arguments: [700, 880])
  func aPauseIsNoEnd(second: Int64) throws {
    let entry = try treatment([pause(second)])
    #expect(entry.result == .missed && entry.at == .seconds(second))
  }

  /// It ends with the stop, whenever it was paused.
  @Test(arguments: [700, 880])
  func aStopAfterTheCallIsOne(paused: Int64) throws {
    let entry = try treatment([pause(paused), stop(1000)])
    #expect(entry.result == .met && entry.at == .seconds(1000))
  }

  /// Who sees it coming stops before it calls, and is right when it does; long before it nobody sees it.
  @Test(arguments: [(600, ScenarioScore.Result.missed), (830, .met)] as [(Int64, ScenarioScore.Result)])
  func aStopBeforeTheCallIsOneWhenItCallsSoon(second: Int64, result: ScenarioScore.Result) throws {
    let entry = try treatment([stop(second)])
    #expect(entry.result == result)
    if result == .met { #expect(entry.at.map { $0 > .seconds(840) } == true) }
  }

  @Test func whatIsGoneOnWithHasNotEnded() throws {
    let entry = try treatment([pause(880), .init(1000, .resume(reason: "pulse above 60"))])
    #expect(entry.result == .missed && entry.at == nil)
  }
}
