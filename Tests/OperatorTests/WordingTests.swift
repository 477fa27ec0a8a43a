import InfusionCore
import OperatorLanguage
import Quantities
import Testing

/// The sentences as people read them: this page is for reviewing wording, not logic.
@Suite struct WordingTests {
  static let doses: [(String, String)] = [
    (Milligrams(35).text(), "35 mg"),
    (Milligrams(0.5).text(), "0.5 mg"),
    (Milligrams(10.9512).text(places: 2), "10.95 mg"),
    (Milligrams(1.0).text(places: 1), "1 mg"),
    (Millilitres(1234.5).text(), "1,234.5 mL"),
    (Milligrams(999.9996).text(), "1,000 mg"),
    (Milligrams(1_000_000).text(), "1,000,000 mg"),
    (Milligrams(-1200).text(), "-1,200 mg"),
    (MilligramsPerMillilitre(0.7).text(), "0.7 mg/mL"),
    (MillilitresPerHour(140.0 / 3).text(), "46.667 mL/h"),
    (MillilitresPerHour(140.0 / 3).text(places: 1), "46.7 mL/h"),
    (MilligramsPerHour(52.5).text(), "52.5 mg/h"),
    (MilligramsPerKilogram(0.15643).text(), "0.156 mg/kg"),
    (MilligramsPerKilogramHour(0.75).text(), "0.75 mg/kg/h"),
    (MilligramsPerKilogramHour(40.0 / 88).text(places: 2), "0.45 mg/kg/h"),
    (MilligramsPerKilogramHour(1.005).text(places: 2), "1.01 mg/kg/h"),
    (MicrogramsPerKilogramMinute(7.349).text(places: 1), "7.3 mcg/kg/min"),
    (MicrogramsPerKilogramMinute(12.25).text(places: 1), "12.3 mcg/kg/min"),
    (MicrogramsPerKilogramMinute(12.5).text(), "12.5 mcg/kg/min"),
    (Kilograms(70).text(), "70 kg"),
  ]

  @Test(arguments: doses) func `a dose is written as ISMP asks`(text: String, expected: String) {
    #expect(text == expected)
  }

  static let spans: [(TimeSpan, String, String)] = [
    (.zero, "0:00", "0 s"),
    (.seconds(42), "0:42", "42 s"),
    (.milliseconds(400), "0:00", "0.4 s"),
    (.milliseconds(59_999), "0:59", "59.999 s"),
    (.seconds(751), "12:31", "751 s"),
    (.minutes(90), "1:30:00", "90 min"),
    (.seconds(3723), "1:02:03", "3723 s"),
    (.hours(2), "2:00:00", "2 h"),
    (.seconds(-61), "-1:01", "-61 s"),
  ]

  @Test(arguments: spans) func `a span as a clock and in words`(span: TimeSpan, clock: String, words: String)
  {
    #expect(span.clock == clock)
    #expect(span.inWords == words)
  }

