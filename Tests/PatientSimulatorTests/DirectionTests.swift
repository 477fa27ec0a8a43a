import PatientSimulator
import Quantities
import Testing

/// Properties over actions x states x doses x times, like those of `CauseTests`: in which direction each
/// thing that can be given moves a patient in any state.
@Suite struct DirectionTests {
  /// What a thing may do to pulse, systolic pressure and sleep: up, down, or neither; nil where that hangs
  /// on what sleep does to the breath.
  struct Way: CustomTestStringConvertible, Sendable {
    let name: String
    var hr: Int? = 0
    var sys: Int? = 0
    var sleep: Int? = 0

    var testDescription: String { name }
  }

  static let ways = [
    Way(name: "labetalol", hr: -1, sys: -1), Way(name: "metoprolol", hr: -1, sys: -1),
    Way(name: "esmolol", hr: -1, sys: -1), Way(name: "hydralazine", hr: 1, sys: -1),
    Way(name: "ephedrine", hr: 1, sys: 1), Way(name: "phenylephrine", hr: -1, sys: 1),
    Way(name: "atropine", hr: 1, sys: 1), Way(name: "glycopyrrolate", hr: 1, sys: 1),
    Way(name: "naloxone"), Way(name: "ondansetron"), Way(name: "flumazenil", sleep: -1),
    Way(name: "stimulation", sleep: -1), Way(name: "suction"), Way(name: "probe"), Way(name: "cuff"),
    Way(name: "clonidine", hr: -1, sys: -1, sleep: 1), Way(name: "reassurance", hr: -1, sys: -1),
    Way(name: "midazolam", hr: nil, sys: nil, sleep: 1), Way(name: "lorazepam", hr: nil, sys: nil, sleep: 1),
    Way(name: "diazepam", hr: nil, sys: nil, sleep: 1), Way(name: "propofol", hr: nil, sys: nil, sleep: 1),
    Way(name: "metoclopramide"), Way(name: "oxygen"), Way(name: "jaw-support"), Way(name: "position"),
    Way(name: "line"),
  ]

  @Test func everythingThatCanBeGivenHasItsWay() {
    #expect(Set(Self.ways.map(\.name)) == Set(Measure.allCases.map(\.rawValue) + Medicine.all.map(\.name)))
    #expect(Self.ways.count == Measure.allCases.count + Medicine.all.count)
  }

  private static let states = ["well", "vagus", "anxiety", "sedation", "surge"]

  /// Never the other way, in any state, at any time, at half or double the usual dose.
  @Test(arguments: ways)
  func nothingMovesTheOtherWay(way: Way) {
    for state in Self.states {
      let met = patient(state)
      let spared = course(of: met, nil)
      for doses in [0.5, 2] {
        for (minute, (given, left)) in zip(course(of: met, help(way.name, doses)), spared).enumerated() {
          let place = "\(way.name) x\(doses), \(state), minute \(minute + 1)"
          expect(given.signs.hr - left.signs.hr, way.hr, most: 1, "HR, \(place)")
          expect(given.signs.sys - left.signs.sys, way.sys, most: 2, "Sys, \(place)")
          expect(given.state.sedation - left.state.sedation, way.sleep, most: 0.01, "sleep, \(place)")
        }
      }
    }
  }

  /// The patient after each of five minutes.
  private func course(of met: SimulatedPatient, _ help: Help?) -> [SimulatedPatient] {
    var patient = met
    if let help { patient.receive(help) }
    return (1...5).map { _ in
      for _ in 0..<60 { patient.step(to: patient.now + .seconds(1)) }
      return patient
    }
  }

  private func expect(_ change: Double, _ way: Int?, most: Double, _ place: String) {
    switch way {
    case 1: #expect(change > -most, "\(place): \(change)")
    case -1: #expect(change < most, "\(place): \(change)")
    case nil: break
    default: #expect(abs(change) < most, "\(place): \(change)")
    }
  }

  private func help(_ name: String, _ doses: Double) -> Help? {
    if name == "oxygen" { return .oxygen(litresPerMinute: 4 * doses) }
    if let measure = Measure(rawValue: name) { return .measure(measure) }
    return Medicine.named(name).map {
      .medicine($0, milligrams: doses * $0.usualMilligrams, isIntravenous: true)
    }
  }

  /// A patient twenty minutes into 0.5 mg/kg over 40 min, in the named state.
  private func patient(_ state: String) -> SimulatedPatient {
    let rise = state == "surge" ? DrugRise(sys: 80, dia: 30, hr: 8) : .published
    let traits = PatientTraits(rest: VitalSigns(hr: 72, sys: 120, dia: 76, spo2: 97.5, rr: 14), rise: rise)
    var patient = SimulatedPatient(traits: traits, weight: .init(70), noise: SplitMix64(seed: 5))
    patient.infuse(.init(52.5), from: .start)
    patient.step(to: .minutes(20))
    if let kind = Trouble.Kind(rawValue: state) {
      patient.begin(Trouble(kind, level: 0.8, lasts: .minutes(60), isByDrug: false))
    }
    for _ in 0..<120 { patient.step(to: patient.now + .seconds(1)) }
    return patient
  }
}

/// What a dose far below and far above the usual one does: more sleep with more of it, and nothing absurd.
@Suite struct DoseRangeTests {
  @Test func fromATenthToTenTimesTheUsualDose() {
    let ends = [0.1, 0.25, 0.5, 1, 2, 5].map { (dose: $0, patient: infused($0)) }
    for (less, more) in zip(ends, ends.dropFirst()) {
      #expect(more.patient.state.sedation > less.patient.state.sedation, "\(more.dose) mg/kg")
      #expect(more.patient.effect > less.patient.effect)
    }
    for (dose, patient) in ends {
      let signs = patient.signs
      #expect((100...200).contains(signs.sys) && (55...130).contains(signs.hr), "\(dose) mg/kg: \(signs)")
      // A tenth puts nobody to sleep and takes nobody's breath; ten times the dose is an anaesthetic.
      if dose <= 0.5 { #expect(patient.state.sedation < 0.3 && signs.spo2 > 94 && patient.harm == 0) }
      if dose >= 5 { #expect(patient.state.sedation > 0.6) }
    }
  }

  /// So many mg/kg over 40 min.
  private func infused(_ dose: Double) -> SimulatedPatient {
    let traits = PatientTraits(
      rest: VitalSigns(hr: 72, sys: 120, dia: 76, spo2: 97.5, rr: 14), rise: .published)
    var patient = SimulatedPatient(traits: traits, weight: .init(70), noise: SplitMix64(seed: 9))
    patient.infuse(.init(dose * 70 * 1.5), from: .start)
    for second in Int64(1)...2400 { patient.step(to: .seconds(second)) }
    return patient
  }
}
