import PatientSimulator
import Quantities
import Testing

@Suite struct ScenarioTextTests {
  @Test(arguments: Scenario.shipped)
  func aShippedScenarioReadsBackFromItsText(scenario: Scenario) throws {
    let read = try Scenario(name: scenario.name, text: scenario.text)
    #expect(read.events == scenario.events)
    #expect(!scenario.title.isEmpty)
  }

  @Test func theShippedOnes() {
    #expect(
      Scenario.shipped.map(\.name) == [
        "uneventful", "hypertension", "desaturation", "probe-off", "vomiting", "bradycardia", "cuff-failure",
        "unplug",
        "pump-occlusion",
      ])
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
      """
    let scenario = try Scenario(name: "mine", text: text)
    #expect(scenario.events.count == 11)
    #expect(scenario.events[0].what == .rest(RestingValues(hr: Fixed("80.5"), sys: 140)))
    #expect(scenario.events[2].time == ScenarioTime(.infusion, .milliseconds(900_500)))
    #expect(
      scenario.events[2].what
        == .episode(.spo2, to: 84, onset: .seconds(40), hold: .seconds(60), recovery: .seconds(40)))
    #expect(scenario.needsPump)
    #expect(try Scenario(name: "mine", text: scenario.text).events == scenario.events)
  }

  @Test(arguments: [
    ("probe-off for=3", ScenarioError.Problem.timeMissing("probe-off")),
    ("@x motion for=3", .timeMalformed("@x")),
    ("@-3 motion for=3", .timeMalformed("@-3")),
    ("@start+3 motion for=3", .timeMalformed("@start+3")),
    ("@infusion+1+2 motion for=3", .timeMalformed("@infusion+1+2")),
    ("@3", .eventMissing),
    ("@3 explode", .eventUnknown("explode")),
    ("@3 motion 3", .fieldMalformed("3")),
    ("@3 motion for=3 for=4", .keyTwice("for")),
    ("@3 motion", .keyMissing("for", event: "motion")),
    ("@3 motion for=3 loud=1", .keyUnknown("loud", event: "motion")),
    ("@3 motion for=long", .valueMalformed(key: "for", value: "long")),
    ("@3 unplug device=toaster for=3", .valueMalformed(key: "device", value: "toaster")),
    ("@3 pump state=happy for=3", .valueMalformed(key: "state", value: "happy")),
    (
      "@3 episode vital=spo2 to=101 onset=1 hold=1 recovery=1",
      .valueOutOfRange(key: "to", value: "101", accepted: "1 to 100")
    ),
    ("@3 episode vital=hr onset=1 hold=1 recovery=1", .keyMissing("to", event: "episode")),
  ])
  func saysWhatIsWrongAndWhere(line: String, problem: ScenarioError.Problem) {
    #expect(throws: ScenarioError(line: 3, problem: problem)) {
      try Scenario(name: "bad", text: "# one\n@1 cuff-measure\n\(line)\n@4 cuff-measure\n")
    }
  }

  @Test(arguments: [
    (ScenarioError.Problem.eventUnknown("explode"), "line 3: there is no event 'explode'"),
    (.keyMissing("for", event: "motion"), "line 3: 'motion' needs 'for='"),
    (.valueOutOfRange(key: "to", value: "101", accepted: "1 to 100"), "line 3: 'to=101' is outside 1 to 100"),
  ])
  func asSentences(problem: ScenarioError.Problem, sentence: String) {
    #expect(ScenarioError(line: 3, problem: problem).description == sentence)
  }
}