  static let alarms: [(AlarmID, AlarmSignal, String)] = [
    (.limit(.spo2, .low), AlarmSignal(.high, value: 84, limit: 85), "*** SpO2 84 < 85"),
    (
      .limit(.hr, .high), AlarmSignal(.medium, value: Fixed(thousandths: 120_500), limit: 120),
      "** HR 120.5 > 120"
    ),
    (.limit(.sys, .high), AlarmSignal(.medium, value: 171, limit: 164), "** Sys 171 > 164"),
    (.limit(.map, .low), AlarmSignal(.low), "* MAP low"),
    (.noValue(.spo2), AlarmSignal(.medium), "!! SpO2: no value"),
    (.device(SourceID("nonin-df2"), .lost), AlarmSignal(.medium), "!! nonin-df2: not heard"),
    (.device(SourceID("line-2"), .sensorOff), AlarmSignal(.low), "! line-2: sensor off"),
    (.device(SourceID("line"), .lowPerfusion), AlarmSignal(.low), "! line: low perfusion"),
    (.device(SourceID("line"), .artifact), AlarmSignal(.low), "! line: artifact"),
    (.device(SourceID("line"), .fault), AlarmSignal(.medium), "!! line: device fault"),
    (.nibpOverdue, AlarmSignal(.medium), "!! NIBP: overdue"),
    (.nibpFailed, AlarmSignal(.medium), "!! NIBP: measurement failed"),
    (.pump(.occluded), AlarmSignal(.high), "!!! Pump: occluded"),
    (.pump(.empty), AlarmSignal(.high), "!!! Pump: empty"),
    (.pump(.air), AlarmSignal(.high), "!!! Pump: air in the line"),
    (.pump(.kvo), AlarmSignal(.info), "i Pump: keeping the vein open"),
    (.pump(.mismatch), AlarmSignal(.medium), "!! Pump: not as ordered"),
    (.journalFailing, AlarmSignal(.high), "!!! Record: not safe on disk"),
    (.journalSpace, AlarmSignal(.low), "! Record: little room left"),
    (.soundFailing, AlarmSignal(.medium), "!! Sound: not working"),
    (.wallFailing, AlarmSignal(.low), "! Wall: this chair is not on it"),
    (.clockStepped, AlarmSignal(.low), "! Clock: stepped"),
    (.infusionNearEnd, AlarmSignal(.info), "i Infusion: near its end"),
    (.infusionOverrun, AlarmSignal(.medium), "!! Infusion: past its planned end"),
    (.checkOverdue, AlarmSignal(.medium), "!! Check: overdue"),
  ]

  @Test(arguments: alarms) func `an alarm reads without colour`(
    alarm: AlarmID, signal: AlarmSignal, text: String
  ) {
    #expect("\(alarm.mark(signal.priority)) \(alarm.text(signal))" == text)
  }

  static let losses: [(LinkLoss, String)] = [
    (.missing, "port missing"), (.forbidden, "no permission to open the port"), (.vanished, "port vanished"),
    (.endOfInput, "end of input"), (.busy(by: nil), "port in use by another program"),
    (.busy(by: .chair("2")), "port in use by chair 2"),
    (.busy(by: .program("minicom (process 812)")), "port in use by minicom (process 812)"),
    (.otherAdapter, "another adapter is plugged in there"),
    (.alikeAdapters, "two adapters have its serial number"),
    (.silent(.seconds(10)), "silent for 10 s"),
    (.noFrames(line: "9600 8N1"), "bytes but no frames at 9600 8N1"),
    (
      .noFrames(line: "9600 8N1", looksLike: "nonin-df2"),
      "bytes but no frames at 9600 8N1: they look like nonin-df2"
    ),
    // A pseudo-terminal or a network has no line settings to name.
    (.noFrames(line: ""), "bytes but no frames"),
    (.noAnswer(address: "3"), "answers nobody at address 3: try ?address="),
    (.noAnswer(address: "none"), "answers nobody without an address: try ?address=1"),
    (.other("connection refused"), "connection refused"),
  ]

  @Test(arguments: losses) func `a lost device says why`(loss: LinkLoss, sentence: String) {
    let text = AlarmID.device(SourceID("nonin-df2"), .lost).text(AlarmSignal(.medium), loss: loss)
    #expect(text == "nonin-df2: \(sentence)")
  }

  @Test(arguments: [
    (nil, "bytes of another kind or speed"), ("nonin-df2", "these bytes look like nonin-df2"),
  ])
  func `garbled bytes are told with what they look like`(likeness: String?, sentence: String) {
    let text = AlarmID.device(SourceID("nonin-df8"), .garbled).text(AlarmSignal(.medium), likeness: likeness)
    #expect(text == "nonin-df8: \(sentence)")
  }

