import InfusionCore
import Quantities
import SessionRecord
import Testing

/// `vitals.csv`, made of what a session told.
@Suite struct VitalsTableTests {
  private func reading(_ sys: Fixed, _ dia: Fixed, number: Int? = nil) -> CuffResult {
    .measured(.pressure(sys: sys, dia: dia, number: number))
  }

  @Test func aRowHoldsWhatCameUpToItsSecond() throws {
    var recording = Recording()
    recording.hear(0, hr: .value(70), spo2: .value(98))
    recording.hear(0.4, hr: .value(71))
    recording.hear(1, hr: .value(72))
    recording.hear(3, nibp: reading(124, 78))
    try recording.act(#"@3 note text="says \"hello\", twice" by=AB"#)
    let rows = Retold(recording.bytes).vitals
    #expect(
      rows[0] == "time_s,hr_bpm,spo2_pct,nibp_sys_mmhg,nibp_dia_mmhg,nibp_map_mmhg,resp_rpm,pump_rate_ml_h,"
        + "pump_volume_ml,note,wall,phase,infusion_rate_ml_h,infused_ml,alarms,doubtful,corrected")
    #expect(rows[1] == "0,70,98,,,,,,,,2026-10-17T10:00:00.000+02:00,preparation,,,,,")
    #expect(rows[2] == "1,72,,,,,,,,,2026-10-17T10:00:01.000+02:00,preparation,,,,,")
    #expect(rows[3] == "2,,,,,,,,,,2026-10-17T10:00:02.000+02:00,preparation,,,,,")
    #expect(
      rows[4]
        == "3,,,124,78,93,,,,\"says \"\"hello\"\", twice\",2026-10-17T10:00:03.000+02:00,preparation,,,,,")
    #expect(rows.count == 5)
  }

  @Test func thePreferredSourceCountsWhicheverCameLast() {
    var recording = Recording()
    recording.hear(0.1, "nonin-df2", hr: .value(70))
    recording.hear(0.2, hr: .value(90))
    recording.hear(1, hr: .value(91))
    #expect(Retold(recording.bytes).vitals[2].hasPrefix("1,70,"))
  }

  @Test func aSecondPumpIsNotWrittenAsTheFirst() {
    var recording = Recording()
    recording.hear(0.1, "asena", pump: PumpReport(rate: MillilitresPerHour(52.5), volume: Millilitres(3)))
    recording.hear(0.2, "ne1000", pump: PumpReport(rate: MillilitresPerHour(5), volume: Millilitres(9)))
    recording.hear(1, "ne1000", pump: PumpReport(rate: MillilitresPerHour(5), volume: Millilitres(9)))
    #expect(Retold(recording.bytes).vitals[2].hasPrefix("1,,,,,,,52.5,3,"))
  }

  /// What is not what the session began with is in the journal, and in no table.
  @Test func nothingOfAForeignSourceIsWritten() {
    var recording = Recording()
    recording.take(.identity(SourceID("line"), SourceIdentity(bed: "BED7")), at: 0)
    recording.hear(0.5, spo2: .value(97))
    recording.take(.identity(SourceID("line"), SourceIdentity(bed: "BED8")), at: 1.5)
    recording.hear(2, spo2: .value(71), nibp: reading(88, 40))
    let retold = Retold(recording.bytes)
    #expect(retold.vitals[2].hasPrefix("1,,97,"))
    #expect(retold.vitals[3].hasPrefix("2,,,,,,"))
    #expect(!retold.events.contains { if case .measured = $0 { true } else { false } })
  }

  @Test func aMeasurementThatIsRepeatedStandsInItsRowOnly() {
    var recording = Recording()
    for second in 0...9 { recording.hear(Double(second), nibp: reading(124, 78, number: 3)) }
    recording.hear(10, nibp: reading(131, 80, number: 4))
    let rows = Retold(recording.bytes).vitals
    #expect(rows.filter { $0.contains(",124,78,93,") }.count == 1)
    #expect(rows[1].hasPrefix("0,,,124,78,93,"))
    #expect(rows[11].hasPrefix("10,,,131,80,97,"))
  }

  /// Two cuffs, or a cuff and a hand: none of them is lost for a second's sake.
  @Test func eachOfTwoPressuresInASecondHasARow() throws {
    var recording = Recording()
    recording.hear(0, hr: .value(70))
    let first = recording.hear(0.3, nibp: reading(120, 80))
    recording.hear(0.6, hr: .value(71), nibp: reading(190, 110))
    recording.hear(1, hr: .value(72))
    var rows = Retold(recording.bytes).vitals
    #expect(rows.count == 4)
    let rest = ",2026-10-17T10:00:01.000+02:00,preparation,,,sys.high;dia.high,,"
    #expect(rows[2] == "1,,,120,80,93,,,," + rest)
    #expect(rows[3] == "1,72,,190,110,137,,,," + rest)

    try recording.act("@9 amend n=\(first) struck=\"arm was moved\" by=AB")
    rows = Retold(recording.bytes).vitals
    #expect(rows[2].hasPrefix("1,,,,,,,,,,"))
    #expect(rows[2].hasSuffix(",\"nibp was 120/80/93, struck: arm was moved (AB, 9 s)\""))
    #expect(rows[3].hasPrefix("1,72,,190,110,137,"))
    #expect(rows[3].hasSuffix(",sys.high;dia.high,,"))
  }

  @Test func aPressureOfUnknownAgeIsNoMeasurementOfThisSecond() {
    var recording = Recording()
    let old = CuffMeasurement(sys: 150, dia: 90, map: 110, ageIsUnknown: true)
    recording.hear(0, nibp: .measured(old))
    #expect(Retold(recording.bytes).vitals[1].hasPrefix("0,,,,,,,"))
  }

  @Test func whatASourceDoubtedIsMarked() {
    var recording = Recording()
    recording.hear(0, hr: .value(70, .doubtful), spo2: .value(97, .doubtful))
    recording.hear(1, hr: .value(70), spo2: .value(97, .doubtful))
    recording.hear(2, hr: .value(70), spo2: .value(97))
    recording.hear(
      3, hr: .value(70, .doubtful), nibp: .measured(.pressure(sys: 124, dia: 78)).doubtful(true))
    let rows = Retold(recording.bytes).vitals
    #expect(rows[4].hasSuffix(",preparation,,,,hr;sys;dia,"))
    #expect(rows[1].hasSuffix(",preparation,,,,hr;spo2,"))
    #expect(rows[2].hasSuffix(",preparation,,,,spo2,"))
    #expect(rows[3].hasSuffix(",preparation,,,,,"))
  }

  @Test func theInfusionGoesOnAtItsRateAndAlarmsAreNamed() throws {
    var recording = Recording()
    try recording.act("@0 rate mlh=36 by=AB\n@0 start override=\"on paper\" by=AB")
    for second in 0...9 {
      recording.hear(Double(second), hr: .value(72), spo2: .value(84))
    }
    let rows = Retold(recording.bytes).vitals
    #expect(rows[1].hasSuffix("+02:00,infusing,36,0,,,"))
    #expect(rows[2].hasSuffix("+02:00,infusing,36,0.01,,,"))
    #expect(rows[5].hasSuffix("+02:00,infusing,36,0.04,,,"))
    #expect(rows[6].hasSuffix("+02:00,infusing,36,0.05,spo2.low,,"))
  }

  @Test func aStretchInWhichNothingHappensIsItsFirstRow() {
    var recording = Recording()
    for second in 0...5 { recording.hear(Double(second), spo2: .value(97)) }
    recording.hear(3600, spo2: .value(96))
    let rows = Retold(recording.bytes).vitals
    let times = rows.dropFirst().map { $0.prefix { $0 != "," } }
    // The value is fresh until 15 s. The row with the alarm after that is the only one of the hour until the
    // next value.
    #expect(times == (0...15).map { "\($0)" } + ["3600"])
    #expect(rows[16].hasSuffix(",preparation,,,spo2.novalue,,"))
    #expect(rows[17].hasPrefix("3600,,96,"))
  }

  @Test func anInfusionIsNoQuietStretch() throws {
    var recording = Recording()
    try recording.act("@0 start override=\"on paper\" by=AB")
    recording.pass(to: 90)
    recording.hear(91, spo2: .value(96))
    #expect(Retold(recording.bytes).vitals.count == 1 + 92)
  }

  /// The dose of a gap is decided at its end, so the row of its first second has the dose that was known
  /// before it.
  @Test func aGapTellsNoDoseBeforeItsEnd() throws {
    var recording = Recording()
    try recording.act("@0 start override=\"on paper\" by=AB")
    for second in 0...4 { recording.hear(Double(second), spo2: .value(97)) }
    let from = SessionTime(milliseconds: 4400)
    recording.take(.gap(from: from, reason: "computer off", isEstimated: false), at: 10)
    let told = Retold(recording.bytes)
    #expect(told.row(5).hasSuffix(",infusing,52.5,0.064,,,"), "\(told.row(5))")
  }

  /// A pump that runs on gives nobody a dose: the last row tells what the record told at the close.
  @Test func theDoseStandsFromTheCloseOn() throws {
    var recording = Recording()
    try recording.act("@0 start override=\"on paper\" by=AB")
    for second in 0...20 {
      let report = PumpReport(state: .running, rate: MillilitresPerHour(600))
      _ = recording.take(.reading(Reading(source: SourceID("line"), pump: report)), at: Double(second))
    }
    try recording.act("@20.1 stop reason=done by=AB\n@20.1 close reason=done by=AB")
    let rows = Retold(recording.bytes).vitals
    #expect(rows.last?.hasSuffix(",closed,0,3.35,,,") == true, "\(rows.last ?? "")")
  }

  @Test func refusedActionsStandNowhere() throws {
    var recording = Recording()
    recording.hear(0, spo2: .value(97))
    try recording.act("@1 bp sys=70 dia=80 by=AB")
    recording.hear(2, spo2: .value(97))
    let rows = Retold(recording.bytes).vitals
    #expect(rows.allSatisfy { !$0.contains(",70,80,") })
  }
}

