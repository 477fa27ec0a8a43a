import ClinicConfiguration
import InfusionCore
import PatientSimulator
import Quantities
import Testing

@Suite struct ScenarioFileTests {
  /// The page that shows how a scenario is written shows one that can be read.
  static let airway = """
    title: the airway closes
    truth: { weight_kg: 62 }
    events:
      - when: infusing and effect > 150 ng/mL
        after: 5 min
        unless: done position
        airway: { level: 0.55, onset: 60 s }
        say: I am so tired.
    objectives:
      - id: airway-opened
        when: alarm spo2.low or spo2 < 87
        do: [stimulation, oxygen]
        within: 2 min
        late: 300 s
        never: [midazolam]
    """

  @Test func aUsefulScenarioIsShort() throws {
    let scenario = try read(Self.airway)
    let event = try #require(scenario.events.first)
    #expect(scenario.title == "the airway closes" && scenario.truth.weight == Kilograms(62))
    #expect(event.when == .all([.phase(.infusing), .is(.effect, .above, 150)]))
    #expect(event.after == .minutes(5) && event.unless == .done(.measure(.position)))
    #expect(
      event.happenings == [
        .trouble(Trouble(.airway, level: 0.55, onset: .seconds(60))), .say("I am so tired."),
      ])
    let objective = try #require(scenario.objectives.first)
    #expect(objective.deeds == [.measure(.stimulation), .measure(.oxygen)])
    #expect(objective.within == .minutes(2) && objective.late == .minutes(5))
    #expect(objective.never.map(\.name) == ["midazolam"])
  }

  @Test(arguments: Scenario.shipped)
  func aShippedScenarioReadsBackFromItsText(scenario: Scenario) throws {
    guard scenario.hasDanger else { return }
    #expect(try ScenarioFile.read(Array(scenario.text.utf8), name: scenario.name) == scenario)
  }

  @Test func everyErrorIsToldAtOnce() {
    let text = """
      titel: a storm
      events:
        - when: infusing and efect > 150
          epsiode: { vital: spo2, to: 84, onset: 4 s, hold: 6 s, recovery: 4 s }
        - after: soon
          rest: { sys: 80, dia: 120 }
        - probe-off: -3 s
      objectives:
        - id: calm
          do: [midazolan]
      """
    #expect(throws: ScenarioErrors.self) { try read(text) }
    do { _ = try read(text) } catch {
      #expect(
        error.sentence(file: "storm.yaml") == """
          storm.yaml:1:1: 'a scenario' has no 'titel'; did you mean "title"?
          storm.yaml:3:24: 'efect' is nothing that a condition knows; did you mean "effect"?
          storm.yaml:4:5: 'an event' has no 'epsiode'; did you mean "episode"?
          storm.yaml:5:12: 'soon' is no length of time, such as 90 s or 15 min
          storm.yaml:6:5: sys 80 is not above dia 120
          storm.yaml:7:16: for -3 s is outside 0 to 86400 s
          storm.yaml:10:10: 'midazolan' is nothing that can be done; did you mean "midazolam"?
          """)
    }
  }

  /// Before, nothing within an unknown key was read, and a condition reported only its first error.
  @Test func whatIsWrongWithinWhatIsWrongIsTold() {
    let text = """
      truth: { wieght: 6200 }
      evnts:
        - when: efect > 150
          after: 5
          airway: { level: 1.55 }
      objectives:
        - id: calm
          when: alarm spo2.lo or spo2 < 870
          do: [positon]
      """
    do {
      _ = try read(text)
      Issue.record("read")
    } catch {
      #expect(
        error.sentence(file: "own.yaml") == """
          own.yaml:1:10: 'truth' has no 'wieght'; did you mean "weight_kg"?
          own.yaml:1:18: weight_kg 6200 is outside 20 to 300
          own.yaml:2:1: 'a scenario' has no 'evnts'; did you mean "events"?
          own.yaml:3:11: 'efect' is nothing that a condition knows; did you mean "effect"?
          own.yaml:4:12: '5' has no unit: is it 5 min, or 5 s?
          own.yaml:5:22: level 1.55 is outside 0 to 1
          own.yaml:8:17: there is no alarm 'spo2.lo'; did you mean "spo2.low"?
          own.yaml:8:35: 'spo2 < 870' decides nothing: spo2 is from 1 to 100 %
          own.yaml:9:10: 'positon' is nothing that can be done; did you mean "position"?
          """)
    }
  }

  /// A comparison that never or always holds is an error at its number; the error names the range of the
  /// quantity.
  @Test func aConditionThatDecidesNothingIsAnError() {
    let text = """
      events:
        - when: infusing and spo2 < 870
          airway: 0.5
      objectives:
        - id: calm
          when: sys > 900 mmHg
          do: [midazolam]
          reach: anxiety > 1
      """
    do {
      _ = try read(text)
      Issue.record("read")
    } catch {
      #expect(
        error.sentence(file: "storm.yaml") == """
          storm.yaml:2:31: 'spo2 < 870' decides nothing: spo2 is from 1 to 100 %
          storm.yaml:6:17: 'sys > 900' decides nothing: sys is from 30 to 300 mmHg
          storm.yaml:8:22: 'anxiety > 1' decides nothing: anxiety is from 0 to 1
          """)
    }
  }

  @Test func whatTheChartOrdersIsRead() throws {
    let scenario = try read("chart: { orders: [ondansetron, oxygen] }\nevents:\n  - vomit: now\n")
    #expect(scenario.chart.orders.map(\.name) == ["ondansetron", "oxygen"])
    #expect(throws: ScenarioErrors.self) {
      try read("chart: { orders: [ondansetrone] }\nevents:\n  - vomit: now\n")
    }
  }

  /// `late` is five minutes, and never before `within`.
  @Test(arguments: [("", 2, 5), ("within: 1 min", 1, 5), ("within: 8 min", 8, 8), ("late: 3 min", 2, 3)])
  func whatIsNotSaidHasItsUsualTime(text: String, within: Int64, late: Int64) throws {
    let line = text.isEmpty ? "" : "    \(text)\n"
    let scenario = try read("objectives:\n  - id: calm\n    do: [midazolam]\n\(line)")
    #expect(scenario.objectives.map(\.within) == [.minutes(within)])
    #expect(scenario.objectives.map(\.late) == [.minutes(late)])
  }

  /// No error hides another, and each has its own place.
  @Test func whatIsAskedTwiceOrForNothingIsToldBesideTheRest() {
    let text = """
      events:
        - when: infusing
        - airway: { level: 0.5, onset: 5 mins }
        - probe-off: 25 h
      objectives:
        - id: calm
          do: [midazolam]
          within: 5 min
          late: 2 min
        - id: calm
        - when: started
      """
    do { _ = try read(text) } catch {
      #expect(
        error.sentence(file: "storm.yaml") == """
          storm.yaml:2:5: nothing happens here: it needs an event, such as say or airway
          storm.yaml:3:34: '5 mins' is no length of time, such as 90 s or 15 min
          storm.yaml:4:16: for 25 h is outside 0 to 86400 s
          storm.yaml:9:11: late, 2 min, is before within, 5 min
          storm.yaml:10:5: 'calm' asks for nothing: it needs do, reach or never
          storm.yaml:10:5: there is another objective 'calm'
          storm.yaml:11:5: 'an objective' needs 'id'
          """)
    }
    #expect(throws: ScenarioErrors.self) { try read(text) }
  }

  /// Somebody who writes `within: 2` means minutes; before, it was two seconds.
  @Test func aTimeWithoutItsUnitIsAskedAbout() {
    let text = """
      most_harm: 5
      events:
        - after: 0
          airway: { level: 0.5, onset: 45 }
        - probe-off: 240
      objectives:
        - id: calm
          do: [midazolam]
          within: 2
      """
    do {
      _ = try read(text)
      Issue.record("read")
    } catch {
      #expect(
        error.sentence(file: "storm.yaml") == """
          storm.yaml:1:12: '5' has no unit: is it 5 min, or 5 s?
          storm.yaml:4:34: '45' has no unit: is it 45 min, or 45 s?
          storm.yaml:5:16: '240' has no unit: is it 240 min, or 240 s?
          storm.yaml:9:13: '2' has no unit: is it 2 min, or 2 s?
          """)
    }
  }

  @Test(arguments: [("90s", 90), ("90 s", 90), ("1.5 min", 90), ("2 h", 7200)])
  func aLengthOfTimeHasItsUnitEverywhere(text: String, seconds: Int64) throws {
    let scenario = try read("events:\n  - after: \(text)\n    probe-off: \(text)\n")
    #expect(scenario.events.first?.after == .seconds(seconds))
    #expect(scenario.events.first?.happenings == [.probeOff(.seconds(seconds))])
  }

  @Test(arguments: ["", "# a comment\n", "title: nothing\n", "{}\n"])
  func whatAsksAndDoesNothingIsAnError(text: String) {
    do {
      _ = try read(text)
      Issue.record("read")
    } catch { #expect(error.all.map(\.problem) == [.nothing]) }
  }

  @Test func linesAreReadToo() throws {
    let scenario = try read("@10 motion for=3\n")
    #expect(scenario.events.map(\.happenings) == [[.motion(.seconds(3))]])
  }

  /// A drill's record keeps any scenario of one's own as YAML.
  @Test func whatWasReadAsLinesReadsBackFromItsText() throws {
    let lines = """
      @10 motion for=3
      @20 rest sys=134 dia=80
      @infusion+900.5 episode vital=spo2 to=84 onset=40 hold=60 recovery=40
      @infusion+60 airway level=0.5 onset=30 by-drug=no
      @infusion+70 response sys=40 dia=18 over=300
      @stop+600 probe-off for=240
      @stop+700 unplug device=oximeter for=75
      """
    let scenario = try read(lines)
    #expect(scenario.events.count == 7)
    #expect(try read(scenario.ownText ?? "") == scenario)
    #expect(Scenario.named("panic")?.ownText == nil)
  }

  @Test func whatIsNoYamlIsTold() {
    do {
      _ = try read("events: [\n")
      Issue.record("read")
    } catch { #expect(error.sentence(file: "a").contains("this is not YAML")) }
  }

  private func read(_ text: String) throws(ScenarioErrors) -> Scenario {
    try ScenarioFile.read(Array(text.utf8), name: "mine")
  }
}
