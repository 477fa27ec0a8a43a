import InfusionCore
import InstructorUI
import PatientSimulator
import Quantities
import TestBench
import Testing
import TextScreen

@Suite("How what is hoped for stands on the console")
struct ObjectiveStandingTests {
  /// The pulse is slow from the first minute on, and somebody has three minutes.
  private static let slowPulse = Scenario(
    name: "own",
    events: [
      .init(
        .rest(RestingValues(hr: 72)),
        .trouble(
          Trouble(.vagus, level: 0.9, onset: .seconds(20), lasts: .minutes(30), isByDrug: false)))
    ],
    objectives: [
      Objective(
        "pulse-raised", when: .is(.hr, .below, 50), deeds: [.measure(.stimulation)], within: .minutes(1),
        late: .minutes(3)),
      Objective(
        "fear-met", when: .is(.anxiety, .above, Fixed(thousandths: 500)), deeds: [.measure(.reassurance)]),
    ])

  private func told(_ bedside: SimulatedBedside) -> ToldTruth {
    ToldTruth(bedside.truth, scenario: "own", seed: "3", isFrozen: false, deeds: [])
  }

  /// When the slow pulse calls.
  private func onset(_ bedside: SimulatedBedside) throws -> SessionTime {
    try #require(bedside.truth.objectives.first { $0.id == "pulse-raised" }?.since)
  }

  /// Before, it called for an hour and a half, and `missed` came only with the help.
  @Test("what nobody did is missed as soon as its late limit is over, and still calls")
  func missedAtItsLimit() throws {
    var bedside = SimulatedBedside(seed: 3, scenario: Self.slowPulse)
    _ = bedside.advance(to: .seconds(120))
    let limit = try onset(bedside) + .minutes(3)
    _ = bedside.advance(to: limit)
    #expect(told(bedside).objectives[0].isTooLate == false)
    _ = bedside.advance(to: limit + .seconds(2))
    let truth = told(bedside)
    #expect(truth.objectives[0].isTooLate && truth.objectives[0].result == "missed")
    #expect(DeskLine(truth.line) == .truth(truth))
    #expect(seen(truth).contains(" missed, CALLS 3:02 pulse-raised"))
    var lines = InstructorLines()
    _ = lines.hear(.truth(truth))
    #expect(lines.state.contains("hoped for: pulse-raised missed, CALLS 3:02"))
  }

  /// Before, it said `met` and the time, and later `CALLS`.
  @Test("what was averted is met so far, and calls when it comes after all")
  func averted() throws {
    var bedside = SimulatedBedside(seed: 3, scenario: Self.slowPulse)
    _ = bedside.advance(to: .seconds(120))
    bedside.answer(to: .intervention(name: "stimulation"), isAccepted: true, at: .seconds(120))
    _ = bedside.advance(to: .seconds(130))
    let fear = told(bedside).objectives[1]
    #expect(fear.id == "fear-met" && fear.result == "met" && fear.at == nil)
    #expect(seen(told(bedside)).contains(/\smet so far\s+fear-met/))
    bedside.obey(try #require(PatientInstruction(words: "set anxiety=0.9")))
    _ = bedside.advance(to: .seconds(160))
    #expect(seen(told(bedside)).contains(/\sCALLS for 0:\d\d\s+fear-met/))
  }

  /// Before, `CALLS for 1:16:29airway-opened`.
  @Test("long times keep a space before the name", arguments: [false, true])
  func space(isTooLate: Bool) {
    var truth = Drills.closed
    truth.objectives[0] = ToldObjective(
      id: "airway-opened", result: "missed", calledAgo: .seconds(4589), at: nil, isTooLate: isTooLate)
    let words = isTooLate ? " missed, CALLS 1:16:29 " : " CALLS for 1:16:29 "
    #expect(seen(truth).contains(words + "airway-opened"))
  }

  private func seen(_ truth: ToldTruth) -> String {
    var model = InstructorModel(size: Size(columns: 80, rows: 24))
    model.hear(.truth(truth))
    return instructorView(model).plainText
  }
}
