import InfusionCore
import JSONLines
import Quantities
import SessionRecord

// One of every event, and of every other entry of a journal.

extension Samples {
  static let events: [Event] =
    course + alarms + watch + account + refused + [
      .refused(Refusal(action: "discharge", why: .escortMissing, also: ["check.due", "pump.running"]))
    ]

  private static let refused: [Event] = refusals.map { .refused(Refusal(action: "discharge", why: $0)) }

  private static let figures = InfusionFigures(
    delivered: Milligrams(17.5), deliveredPerKilogram: MilligramsPerKilogram(0.25), volume: Millilitres(17.5),
    rate: MillilitresPerHour(52.5), isEstimated: true)

  private static let course: [Event] =
    Phase.allCases.map(Event.phase) + InfusionChange.allCases.map { .infusion($0, figures) }
    + ObservationChange.allCases.map { .observation($0, target: .minutes(30)) }
    + Outcome.allCases.map { .closed($0, reason: nil) }
    + [
      .observation(.extended, target: .milliseconds(1_800_017)), .closed(.abandoned, reason: "patient left"),
      .gap(from: .seconds(61), reason: "crash", isEstimated: false),
    ]

  private static let alarms: [Event] =
    AlarmEnd.allCases.map { .alarmEnded(.limit(.spo2, .low), $0, isLatched: $0 == .noValue) }
    + AudioResumption.allCases.map(Event.audioResumed)
    + DeviceCondition.allCases.map { .alarmReminded(.device(SourceID("masimo-ascii1-2"), $0)) }
    + PumpCondition.allCases.map { .alarmEscalated(.pump($0)) }
    + [
      .alarmRaised(
        .limit(.spo2, .low), AlarmSignal(.medium, value: 88, limit: 90),
        InfusionContext(
          elapsed: .seconds(75), rate: MillilitresPerHour(52.5), delivered: Milligrams(1),
          deliveredPerKilogram: nil)),
      .alarmRaised(
        .device(SourceID("nonin-df2-2"), .lost), AlarmSignal(.medium),
        InfusionContext(elapsed: nil, rate: .zero, delivered: .zero, deliveredPerKilogram: nil)),
      .alarmPriority(.limit(.spo2, .low), AlarmSignal(.high, value: 84, limit: 85)),
      .alarmPriority(.disagree(.hr), AlarmSignal(.info)),
      .alarmAcknowledged(.pump(.occluded), by: "AB"), .alarmAcknowledged(.nibpFailed, by: nil),
      .alarmReminded(.limit(.hr, .high)), .alarmEscalated(.noValue(.spo2)), .limitReminded(.hr),
      .audioPaused(until: .seconds(120), by: "AB"), .audioPaused(until: .seconds(120), by: nil),
      .limitChanged(LimitChange(vital: .spo2, kind: .extremeLow, from: 85, to: nil, reason: "r", by: "AB")),
    ]

  private static let watch: [Event] =
    HoldEnd.allCases.map { .holdEnded("systolic", $0, by: nil, note: nil) }
    + [
      .baseline(
        [
          BaselineValue(vital: .hr, value: 70, isByHand: false),
          BaselineValue(vital: .sys, value: 120, isByHand: true),
        ],
        by: "AB"),
      .checkTaken(without: [], by: nil), .checkTaken(without: ["nausea", "moaas"], by: "AB"),
      .away(until: .seconds(300), reason: "toilet", by: "AB"), .back(by: "AB"),
      .holdAdvised(
        HoldRule(
          name: "systolic", isOn: true, vital: .sys, side: .high, bound: 180, times: 2, apart: .minutes(5),
          advice: .pause), value: 188),
      .holdEnded("systolic", .aside, by: "AB", note: "ordered"),
    ]

  /// What the session made of what was done and measured.
  private static let account: [Event] =
    possible.map { .accepted($0, entry: 40, by: "AB") } + measured + doses
    + DueOutcome.allCases.map {
      .due(DueReading(.nibp, at: .minutes(40), from: .start, within: .seconds(90)), $0)
    }
    + [
      .accepted(.check(), entry: 1, by: nil), .remarked("pt. \"moved\"", SourceID("csv"), entry: 12),
      .bound(SourceID("hl7"), identity), .bound(SourceID("line"), SourceIdentity()),
      .corrected(
        Correction(
          of: 41, [AmendedField(key: "dose", value: "10 mg"), AmendedField(key: "route", value: "iv")],
          amendment: 60, by: "AB")),
      .corrected(
        Correction(
          of: 41, [AmendedField(key: AmendAction.struck, value: "slip of the finger")], amendment: 61, by: nil
        )),
    ]

