import InfusionCore
import PatientSimulator
import Practice
import Quantities
import Testing

/// What `drill --check` says of a scenario's ranges before it tries it.
@Suite struct DrawnTests {
  private static func trial(_ events: ScenarioEvent...) -> ScenarioTrial {
    ScenarioTrial(
      Scenario(name: "own", events: events), configuration: .shipped, plan: "trd-40", weight: Kilograms(70))
  }

  @Test func fromWhereToWhereTheSeedsDraw() {
    let range = Wait.drawn(from: .seconds(20), to: .seconds(80))
    let trial = Self.trial(
      ScenarioEvent(when: .phase(.infusing), after: .minutes(3), .vomit),
      ScenarioEvent(when: .phase(.infusing), after: range, .cuffMeasure))
    let drawn = trial.drawn(seeds: 300)
    #expect(drawn.count == 1)
    #expect(drawn.first?.hasPrefix("drawn: 0:20 to 1:20 of 20..80 s, 0:") == true, "\(drawn)")
    #expect(drawn.first?.hasSuffix(" in the middle, when infusing: cuff-measure") == true, "\(drawn)")
  }

  @Test func ofAScenarioWithoutARangeNothingIsSaid() {
    #expect(Self.trial(ScenarioEvent(after: .minutes(3), .vomit)).drawn(seeds: 5).isEmpty)
    #expect(Self.trial(ScenarioEvent(after: .minutes(3), .vomit)).drawn(seeds: 0).isEmpty)
  }
}
