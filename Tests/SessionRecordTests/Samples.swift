import InfusionCore
import Quantities
import SessionRecord

/// One of everything, for the tests that go through all of it.
enum Samples {
  static let wall = WallTime(unixMilliseconds: 1_792_224_123_456, offsetMinutes: 120)

  static let header = SessionHeader(
    programVersion: "0.1.0", engineVersion: "1", session: "2026-10-17T080203Z_chair-2_a1b2c3",
    plan: SessionPlan(
      configuration: clinic, chair: "chair 2", patient: "P \"7\" \\ é", weight: Kilograms(70.25),
      plan: "trd-40",
      sources: [
        SourceDescription(id: SourceID("nonin-df2")),
        SourceDescription(id: SourceID("line"), nominalInterval: .milliseconds(2500)),
      ],
      origin: .simulated),
    boot: "4f0c", anchorBootMilliseconds: 86_400_123, anchorWall: wall)

  /// A header that is quick to read.
  static var shortHeader: SessionHeader {
    var header = header
    header.plan.configuration = Configuration(
      limits: [:], bounds: [:], audioPause: .seconds(120), reminder: .seconds(180), latching: [], plans: [],
      checklist: [],
      clinic: Clinic(scales: [], symptoms: [], medicines: [], interventions: [], holdRules: []))
    return header
  }

  /// A configuration in which nothing is as shipped.
  static var clinic: Configuration {
    var clinic = Configuration.shipped
    clinic.limits[.spo2]?.low = Fixed(thousandths: 91_500)
    clinic.limits[.sys]?.staleAfter = .milliseconds(900_001)
    clinic.bounds[.hr] = LimitBounds(lowFloor: 30, highCeiling: 180)
    clinic.audioPause = .seconds(90)
    clinic.latching = [.limit(.spo2, .low), .device(SourceID("line"), .lost)]
    clinic.plans[0].dose = MilligramsPerKilogram(0.1 + 0.2)
    clinic.plans[0].observation = .milliseconds(1_800_017)
    clinic.plans[0].relative[.dia] = RelativeLimit(above: nil, below: 20, mode: .replace)
    clinic.secondPerson = [.start, .bolus]
    clinic.checklist = [
      ChecklistItem(name: "fasting", text: "Nothing eaten for 6 h", stage: .start, isRequired: true)
    ]
    return clinic
  }

  static let readings: [Reading] = [
    Reading(source: SourceID("line"), hr: .value(72)),
    Reading(source: SourceID("line"), status: .off, spo2: .noValue, hr: .noValue),
    Reading(
      source: SourceID("nonin-df2"), status: .lowPerfusion,
      spo2: .value(Fixed(thousandths: 97_500), .doubtful),
      hr: .value(71, .doubtful), rr: .value(14), pi: .value(Fixed(thousandths: 450)), etco2: .noValue,
      temp: .value(Fixed(thousandths: 36_625))),
    Reading(source: SourceID("line"), nibp: .measured(.pressure(sys: 124, dia: 78, number: 3))),
    Reading(source: SourceID("line"), nibp: .measured(.pressure(sys: 124, dia: 78, map: 93))),
    Reading(
      source: SourceID("ansarb"),
      nibp: .measured(CuffMeasurement(sys: nil, dia: nil, map: 70, ageIsUnknown: true))),
    Reading(source: SourceID("line"), nibp: .failed(number: 3)),
    Reading(
      source: SourceID("asena"),
      pump: PumpReport(state: .running, rate: MillilitresPerHour(140 / 3), volume: Millilitres(0.123))),
    Reading(source: SourceID("asena"), pump: PumpReport(vtbi: .volume(Millilitres(12.345)))),
    Reading(source: SourceID("asena"), pump: PumpReport(state: .running, vtbi: .unlimited)),
    Reading(source: SourceID("line")),
  ]