  static let refusals: [(Refusal.Why, String)] = [
    (.wrongPhase(.preparation), "discharging is not possible in preparation"),
    (.wrongPhase(.infusing), "discharging is not possible while infusing"),
    (.wrongPhase(.closed), "discharging is not possible in a closed session"),
    (.weightMissing, "the patient's weight is not known"),
    (.doseMissing, "the plan has no dose"),
    (.concentrationMissing, "the concentration in the bag is not known"),
    (.weightImplausible(.init(305)), "a weight of 305 kg is not plausible: it must be from 20 to 300 kg"),
    (.planUnknown("trd-50"), "there is no plan \"trd-50\""),
    (.vitalMissing(.spo2), "there is no fresh SpO2"),
    (.checklistNotMet(["fasting", "escort"]), "not met: fasting, escort"),
    (.baselineMissing, "there is no fresh value for a baseline"),
    (.reasonMissing, "a reason is needed"),
    (.initialsMissing, "initials are needed"),
    (
      .rateSoftLimit(.init(1.2), limit: .init(1)),
      "1.2 mg/kg/h is above 1 mg/kg/h: a reason is needed"
    ),
    (.rateHardLimit(.init(2.4), limit: .init(2)), "2.4 mg/kg/h is above the plan's limit of 2 mg/kg/h"),
    (
      .rateHardLimit(.init(140.001 / 70), limit: .init(2)),
      "2.00001 mg/kg/h is above the plan's limit of 2 mg/kg/h"
    ),
    // As a record has it.
    (.rateHardLimit(.init(2), limit: .init(2)), "more than 2 mg/kg/h is above the plan's limit of 2 mg/kg/h"),
    (
      .bolusHardLimit(.init(21.001 / 70), limit: .init(0.3)),
      "0.30001 mg/kg in one bolus is above the plan's limit of 0.3 mg/kg"
    ),
    (
      .rateLow(.init(26.2499), planned: .init(52.5)),
      "26.2499 mL/h is less than half of the plan's 52.5 mL/h: a reason is needed"
    ),
    (
      .weightImplausible(.init(300.0004)),
      "a weight of 300.0004 kg is not plausible: it must be from 20 to 300 kg"
    ),
    (.rateNotPositive, "the rate must be above 0 mL/h"),
    (.noInfusion, "the plan has no infusion"),
    (.observationIncomplete, "the observation is not complete"),
    (.notAway, "nobody is away from the chair"),
    (.escortMissing, "no escort is there"),
    (.alarmActive(.limit(.spo2, .low)), "the alarm \"SpO2 low\" still stands"),
    (
      .alarmLatched(.pump(.air)), "the alarm \"Pump air in the line\" is over, but nobody has acknowledged it"
    ),
    (.checkDue, "a check is due"),
    (.criterionNotMet(["cannula"]), "not met: cannula"),
    (.alarmUnknown(.nibpFailed), "no alarm \"NIBP measurement failed\" waits to be acknowledged"),
    (.nothingToAcknowledge, "there is no alarm to acknowledge"),
    (.limitOrder(.hr), "HR limits must rise: extreme low, low, high, extreme high"),
    (.limitBeyondBound(.spo2, bound: 85), "SpO2: the limit may not go beyond 85 %"),
    (.pressureOrder(sys: 80, dia: 82), "systolic 80 is not above diastolic 82"),
    (.valueOutOfRange("sys=400"), "out of range: sys=400"),
    (
      .scaleUnknown("PHQ-9", known: ["moaas", "phq9"]),
      "there is no scale \"PHQ-9\"; did you mean \"phq9\"? Known are: moaas, phq9"
    ),
    (.scaleUnknown("rass", known: ["phq9"]), "there is no scale \"rass\"; known are: phq9"),
    (.scaleUnknown("rass", known: []), "there is no scale \"rass\""),
    (.witnessMissing, "the initials of a witness are needed"),
    (.doseNotOffered(.init(70)), "the plan gives no dose of 70 mg at its start"),
    (.itemUnknown("parking"), "the checklist has no item \"parking\""),
    (.timeAhead(.seconds(75)), "the session is not at 1:15 yet"),
    (.secondMissing, "the initials of a second person who reads the pump are needed"),
    (.secondSame("KM"), "the second person must be another one than KM"),
    (.entryUnknown(41), "the record has no entry 41"),
    (.holdNotAdvised("systolic"), "the hold rule systolic advises nothing now"),
    (
      .holdNotFollowed("systolic"),
      "the hold rule systolic asks for more than to tell: pause or stop, or set it aside with a reason"
    ),
  ]

