import PatientSimulator
import Quantities
import Testing

/// Properties over problems x help x doses x times: which way a patient goes, and when.
@Suite struct CauseTests {
  /// A problem with the figure that tells how bad it is, and what helps against it.
  struct Problem: CustomTestStringConvertible, Sendable {
    let name: String
    let begin: @Sendable (inout SimulatedPatient) -> Void
    let badness: @Sendable (SimulatedPatient) -> Double
    let helps: Set<String>

    var testDescription: String { name }
  }

  static let problems = [
    Problem(
      name: "airway", begin: { $0.begin(Trouble(.airway, level: 0.55)) },
      badness: { max(0, 96 - $0.signs.spo2) }, helps: ["oxygen", "stimulation", "jaw-support", "position"]),
    Problem(
      name: "sedation", begin: { $0.begin(Trouble(.sedation, level: 0.9, isByDrug: false)) },
      badness: { $0.state.sedation }, helps: ["stimulation", "flumazenil"]),
    Problem(
      name: "vagus", begin: { $0.begin(Trouble(.vagus, level: 0.9)) }, badness: { max(0, 60 - $0.signs.hr) },
      helps: ["atropine", "glycopyrrolate", "ephedrine"]),
    Problem(
      name: "anxiety", begin: { $0.begin(Trouble(.anxiety, level: 0.9)) }, badness: { $0.state.anxiety },
      helps: ["reassurance", "midazolam", "lorazepam", "diazepam", "propofol"]),
    Problem(
      name: "nausea", begin: { $0.begin(Trouble(.nausea, level: 0.9)) }, badness: { $0.state.nausea },
      helps: ["ondansetron", "metoclopramide"]),
    Problem(
      name: "surge", begin: { _ in }, badness: { max(0, $0.signs.sys - 140) },
      helps: ["labetalol", "hydralazine", "clonidine", "metoprolol", "esmolol"]),
  ]

  static let everything =
    Measure.allCases.map(\.rawValue) + Medicine.all.map(\.name)

  /// Only the help that is meant for a problem makes it better, and it always does.
  @Test(arguments: problems)
  func onlyWhatFitsHelps(problem: Problem) {
    for minute in [1, 3] {
      let left = badness(problem, nil, at: minute)
      #expect(left > 0, "\(problem.name) is none")
      for name in Self.everything {
        let now = badness(problem, name, at: minute)
        if problem.helps.contains(name) {
          #expect(now < left * 0.9, "\(name) after \(minute) min does nothing for \(problem.name)")
        } else {
          #expect(now > left * 0.85, "\(name) after \(minute) min helps \(problem.name)")
        }
      }
    }
  }

  /// More of what helps helps no less, up to twice the usual dose.
  @Test(arguments: problems)
  func aLargerDoseHelpsNoLess(problem: Problem) {
    for name in problem.helps where Medicine.named(name) != nil {
      let course = [0.25, 0.5, 1, 2].map { badness(problem, name, at: 1, doses: $0) }
      #expect(zip(course, course.dropFirst()).allSatisfy { $1 <= $0 + 0.01 }, "\(name): \(course)")
      #expect(badness(problem, name, at: 1, doses: 0.001) > badness(problem, nil, at: 1) * 0.97, "\(name)")
    }
  }

  /// From the beginning of a problem on: who helps sooner has a patient with no more harm.
  @Test(arguments: problems)
  func soonerIsNeverWorse(problem: Problem) {
    for name in problem.helps {
      let harms = [0, 1, 2, 3, 4, 6].map { minute in
        patient(problem, name, at: minute, until: 12).harm
      }
      #expect(zip(harms, harms.dropFirst()).allSatisfy { $0 <= $1 + 2 }, "\(name): \(harms)")
    }
  }

  @Test func untreatedAnAirwayHarms() {
    #expect(patient(Self.problems[0], nil, at: 0, until: 12).harm > 120)
    #expect(patient(Self.problems[0], "jaw-support", at: 1, until: 12).harm < 10)
  }

  /// Oxygen given before a problem is a store that the patient lives on.
  @Test func oxygenGivenBeforeCounts() {
    func lowest(_ oxygenAt: Int64?) -> Double {
      var patient = Self.infused()
      var lowest = 100.0
      for second in Int64(1201)...1560 {
        if second == oxygenAt { patient.receive(.oxygen(litresPerMinute: 4)) }
        if second == 1500 { patient.begin(Trouble(.airway, level: 0.95, onset: .seconds(2))) }
        patient.step(to: .seconds(second))
        lowest = min(lowest, patient.signs.spo2)
      }
      return lowest
    }
    #expect(lowest(1210) > lowest(nil) + 8)
  }

  /// Ten times the usual dose of anything is seen on a healthy patient.
  @Test(arguments: Medicine.all)
  func aTenfoldDoseIsSeen(medicine: Medicine) {
    var given = Self.infused()
    var spared = given
    given.receive(.medicine(medicine, milligrams: 10 * medicine.usualMilligrams, isIntravenous: true))
    for second in Int64(1201)...1800 {
      given.step(to: .seconds(second))
      spared.step(to: .seconds(second))
    }
    let isSeen =
      abs(given.signs.sys - spared.signs.sys) >= 8 || abs(given.signs.hr - spared.signs.hr) >= 8
      || given.state.sedation - spared.state.sedation >= 0.3
    #expect(isSeen)
  }

