import Devices
import InfusionCore
import Quantities

// Scenarios in which the equipment is the trouble, and the patient has to be looked at nevertheless.

extension Scenario {
  /// The deeds that need a look. Turning the patient or giving oxygen is none, since somebody who does that
  /// may still think of a desaturation.
  private static let lookedAt: [Deed] = [
    .measure(.probe), .measure(.stimulation), .word(.bp), .word(.symptom),
  ]

  static let probeOff = Scenario(
    name: "probe-off", title: "the sensor is off for four minutes of the observation: the window waits",
    events: [
      .init(
        when: .stopped, after: .drawn(from: .minutes(3), to: .minutes(22)), .probeOff(.seconds(240)))
    ],
    objectives: [
      Objective(
        "patient-looked-at", when: .alarm(.noValue(.spo2)), deeds: lookedAt, within: .seconds(120),
        late: .seconds(240),
        never: [
          .medicine("naloxone"), .medicine("flumazenil"), .medicine("ephedrine"), .medicine("atropine"),
        ])
    ])

  /// The cuff fails in a measurement outside its schedule, so that the schedule does not tell the minute.
  static let cuffFailure = Scenario(
    name: "cuff-failure", title: "the cuff measures nothing for half an hour: pressures by hand",
    events: [
      .init(
        when: .started, after: .drawn(from: .minutes(6), to: .minutes(26)), .cuffFails(.seconds(1700)),
        .cuffMeasure)
    ],
    objectives: [
      Objective(
        "pressure-by-hand", when: .alarm(.nibpFailed), deeds: [.word(.bp), .word(.nobp)],
        within: .seconds(240), late: .seconds(360))
    ])

  static let unplug = Scenario(
    name: "unplug", title: "the oximeter's cable is out for 75 s",
    events: [
      .init(
        when: .started, after: .drawn(from: .minutes(8), to: .minutes(34)),
        .unplug(.oximeter, .seconds(75)))
    ],
    objectives: [
      Objective(
        "patient-looked-at", when: .alarm(.noValue(.spo2)), deeds: lookedAt, within: .seconds(120),
        late: .seconds(240))
    ])

  static let pumpOcclusion = Scenario(
    name: "pump-occlusion", title: "the line is kinked: the pump stops, the dose stands still",
    events: [
      .init(
        when: .started, after: .drawn(from: .minutes(5), to: .minutes(30)), .pump(.occluded, .minutes(20)))
    ],
    objectives: [
      Objective(
        "line-freed", when: .alarm(.pump(.occluded)), deeds: [.measure(.line)], within: .seconds(180),
        late: .seconds(300))
    ])
}
