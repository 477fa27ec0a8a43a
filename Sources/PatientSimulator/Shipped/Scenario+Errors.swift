import InfusionCore
import Quantities

// Scenarios in which what is written is not what is true.

extension Scenario {
  static let pounds = Scenario(
    name: "pounds", title: "the chart's weight is in pounds: found before the start, or the dose is double",
    truth: Truth(weight: Kilograms(55)), chart: Chart(weight: Kilograms(121)),
    events: [
      .init(after: .seconds(20), .say("A hundred and twenty-one? That must be pounds. I weigh 55 kilos.")),
      .init(
        when: .all([.phase(.infusing), .is(.effect, .above, 330)]),
        .trouble(Trouble(.anxiety, level: 0.95, onset: .seconds(60))), .say("This is much too strong."),
        .cuffMeasure),
    ],
    objectives: [
      Objective(
        "dose-corrected", when: .started, deeds: [.word(.pause), .word(.stop)],
        reach: .is(.weightError, .below, 10), within: .minutes(10), late: .minutes(15)),
      Objective(
        "fright-seen-to", when: .is(.anxiety, .above, Fixed("0.6") ?? 1),
        deeds: [.word(.pause), .measure(.reassurance), .word(.stop)], within: .seconds(240),
        late: .seconds(540)),
    ], mostHarm: .minutes(8))

  static let tenfold = Scenario(
    name: "tenfold",
    title: "the syringe is ten times as strong as planned: found before the start, or the patient sleeps",
    truth: Truth(concentration: MilligramsPerMillilitre(10)),
    events: [
      .init(after: .seconds(20), .say("Why does the syringe say 500 mg in 50 mL this time?"))
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

  static let noEscort = Scenario(
    name: "no-escort", title: "nobody comes to take the patient home: not alone, and not on anybody's word",
    truth: Truth(escortIsHere: false),
    events: [
      .init(after: .seconds(40), .say("My sister comes to fetch me.")),
      .init(when: .stopped, after: .minutes(20), .say("My sister does not answer her phone.")),
      .init(when: .stopped, after: .minutes(70), .escort(isHere: true), .say("There she is.")),
    ],
    objectives: [
      Objective(
        "escort-seen-to", when: .all([.stopped, .not(.escortIsHere)]),
        deeds: [.word(.extend), .word(.escortDenied)], within: .minutes(45),
        late: .minutes(50)),
      // Whoever closes before has left the patient alone, whatever was written down.
      Objective(
        "not-alone", when: .all([.stopped, .not(.escortIsHere)]), reach: .escortIsHere,
        within: .minutes(75), late: .minutes(90)),
    ])
}
