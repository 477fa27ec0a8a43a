import InfusionCore
import PatientSimulator
import Testing

@Suite struct HelpTests {
  static let labetalol = Medicine.named("labetalol")

  @Test(arguments: [
    ("labetalol", "10 mg", 10.0), ("Labetalol", "10mg", 10), ("labetalol", "0.01 g", 10),
    ("labetalol", "10000 mcg", 10), ("labetalol", "2.5 mg", 2.5),
  ])
  func aDoseIsItsNumberAndItsUnit(name: String, dose: String, milligrams: Double) throws {
    let help = Help(.medication(name: name, dose: dose, route: "IV"))
    let labetalol = try #require(Self.labetalol)
    #expect(help == .medicine(labetalol, milligrams: milligrams, isIntravenous: true))
  }

  @Test(arguments: [
    (Action.intervention(InterventionAction(name: "oxygen", flow: "2 L/min")), 2.0),
    (.intervention(InterventionAction(name: "oxygen")), 4),
    (.intervention(InterventionAction(name: "oxygen 2 L/min")), 2),
    (.intervention(InterventionAction(name: "Oxygen 6 L/min")), 6),
    (.intervention(InterventionAction(name: "oxygen", flow: "off")), 0),
    (.medication(name: "oxygen", dose: "6 L/min", route: "mask"), 6),
  ])
  func oxygenHasAFlow(action: Action, litres: Double) {
    #expect(Help(action) == .oxygen(litresPerMinute: litres))
  }

  @Test(arguments: [
    ("stimulation", Measure.stimulation), ("jaw-support", .jawSupport), ("position", .position),
    ("suction", .suction), ("reassurance", .reassurance),
  ])
  func measuresByTheirNames(name: String, measure: Measure) {
    #expect(Help(.intervention(name: name)) == .measure(measure))
  }

  /// Everything that a trainee can pick with `u` helps, or leads to the question for the action on the
  /// infusion.
  @Test func whatTheListOffersHelps() {
    let ofTheInfusion = ["rate reduced", "paused", "stopped"]
    let offered = Clinic.shipped.interventions.filter { !ofTheInfusion.contains($0) }
    #expect(offered.compactMap { Help(.intervention(name: $0)) }.count == offered.count)
    let atThePatient: [Measure] = [.oxygen, .position, .reassurance, .stimulation, .jawSupport, .suction]
    #expect(Set(offered) == Set(atThePatient.map(\.rawValue)))
  }

  /// A note helps nobody, and a dose that cannot be read is not guessed.
  @Test(arguments: [
    Action.check(), .note("was NOT stimulated yet"), .note("stimulated, breathing again"),
    .medication(name: "paracetamol", dose: "1 g", route: "oral"),
    .medication(name: "labetalol", dose: "two", route: "IV"),
    .medication(name: "labetalol", dose: "10 drops", route: "IV"),
    .medication(name: "labetalol", dose: "10", route: "IV"),
    .intervention(name: "oxygen soon"), .intervention(name: "no oxygen 2 L/min"),
  ])
  func anEntryThatIsNone(action: Action) {
    #expect(Help(action) == nil)
  }
}