  @Test(arguments: refusals) func `a refusal says why`(why: Refusal.Why, sentence: String) {
    #expect(Refusal(action: "discharge", why: why).sentence == sentence)
  }

  @Test func `every action can stand in a refusal`() {
    for action in ActionName.allCases {
      let sentence = Refusal(action: action.rawValue, why: .wrongPhase(.closed)).sentence
      #expect(sentence.hasSuffix(" is not possible in a closed session"))
    }
    #expect(
      Refusal(action: "bp", why: .wrongPhase(.closed)).sentence
        == "a blood pressure is not possible in a closed session")
    #expect(
      Refusal(action: "later", why: .wrongPhase(.infusing)).sentence == "later is not possible while infusing"
    )
  }

  static let words: [(String, String)] = [
    ("monitr", "; did you mean \"monitor\"? Known are: monitor, replay"),
    ("xyz", "; known are: monitor, replay"),
  ]

  @Test(arguments: words) func `a misspelt word is told what there is`(word: String, sentence: String) {
    #expect(Spelling.choice(for: word, among: ["monitor", "replay"]) == sentence)
    #expect(Spelling.choice(for: word, among: []) == "")
  }

  static let mistakes: [(String, String)] = [
    ("", "there is no action"),
    ("puase", "there is no action \"puase\"; did you mean \"pause\"?"),
    ("xyz", "there is no action \"xyz\""),
    ("pause raeson=x", "pause has no \"raeson\"; did you mean \"reason\"?"),
    ("pause nausea", "pause has no \"nausea\""),
    ("pause reason=a reason=b", "pause: \"reason\" is given twice"),
    ("pause", "pause needs reason="),
    ("limit vital=hr", "limit needs one of low, high, extreme_low, extreme_high, off, on"),
    ("amend n=4", "amend needs a field to correct"),
    ("pause reason", "pause: reason needs a value, a text"),
    ("note text=", "note: text=\"\" is not a text"),
    ("rate mlh=\"5 2\"", "rate: mlh=\"5 2\" is not a number from 0 to 2000"),
    ("symptom name=nausea severity=4", "symptom: severity=4 is not a whole number from 0 to 3"),
    ("symptom name=nausea severity=1 at=noon", "symptom: at=noon is not a time in seconds"),
    ("discharge escort=maybe", "discharge: escort=maybe is not yes or no"),
    ("ack id=low", "ack: id=low is not an alarm such as spo2.low"),
    ("limit vital=hr off=1 reason=x", "limit: off=1 is not a word that stands alone"),
    ("limit vital=hr off on reason=x", "limit: off and on do not go together"),
    ("note text=\"open", "a quote is not closed"),
    ("note text=a\"b", "quotes enclose a whole value: key=\"some words\""),
    ("note text=\"\\q\"", "\\q means nothing: only \\\" \\\\ \\n \\t do"),
  ]

  @Test(arguments: mistakes) func `a mistyped line says what is wrong`(line: String, sentence: String) {
    let error = #expect(throws: LineError.self) { try OperatorLine.parse(line) }
    #expect(error?.sentence == sentence)
  }

  static let scripts: [(String, String)] = [
    ("@0 check\nstart", "a.script:2: the line begins with \"start\", not with a time such as @60"),
    ("@1m check", "a.script:1: \"@1m\" is not a time in seconds such as @60 or @812.4"),
    ("@9 check\n@8.5 check", "a.script:2: the time @8.5 is before @9"),
    (
      "@9 check\n@8640001 note text=late",
      "a.script:2: @8640001 is no time of a session: @8640000 is the latest"
    ),
    ("\n@9 strat", "a.script:2: there is no action \"strat\"; did you mean \"start\"?"),
  ]

  @Test(arguments: scripts) func `a script error says where and why`(script: String, sentence: String) {
    let error = #expect(throws: ScriptError.self) { try OperatorScript.parse(Array(script.utf8)) }
    #expect(error?.sentence(file: "a.script") == sentence)
  }
}
