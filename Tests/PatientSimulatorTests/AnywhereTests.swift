import PatientSimulator
import Quantities
import Testing

/// Properties over states x actions x doses x times, at places drawn by a seed.
@Suite struct AnywhereTests {
  /// Whoever gives a helpful thing sooner, at any usual dose, causes the patient no more harm.
  @Test(arguments: 1...48)
  func soonerIsNeverWorse(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let problem = CauseTests.problems[Int(chance.next() % UInt64(CauseTests.problems.count))]
    let helps = problem.helps.sorted()
    let name = helps[Int(chance.next() % UInt64(helps.count))]
    let doses = 0.5 + Double(chance.next() % 16) / 10
    let sooner = Int(chance.next() % 240)
    let later = sooner + 15 + Int(chance.next() % 240)
    let harms = [sooner, later].map { second in
      course(problem, name, doses, at: second).last?.harm ?? 0
    }
    let place = "\(name) x\(doses), \(problem.name), at \(sooner) and \(later) s"
    #expect(harms[0] <= harms[1] + 2, "\(place): \(harms)")
  }

  /// Ten times the usual dose of anything shows on the patient, whatever is wrong already.
  @Test(arguments: Medicine.all)
  func aTenfoldDoseIsSeenInEveryState(medicine: Medicine) {
    for problem in CauseTests.problems {
      let given = course(problem, medicine.name, 10, at: 90)
      let spared = course(problem, nil, 0, at: 90)
      let isSeen = zip(given, spared).contains { given, spared in
        abs(given.signs.sys - spared.signs.sys) >= 8 || abs(given.signs.hr - spared.signs.hr) >= 8
          || abs(given.state.sedation - spared.state.sedation) >= 0.1
          || abs(given.state.ventilation - spared.state.ventilation) >= 0.1
      }
      #expect(isSeen, "\(medicine.name), \(problem.name)")
    }
  }

  /// No figure stays the same for a minute, in any state, treated or not, but for two bounds: a saturation of
  /// 100, and no breath.
  @Test(arguments: CauseTests.problems)
  func nothingIsFlatInAnyState(problem: CauseTests.Problem) {
    for name in [nil] + problem.helps.sorted().map(Optional.some) {
      let minutes = course(problem, name, 1, at: 120).dropFirst(60)
      for start in stride(from: minutes.startIndex, to: minutes.endIndex - 60, by: 20) {
        let minute = minutes[start..<start + 60].map(\.signs)
        let place = "\(problem.name), \(name ?? "nothing"), second \(start)"
        #expect(Set(minute.map(\.hr)).count > 10 && Set(minute.map(\.sys)).count > 10, "\(place)")
        #expect(Set(minute.map(\.dia)).count > 10, "\(place)")
        #expect(Set(minute.map(\.spo2)).count > 10 || minute.contains { $0.spo2 > 99.5 }, "\(place)")
        #expect(Set(minute.map(\.rr)).count > 10 || minute.contains { $0.rr < 0.5 }, "\(place)")
      }
    }
  }

  /// The patient in each second of ten minutes from the beginning of a problem on.
  private func course(
    _ problem: CauseTests.Problem, _ name: String?, _ doses: Double, at helped: Int
  ) -> [SimulatedPatient] {
    var patient = CauseTests.infused(surging: problem.name == "surge")
    problem.begin(&patient)
    let help = name.flatMap { CauseTests.help($0, doses: doses) }
    return (0..<600).map { second in
      if second == helped, let help { patient.receive(help) }
      patient.step(to: patient.now + .seconds(1))
      return patient
    }
  }
}
