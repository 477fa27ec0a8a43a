import Devices
import InfusionCore
import Quantities

/// A shipped scenario together with what a good nurse does about it.
struct ShippedScenario: Hashable, Sendable {
  var scenario: Scenario
  /// Operator actions beyond the ordinary course, as `@T` and the action's text.
  var answers: [TimedAction]
  /// How much later than planned the infusion ends, because of pauses.
  var delay: TimeSpan = .zero
  /// How much later than usual the patient goes.
  var stay: TimeSpan = .zero

  struct TimedAction: Hashable, Sendable {
    var time: ScenarioTime
    var action: String

    init(_ time: ScenarioTime, _ action: String) {
      self.time = time
      self.action = action
    }
  }

  static let all: [ShippedScenario] = [
    uneventful, hypertension, desaturation, probeOff, vomiting, bradycardia, cuffFailure, unplug,
    pumpOcclusion,
  ]

  static func named(_ name: String) -> ShippedScenario? { all.first { $0.scenario.name == name } }
}

extension ShippedScenario {
  static let uneventful = ShippedScenario(
    scenario: Scenario(name: "uneventful", title: "nothing happens that calls for anybody"),
    answers: [.init(.infusion(900), "symptom name=dissociation severity=1")])

  /// The pressure answers six times as strongly as usual; a pause and labetalol bring it down.
  static let hypertension = ShippedScenario(
    scenario: Scenario(
      name: "hypertension", title: "systolic above 180 at minute 25: hold, treat, resume",
      events: [
        .init(.session(0), .rest(RestingValues(sys: 134, dia: 80))),
        .init(.infusion(1140), .response(sys: 76, dia: 26, hr: 12, over: .seconds(240))),
        .init(.infusion(1475), .cuffMeasure),
        .init(.infusion(2050), .cuffMeasure),
      ]),
    answers: [
      .init(.infusion(1515), "ack"),
      .init(.infusion(1530), "pause reason=\"systolic above 180\""),
      .init(.infusion(1560), "medication name=labetalol dose=\"10 mg\" route=IV"),
      .init(.infusion(2100), "resume reason=\"systolic below 160\""),
    ], delay: .seconds(570))

  /// A shallow minute: oxygen and a word to the patient end it sooner.
  static let desaturation = ShippedScenario(
    scenario: Scenario(
      name: "desaturation", title: "SpO2 to about 84 for a minute: stimulate, oxygen",
      events: [
        .init(
          .infusion(1440),
          .episode(.spo2, to: 84, onset: .seconds(45), hold: .seconds(60), recovery: .seconds(40))),
        .init(
          .infusion(1430),
          .episode(.rr, to: 8, onset: .seconds(30), hold: .seconds(80), recovery: .seconds(40))),
      ]),
    answers: [
      .init(.infusion(1503), "ack"),
      .init(.infusion(1520), "note text=\"stimulated, asked to breathe deeply\""),
      .init(.infusion(1530), "medication name=oxygen dose=\"2 L/min\" route=nasal"),
    ])

  static let probeOff = ShippedScenario(
    scenario: Scenario(
      name: "probe-off", title: "the sensor is off for four minutes of the observation: the window waits",
      events: [.init(.stop(600), .probeOff(.seconds(240)))]),
    answers: [
      .init(.stop(640), "ack"),
      .init(.stop(835), "note text=\"sensor moved to the other hand\""),
    ], stay: .seconds(300))

  static let vomiting = ShippedScenario(
    scenario: Scenario(
      name: "vomiting", title: "nausea and vomiting at minute 25: pulse and pressure up, the probe shaken",
      events: [
        .init(
          .infusion(1470),
          .episode(.hr, to: 108, onset: .seconds(30), hold: .seconds(60), recovery: .seconds(120))),
        .init(
          .infusion(1470),
          .episode(.sys, to: 146, onset: .seconds(30), hold: .seconds(60), recovery: .seconds(120))),
        .init(.infusion(1500), .motion(.seconds(45))),
      ]),
    answers: [
      .init(.infusion(1475), "symptom name=nausea severity=2"),
      .init(.infusion(1510), "symptom name=vomiting severity=3"),
      .init(.infusion(1560), "medication name=ondansetron dose=\"4 mg\" route=IV"),
      .init(.infusion(2100), "symptom name=nausea severity=0"),
    ])

  static let bradycardia = ShippedScenario(
    scenario: Scenario(
      name: "bradycardia", title: "pulse below 40 for most of a minute: hold, anticholinergic, resume",
      events: [
        .init(
          .infusion(1320),
          .episode(.hr, to: 37, onset: .seconds(15), hold: .seconds(45), recovery: .seconds(40))),
        .init(
          .infusion(1320),
          .episode(.sys, to: 97, onset: .seconds(20), hold: .seconds(45), recovery: .seconds(60))),
        .init(
          .infusion(1320),
          .episode(.dia, to: 57, onset: .seconds(20), hold: .seconds(45), recovery: .seconds(60))),
        .init(.infusion(1345), .cuffMeasure),
        .init(.infusion(1475), .cuffMeasure),
      ]),
    answers: [
      .init(.infusion(1355), "ack"),
      .init(.infusion(1360), "pause reason=\"pulse below 40\""),
      .init(.infusion(1370), "medication name=glycopyrrolate dose=\"0.2 mg\" route=IV"),
      .init(.infusion(1540), "resume reason=\"pulse above 60\""),
    ], delay: .seconds(180))

  static let cuffFailure = ShippedScenario(
    scenario: Scenario(
      name: "cuff-failure", title: "the cuff measures nothing for half an hour: pressures by hand",
      events: [.init(.infusion(580), .cuffFails(.seconds(1700)))]),
    answers: [
      .init(.infusion(640), "ack"),
      .init(.infusion(700), "bp sys=128 dia=80"),
      .init(.infusion(1210), "ack"),
      .init(.infusion(1270), "bp sys=130 dia=82"),
      .init(.infusion(1810), "ack"),
      .init(.infusion(1870), "bp sys=131 dia=82"),
    ])

  static let unplug = ShippedScenario(
    scenario: Scenario(
      name: "unplug", title: "the oximeter's cable is out for 75 s",
      events: [.init(.infusion(1200), .unplug(.oximeter, .seconds(75)))]),
    answers: [
      .init(.infusion(1222), "ack"),
      .init(.infusion(1290), "note text=\"cable of the oximeter plugged in again\""),
    ])

  static let pumpOcclusion = ShippedScenario(
    scenario: Scenario(
      name: "pump-occlusion", title: "the line is kinked: the pump stops, the dose stands still",
      events: [.init(.infusion(1200), .pump(.occluded, .seconds(120)))]),
    answers: [
      .init(.infusion(1212), "ack"),
      .init(.infusion(1225), "pause reason=\"pump occluded\""),
      .init(.infusion(1340), "resume reason=\"line unkinked\""),
    ], delay: .seconds(140))
}