/// A table shows corrected values, with the first value beside them.
@Suite struct CorrectedTableTests {
  @Test func aCorrectedPressureStandsInItsOwnRow() throws {
    var recording = Recording()
    let entry = try recording.act("@3 bp sys=240 dia=80 by=AB")
    try recording.act("@110.5 amend n=\(entry) sys=140 by=CD")
    let retold = Retold(recording.bytes)
    #expect(retold.row(3).hasPrefix("3,,,140,80,100,"))
    #expect(retold.row(3).hasSuffix(",\"nibp was 240/80/133 (CD, 110.5 s)\""))
    #expect(retold.vitals.filter { $0.contains("nibp was") }.count == 1)
  }

  @Test func theFirstValueStaysBesideASecondCorrection() throws {
    var recording = Recording()
    let entry = try recording.act("@3 bp sys=240 dia=80 by=AB")
    try recording.act("@10 amend n=\(entry) sys=104 by=AB\n@20 amend n=\(entry) sys=140 by=CD")
    let row = Retold(recording.bytes).row(3)
    #expect(row.hasPrefix("3,,,140,80,100,"))
    #expect(row.hasSuffix(",\"nibp was 240/80/133 (CD, 20 s)\""))
  }

  @Test func aMeasurementOfTheCuffCanBeStruck() throws {
    var recording = Recording()
    let entry = recording.hear(3, nibp: .measured(.pressure(sys: 240, dia: 80)))
    try recording.act("@110 amend n=\(entry) struck=\"arm was moved\" by=AB")
    let row = Retold(recording.bytes).row(3)
    #expect(row.hasPrefix("3,,,,,,"))
    #expect(row.hasSuffix(",\"nibp was 240/80/133, struck: arm was moved (AB, 110 s)\""))
  }

