import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// To answer at the discharge that no escort is there counts as seeing to it, though the session then refuses
/// the discharge: the page of `no-escort` names that answer beside `extend`.
@Suite struct EscortTests {
  /// The infusion ends in second 2640, the sister leaves 24 minutes later.
  private func asked(at seconds: [Int64], until end: Int64 = 4260) throws -> EnginePlay {
    let script = seconds.map { ScriptedAction($0, .discharge(escort: false, override: nil)) }
    var play = EnginePlay(
      try #require(Scenario.byTheClock("no-escort")), .acknowledging, script: script)
    play.run(until: .seconds(end))
    return play
  }

  @Test func anAnswerThatIsRefusedIsAnAnswer() throws {
    let play = try asked(at: [4200])
    #expect(!play.refused.isEmpty && play.session.phase != .closed)
    #expect(play.result("escort-seen-to") == .met, "\(play.score.objectives)")
    #expect(play.score.harmfulActs.isEmpty && play.score.noLooks.isEmpty)
    #expect(Condition.done(.word(.escortDenied)).holds(in: play.situation))
  }

  @Test func beforeSheLeavesItAnswersNothing() throws {
    #expect(try asked(at: [3600]).result("escort-seen-to") == .missed)
  }

  /// The script tries a discharge every few minutes from the stop on, whoever is there.
  @Test func byTheClockItIsNone() throws {
    let play = try asked(at: [3000, 3300, 3600, 4200])
    #expect(play.result("escort-seen-to") == .missed)
    #expect(play.score.noLooks.map(\.why) == [.routine(deed: "a discharge with escort=no", before: 3)])
  }
}
