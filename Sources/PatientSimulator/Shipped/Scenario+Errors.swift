import InfusionCore
import Quantities

// Scenarios in which what is written is not true.

extension Scenario {
  static let pounds = Scenario(
    name: "pounds", title: "the chart's weight is in pounds: found before the start, or the dose is double",
    truth: Truth(weight: Kilograms(55)), chart: Chart(weight: Kilograms(121)),
    events: [
      .init(after: .seconds(20), .say("A hundred and twenty-one? That must be pounds. I weigh 55 kilos.")),
      .init(
        when: .is(.effect, .above, 300), after: .drawn(from: .seconds(30), to: .minutes(5)),
        unless: .stopped,
        .trouble(Trouble(.anxiety, level: 0.95, onset: .seconds(60))), .say("This is much too strong."),
        .cuffMeasure),
    ],
    objectives: [
      Objective(
        "dose-corrected", when: .started, deeds: [.word(.pause), .word(.stop)],
        reach: .is(.weightError, .below, 10), within: .minutes(10), late: .minutes(15)),
      Objective(
        "fright-seen-to", when: .is(.anxiety, .above, Fixed("0.6") ?? 1),
        deeds: [.word(.pause), .measure(.reassurance), .word(.stop)], within: .seconds(180),
        late: .seconds(240)),
    ], mostHarm: .minutes(8))

  /// A while later a patient who sleeps so deeply also loses the airway, and that does not end with the pump:
  /// a stop alone is no treatment any more.
  static let tenfold = Scenario(
    name: "tenfold",
    title: "the syringe is ten times as strong as planned: found before the start, or the patient sleeps",
    truth: Truth(concentration: MilligramsPerMillilitre(10)),
    events: [
      .init(after: .seconds(20), .say("Why does the syringe say 500 mg in 50 mL this time?")),
      .init(
        when: .is(.effect, .above, 600), after: .drawn(from: .seconds(30), to: .minutes(3)),
        .trouble(
          Trouble(.airway, level: 0.75, onset: .seconds(30), lasts: .minutes(10), isByDrug: false))),
    ],
    objectives: [
      Objective(
        "dose-corrected", when: .started, deeds: [.word(.pause), .word(.stop)],
        reach: .is(.concentrationError, .below, 10), within: .minutes(10), late: .minutes(15)),
      Objective(
        "airway-opened", when: .any([.alarm(.low(.spo2)), .is(.spo2, .below, 87)]),
        deeds: [.measure(.jawSupport), .measure(.oxygen), .measure(.stimulation)],
        within: .seconds(180), late: .seconds(300)),
    ], mostHarm: .minutes(15))

  /// The sister is there, and has to leave while the patient is observed: somebody who asked before has to
  /// hear of it.
  static let noEscort = Scenario(
    name: "no-escort", title: "nobody comes to take the patient home: not alone, and not on anybody's word",
    truth: Truth(escortIsHere: false),
    events: [
      .init(after: .seconds(40), .escort(isHere: true), .say("My sister waits downstairs.")),
      .init(
        when: .stopped, after: .drawn(from: .minutes(4), to: .minutes(26)), .escort(isHere: false),
        .say("My sister had to leave, and does not answer her phone.")),
      .init(
        when: .all([.stopped, .not(.escortIsHere)]), after: .minutes(50), .escort(isHere: true),
        .say("There she is again.")),
    ],
    objectives: [
      Objective(
        "escort-seen-to", when: .all([.stopped, .not(.escortIsHere)]),
        deeds: [.word(.extend), .word(.escortDenied)], within: .minutes(5),
        late: .minutes(8)),
      // Somebody who closes before that has left the patient alone, whatever was written down.
      Objective(
        "not-alone", when: .all([.stopped, .not(.escortIsHere)]), reach: .escortIsHere,
        within: .minutes(55), late: .minutes(70)),
    ])
}