  @Test func aCorrectedNoteReadsAsItShould() throws {
    var recording = Recording()
    let first = try recording.act("@3 note text=\"left arm\" by=AB")
    let second = try recording.act("@3 note text=\"wrong chair\" by=AB")
    try recording.act("@9 amend n=\(first) text=\"right arm\"\n@9 amend n=\(second) struck=\"slip\" by=AB")
    let row = Retold(recording.bytes).row(3)
    #expect(row.hasPrefix("3,,,,,,,,,right arm,"))
    #expect(row.hasSuffix(",\"note was: left arm (9 s); note was: wrong chair (AB, 9 s)\""))
  }

  @Test func aCorrectionThatWasRefusedChangesNothing() throws {
    var recording = Recording()
    let entry = try recording.act("@3 bp sys=140 dia=80 by=AB")
    try recording.act("@9 amend n=\(entry) sys=60 by=AB")
    #expect(Retold(recording.bytes).row(3).hasPrefix("3,,,140,80,100,"))
    #expect(Retold(recording.bytes).row(3).hasSuffix(",preparation,,,,,"))
  }
}

/// Text that a spreadsheet or a terminal would execute is written so that they do not.
@Suite struct HarmlessCellTests {
  private func note(_ text: String) -> String {
    var recording = Recording()
    recording.take(.action(.note(text), by: "AB"), at: 0)
    let row = Retold(recording.bytes).vitals[1]
    return String(row.dropFirst("0,,,,,,,,,".count).prefix(row.count - "0,,,,,,,,,".count - Self.rest.count))
  }