  static let actions: [Action] = [
    .setup(
      patient: "P7", weight: Kilograms(68.4), plan: "trd-45", concentration: MilligramsPerMillilitre(1),
      reason: "as weighed"),
    .baseline(hr: 70, sys: 120, dia: 80, spo2: nil),
    .checklist(item: "fasting", answer: .notMet),
    .start(override: nil), .start(override: "no SpO2"), .pause(reason: "nausea"), .resume(reason: nil),
    .resume(reason: "stopped by mistake"), .stop(reason: "done"),
    .rate(MillilitresPerHour(140 / 3), reason: "as \"ordered\""),
    .rate(MillilitresPerHour(50), reason: nil), .bolus(Milligrams(2.5)), .check(),
    .check(without: ["nausea", "moaas"]),
    .extend(minutes: 10, reason: "dizzy"),
    .away(minutes: 5, reason: "toilet"), .back, .discharge(escort: true, override: nil),
    .discharge(escort: false, override: "lives here"), .close(reason: nil), .acknowledge(nil),
    .acknowledge(.limit(.spo2, .low)), .audioPause,
    .limit(.spo2, low: 88), .limitOff(.hr, reason: "athlete"), .limitOn(.hr),
    .bloodPressure(sys: 130, dia: 85, map: nil),
    .symptom(name: "nausea", severity: 1, at: .seconds(75)),
    .symptom(name: "007", severity: 3, at: nil), .medication(name: "ondansetron", dose: "4 mg", route: "iv"),
    .score(scale: "cadss", value: 12),
    .score(scale: "aldrete", value: 3, parts: [PartScore("activity", 2), PartScore("oxygen", 1)]),
    .note("two\nlines, \u{1}\u{7F} and 🙂"),
    .medication(name: "ondansetron", dose: "4 mg", route: "iv", at: .seconds(75)),
    .start(override: nil, second: "CD"), .bolus(Milligrams(2.5), second: "CD"),
    .rate(MillilitresPerHour(50), reason: nil, second: "CD"),
    .intervention(name: "oxygen"), .intervention(name: "oxygen", at: .seconds(75)),
    .hold(HoldAction(rule: "systolic", .told)),
    .hold(HoldAction(rule: "systolic", .aside, reason: "ordered")),
    .dose(DoseAction(Millilitres(12.345), reason: "read from the pump", second: "CD", flush: true)),
    .dose(DoseAction(Millilitres(3), reason: "read from the pump")),
    .bolus(Milligrams(2.5), reason: "as \"ordered\""),
    .withoutPressure(WithoutPressureAction(minutes: 30, reason: "a cuff too small")),
    .confirm(ConfirmAction()),
    .accept(AcceptAction(device: "line", reason: "the cable was changed")),
    .amend(entry: 41, fields: [AmendedField(key: "t", value: "75"), AmendedField(key: "kind", value: "x")]),
  ]

  static let inputs: [Input] =
    readings.map(Input.reading) + actions.map { .action($0, by: "AB") } + [
      .action(.check(), by: nil), .link(SourceID("line"), .connected),
      .link(SourceID("line"), .lost(.missing)),
      .link(SourceID("line"), .lost(.forbidden)), .link(SourceID("line"), .lost(.vanished)),
      .link(SourceID("line"), .lost(.endOfInput)), .link(SourceID("line"), .lost(.busy)),
      .link(SourceID("line"), .lost(.silent(.milliseconds(10_001)))),
      .link(SourceID("line"), .lost(.noFrames(line: "9600 8N1"))),
      .link(SourceID("line"), .lost(.other("I/O error"))),
      .annotation("pt. moved", source: SourceID("csv")), .recorder(.safe), .recorder(.failing("disk full")),
      .recorder(.lowSpace), .sound(.working("bell")), .sound(.failing("no device")),
      .clockStepped(by: .seconds(-3600)), .conduct(SourceID("line"), .follows),
      .conduct(SourceID("line"), .garbled(looksLike: "nonin-df2")),
      .conduct(SourceID("line"), .garbled(looksLike: nil)), .conduct(SourceID("line"), .floods),
      .identity(SourceID("line"), SourceIdentity(adapter: "FT1", serial: "7", bed: "BED7", patient: "P7")),
      .history(PatientHistory(patient: "P7", number: 1, daysSinceLast: nil, last: [], unread: 2)),
      .history(
        PatientHistory(
          patient: "P7", number: 3, daysSinceLast: 0,
          last: [
            EarlierTreatment(
              session: "2026-10-17T073000Z_2_a1b2c3", date: "2026-10-17", plan: "trd-40",
              delivered: Milligrams(17.5), lasted: .milliseconds(2_400_500), baseline: .init(120, 80),
              highest: .init(164, 92), lowestSpO2: 93, highestHR: 101,
              sideEffects: [SideEffect(name: "nausea \"again\"", severity: 2)], outcome: .overridden),
            EarlierTreatment(session: "x", date: "2026-10-01"),
          ], unread: 0)),
      .gap(from: .seconds(61), reason: "crash", isEstimated: true),
    ]

