import InfusionCore
import OperatorLanguage
import Quantities
import Testing

@Suite struct ActionFieldsTests {
  /// Each line of the manual's table, with its action.
  static let lines: [(String, Action)] = [
    (
      "setup patient=P-0142 weight=70.5 plan=trd-40 concentration=1",
      .setup(
        SetupAction(patient: "P-0142", weight: .init(70.5), plan: "trd-40", concentration: .init(1)))
    ),
    ("setup", .setup(SetupAction())),
    ("baseline", .baseline(BaselineAction())),
    (
      "baseline hr=72 sys=124 dia=78 spo2=97.5",
      .baseline(
        BaselineAction(hr: 72, sys: 124, dia: 78, spo2: Fixed(thousandths: 97_500)))
    ),
    ("checklist item=fasting answer=met", .checklist(item: "fasting", answer: .met)),
    ("checklist item=escort answer=notmet", .checklist(item: "escort", answer: .notMet)),
    ("start", .start(override: nil)),
    ("start override=\"escort comes later\"", .start(override: "escort comes later")),
    ("pause reason=nausea", .pause(reason: "nausea")),
    ("resume", .resume(reason: nil)),
    ("resume reason=\"stopped by mistake\"", .resume(reason: "stopped by mistake")),
    (
      "resume reason=\"stopped by mistake\" ran_on=no",
      .resume(ResumeAction(reason: "stopped by mistake", ranOn: false))
    ),
    ("stop reason=\"dose complete\"", .stop(reason: "dose complete")),
    ("rate mlh=52.5", .rate(.init(52.5), reason: nil)),
    ("rate mlh=75 reason=\"as ordered\"", .rate(.init(75), reason: "as ordered")),
    ("rate mlh=46.666666666666664", .rate(.init(140.0 / 3), reason: nil)),
    ("bolus mg=5", .bolus(.init(5))),
    ("check", .check()), ("check without=nausea,dissociation", .check(without: ["nausea", "dissociation"])),
    ("extend minutes=10 reason=drowsy", .extend(minutes: 10, reason: "drowsy")),
    ("away minutes=5 reason=toilet", .away(minutes: 5, reason: "toilet")),
    ("back", .back),
    ("discharge escort=yes", .discharge(escort: true, override: nil)),
    (
      "discharge escort=no override=\"lives next door\"",
      .discharge(escort: false, override: "lives next door")
    ),
    ("close", .close(reason: nil)),
    ("close reason=\"patient left\"", .close(reason: "patient left")),
    ("ack", .acknowledge(nil)),
    ("ack id=spo2.low", .acknowledge(.limit(.spo2, .low))),
    ("ack id=nonin-df2.lost", .acknowledge(.device(SourceID("nonin-df2"), .lost))),
    ("audio-pause", .audioPause),
    (
      "limit vital=sys low=85 high=170 extreme_low=75 extreme_high=190",
      .limit(
        .sys, low: 85, high: 170, extremeLow: 75, extremeHigh: 190)
    ),
    ("limit vital=hr high=130", .limit(.hr, high: 130)),
    (
      "limit vital=spo2 off reason=\"probe on a cold hand\"",
      .limitOff(.spo2, reason: "probe on a cold hand")
    ),
    ("limit vital=spo2 on", .limitOn(.spo2)),
    ("bp sys=124 dia=78", .bloodPressure(sys: 124, dia: 78, map: nil)),
    ("bp sys=124 dia=78 map=93", .bloodPressure(sys: 124, dia: 78, map: 93)),
    ("start second=AB", .start(override: nil, second: "AB")),
    ("rate mlh=40 second=AB", .rate(.init(40), reason: nil, second: "AB")),
    ("bolus mg=5 second=AB", .bolus(.init(5), second: "AB")),
    ("intervention name=oxygen", .intervention(name: "oxygen")),
    (
      "intervention name=\"position changed\" at=75",
      .intervention(name: "position changed", at: .seconds(75))
    ),
    (
      "medication name=ondansetron dose=\"4 mg\" route=IV at=75",
      .medication(name: "ondansetron", dose: "4 mg", route: "IV", at: .seconds(75))
    ),
    ("hold rule=systolic answer=told", .hold(HoldAction(rule: "systolic", .told))),
    (
      "hold rule=systolic answer=aside reason=ordered",
      .hold(HoldAction(rule: "systolic", .aside, reason: "ordered"))
    ),
    (
      "dose volume_ml=17.5 reason=\"syringe read\" second=AB",
      .dose(DoseAction(.init(17.5), reason: "syringe read", second: "AB"))
    ),
    (
      "dose volume_ml=35 reason=flushed flush=yes",
      .dose(DoseAction(.init(35), reason: "flushed", flush: true))
    ),
    ("nobp minutes=15 reason=\"cuff torn\"", .withoutPressure(.init(minutes: 15, reason: "cuff torn"))),
    ("confirm what=gap", .confirm(ConfirmAction(.gap))),
    (
      "accept device=nonin-df2 reason=\"adapter changed\"",
      .accept(AcceptAction(device: "nonin-df2", reason: "adapter changed"))
    ),
    (
      "ack shown=spo2.low,pump.air",
      .acknowledge(AcknowledgeAction(shown: [.limit(.spo2, .low), .pump(.air)]))
    ),
    ("symptom name=nausea severity=2", .symptom(name: "nausea", severity: 2, at: nil)),
    (
      "symptom name=floating severity=0 at=812.4",
      .symptom(
        name: "floating", severity: 0, at: SessionTime(milliseconds: 812_400))
    ),
    (
      "medication name=ondansetron dose=\"4 mg\" route=IV",
      .medication(
        name: "ondansetron", dose: "4 mg", route: "IV")
    ),
    (
      "selftest sound=unheard disk=\"written and synced\"",
      .selfTest(SelfTestAction(sound: .unheard, disk: "written and synced"))
    ),
    ("start mg=56", .start(override: nil, dose: Milligrams(56))),
    ("score scale=rass value=-2", .score(scale: "rass", value: -2)),
    (
      "score scale=aldrete value=3 parts=activity:2,oxygen:1",
      .score(scale: "aldrete", value: 3, parts: [PartScore("activity", 2), PartScore("oxygen", 1)])
    ),
    (
      "note text=\"says \\\"floating\\\", C:\\\\ and\\nsmiles\"", .note("says \"floating\", C:\\ and\nsmiles")
    ),
    ("drawn mg=50", .drawn(Milligrams(50))),
    ("drawn mg=50 lot=A12 second=AB", .drawn(Milligrams(50), lot: "A12", second: "AB")),
    (
      "wasted mg=15 second=AB reason=\"left in the bag\"",
      .wasted(Milligrams(15), second: "AB", reason: "left in the bag")
    ),
    (
      "amend n=41 severity=1 name=dizziness",
      .amend(
        entry: 41, fields: [.init(key: "severity", value: "1"), .init(key: "name", value: "dizziness")])
    ),
  ]

