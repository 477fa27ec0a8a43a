import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite struct SummaryTests {
  /// Forty minutes, half an hour of watching, and home.
  static let uneventful = """
    @200 baseline by=AB
    @210 checklist item=consent answer=met by=AB
    @211 checklist item=fasting answer=met by=AB
    @240 start by=AB
    @1000 check by=AB
    @1500 symptom name=dissociation severity=1 by=AB
    @1800 check by=AB
    @2640 stop reason="dose complete" by=AB
    @3400 check by=CD
    @4200 check by=CD
    @4300 score scale=aldrete value=10 by=CD
    @4400 score scale=moaas value=5 by=CD
    @4410 checklist item=cannula answer=met by=CD
    @4500 discharge escort=yes by=CD

    """

  /// What else is asked before the infusion.
  private static let checklist = ChecklistItem.shipped.filter { $0.stage == .start }
    .map { "@150 checklist item=\($0.name) answer=met by=AB\n" }.joined()

  @Test func `an ordinary session is one page`() throws {
    let page = try RecordedSession(script: Self.checklist + Self.uneventful, until: 4600).summary
    expectPage(page, "uneventful.txt")
    #expect(page.split(separator: "\n", omittingEmptySubsequences: false).count <= 70)
  }

  @Test func `a hold for pressure stands with its alarms, its medicine and its advice`() throws {
    let plan = SessionPlan.fixture.configured {
      $0.clinic.holdRules[0].isOn = true
      $0.unvaryingAfter = .minutes(600)
    }.from(.simulated)
    let script = """
      @200 baseline
      @240 start override="no consent form, clinician agrees" by=AB
      @1000 check by=AB
      @1340 ack by=AB
      @1350 rate mlh=40 by=AB
      @1690 hold rule=systolic answer=aside reason="measured again: not so" by=AB
      @1700 pause reason="systolic above 180" by=AB
      @1710 medication name=labetalol dose="10 mg" route=IV by=AB
      @1800 check by=AB
      @2000 bp sys=158 dia=92 by=AB
      @2010 ack by=AB
      @2020 resume reason="158 by hand" by=AB
      @2025 limit vital=sys high=170 by=AB
      @2500 amend n=1774 dose="5 mg" by=AB
      @2800 stop reason="patient asks to stop" by=AB
      @2900 discharge escort=yes by=CD
      @3000 note text="a note that is so long that it cannot stand on one line of the page and has to be broken" by=CD
      @3500 check by=CD
      @3600 discharge escort=no override="husband is on his way, clinician agrees" by=CD

      """
    let session = try RecordedSession(plan, script: script, until: 3700) { second in
      let isHigh = (1300..<1900).contains(second)
      let nibp = second % 300 == 120 ? Course.pressure(isHigh ? 188 : 128, isHigh ? 104 : 80) : nil
      return [Course.reading(hr: isHigh ? 96 : 74, nibp: nibp)]
    }
    expectPage(session.summary, "hold.txt")
  }

  /// As many digits as the screen has: 78.5 kg are 39.25 mL for the pump.
  @Test func `the pump's volume is told as it is set`() throws {
    var plan = SessionPlan.fixture
    plan.weight = Kilograms(78.5)
    let lines = try RecordedSession(plan, until: 5).summaryLines
    #expect(lines.contains { $0.hasPrefix("  Pump       39.25 mL of 1 mg/mL at ") })
  }

  @Test func `a session that was left open says so`() throws {
    let script = "@60 note text=\"before the infusion\"\n@100 start override=\"no forms\"\n"
    let session = try RecordedSession(script: script, until: 400, isSealed: false) { second in
      second < 200 ? Course.quiet(second) : []
    }
    expectPage(session.summary, "open.txt")
  }

  @Test func `the scores of a check stand together, those of one scale with its parts`() throws {
    let script = """
      @100 start
      @200 score scale=moaas value=4 by=AB
      @200 score scale=nausea value=2 by=AB
      @200 check by=AB
      @210 score scale=moaas value=5
      @220 score scale=aldrete value=9 \
      parts=activity:2,respiration:2,circulation:1,consciousness:2,oxygen:2 by=CD
      @400 check without=nausea by=AB
      @500 stop reason=complete
      @600 check without=nausea,dissociation by=CD

      """
    let lines = try RecordedSession(script: script, until: 610).summaryLines
    let told = lines.filter {
      ["of 5", "of 10", "circulation", "Checks", "   initials)"].contains(where: $0.contains)
    }
    #expect(
      told == [
        "  Checks     09:33 (AB), 09:36 without nausea (AB)",
        "  09:33:20  #210,212  MOAA/S 4 of 5, Nausea 2 of 10 (AB)",
        "  09:33:30  #227   MOAA/S 5 of 5: Responds readily to name in normal tone (no",
        "             initials)",
        "  09:33:40  #239   Modified Aldrete 9 of 10: passes (activity 2, respiration 2,",
        "             circulation 1, consciousness 2, oxygen 2) (CD)",
        "  Checks     09:40 without nausea and dissociation (CD)",
      ])
  }

  @Test func `baseline, self-test and typed pressures stand with who and when`() throws {
    let script = """
      @20 selftest sound=heard disk="room enough" by=AB
      @60 baseline by=CD
      @100 start override="no forms" by=AB
      @200 bp sys=158 dia=92 by=EF
      @210 bp sys=240 dia=140 by=EF
      @220 amend n=228 sys=140 dia=88 by=AB
      @230 bp sys=150 dia=90

      """
    let lines = try RecordedSession(script: script, until: 240).summaryLines
    let told = lines.filter { ["Self-test", "Baseline ", " by hand"].contains(where: $0.contains) }
    #expect(
      told == [
        "  Baseline   SpO2 96, HR 67, 09:31 (CD)", "  Self-test  09:30 (AB) sound heard; disk: room enough",
        "  09:33:20  #215   pressure 158/92 (114) by hand (EF)",
        "  09:33:30  #228   pressure 140/88 (105) by hand (was 240/140 (173), AB 09:33)",
        "  09:33:50  #259   pressure 150/90 (110) by hand (no initials)",
      ])
  }

  @Test func `an override names the alarms that it passed over`() throws {
    let script = """
      @100 start override="no forms" by=AB
      @200 stop reason=complete by=AB
      @300 bp sys=170 dia=92 by=AB
      @400 discharge escort=yes override="goes with the ward" by=AB

      """
    let page = try RecordedSession(script: script, until: 410).summary
    let words = page.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("an active alarm: Sys high (alarm.active)"))
  }

  /// Two alarms stand, and each of them refuses the discharge.
  @Test func `several alarms that an override passed over are named once`() throws {
    let script = """
      @100 start override="no forms" by=AB
      @200 stop reason=complete by=AB
      @300 bp sys=170 dia=112 by=AB
      @400 discharge escort=yes override="goes with the ward" by=AB

      """
    let page = try RecordedSession(script: script, until: 410).summary
    let words = page.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(words.contains("an active alarm: Sys high, Dia high (alarm.active)"))
    #expect(words.ranges(of: "(alarm.active)").count == 1)
  }

  @Test(arguments: Origin.allCases) func `what is not live says SIMULATION`(origin: Origin) throws {
    let page = try RecordedSession(.fixture.from(origin), until: 5).summary
    #expect(page.contains("SIMULATION") == (origin != .live))
  }

  @Test func `no line is wider than a page, whatever people type`() throws {
    let long = String(repeating: "a very long word without end", count: 6)
    let script = """
      @1 setup patient="\(long)"
      @2 note text="two\\nlines, and 注意 \(String(repeating: "幻", count: 60))"
      @3 symptom name="\(String(repeating: "x", count: 200))" severity=3 by="\(long)"
      @9 close reason="\(long)"

      """
    let lines = try RecordedSession(script: script, until: 10).summaryLines
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.allSatisfy { line in !line.unicodeScalars.contains { $0.value < 0x20 } })
  }

  /// A monitor that comes back within the second was told as `NOT WATCHED for 0:00`.
  @Test(arguments: [
    (Int64(700), "*** NOT WATCHED at 09:30:59: crash ***"),
    (61_000, "*** NOT WATCHED for 1:01, 09:30:59 to 09:32:00: crash ***"),
  ])
  func `a gap without a length is told without one`(span: Int64, told: String) {
    var session = RecordedSession(beginning: .fixture)
    session.receive(Course.reading(), at: .seconds(59))
    session.receive(
      .gap(from: .seconds(59), reason: "crash", isEstimated: false),
      at: SessionTime(milliseconds: 59_000 + span))
    session.seal()
    #expect(session.summaryLines.contains("  \(told)"))
  }

  /// Once, the column fell from 8.7 to 4.9 without an explanation.
  @Test func `figures of before a dose was settled are told to be of before`() throws {
    let script = """
      @5 start override="just a test" by=AB
      @700 dose volume_ml=4 second=RT reason="pump read again" by=AB
      @1250 stop reason="just a test" by=AB

      """
    let lines = try RecordedSession(script: script, until: 1260).summaryLines
    let told = "  mg in before 09:41:40 as it was told then: settled at 4 mL at that time"
    #expect(lines.filter { $0 == told }.count >= 1, "\(lines)")
    let unsettled = script.replacing("dose volume_ml=4 second=RT reason=", with: "note text=")
    #expect(try !RecordedSession(script: unsettled, until: 1260).summaryLines.contains(told))
  }

  /// What falls due in a gap is raised at its end, and the first reading ends it.
  @Test func `an alarm of the end of a gap has no length of 0:00`() {
    var session = RecordedSession(beginning: .fixture)
    session.receive(Course.reading(), at: .seconds(1))
    session.receive(.action(.start(override: "just a test"), by: "AB"), at: .seconds(2))
    session.receive(.gap(from: .seconds(3), reason: "crash", isEstimated: false), at: .seconds(60))
    session.receive(Course.reading(), at: .seconds(60))
    session.receive(Course.reading(), at: .seconds(61))
    session.seal()
    let lines = session.summaryLines
    #expect(lines.contains { $0.contains("SpO2: no value") && $0.contains(" <0:01 ") }, "\(lines)")
  }

  @Test func `the page carries the hash of the seal`() throws {
    let session = try RecordedSession(script: "@2 close\n", until: 3)
    let hash = try #require(session.audit.chainHead)
    #expect(session.summaryLines.contains("  \(hash)"))
    #expect(session.bytes.suffix(67).starts(with: hash.digits))
  }
}