  private static let figures = InfusionFigures(
    delivered: Milligrams(17.5), deliveredPerKilogram: MilligramsPerKilogram(0.25), volume: Millilitres(17.5),
    rate: MillilitresPerHour(52.5), isEstimated: true)

  private static let dose = DoseFigures(
    volume: Millilitres(17.5), delivered: Milligrams(17.5), deliveredPerKilogram: MilligramsPerKilogram(0.25),
    basis: .volume, isEstimated: true, low: Millilitres(17), high: Millilitres(18.25))

  private static let due = DueReading(.nibp, at: .minutes(40), from: .start, within: .minutes(5))

  /// What the session tells since the second rules: what was accepted, what is new, what reads otherwise.
  private static let accepted: [Event] =
    actions.enumerated().map {
      .accepted($0.element, entry: $0.offset + 1, by: $0.offset % 2 == 0 ? "AB" : nil)
    } + [
      .remarked("pt. moved", SourceID("csv"), entry: 7),
      .measured(Measured(.pressure(sys: 124, dia: 78), from: SourceID("line"), entry: 9)),
      .measured(Measured(.pressure(sys: 124, dia: 78, map: 95), from: .manual, entry: 9)),
      .measured(
        Measured(
          CuffMeasurement(sys: nil, dia: nil, map: 70, ageIsUnknown: true), from: SourceID("ansarb"), entry: 9
        )),
      .corrected(Correction(of: 9, [AmendedField(key: "sys", value: "140")], amendment: 12, by: "AB")),
      .corrected(Correction(of: 9, [AmendedField(key: "struck", value: "a slip")], amendment: 13, by: nil)),
      .dose(dose),
      .dose(
        DoseFigures(
          volume: Millilitres(1), delivered: Milligrams(1), deliveredPerKilogram: nil, basis: .set,
          isEstimated: false, low: Millilitres(1), high: Millilitres(1))),
      .bound(SourceID("line"), SourceIdentity(adapter: "FT1", serial: "7", bed: "BED7", patient: "P7")),
      .bound(SourceID("line"), SourceIdentity(serial: "7")), .alarmEscalated(.limit(.spo2, .low)),
    ] + DueOutcome.allCases.map { .due(due, $0) }

  static let events: [Event] = accepted + told

  private static let told: [Event] =
    Phase.allCases.map(Event.phase) + InfusionChange.allCases.map { .infusion($0, figures) }
    + ObservationChange.allCases.map { .observation($0, target: .minutes(30)) }
    + AlarmEnd.allCases.map { .alarmEnded(.limit(.spo2, .low), $0, isLatched: $0 == .noValue) }
    + HoldEnd.allCases.map { .holdEnded("systolic", $0, by: nil, note: nil) }
    + AudioResumption.allCases.map(Event.audioResumed) + Outcome.allCases.map { .closed($0, reason: nil) }
    + [
      .observation(.extended, target: .milliseconds(1_800_017)), .closed(.abandoned, reason: "patient left"),
      .alarmRaised(
        .limit(.spo2, .low), AlarmSignal(.medium, value: 88, limit: 90),
        InfusionContext(
          elapsed: .seconds(75), rate: MillilitresPerHour(52.5), delivered: Milligrams(1),
          deliveredPerKilogram: nil)),
      .alarmRaised(
        .device(SourceID("nonin-df2-2"), .lost), AlarmSignal(.medium),
        InfusionContext(elapsed: nil, rate: .zero, delivered: .zero, deliveredPerKilogram: nil)),
      .alarmPriority(.limit(.spo2, .low), AlarmSignal(.high, value: 84, limit: 85)),
      .alarmAcknowledged(.pump(.occluded), by: "AB"), .alarmAcknowledged(.nibpFailed, by: nil),
      .alarmReminded(.limit(.hr, .high)), .limitReminded(.hr), .audioPaused(until: .seconds(120), by: "AB"),
      .limitChanged(LimitChange(vital: .spo2, kind: .extremeLow, from: 85, to: nil, reason: "r", by: "AB")),
      .baseline(
        [
          BaselineValue(vital: .hr, value: 70, isByHand: false),
          BaselineValue(vital: .sys, value: 120, isByHand: true),
        ],
        by: "AB"),
      .checkTaken(without: ["moaas"], by: nil), .away(until: .seconds(300), reason: "toilet", by: "AB"),
      .back(by: "AB"),
      .gap(from: .seconds(61), reason: "crash", isEstimated: false),
      .holdAdvised(
        HoldRule(
          name: "systolic", isOn: true, vital: .sys, side: .high, bound: 180, times: 2, apart: .minutes(5),
          advice: .pause), value: 188),
      .holdEnded("systolic", .aside, by: "AB", note: "ordered"),
    ] + refusals.map { .refused(Refusal(action: "discharge", why: $0)) }