  @Test(arguments: lines) func `a line means its action, and the action writes the line`(
    line: String, action: Action
  ) throws {
    #expect(try OperatorLine.parse(line) == OperatorLine(action))
    #expect(OperatorLine(action).text == line)
    #expect(try Action(action.fields) == action)
  }

  @Test func `every action of the vocabulary is in the table`() {
    #expect(Set(Self.lines.map(\.1.name)) == Set(ActionName.allCases))
  }

  @Test(arguments: lines) func `every action carries initials`(line: String, action: Action) throws {
    let signed = OperatorLine(action, by: "K M")
    #expect(try OperatorLine.parse("\(line) by=\"K M\"") == signed)
    #expect(try OperatorLine.parse(signed.text) == signed)
    #expect(ActionFields(action, by: "KM").by == "KM")
  }

  /// Texts that a person can type and a format can break on.
  @Test(arguments: [
    "=", "#1", "a#b", "\"", "\\", "\\n", " ", "\t", "a=b", "患者", "e\u{301}", "@5", "'", "x\r\ny",
  ])
  func `any text comes back`(text: String) throws {
    let note = OperatorLine(.note(text), by: text)
    #expect(try OperatorLine.parse(note.text) == note)
    #expect(try OperatorScript.parse(Array("@1 \(note.text)\n".utf8)).map(\.action) == [.note(text)])
  }

  /// A replay computes with what the session computed with, so a computed rate keeps its last bit.
  @Test(arguments: [0, 0.1, 1.0 / 3, 46.6667, 2000, 0.00001, 1e-12, 1234.000999])
  func `a rate comes back to the last bit`(value: Double) throws {
    let rate = Action.rate(.init(value), reason: nil)
    #expect(try Action(rate.fields) == rate)
  }
}