  private static let measured: [Event] = [
    CuffMeasurement.pressure(sys: 124, dia: 78, number: 3), .pressure(sys: 124, dia: 78, map: 93),
    CuffMeasurement(sys: nil, dia: nil, map: 70), CuffMeasurement(sys: 124, dia: nil, map: nil),
    CuffMeasurement(sys: 118, dia: 71, map: 90, number: 7, ageIsUnknown: true),
    CuffMeasurement(sys: nil, dia: nil, map: 70, isDoubtful: true),
  ].map { .measured(Measured($0, from: SourceID("suntech"), entry: 9)) }

  private static let doses: [Event] =
    DoseBasis.allCases.map {
      .dose(
        DoseFigures(
          volume: Millilitres(17.5), delivered: Milligrams(17.5),
          deliveredPerKilogram: MilligramsPerKilogram(0.25), basis: $0, isEstimated: false,
          low: Millilitres(17.5), high: Millilitres(17.5)))
    }
    + [
      .dose(
        DoseFigures(
          volume: Millilitres(17.5), delivered: Milligrams(35), deliveredPerKilogram: nil, basis: .volume,
          isEstimated: true, low: Millilitres(16.125), high: Millilitres(19)))
    ]

  static let refusals: [Refusal.Why] = orderRefusals + doseRefusals + dischargeRefusals + furtherRefusals

  private static let orderRefusals: [Refusal.Why] = [
    .wrongPhase(.infusing), .weightMissing, .doseMissing, .concentrationMissing,
    .weightImplausible(Kilograms(700)), .weightUnconfirmed(Kilograms(154), last: nil),
    .weightUnconfirmed(Kilograms(154), last: Kilograms(70.25)), .concentrationUnconfirmed(.init(52.5)),
    .concentrationImplausible(.init(1.0 / 30)), .planUnknown("x"), .vitalMissing(.spo2),
    .vitalDoubtful(.hr), .checklistNotMet(["fasting", "consent"]), .baselineMissing, .reasonMissing,
    .initialsMissing,
  ]

  private static let doseRefusals: [Refusal.Why] = [
    .rateSoftLimit(.init(1.5), limit: .init(1)), .rateHardLimit(.init(2.5), limit: .init(2)),
    .rateNotPositive, .rateLow(.init(5.25), planned: .init(52.5)), .bolusNotPositive, .bolusOff,
    .bolusSoftLimit(.init(0.2), limit: .init(0)), .bolusHardLimit(.init(0.5), limit: .init(0.3)),
    .totalSoftLimit(.init(0.6), limit: .init(0.55)), .totalHardLimit(.init(1.2), limit: .init(1)),
    .noInfusion,
  ]

  private static let dischargeRefusals: [Refusal.Why] = [
    .observationIncomplete, .escortMissing, .alarmActive(.nibpOverdue), .alarmLatched(.limit(.sys, .high)),
    .checkDue, .criterionNotMet(["walks"]), .pumpRuns, .pressureMissing, .pressureForgone,
    .dueMissed(["nibp 40 min after start"]), .limitLoosened(.spo2),
  ]

  private static let furtherRefusals: [Refusal.Why] = [
    .notAway, .awayTooLong(.minutes(30)), .nothingToConfirm, .sourceNotForeign("hl7"),
    .alarmUnknown(.checkOverdue), .nothingToAcknowledge, .limitOrder(.dia),
    .limitBeyondBound(.spo2, bound: 85), .pressureOrder(sys: 70, dia: 80), .valueOutOfRange("hr"),
    .holdNotAdvised("systolic"), .holdNotFollowed("systolic"), .timeAhead(.seconds(75)), .entryUnknown(41),
    .doseNotOffered(.init(70)), .scaleUnknown("rass", known: ["moaas", "phq9"]),
    .witnessMissing, .itemUnknown("parking"),
    .entryFixed(42), .secondMissing, .secondSame("AB"),
  ]

  static let contents: [EntryContent] =
    inputs.map(EntryContent.input) + events.map(EntryContent.event) + [
      .anchor(ClockAnchor(boot: "9e", bootMilliseconds: 12_345, reason: "resumed")),
      .recovered(RecoveredTail(segment: 1, offset: 4711, bytes: 61)),
      .drillScore(
        DrillResult(
          setting: DrillSetting(scenario: "desaturation", seed: 7, rubric: 1), passed: false,
          objectives: [
            DrillResult.Objective(id: "airway-opened", result: "late", at: .seconds(1700)),
            DrillResult.Objective(
              id: "saturation-back", result: "missed", at: .seconds(1720), isByInstructor: true),
            DrillResult.Objective(id: "unharmed", result: "missed", at: nil),
          ], harmMinutes: 6,
          acts: [DrillResult.Act(at: .seconds(1650), what: "a bolus of 4 mg/kg", wasRefused: true)],
          noAnswers: [
            DrillResult.NoAnswer(at: .seconds(1660), what: "125/75 typed, the patient had 168/96")
          ])),
      .other(kind: "from.tomorrow", ["x": .array([.fixed(1), .null]), "y": .object(["z": .double(1e-9)])]),
    ]
}
