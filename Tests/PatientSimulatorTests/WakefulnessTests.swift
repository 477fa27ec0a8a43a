import InfusionCore
import OperatorLanguage
import Quantities
import Testing

@testable import PatientSimulator

/// In every scenario the screen tells how awake the patient is: when the patient dozes off, and after each
/// look.
@Suite struct WakefulnessTests {
  private static let dozing = "Mmh. So tired."
  private static let snoring = "(snores, and does not answer)"
  private static let drowsy = "Hm? Yes. A bit drowsy."

  /// What is heard of a patient whose tablets begin to act in second 300, with the second.
  private func heard(_ level: Double, _ deeds: [(second: Int64, action: Action)] = []) -> [Utterance] {
    let tablets = Trouble(.sedation, level: level, onset: .seconds(60), isByDrug: false)
    let scenario = Scenario(
      name: "own",
      events: [.init(when: .phase(.infusing), after: .seconds(60), .trouble(tablets))])
    var bedside = Bedside(SimulatedBedside(seed: 1, scenario: scenario))
    let script = Ordinary.script.prefix(1) + deeds.map { ScriptedAction($0.second, $0.action) }
    bedside.play(Array(script), until: .minutes(12))
    return bedside.station.unheardUtterances()
  }

  @Test func whoDozesOffIsHeardOnce() {
    let said = heard(0.9)
    #expect(said.map(\.words) == [Self.dozing, Self.snoring])
    #expect(said.allSatisfy { $0.at > .seconds(300) && $0.at < .seconds(360) })
  }

  private static let looks: [Action] = [
    .check(), .score(ScoreAction(scale: "moaas", value: 3)), .intervention(name: "reassurance"),
    .intervention(name: "stimulation"),
  ]

  @Test(arguments: looks)
  func whoLooksHearsHowDeepItIs(look: Action) {
    let said = heard(0.9, [(500, look)])
    #expect(said.map(\.words) == [Self.dozing, Self.snoring, Self.snoring])
    #expect(said.last?.at == .seconds(501))
  }

  /// Drowsy is heard by nobody who does not ask.
  @Test(arguments: [(Action.check(), [drowsy]), (.note("seen to"), []), (.acknowledge(nil), [])])
  func drowsinessIsHeardByWhoeverAsks(deed: Action, words: [String]) {
    #expect(heard(0.35, [(500, deed)]).map(\.words) == words)
  }

  /// Roused, a sleeper says something again, and snores again when nobody stays.
  @Test func whoeverIsRousedSpeaks() {
    let said = heard(0.85, [(420, .intervention(name: "stimulation")), (440, .check())])
    #expect(said.map(\.words) == [Self.dozing, Self.snoring, Self.snoring, Self.dozing])
  }

  @Test(arguments: zip([0, 0.24, 0.25, 0.5, 0.75, 1], [nil, nil, drowsy, dozing, snoring, snoring]))
  func wordsFollowTheSedation(sedation: Double, words: String?) {
    #expect(Wakefulness(sedation: sedation).words == words)
  }

  /// An ordinary course is that of somebody awake, whoever looks how often.
  @Test func whoIsAwakeSaysNothingOfIt() {
    let checks = (5..<70).map { ScriptedAction(60 * Int64($0), .check()) }
    var bedside = Bedside(SimulatedBedside(seed: 1, scenario: .uneventful))
    bedside.play((Ordinary.script + checks).sorted { $0.time < $1.time }, until: .minutes(70))
    #expect(bedside.station.unheardUtterances().isEmpty)
  }

  /// Of each scenario in which somebody comes to sleep, by the drug as by tablets.
  @Test(arguments: ["tenfold", "over-sedation"])
  func noScenarioHasToSayIt(name: String) throws {
    let scenario = try #require(Scenario.byTheClock(name))
    let written = scenario.events.flatMap(\.happenings).compactMap { what -> String? in
      if case .say(let words) = what { words } else { nil }
    }
    #expect(!written.contains(Self.dozing) && !written.contains(Self.snoring))
    var bedside = Bedside(SimulatedBedside(seed: 1, scenario: scenario))
    bedside.play(Ordinary.script, until: .minutes(70))
    #expect(bedside.station.unheardUtterances().map(\.words).contains(Self.dozing))
  }
}
