import InfusionCore
import PatientSimulator
import Quantities
import Testing

/// A scenario of lines: one event a line.
@Suite struct ScenarioLineTests {
  @Test func theShippedOnes() {
    #expect(
      Scenario.shipped.map(\.name) == [
        "uneventful", "hypertension", "desaturation", "probe-off", "vomiting", "bradycardia", "panic",
        "cuff-failure", "unplug", "pump-occlusion", "pounds", "tenfold", "over-sedation", "no-escort",
      ])
    #expect(Scenario.shipped.allSatisfy { !$0.title.isEmpty })
    #expect(Scenario.named("probe-off")?.events.count == 1)
    #expect(Scenario.named("nonsense") == nil)
  }

  @Test func commentsBlanksAndEveryEvent() throws {
    let text = """
      # a bad day
      @0 rest sys=140 hr=80.5

      @infusion+600 response sys=30 dia=12 over=120   # stronger than usual
      @infusion+900.5 episode vital=spo2 to=84 onset=40 hold=60 recovery=40\r
      @stop+60 probe-off for=30
      @70 low-perfusion for=10
      @80 motion for=10
      @90 cuff-measure
      @90 cuff-fails for=600
      @100 garbage device=oximeter for=3
      @110 unplug device=cuff for=3
      @120 pump state=occluded for=30
      @infusion+60 airway level=0.5 onset=30 by-drug=no
      @infusion+70 vomit
      """
    let scenario = try Scenario(name: "mine", text: text)
    #expect(scenario.events.count == 13)
    #expect(scenario.events[0].happenings == [.rest(RestingValues(hr: Fixed("80.5"), sys: 140))])
    #expect(scenario.events[2].when == .started)
    #expect(scenario.events[2].after == Wait(.milliseconds(900_500)))
    #expect(
      scenario.events[2].happenings == [
        .episode(.spo2, to: 84, onset: .seconds(40), hold: .seconds(60), recovery: .seconds(40))
      ])
    #expect(scenario.events[3].when == .stopped)
    #expect(
      scenario.events[11].happenings == [
        .trouble(Trouble(.airway, level: 0.5, onset: .seconds(30), isByDrug: false))
      ])
    #expect(scenario.needsPump)
  }

  @Test(arguments: [
    ("probe-off for=3", 1, ScenarioError.Problem.timeMissing("probe-off")),
    ("@x motion for=3", 1, .timeMalformed("@x")),
    ("@-3 motion for=3", 1, .timeMalformed("@-3")),
    ("@start+3 motion for=3", 1, .timeMalformed("@start+3")),
    ("@infusion+1+2 motion for=3", 1, .timeMalformed("@infusion+1+2")),
    ("@3", 1, .eventMissing),
    ("@3 explode", 4, .eventUnknown("explode")),
    ("@3 motion for=3 3", 17, .fieldMalformed("3")),
    ("@3 motion for=3 for=4", 21, .keyTwice("for")),
    ("@3 motion", 4, .keyMissing("for", event: "motion")),
    ("@3 motion for=3 loud=1", 22, .keyUnknown("loud", event: "motion", known: ["for"])),
    ("@3 motion for=long", 15, .noSpan("long")),
    (
      "@3 episode vital=spo2 to=101 onset=1 hold=1 recovery=1", 26,
      .valueOutOfRange(key: "to", value: "101", accepted: "1 to 100")
    ),
    ("@3 episode vital=hr onset=1 hold=1 recovery=1", 4, .keyMissing("to", event: "episode")),
    ("@3 rest sys=80 dia=120", 4, .pressureOrder(sys: "80", dia: "120")),
  ])
  func saysWhatIsWrongAndWhere(line: String, column: Int, problem: ScenarioError.Problem) {
    let error = ScenarioError(line: 3, column: column, problem: problem)
    #expect(throws: ScenarioErrors([error])) {
      try Scenario(name: "bad", text: "# one\n@1 cuff-measure\n\(line)\n@4 cuff-measure\n")
    }
  }

  @Test func everyErrorIsToldAtOnceWithItsPlaceAndWhatWasMeant() {
    let text = """
      @10 epsiode vital=spo2 to=84 onset=4 hold=6 recovery=4
      @20 rest sys=80 dia=120
      @30 motion fro=3
      """
    #expect {
      try Scenario(name: "bad", text: text)
    } throws: { error in
      (error as? ScenarioErrors)?.sentence(file: "bad.txt") == """
        bad.txt:1:5: there is no event 'epsiode'; did you mean "episode"?
        bad.txt:2:5: sys 80 is not above dia 120
        bad.txt:3:5: 'motion' needs 'for'
        bad.txt:3:16: 'motion' has no 'fro'; did you mean "for"?
        """
    }
  }

  @Test(arguments: ["", "\n\n", "# nothing but a comment\n"])
  func anEmptyFileIsAnError(text: String) {
    #expect(throws: ScenarioErrors([ScenarioError(line: 1, column: 1, problem: .nothing)])) {
      try Scenario(name: "empty", text: text)
    }
  }
}