  @Test func aLargeBolusStopsTheBreath() {
    var patient = Self.infused()
    patient.bolus(Milligrams(300), at: .minutes(20))
    var lowest = 100.0
    for second in Int64(1201)...1500 {
      patient.step(to: .seconds(second))
      lowest = min(lowest, patient.signs.spo2)
    }
    #expect(lowest < 80)
    #expect(patient.harm > 60)
  }

  /// A problem that the drug caused ends when the drug is gone.
  @Test func whatTheDrugCausedEndsWithIt() {
    var stopped = patient(Self.problems[0], nil, at: 0, until: 3)
    stopped.infuse(.zero, from: stopped.now)
    let end = stopped.now + .minutes(8)
    while stopped.now < end { stopped.step(to: stopped.now + .seconds(1)) }
    #expect(stopped.signs.spo2 > 93)
    #expect(patient(Self.problems[0], nil, at: 0, until: 11).signs.spo2 < 85)
  }

  // MARK: Patients

  /// Twenty minutes into 0.5 mg/kg over 40 min. One who surges answers six times as strongly.
  static func infused(surging: Bool = false) -> SimulatedPatient {
    let rise = surging ? DrugRise(sys: 80, dia: 30, hr: 8) : .published
    let traits = PatientTraits(rest: VitalSigns(hr: 72, sys: 120, dia: 76, spo2: 97.5, rr: 14), rise: rise)
    var patient = SimulatedPatient(traits: traits, weight: .init(70), noise: SplitMix64(seed: 5))
    patient.infuse(.init(52.5), from: .start)
    patient.step(to: .minutes(20))
    return patient
  }

  static func help(_ name: String, doses: Double) -> Help? {
    if name == "oxygen" { return .oxygen(litresPerMinute: 4) }
    if let measure = Measure(rawValue: name) { return .measure(measure) }
    return Medicine.named(name).map {
      .medicine($0, milligrams: doses * $0.usualMilligrams, isIntravenous: true)
    }
  }

  private func badness(_ problem: Problem, _ name: String?, at minute: Int, doses: Double = 1) -> Double {
    problem.badness(patient(problem, name, at: minute, until: 8, doses: doses))
  }

  private func patient(
    _ problem: Problem, _ name: String?, at minute: Int, until end: Int, doses: Double = 1
  ) -> SimulatedPatient {
    var patient = Self.infused(surging: problem.name == "surge")
    problem.begin(&patient)
    for second in 0..<(60 * end) {
      if second == 60 * minute, let help = name.flatMap({ Self.help($0, doses: doses) }) {
        patient.receive(help)
      }
      patient.step(to: patient.now + .seconds(1))
    }
    return patient
  }
}

/// Whatever is done to a patient, the figures are possible ones, and none stays the same for long.
@Suite struct StormTests {
  @Test(arguments: 1...12)
  func noValueIsImpossibleAndNoneIsFlat(seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed))
    var birth = chance
    var patient = SimulatedPatient(traits: .anyone(&birth), weight: .init(70), noise: SplitMix64(seed: 3))
    patient.infuse(.init(Double(chance.next() % 800)), from: .start)
    var last: [VitalSigns] = []
    for second in Int64(1)...1500 {
      if second % 50 == 0 { disturb(&patient, &chance) }
      patient.step(to: .seconds(second))
      let signs = patient.signs
      #expect((20...230).contains(signs.hr) && (40...270).contains(signs.sys))
      #expect((15..<signs.sys).contains(signs.dia) && (20...100).contains(signs.spo2))
      #expect((0...60).contains(signs.rr))
      #expect((0...1).contains(patient.state.sedation) && (0...1.01).contains(patient.state.ventilation))
      last.append(signs)
      if last.count > 60 {
        last.removeFirst()
        #expect(Set(last.map(\.sys)).count > 10 && Set(last.map(\.hr)).count > 10)
        #expect(Set(last.map(\.dia)).count > 10)
        // A saturation of 100 may stay the same: it is a bound.
        #expect(Set(last.map(\.spo2)).count > 10 || last.contains { $0.spo2 > 99.5 })
        #expect(Set(last.map(\.rr)).count > 10 || last.contains { $0.rr < 0.5 })
      }
    }
  }

  private func disturb(_ patient: inout SimulatedPatient, _ chance: inout SplitMix64) {
    switch chance.next() % 4 {
    case 0: patient.bolus(Milligrams(Double(chance.next() % 200)), at: patient.now)
    case 1:
      let medicine = Medicine.all[Int(chance.next() % UInt64(Medicine.all.count))]
      let doses = Double(chance.next() % 12)
      patient.receive(
        .medicine(medicine, milligrams: doses * medicine.usualMilligrams, isIntravenous: true))
    case 2:
      let kind = Trouble.Kind.allCases[Int(chance.next() % 5)]
      patient.begin(Trouble(kind, level: Double(chance.next() % 10) / 10))
    default: patient.receive(.oxygen(litresPerMinute: Double(chance.next() % 12)))
    }
  }
}