  private static let rest = ",2026-10-17T10:00:00.000+02:00,preparation,,,,,"

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-5 mL", "'-5 mL"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1+1", "' =1+1"), ("\r=1+1", "' =1+1"), ("=A1,\"x\"", "\"'=A1,\"\"x\"\"\""),
    ("a = b", "a = b"), ("5-7", "5-7"), ("'=1", "'=1"),
  ])
  func aFormulaIsNeutralised(text: String, cell: String) { #expect(note(text) == cell) }

  /// A character that is taken out may have hidden that a formula begins behind it.
  @Test(arguments: [
    "\u{202E}=1+1", "\u{200B}=1+1", "\u{FEFF}=1+1", "\u{2066}\u{200D}@x", "\u{E000}-1", "\u{AD}+1",
  ])
  func aFormulaBehindInvisibleCharactersIsNeutralisedToo(text: String) {
    #expect(note(text).hasPrefix("'"))
    #expect(note(text).utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [
    ("two\nlines", "two lines"), ("\u{1B}[2J", " [2J"), ("a\u{202E}b", "ab"), ("\u{85}x", " x"),
    ("e\u{301}\u{200B}", "e\u{301}"),
  ])
  func controlAndInvisibleCharactersDoNotLeave(text: String, cell: String) { #expect(note(text) == cell) }
}

/// `observation.csv`: a row a minute from the end of the infusion on.
@Suite struct ObservationTableTests {
  /// Some readings and what people did, from before the observation to its close.
  private func observation() throws -> [String] {
    var recording = Recording()
    recording.hear(95, hr: .value(70), spo2: .value(98))
    try recording.act("@96 start override=\"on paper\" by=AB")
    recording.hear(100, hr: .value(70), spo2: .value(98))
    try recording.act("@103 stop reason=done by=AB")
    recording.hear(110, hr: .value(60), spo2: .value(95))
    recording.hear(120, hr: .value(80), spo2: .value(97, .doubtful))
    recording.hear(160, nibp: .measured(.pressure(sys: 120, dia: 80)))
    try recording.act("@161 check without=moaas by=AB\n@162 symptom name=nausea severity=1")
    let symptom = try recording.act("@162 symptom name=vomiting severity=3 by=AB")
    try recording.act("@162 symptom name=headache severity=2 at=900\n@162 score scale=aldrete value=99")
    recording.hear(163, hr: .value(75))
    try recording.act("@170 intervention name=oxygen flow=\"2 L/min\" by=CD\n@171 score scale=moaas value=4")
    try recording.act("@180 amend n=\(symptom) struck=\"other patient\" by=AB")
    try recording.act("@200 close reason=\"goes home\" by=AB")
    recording.seal()
    return Retold(recording.bytes).observation
  }

