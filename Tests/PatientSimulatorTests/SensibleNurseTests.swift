import InfusionCore
import OperatorLanguage
import PatientSimulator
import Quantities
import Testing

/// Nurses as they are do what is right, a bit late, with a thing or two more than needed. None of it counts
/// as harm, and each passes. The infusion begins in second 240.
@Suite struct SensibleNurseTests {
  /// Beside the ordinary beginning and end.
  static let nurses: [(scenario: String, script: String)] = [
    (
      "uneventful",
      """
      @300 intervention name=oxygen flow="2 L/min"
      @320 intervention name=position
      @400 note text="comfortable, music on"
      @700 intervention name=reassurance
      @900 medication name=ondansetron dose="4 mg" route=IV
      @1200 pause reason="to the toilet"
      @1380 resume reason="back"
      @1400 intervention name=position
      @1500 intervention name=cuff
      @2000 intervention name=probe
      @2700 intervention name=oxygen flow=off
      """
    ),
    (
      "hypertension",
      """
      @1780 ack
      @1790 symptom name=headache severity=1
      @1800 pause reason="systolic above 180"
      @1805 intervention name=position
      @1815 intervention name=oxygen flow="2 L/min"
      @1820 intervention name=reassurance
      @1840 intervention name=cuff
      @1900 medication name=labetalol dose="10 mg" route=IV
      @2200 intervention name=cuff
      @2300 intervention name=oxygen flow=off
      @2500 resume reason="systolic below 160"
      """
    ),
    (
      "desaturation",
      """
      @1735 intervention name=stimulation
      @1738 intervention name=probe
      @1745 intervention name=position
      @1750 intervention name=oxygen flow="6 L/min"
      @1770 pause reason="SpO2 below 85"
      @1780 intervention name=jaw-support
      @1800 intervention name=suction
      @1810 intervention name=cuff
      @1815 intervention name=reassurance
      @2100 resume reason="awake, 98 %"
      @2400 intervention name=oxygen flow="2 L/min"
      @3100 intervention name=oxygen flow=off
      """
    ),
    (
      "probe-off",
      """
      @400 intervention name=oxygen flow="2 L/min"
      @3360 intervention name=stimulation
      @3365 intervention name=cuff
      @3370 intervention name=position
      @3380 intervention name=oxygen flow="4 L/min"
      @3390 intervention name=probe
      @3400 intervention name=reassurance
      @3500 intervention name=oxygen flow=off
      """
    ),
    (
      "vomiting",
      """
      @2250 symptom name=nausea severity=2
      @2260 intervention name=position
      @2265 intervention name=reassurance
      @2280 pause reason="sick"
      @2300 medication name=ondansetron dose="4 mg" route=IV
      @2330 intervention name=oxygen flow="4 L/min"
      @2400 intervention name=suction
      @2410 symptom name=vomiting severity=2
      @2420 intervention name=cuff
      """
    ),
    (
      "bradycardia",
      """
      @1060 ack
      @1070 pause reason="pulse below 40"
      @1075 intervention name=stimulation
      @1080 intervention name=cuff
      @1090 medication name=atropine dose="0.5 mg" route=IV
      @1095 intervention name=position
      @1100 intervention name=oxygen flow="4 L/min"
      @1230 medication name=atropine dose="0.5 mg" route=IV
      @1700 resume reason="pulse above 60"
      """
    ),
    (
      "panic",
      """
      @1410 intervention name=reassurance
      @1420 intervention name=position
      @1425 intervention name=oxygen flow="2 L/min"
      @1440 intervention name=cuff
      @1470 pause reason="too much for the patient"
      @1480 medication name=midazolam dose="1 mg" route=IV
      @1630 medication name=midazolam dose="1 mg" route=IV
      @1640 symptom name=anxiety severity=2
      @2000 resume reason="calm, wants to go on"
      """
    ),
    (
      "cuff-failure",
      """
      @860 intervention name=cuff
      @900 pause reason="no pressure"
      @910 intervention name=position
      @960 intervention name=cuff
      @1000 bp sys=126 dia=84
      @1010 resume reason="by hand"
      @1300 intervention name=oxygen flow="2 L/min"
      @1600 bp sys=127 dia=84
      @2200 bp sys=126 dia=83
      """
    ),
    (
      "unplug",
      """
      @2060 pause reason="no saturation"
      @2065 intervention name=stimulation
      @2070 intervention name=oxygen flow="2 L/min"
      @2075 intervention name=probe
      @2080 intervention name=position
      @2150 resume reason="97 %"
      @2160 intervention name=cuff
      """
    ),
    (
      "pump-occlusion",
      """
      @600 intervention name=oxygen flow="2 L/min"
      @1480 ack
      @1490 intervention name=position
      @1500 pause reason="pump"
      @1510 intervention name=line
      @1540 resume reason="flows"
      @1550 intervention name=reassurance
      @1560 intervention name=line
      """
    ),
    (
      "pounds",
      """
      @830 intervention name=reassurance
      @840 pause reason="much too strong, says the patient"
      @840 rate mlh=50 reason="for 55 kg, not 121"
      @850 intervention name=position
      @860 intervention name=oxygen flow="2 L/min"
      @870 intervention name=cuff
      @880 note text="55 kg, the chart was in pounds"
      @1600 stop reason="enough is in"
      """
    ),
    (
      "tenfold",
      """
      @500 intervention name=stimulation
      @510 pause reason="sleeps already"
      @520 intervention name=jaw-support
      @530 intervention name=oxygen flow="6 L/min"
      @540 intervention name=position
      @560 intervention name=line
      @600 stop reason="the label says 10 mg/mL"
      @610 intervention name=suction
      @900 intervention name=stimulation
      """
    ),
    (
      "over-sedation",
      """
      @3380 intervention name=stimulation
      @3390 intervention name=oxygen flow="4 L/min"
      @3400 intervention name=jaw-support
      @3410 intervention name=position
      @3420 intervention name=probe
      @3430 intervention name=cuff
      @3500 medication name=flumazenil dose="0.2 mg" route=IV
      @3600 extend minutes=30 reason="slept"
      @3900 intervention name=stimulation
      """
    ),
    (
      "no-escort",
      """
      @300 intervention name=oxygen flow="2 L/min"
      @4300 note text="the sister does not answer"
      @4400 intervention name=reassurance
      @4500 extend minutes=60 reason="nobody is there to fetch the patient"
      @4600 intervention name=position
      """
    ),
  ]

  @Test(arguments: nurses)
  func noneIsToldAsHarmAndEachPasses(scenario: String, script: String) throws {
    for seed in [1, 2, 3] as [UInt64] {
      var play = EnginePlay(
        try #require(Scenario.byTheClock(scenario)), .acknowledging, seed: seed,
        script: try OperatorScript.parse(Array((script + "\n").utf8)))
      play.run(until: .minutes(200))
      let of = "\(scenario), seed \(seed)"
      #expect(play.score.harmfulActs.isEmpty, "\(of): \(play.score.harmfulActs.map(\.act.sentence))")
      #expect(play.score.passed, "\(of): \(play.score.objectives.map { "\($0.id) \($0.telling)" })")
    }
  }

  @Test func thereIsOneInEachScenario() {
    #expect(Self.nurses.map(\.scenario) == Scenario.shipped.map(\.name))
  }
}
