import InfusionCore
import Quantities

// Scenarios in which something happens to the patient.

extension Scenario {
  /// What `--simulate` plays when no scenario is named.
  public static let uneventful = Scenario(
    name: "uneventful", title: "nothing happens that calls for anybody")

  /// From a minute on that the seed draws, the pressure answers six times as strongly as usual: it comes with
  /// the drug and goes with it. The cuff measures after it has been high for a while, whatever that minute
  /// is.
  static let hypertension = Scenario(
    name: "hypertension", title: "systolic above 180: hold, treat, resume",
    events: [
      .init(
        .rest(RestingValues(sys: 134, dia: 80)), .response(sys: 12, dia: 8, hr: 4, over: .seconds(1))),
      .init(
        when: .is(.minute, .above, 8), after: .drawn(from: .minutes(2), to: .minutes(24)), unless: .stopped,
        .response(sys: 76, dia: 26, hr: 12, over: .seconds(240))),
      .init(when: .is(.sys, .above, 176), after: .seconds(150), .cuffMeasure),
      .init(when: .done(.word(.pause)), after: .seconds(300), .cuffMeasure),
      .init(when: .done(.medicine("labetalol")), after: .seconds(360), .cuffMeasure),
    ],
    objectives: [
      Objective(
        "pressure-treated", when: .all([.alarm(.high(.sys)), .is(.sys, .above, 180)]),
        deeds: [
          .word(.pause), .medicine("labetalol"), .medicine("hydralazine"), .medicine("clonidine"),
          .medicine("esmolol"), .medicine("metoprolol"), .word(.stop),
        ], within: .seconds(180), late: .seconds(240)),
      Objective(
        "pressure-down", when: .all([.alarm(.high(.sys)), .is(.sys, .above, 180)]),
        reach: .is(.sys, .below, 180), within: .seconds(600), late: .seconds(900)),
    ])

  /// The airway of a drowsy patient closes by half, a while after the drug has reached the brain.
  ///
  /// To turn the patient is in place and opens it by half. But people do that for anybody, so it answers no
  /// airway objective: not here, not in `tenfold` and not in `over-sedation`.
  static let desaturation = Scenario(
    name: "desaturation", title: "the airway closes and SpO2 falls below 85: stimulate, oxygen",
    events: [
      .init(
        when: .all([.phase(.infusing), .is(.effect, .above, 150)]),
        after: .drawn(from: .minutes(6), to: .minutes(22)),
        .trouble(Trouble(.airway, level: 0.6, onset: .seconds(40))))
    ],
    objectives: [
      Objective(
        "airway-opened", when: .any([.alarm(.low(.spo2)), .is(.spo2, .below, 87)]),
        deeds: [.measure(.stimulation), .measure(.oxygen), .measure(.jawSupport)], late: .seconds(240)),
      Objective(
        "saturation-back", when: .any([.alarm(.low(.spo2)), .is(.spo2, .below, 87)]),
        reach: .is(.spo2, .above, 91), within: .seconds(300), late: .seconds(600)),
    ])

  /// First nausea, then vomiting; a drowsy throat does not clear itself. After ondansetron beforehand some
  /// nausea is left, and no vomiting follows; that patient, too, is turned.
  static let vomiting = Scenario(
    name: "vomiting", title: "nausea, then vomiting while drowsy: turn, suction, ondansetron",
    events: [
      .init(
        when: .is(.minute, .above, 10), after: .drawn(from: .minutes(2), to: .minutes(22)), unless: .stopped,
        .trouble(Trouble(.nausea, level: 0.85, onset: .seconds(40))), .say("I feel sick.")),
      .init(when: .is(.nausea, .above, Fixed("0.6") ?? 1), after: .seconds(120), .vomit),
    ],
    objectives: [
      Objective(
        "airway-kept", when: .is(.nausea, .above, Fixed("0.1") ?? 1),
        deeds: [
          .measure(.position), .medicine("ondansetron"), .measure(.suction), .medicine("metoclopramide"),
        ], within: .seconds(120), late: .seconds(240)),
      Objective(
        "saturation-back", when: .is(.spo2, .below, 87), reach: .is(.spo2, .above, 91),
        within: .seconds(300), late: .seconds(600)),
    ])

