import PatientSimulator
import Pharmacokinetics
import Quantities
import Testing

/// The first thousand patients whom a seed meets at a simulated chair, under 0.5 mg/kg over 40 min: seen
/// before, at the end, and an hour later.
private struct Cohort {
  var atEnd: [VitalSigns] = []
  var later: [VitalSigns] = []

  init() {
    for seed in 0..<1000 {
      // The stream that a station draws its patient from.
      var birth = SplitMix64(seed: UInt64(seed)).stream(1)
      var patient = SimulatedPatient(
        traits: .calm(&birth), weight: .init(70), noise: SplitMix64(seed: UInt64(seed) + 1000))
      patient.step(to: .seconds(60))
      let before = patient.signs
      patient.infuse(.init(52.5), from: .minutes(2))
      patient.infuse(.zero, from: .minutes(42))
      patient.step(to: .minutes(42))
      atEnd.append(patient.signs.minus(before))
      patient.step(to: .minutes(102))
      later.append(patient.signs.minus(before))
    }
  }
}

extension VitalSigns {
  fileprivate func minus(_ other: VitalSigns) -> VitalSigns {
    VitalSigns(
      hr: hr - other.hr, sys: sys - other.sys, dia: dia - other.dia, spo2: spo2 - other.spo2,
      rr: rr - other.rr)
  }
}

@Suite struct PublishedMeansTests {
  /// Vankawala 2021: the confidence intervals of the pooled rises, 15 studies, 2252 treatments.
  @Test func theMeanRiseLiesInThePooledInterval() {
    let atEnd = Cohort().atEnd
    #expect((10.40...14.82).contains(mean(atEnd.map(\.sys))))
    #expect((6.89...10.09).contains(mean(atEnd.map(\.dia))))
    #expect((0.55...7.63).contains(mean(atEnd.map(\.hr))))
  }

  /// Yale 2024: SD 11.2 and 8.45 mmHg.
  @Test func patientsDifferAsMuchAsPublished() {
    let atEnd = Cohort().atEnd
    #expect((9.7...12.7).contains(deviation(atEnd.map(\.sys))))
    #expect((7.2...9.7).contains(deviation(atEnd.map(\.dia))))
  }

  /// Fang 2019: back by 100 min; and no effect on SpO2.
  @Test func anHourLaterItIsNearlyOver() {
    let cohort = Cohort()
    #expect(abs(mean(cohort.later.map(\.sys))) < 4)
    #expect(abs(mean(cohort.later.map(\.hr))) < 2)
    #expect(abs(mean(cohort.atEnd.map(\.spo2))) < 0.2)
  }

  @Test(arguments: [(0.0, 0.0), (238.3, 1), (750, 2.0737)])
  func theAnswerSaturates(nanogramsPerMillilitre: Double, fraction: Double) {
    #expect(abs(DrugRise.fraction(at: .init(nanogramsPerMillilitre)) - fraction) < 1e-4)
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func deviation(_ values: [Double]) -> Double {
    let middle = mean(values)
    return mean(values.map { ($0 - middle) * ($0 - middle) }).squareRoot()
  }
}

@Suite struct PatientTests {
  @Test func thePatientAnswersToWhatIsReallyGiven() {
    var given = patient(seed: 3)
    var spared = patient(seed: 3)
    given.infuse(.init(52.5), from: .start)
    for second in 1...1200 {
      given.step(to: .seconds(Int64(second)))
      spared.step(to: .seconds(Int64(second)))
    }
    #expect(given.signs.sys > spared.signs.sys + 8)
    #expect(given.signs.hr > spared.signs.hr + 2)
    #expect(spared.effect == .zero)
  }

  @Test func aBolusCountsAtOnce() {
    var patient = patient(seed: 3)
    patient.bolus(.init(10), at: .seconds(30))
    patient.step(to: .seconds(90))
    #expect(patient.effect.value > 400)
  }

  @Test func whenItIsGivenCountsToTheMillisecond() {
    var early = patient(seed: 3)
    var late = patient(seed: 3)
    early.infuse(.init(52.5), from: SessionTime(milliseconds: 1001))
    late.infuse(.init(52.5), from: SessionTime(milliseconds: 1002))
    early.step(to: .seconds(2))
    late.step(to: .seconds(2))
    #expect(early.plasma > late.plasma)
  }

  private func patient(seed: UInt64) -> SimulatedPatient {
    let traits = PatientTraits(
      rest: VitalSigns(hr: 70, sys: 120, dia: 80, spo2: 97, rr: 14), rise: .published)
    return SimulatedPatient(traits: traits, weight: .init(70), noise: SplitMix64(seed: seed))
  }
}