  @Test func anObservationHasARowAMinuteAndOneForWhatIsLeft() throws {
    let rows = try observation()
    #expect(
      rows[0] == "time_s,hr_bpm,spo2_pct,nibp_sys_mmhg,nibp_dia_mmhg,nibp_map_mmhg,resp_rpm,pump_rate_ml_h,"
        + "pump_volume_ml,note,elapsed_s,wall,hr_min_bpm,hr_max_bpm,spo2_min_pct,spo2_max_pct,resp_min_rpm,"
        + "resp_max_rpm,hr_age_s,spo2_age_s,nibp_age_s,resp_age_s,alarms,checks,doubtful,corrected")
    #expect(
      rows.dropFirst().map { $0.prefix { $0 != "," } } == ["103", "163", "200"])
    #expect(rows[1] == "103,70,98,,,,,,,,0,2026-10-17T10:01:43.000+02:00,,,,,,,3,3,,,,,,")
    #expect(
      rows[2].hasPrefix(
        "163,75,,120,80,93,,,,,60,2026-10-17T10:02:43.000+02:00,60,80,95,97,,,0,43,3,,"))
    #expect(rows[3].hasPrefix("200,,,,,,,,,,97,"))
  }

  @Test func whatWasTakenStandsThereAndWhatWasRefusedOrStruckDoesNot() throws {
    let rows = try observation()
    #expect(rows[2].contains(",check AB without moaas; symptom nausea 1,"))
    #expect(rows[3].contains(",measure oxygen CD; score moaas 4,"))
    #expect(!rows.joined().contains("headache") && !rows.joined().contains("aldrete"))
    #expect(!rows.joined().contains("vomiting"))
  }

  @Test func whatWasDoubtedOrCorrectedIsMarked() throws {
    var recording = Recording()
    try recording.act("@1 start override=\"on paper\" by=AB\n@3 stop reason=done by=AB")
    recording.hear(60, spo2: .value(97, .doubtful))
    let entry = try recording.act("@61 bp sys=240 dia=80 by=AB")
    let score = try recording.act("@61 score scale=moaas value=3 by=AB")
    try recording.act("@100 amend n=\(entry) sys=140 by=CD\n@100 amend n=\(score) value=4 by=CD")
    try recording.act("@110 close reason=\"goes home\" by=AB")
    let row = Retold(recording.bytes).observation[2]
    #expect(row.hasPrefix("63,,97,140,80,100,"))
    #expect(row.hasSuffix(",score moaas 4 AB corrected,spo2,\"nibp was 240/80/133 (CD, 100 s)\""))
  }

  @Test func aPressureThatWasStruckHasNoAge() throws {
    var recording = Recording()
    try recording.act(
      "@1 start override=\"on paper\" by=AB\n@3 stop reason=done by=AB\n@20 bp sys=120 dia=80")
    let entry = try recording.act("@50 bp sys=240 dia=80 by=AB")
    try recording.act("@130 amend n=\(entry) struck=\"arm was moved\" by=AB")
    recording.hear(190, spo2: .value(97))
    let rows = Retold(recording.bytes).observation
    #expect(rows[2].hasPrefix("63,,,120,80,93,,,,,60,"))
    #expect(
      rows.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[20] } == [
        "", "43", "103", "163",
      ])
  }

  @Test func anInfusionThatGoesOnBeginsTheTableAnew() throws {
    var recording = Recording()
    try recording.act("@1 start override=\"on paper\" by=AB\n@10 stop reason=done by=AB")
    try recording.act("@100 resume reason=\"by mistake\" by=AB\n@200 stop reason=done by=AB")
    recording.hear(270, spo2: .value(97))
    let times = Retold(recording.bytes).observation.dropFirst().map { $0.prefix { $0 != "," } }
    #expect(times == ["10", "70", "100", "200", "260"])
  }

  /// The alarms of the row at the start, of a saturation that was low in some seconds before the stop at 100.
  private func alarmsAtTheStart(low: Range<Int>, rules: Int = RulesVersion.current) throws -> String {
    var plan = SessionPlan.bedside
    plan.rulesVersion = rules
    var recording = Recording(plan)
    for second in 1..<100 {
      recording.hear(Double(second), hr: .value(70), spo2: .value(low.contains(second) ? 84 : 98))
      if second == 2 { try recording.act("@2 start override=\"on paper\" by=AB") }
    }
    try recording.act("@100 stop reason=done by=AB")
    let retold = Retold(recording.bytes)
    #expect(retold.row(low.upperBound - 1).contains("spo2.low"))
    return String(retold.observation[1].split(separator: ",", omittingEmptySubsequences: false)[22])
  }

  @Test func anAlarmThatEndedBeforeTheStartIsNotInItsRow() throws {
    #expect(try alarmsAtTheStart(low: 10..<40) == "")
    #expect(try alarmsAtTheStart(low: 70..<100) == "spo2.low")
  }

  @Test func aTableOfTheFirstRulesNamesItAsItDid() throws {
    #expect(try alarmsAtTheStart(low: 10..<40, rules: 2) == "spo2.low")
  }

  @Test func aSessionWithoutAnObservationHasTheHeaderAlone() {
    var recording = Recording()
    recording.hear(1, spo2: .value(97))
    #expect(Retold(recording.bytes).observation.count == 1)
  }
}