  static let bradycardia = Scenario(
    name: "bradycardia", title: "pulse below 40: hold, anticholinergic, resume",
    events: [
      .init(
        when: .is(.minute, .above, 5), after: .drawn(from: .minutes(1), to: .minutes(20)), unless: .stopped,
        .trouble(Trouble(.vagus, level: 0.9, onset: .seconds(20), lasts: .minutes(12)))),
      .init(when: .alarm(.low(.hr)), .cuffMeasure),
      .init(when: .alarm(.low(.hr)), after: .seconds(150), .cuffMeasure),
    ],
    objectives: [
      Objective(
        "pulse-raised", when: .alarm(.low(.hr)),
        deeds: [
          .medicine("atropine"), .word(.pause), .medicine("glycopyrrolate"), .medicine("ephedrine"),
          .word(.stop),
        ], late: .seconds(240)),
      Objective(
        "pulse-back", when: .alarm(.low(.hr)), reach: .is(.hr, .above, 50), within: .seconds(300),
        late: .seconds(540)),
    ])

  static let panic = Scenario(
    name: "panic", title: "dissociation turns into panic: a calm voice, hold, midazolam",
    events: [
      .init(.rest(RestingValues(hr: 80))),
      .init(
        when: .is(.minute, .above, 10), after: .drawn(from: .minutes(2), to: .minutes(25)), unless: .stopped,
        .trouble(Trouble(.anxiety, level: 0.95, onset: .seconds(60))), .say("Where am I? I am not here."),
        .motion(.seconds(15))),
      .init(
        when: .is(.anxiety, .above, Fixed("0.7") ?? 1), after: .seconds(60),
        .say("Let me out. I am dying."), .motion(.seconds(20)), .cuffMeasure),
    ],
    objectives: [
      Objective(
        "calmed", when: .is(.anxiety, .above, Fixed("0.6") ?? 1),
        deeds: [
          .measure(.reassurance), .word(.pause), .medicine("midazolam"), .medicine("lorazepam"),
          .medicine("diazepam"), .word(.stop),
        ], within: .seconds(120), late: .seconds(240)),
      Objective(
        "panic-over", when: .is(.anxiety, .above, Fixed("0.6") ?? 1),
        reach: .is(.anxiety, .below, Fixed("0.45") ?? 1), within: .seconds(600), late: .seconds(900)),
    ])

  /// The patient took tablets at home: they act when the ketamine's stimulation is over.
  static let overSedation = Scenario(
    name: "over-sedation", title: "in the observation the patient falls asleep, and the airway closes",
    events: [
      .init(after: .seconds(40), .say("I took my sleeping tablets, I was so nervous.")),
      .init(
        when: .stopped, after: .drawn(from: .minutes(1), to: .minutes(19)),
        .trouble(
          Trouble(.sedation, level: 0.85, onset: .seconds(120), lasts: .minutes(25), isByDrug: false)),
        .trouble(
          Trouble(.airway, level: 0.45, onset: .seconds(180), lasts: .minutes(20), isByDrug: false))),
    ],
    objectives: [
      Objective(
        "roused", when: .any([.alarm(.low(.spo2)), .is(.spo2, .below, 87)]),
        deeds: [
          .measure(.stimulation), .measure(.jawSupport), .measure(.oxygen), .medicine("flumazenil"),
        ], late: .seconds(240),
        never: [.medicine("midazolam"), .medicine("lorazepam"), .medicine("diazepam"), .medicine("propofol")]
      ),
      Objective(
        "saturation-back", when: .any([.alarm(.low(.spo2)), .is(.spo2, .below, 87)]),
        reach: .is(.spo2, .above, 91), within: .seconds(300), late: .seconds(600)),
    ])
}

extension Deed {
  /// A medicine that must be in the list.
  static func medicine(_ name: String) -> Deed {
    Medicine.named(name).map { .medicine($0) } ?? .word(.note)
  }
}

extension AlarmID {
  static func low(_ vital: Vital) -> AlarmID { .limit(vital, .low) }
  static func high(_ vital: Vital) -> AlarmID { .limit(vital, .high) }
}
