import PatientSimulator
import Quantities
import Testing

@Suite struct SimulatedSeriesTests {
  @Test func aLongerSeriesBeginsAsTheShorter() {
    let long = SimulatedSession.series(seed: 1, count: 80)
    #expect(Array(long.prefix(7)) == SimulatedSession.series(seed: 1, count: 7))
    #expect(long[0].scenario == .uneventful)
    #expect(Set(long.map(\.scenario.name)).count == 11)
    #expect(Set(long.map(\.plan)) == ["trd-40", "trd-45", "trd-60"])
    #expect(zip(long, long.dropFirst()).allSatisfy { $0.begins < $1.begins })
    #expect(SimulatedSession.series(seed: 2, count: 80) != long)
  }

  /// The fifth session is the first patient's second: the same person, with other noise.
  @Test func patientsComeBack() {
    let series = SimulatedSession.series(seed: 1, count: 30)
    #expect(series[0].patient == series[4].patient)
    #expect(series[0].person == series[4].person && series[0].weight == series[4].weight)
    #expect(series[0].seed != series[4].seed)
    #expect(Set(series.prefix(24).map(\.patient)).count == 4)
    #expect(!Set(series.prefix(24).map(\.patient)).contains(series[24].patient))
  }

  @Test func everyWeightIsThatOfAnAdult() {
    let weights = SimulatedSession.series(seed: 3, count: 200).map(\.weight.value)
    #expect(weights.allSatisfy { (52...100).contains($0) && ($0 * 2).rounded() == $0 * 2 })
  }
}
