import InfusionCore
import PatientSimulator
import Testing

@Suite struct InterventionTests {
  @Test(arguments: [
    (Action.medication(name: "Oxygen", dose: "2 L/min", route: "nasal"), Intervention.oxygen),
    (.medication(name: "labetalol", dose: "10 mg", route: "IV"), .antihypertensive),
    (.medication(name: "atropine", dose: "0.5 mg", route: "IV"), .anticholinergic),
    (.note("Stimulated, breathing again"), .stimulation),
  ])
  func anEntryThatIsHelp(action: Action, help: Intervention) {
    #expect(Intervention(action) == help)
  }

  @Test(arguments: [
    Action.check(), .note("asleep"), .medication(name: "paracetamol", dose: "1 g", route: "oral"),
  ])
  func anEntryThatIsNone(action: Action) {
    #expect(Intervention(action) == nil)
  }
}
