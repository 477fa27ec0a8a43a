import Quantities
import Testing

@testable import Pharmacokinetics

@Suite struct DispositionTests {
  /// Domino at 70 kg: decay rates (1/min) and weights (1/L), computed elsewhere.
  @Test func dominoHasThePublishedExponentials() {
    let modes = Disposition(.domino, weight: .init(70)).modes
    let expected = [(1.72403726, 0.211928195), (0.15151603, 0.0129592009), (0.00604670, 0.00186997412)]
    for (mode, (decay, weight)) in zip(modes, expected) {
      #expect(isClose(mode.decayPerMinute, decay, within: 1e-6))
      #expect(isClose(mode.perMilligram, weight, within: 1e-6))
    }
  }

  @Test(arguments: CompartmentModel.all.map(\.name))
  func aBolusBeginsInTheCentralVolume(name: String) throws {
    let model = try #require(CompartmentModel.named(name))
    let sum = Disposition(model, weight: .init(70)).modes.map(\.perMilligram).reduce(0, +)
    #expect(isClose(sum, 1 / (model.centralLitresPerKilogram * 70), within: 1e-13))
  }

  @Test func aModelWithoutPeripheralsIsOneExponential() {
    let model = CompartmentModel(
      name: "one", centralLitresPerKilogram: 0.5, elimination: .init(0.1), peripherals: [], ke0: .init(1))
    let modes = Disposition(model, weight: .init(60)).modes
    #expect(modes.count == 1)
    #expect(isClose(modes[0].decayPerMinute, 0.1, within: 1e-14))
    #expect(isClose(modes[0].perMilligram, 1.0 / 30, within: 1e-14))
  }
}

@Suite struct TranscendentalTests {
  /// To 17 digits, from a program with arbitrary precision.
  @Test(arguments: [
    (1e-10, 1.00000000005e-10), (-1e-7, -9.9999995000000167e-08), (0.25, 0.28402541668774148),
    (-0.35, -0.29531191028128656), (1, 1.7182818284590452), (-1, -0.63212055882855768),
    (-20, -0.99999999793884638),
    (10, 22025.465794806717), (-800, -1), (0, 0),
  ])
  func matchesKnownValues(x: Double, expected: Double) {
    #expect(isClose(exponentialMinusOne(x), expected, within: 5e-16))
  }
}
