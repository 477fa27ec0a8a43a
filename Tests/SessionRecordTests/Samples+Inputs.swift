import InfusionCore
import Quantities

// One of every input.

extension Samples {
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
    standing,
    Reading(
      source: SourceID("line"), status: .artifact, hr: .value(71, .doubtful),
      nibp: .measured(.pressure(sys: 124, dia: 78)).doubtful(true)),
  ]

  private static let standing: Reading = {
    var off = Reading(source: SourceID("line"), status: .off, spo2: .noValue)
    off.statusStands = true
    return off
  }()

  static let actions: [Action] = possible + unfit
  static let possible: [Action] = preparation + treatment + observation + marks + corrections

  /// Values that can be read and are not allowed, as a script may have them.
  private static let unfit: [Action] = [
    ActionFields(name: "symptom", fields: [.init("name", "nausea"), .init("severity", "4")]),
    ActionFields(name: "score", fields: [.init("scale", "moaas"), .init("value", "4.50")]),
    ActionFields(name: "ack", fields: [.init("id", "foo.bar")]),
    ActionFields(name: "amend", fields: [.init("n", "-1"), .init("severity", "2")]),
  ].compactMap { try? Action(timed: $0) }

  private static let preparation: [Action] = [
    .setup(
      patient: "P7", weight: Kilograms(68.4), plan: "trd-45", concentration: MilligramsPerMillilitre(1)),
    .setup(weight: Kilograms(154), reason: "two scales agree"),
    .baseline(), .baseline(hr: 70, sys: 120, dia: 80, spo2: 97),
    .checklist(item: "fasting", answer: .notMet), .checklist(item: "consent", answer: .met),
    .start(override: nil), .start(override: "no SpO2"), .start(override: nil, second: "CD"),
  ]

  private static let treatment: [Action] = [
    .pause(reason: "nausea"), .resume(reason: nil), .resume(reason: "stopped by mistake"),
    .resume(ResumeAction(reason: "stopped by mistake", ranOn: true)),
    .stop(reason: "done"), .rate(MillilitresPerHour(140 / 3), reason: "as \"ordered\""),
    .rate(MillilitresPerHour(50), reason: nil),
    .rate(MillilitresPerHour(50), reason: nil, second: "CD"), .bolus(Milligrams(2.5)),
    .bolus(Milligrams(0.1 + 0.2), reason: "still in pain", second: "CD"),
    .dose(DoseAction(Millilitres(17.25), reason: "read at the syringe")),
    .dose(DoseAction(Millilitres(140 / 3), reason: "line flushed", second: "CD", flush: true)),
    .dose(DoseAction(.zero, reason: "it was clamped", flush: false)),
    .withoutPressure(WithoutPressureAction(minutes: 20, reason: "cuff hurts")),
    .confirm(ConfirmAction(.gap)),
    .selfTest(SelfTestAction(sound: .heard)),
    .selfTest(SelfTestAction(sound: .none, disk: "ok", clock: "set, by \"NTP\"", devices: "line heard")),
    .start(override: nil, dose: Milligrams(56)),
    .accept(AcceptAction(device: "masimo-ascii1-2", reason: "probe was exchanged")),
    .hold(HoldAction(rule: "systolic", .told)),
    .hold(HoldAction(rule: "systolic", .aside, reason: "ordered")),
  ]

  private static let observation: [Action] = [
    .check(), .check(without: ["nausea", "moaas"]), .extend(minutes: 10, reason: "dizzy"),
    .away(minutes: 5, reason: "toilet"), .back, .discharge(escort: true, override: nil),
    .discharge(escort: false, override: "lives here"), .close(reason: nil), .close(reason: "went home"),
    .acknowledge(nil), .acknowledge(.limit(.spo2, .low)),
    .acknowledge(
      AcknowledgeAction(shown: [.limit(.spo2, .low), .device(SourceID("nonin-df2-2"), .garbled)])),
    .audioPause, .limit(.spo2, low: 88), .limit(.sys, low: 95, high: 150, extremeLow: 85, extremeHigh: 175),
    .limitOff(.hr, reason: "athlete"), .limitOn(.hr),
  ]

  private static let marks: [Action] = [
    .bloodPressure(sys: 130, dia: 85, map: nil), .bloodPressure(sys: 130, dia: 85, map: 101),
    .symptom(name: "nausea", severity: 1, at: .seconds(75)), .symptom(name: "007", severity: 3, at: nil),
    .medication(name: "ondansetron", dose: "4 mg", route: "iv"),
    .medication(name: "ondansetron", dose: "4 mg", route: "iv", at: .seconds(75)),
    .intervention(name: "position"), .intervention(name: "oxygen", at: .seconds(75)),
    .intervention(InterventionAction(name: "oxygen", flow: "2 L/min")),
    .score(scale: "cadss", value: 12), .score(scale: "moaas", value: 5, at: .seconds(61)),
    .note("felt warm", at: .seconds(62)),
    .drawn(DrawnAction(Milligrams(50), lot: "007", second: "RT", at: .seconds(63))),
    .wasted(WastedAction(Milligrams(15), second: "RT", reason: "left", at: .seconds(64))),
    .score(scale: "aldrete", value: 3, parts: [PartScore("activity", 2), PartScore("oxygen", 1)]),
    .note("two\nlines, \u{1}\u{7F} and 🙂"), .note("true"), .note("12"),
  ]

  private static let corrections: [Action] = [
    .amend(
      entry: 41,
      fields: [
        AmendedField(key: "t", value: "75"), AmendedField(key: "kind", value: "x"),
        AmendedField(key: "entry", value: "true"),
      ]),
    .amend(entry: 42, fields: [AmendedField(key: AmendAction.struck, value: "slip of the finger")]),
  ]

  static let inputs: [Input] =
    readings.map(Input.reading) + actions.map { .action($0, by: "AB") } + links + identities + machine
    + histories

  private static let links: [Input] = [
    .link(SourceID("line"), .connected), .link(SourceID("line"), .lost(.missing)),
    .link(SourceID("line"), .lost(.forbidden)), .link(SourceID("line"), .lost(.vanished)),
    .link(SourceID("line"), .lost(.endOfInput)), .link(SourceID("line"), .lost(.busy(by: nil))),
    .link(SourceID("line"), .lost(.busy(by: .chair("2")))),
    .link(SourceID("line"), .lost(.busy(by: .program("minicom (process 812)")))),
    .link(SourceID("line"), .lost(.otherAdapter)), .link(SourceID("line"), .lost(.alikeAdapters)),
    .link(SourceID("line"), .lost(.silent(.milliseconds(10_001)))),
    .link(SourceID("line"), .lost(.noFrames(line: "9600 8N1"))),
    .link(SourceID("line"), .lost(.noFrames(line: "9600 8N1", looksLike: "nonin-df2"))),
    .link(SourceID("fresenius"), .lost(.noAnswer(address: "3"))),
    .link(SourceID("line"), .lost(.other("I/O error"))),
  ]

  static let identity = SourceIdentity(
    adapter: "FT8X \"2\"", serial: "0000070286", bed: "BED7", patient: "P7")

  private static let identities: [Input] = [
    .identity(SourceID("hl7"), identity), .identity(SourceID("line"), SourceIdentity()),
    .identity(SourceID("masimo-ascii1-2"), SourceIdentity(serial: "0000070286")),
    .conduct(SourceID("nonin-df2"), .follows), .conduct(SourceID("nonin-df2"), .garbled(looksLike: nil)),
    .conduct(SourceID("nonin-df2"), .garbled(looksLike: "masimo-ascii1")),
    .conduct(SourceID("line"), .floods),
  ]

  private static let machine: [Input] =
    [
      .action(.check(), by: nil), .annotation("pt. moved", source: SourceID("csv")), .recorder(.safe),
      .recorder(.failing("disk full")), .recorder(.lowSpace), .sound(.working("bell")),
      .sound(.failing("no device")), .publication(.standing), .publication(.ended),
      .clockStepped(by: .seconds(-3600)),
      .gap(from: .seconds(61), reason: "crash", isEstimated: true),
      .instruction(.patient("set spo2=84 airway=0.5")), .instruction(.freeze), .instruction(.goOn),
      .instruction(.again(from: .seconds(1320))),
    ] + PublicationFault.allCases.map { .publication(.failing($0)) }

  private static let histories: [Input] = [
    .history(PatientHistory(patient: "P7", number: 1, daysSinceLast: nil, last: [], unread: 2)),
    .history(
      PatientHistory(
        patient: "P7", number: 3, daysSinceLast: 0,
        last: [
          EarlierTreatment(
            session: "2026-10-17T073000Z_2_a1b2c3", date: "2026-10-17", plan: "trd-40",
            weight: Kilograms(68.4), delivered: Milligrams(17.5), lasted: .milliseconds(2_400_500),
            baseline: .init(120, 80), highest: .init(164, 92), lowestSpO2: 93, highestHR: 101,
            sideEffects: [SideEffect(name: "nausea \"again\"", severity: 2)], outcome: .overridden),
          EarlierTreatment(session: "x", date: "2026-10-01"),
          EarlierTreatment(session: "y", date: "2026-10-17", runsAt: "2"),
        ], unread: 0)),
  ]
}