  static let refusals: [Refusal.Why] = [
    .wrongPhase(.infusing), .weightMissing, .doseMissing, .concentrationMissing,
    .weightImplausible(Kilograms(700)),
    .planUnknown("x"), .weightUnconfirmed(Kilograms(19.5), last: Kilograms(70)),
    .weightUnconfirmed(Kilograms(31), last: nil),
    .concentrationUnconfirmed(.init(2)), .concentrationImplausible(.init(20)), .vitalMissing(.spo2),
    .vitalDoubtful(.hr), .rateLow(.init(10), planned: .init(52.5)), .bolusNotPositive, .bolusOff,
    .bolusSoftLimit(.init(0.2), limit: .init(0)), .bolusHardLimit(.init(0.4), limit: .init(0.3)),
    .totalSoftLimit(.init(0.6), limit: .init(0.55)), .totalHardLimit(.init(1.1), limit: .init(1)), .notAway,
    .awayTooLong(.minutes(45)), .nothingToConfirm, .sourceNotForeign("line"), .pumpRuns, .pressureMissing,
    .pressureForgone, .dueMissed(["nibp"]), .limitLoosened(.sys), .entryFixed(41),
    .checklistNotMet(["fasting", "consent"]), .baselineMissing,
    .reasonMissing, .initialsMissing, .rateSoftLimit(.init(1.5), limit: .init(1)),
    .rateHardLimit(.init(2.5), limit: .init(2)),
    .rateNotPositive, .noInfusion, .observationIncomplete, .escortMissing, .alarmActive(.nibpOverdue),
    .alarmLatched(.limit(.sys, .high)), .checkDue, .criterionNotMet(["walks"]), .alarmUnknown(.checkOverdue),
    .nothingToAcknowledge, .limitOrder(.dia), .limitBeyondBound(.spo2, bound: 85),
    .pressureOrder(sys: 70, dia: 80),
    .valueOutOfRange("hr"), .holdNotAdvised("systolic"), .holdNotFollowed("systolic"),
    .secondMissing, .secondSame("AB"), .timeAhead(.seconds(75)), .entryUnknown(41),
  ]

  static let contents: [EntryContent] =
    inputs.map(EntryContent.input) + events.map(EntryContent.event) + [
      .anchor(ClockAnchor(boot: "9e", bootMilliseconds: 12_345, reason: "resumed")),
      .recovered(RecoveredTail(segment: 1, offset: 4711, bytes: 61)),
      .other(kind: "from.tomorrow", ["x": .array([.fixed(1), .null]), "y": .object(["z": .double(1e-9)])]),
    ]

  /// A journal with one entry a second of these contents.
  static func journal(
    _ contents: [EntryContent] = contents, header: SessionHeader = header, isSealed: Bool = true
  ) -> [UInt8] {
    var (encoder, bytes) = JournalEncoder.begin(header)
    for (second, content) in contents.enumerated() {
      let time = SessionTime.seconds(Int64(second))
      bytes += encoder.line(content, at: time, wall: wall.advanced(byMilliseconds: Int64(second) * 1000))
    }
    guard isSealed else { return bytes }
    let time = SessionTime.seconds(Int64(contents.count))
    return bytes + encoder.line(.seal(Seal(entries: contents.count, segments: 1)), at: time, wall: wall)
  }

  static func readAll(_ reader: inout JournalReader) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    while let entry = reader.next() { entries.append(entry) }
    return entries
  }
}
