import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// The questions on the way to a deed, and what is sent if somebody leaves before the last one.
@Suite("Deeds")
struct DeedTests {
  private static let pump = SourceID("asena")

  @Test("a wrong concentration that is left with Esc is not in force")
  func concentrationLeft() {
    var scene = Scene.prepared().by("KM")
    scene.type("S2\n2\n1")
    #expect(scene.screen().plainText.contains("The pump must read  26.25 mL/h"))
    #expect(scene.press(.escape, .character("y")) == [])
    #expect(scene.session.plan.concentration == .init(1))
    #expect(scene.session.order?.rate == .init(52.5))
    #expect(scene.screen().plainText.contains("35 mL at 52.5 mL/h"))
  }

  @Test("a rate that was set before the start, with its reason, is kept for the bag that it was set for")
  func rateKept() {
    var scene = Scene.prepared().by("KM")
    scene.type("r75\n3yS\n")
    #expect(scene.screen().plainText.contains("The pump must read  75 mL/h"))
    scene.type("y")
    #expect(scene.session.infusion?.rate == .init(75))
    scene = Scene.prepared().by("KM")
    scene.type("r75\n3yS2\n2\n1")
    #expect(scene.screen().plainText.contains("The pump must read  26.25 mL/h"))
  }

  @Test("what can never be overridden is said at once, and changes nothing")
  func neverOverridden() {
    var scene = Scene(patient: nil, change: { $0.plans[0].dose = nil })
    scene.run(.seconds(3))
    #expect(scene.typeSigned("SP-7\n\n") == [])
    #expect(scene.model.message?.text == "refused: the plan has no dose")
    #expect(scene.session.patient == nil)
  }

  @Test("patient, weight and plan that are left with Esc are not known")
  func setupLeft() {
    var scene = Scene(patient: nil, weight: nil, plan: nil)
    scene.run(.seconds(3))
    scene.typeSigned("SP-7\n70\n70\n1")
    #expect(scene.screen().plainText.contains("mg/mL on the bag"))
    scene.press(.escape, .character("y"))
    #expect(scene.session.patient == nil)
    #expect(scene.session.weight == nil)
    #expect(scene.session.plan.name.isEmpty)
  }

  @Test("a weight in pounds is told as one, beside the last session's, and wants a reason")
  func pounds() {
    var scene = Scene(weight: nil)
    scene.run(.seconds(3))
    scene.receive(
      .history(
        PatientHistory(
          patient: "P-0142", number: 2, daysSinceLast: 7, last: [Self.treatment(weight: 70)], unread: 0)))
    scene.typeSigned("Sn78\n78\n")
    #expect(scene.screen().plainText.contains("78 kg (172 lb) is unusual, last time it was 70 kg"))
    #expect(scene.type("12\n") == [])
    scene.press(.escape, .character("y"))
    #expect(scene.session.weight == nil)
  }

  private static func treatment(weight: Double) -> EarlierTreatment {
    var treatment = EarlierTreatment(
      session: "a", date: "2026-07-04", plan: "trd-40", delivered: .init(35), lasted: .minutes(40),
      baseline: nil, highest: nil, lowestSpO2: nil, sideEffects: [], outcome: .discharged)
    treatment.weight = .init(weight)
    return treatment
  }

  @Test("a plan that takes no bolus does not offer one")
  func noBolus() {
    var scene = Scene(change: { $0.plans[0].bolusHard = nil })
    scene.run(.seconds(3))
    scene.act(.start(override: nil))
    scene.press(.character("o"))
    #expect(scene.model.prompt == nil)
    #expect(scene.model.message?.text == "bolus is not possible while infusing")
  }

  @Test(
    "a bolus that the envelope refuses is refused before anything else is asked, and is not in the record")
  func bolusBeyond() {
    var scene = Scene.infusing().by("KM")
    let marks = scene.session.marks
    scene.type("o30\n")
    #expect(
      scene.model.prompt?.error?.english.hasPrefix(
        "0.429 mg/kg in one bolus is above the plan's limit of 0.3 mg/kg: ") == true)
    #expect(scene.type("5\n2y") == [.action(.bolus(.init(5), reason: "by the plan"), by: "KM")])
    #expect(scene.session.marks.count == marks.count + 1)
  }

  @Test("what has really been given: the figures above, the volume, a second person where it cannot be so")
  func dose() {
    var scene = Scene.infusing()
    scene.type("iKM\nD")
    #expect(scene.screen().plainText.contains("Delivered 10.95 mg = 10.952 mL, by the set rate."))
    scene.type("14\n2")
    #expect(scene.screen().plainText.contains("14 mL given. Second person reads the pump"))
    scene.type("km\n")
    #expect(scene.model.prompt?.error == "another person than KM")
    #expect(
      scene.type("AB\ny") == [
        .action(.dose(DoseAction(.init(14), reason: "read at the syringe or bag", second: "AB")), by: "KM")
      ])
  }

  @Test("after the end a flush is asked for")
  func flush() {
    var scene = Scene.observing()
    scene.type("iKM\nD36\n1")
    #expect(scene.screen().plainText.contains("a flush, no drug? (y/n)"))
    let expected = DoseAction(.init(36), reason: "read at the pump", second: "AB", flush: true)
    #expect(scene.type("yAB\ny") == [.action(.dose(expected), by: "KM")])
  }

  @Test("a source that changed is accepted by name, with a reason and initials; then it is used again")
  func accept() {
    var scene = Scene()
    scene.receive(.identity(Scene.oximeter, SourceIdentity(serial: "A1")))
    scene.run(.seconds(5))
    scene.press(.character("I"))
    #expect(scene.model.message?.text == "every source is what the session began with")
    scene.receive(.identity(Scene.oximeter, SourceIdentity(serial: "B2")))
    scene.run(.seconds(2))
    scene.press(.character("a"))
    #expect(scene.screen().plainText.contains("is it the right source? (I)"))
    scene.type("IKM\n")
    #expect(scene.screen().plainText.contains("nonin-df2: began with serial A1, now serial B2."))
    #expect(
      scene.type("1") == [
        .action(.accept(AcceptAction(device: "nonin-df2", reason: "device was exchanged")), by: "KM")
      ])
    #expect(scene.model.message?.text == "nonin-df2 accepted: its readings are used")
    scene.run(.seconds(1))
    #expect(scene.session.heard?.spo2 != nil)
  }

  @Test("no blood pressure can be had: for half an hour at most, with a reason")
  func withoutPressure() {
    var scene = Scene.infusing().by("KM")
    scene.type("N45\n")
    #expect(scene.model.prompt?.error == "45: a number from 1 to 30")
    scene.type("30\n1")
    #expect(scene.model.message?.text == "no blood pressure for 30 min: arm cannot be used")
  }

  @Test("the cuff of a simulated monitor is started with one key, a real one at its own monitor")
  func cuff() {
    var scene = Scene(plan: "trd-40").by("KM")
    #expect(scene.type("C").isEmpty)
    #expect(scene.model.message?.text == "a cuff is started at its own monitor")
    scene.hasSimulatedCuff = true
    scene.run(.seconds(1))
    #expect(actions(scene.type("C")) == [.intervention(name: "cuff")])
    #expect(scene.model.message?.text.english.hasPrefix("noted: cuff") == true)
  }

  @Test("sound, disk, clock and devices are tried with one key, and signed")
  func selfTest() {
    var scene = Scene(plan: "trd-40")
    scene.receive(.sound(.working("bell")))
    scene.run(.seconds(3))
    #expect(scene.type("T") == [.tryMachine])
    let box = scene.screen().plainText
    #expect(box.contains("Disk: written and synced, room enough."))
    #expect(box.contains("Clock: nobody says who sets it"))
    #expect(box.contains("nonin-df2 heard"))
    #expect(box.contains("An alarm was sounded: heard? (y/n)"))
    let effects = actions(scene.type("nKM\n"))
    guard case .selfTest(let test)? = effects.first else { return #expect(Bool(false)) }
    #expect(test.sound == .unheard)
    #expect(scene.model.message?.text == "self-test: SOUND NOT HEARD: turn it up, or another output")
  }

  @Test("a start does not wait for a self-test, and can be begun in its place")
  func startWithoutSelfTest() {
    var scene = Scene(plan: "esketamine-120").by("KM")
    scene.run(.seconds(3))
    scene.type("T")
    scene.press(.escape)
    #expect(actions(scene.type("S1y")) == [.start(override: nil, dose: Milligrams(56))])
  }

  @Test("the amount of a drug that is not infused is asked at the start, and may stay open")
  func fixedDose() {
    var scene = Scene(plan: "esketamine-120").by("KM")
    scene.run(.seconds(3))
    scene.press(.character("S"))
    let box = scene.screen().plainText
    #expect(box.contains("How much esketamine"))
    #expect(actions(scene.type("3y")) == [.start(override: nil)])
  }

  /// Once, the question was only `Start now: the dose is given?`, and recorded whichever amount had been
  /// chosen by its digit.
  @Test("the last question of such a start names the amount, and that no pressure was taken")
  func fixedDoseIsRead() {
    var scene = Scene(plan: "esketamine-120").by("KM")
    scene.run(.seconds(3))
    scene.type("S2")
    let box = scene.screen().plainText
    #expect(box.contains("Start now: 84 mg of esketamine given? (y/n)"))
    #expect(box.contains("Blood pressure: none yet (b)."))
    scene.press(.escape, .character("y"))
    scene.cuff(124, 78)
    scene.type("S2")
    #expect(!scene.screen().plainText.contains("none yet (b)"))
    #expect(actions(scene.type("y")) == [.start(override: nil, dose: Milligrams(84))])
    #expect(scene.screen().plainText.contains("start 84 mg KM"))
  }

  @Test("an amount that was a slip at the start is put right with z, the start itself never")
  func fixedDoseIsPutRight() throws {
    var scene = Scene(plan: "esketamine-120").by("KM")
    scene.run(.seconds(3))
    scene.type("S2y")
    scene.run(.minutes(1))
    scene.type("z")
    let asked = try #require(scene.model.prompt?.offered.first?.english)
    #expect(asked.hasSuffix("start 84 mg, 10:20:03"))
    let entry = try #require(scene.session.marks.last?.entry)
    scene.type("1")
    #expect(scene.model.prompt?.offered.map(\.english) == ["56 mg", "84 mg"])
    #expect(
      actions(scene.type("1")) == [.amend(entry: entry, fields: [AmendedField(key: "mg", value: "56")])])
    #expect(scene.session.chart.amountAtStart?.amount == Milligrams(56))
    scene.type("z")
    #expect(scene.model.prompt?.offered.contains { $0.english.contains("start 56 mg, corrected") } == true)
  }

  @Test("an amount that nobody wrote down can be said afterwards")
  func fixedDoseIsSaidLater() {
    var scene = Scene(plan: "esketamine-120").by("KM")
    scene.run(.seconds(3))
    scene.type("S3y")
    scene.run(.minutes(1))
    scene.type("z12")
    #expect(scene.session.chart.amountAtStart?.amount == Milligrams(84))
  }

  @Test("times over another start of the machine are confirmed by a person")
  func confirmGap() {
    var scene = Scene.infusing().by("KM")
    scene.press(.character("G"))
    #expect(
      scene.model.message?.text == "nothing to confirm: only after the computer was off"
    )
    let before = scene.session.now
    scene.run(.seconds(20))
    scene.receive(.gap(from: before, reason: "the computer was off", isEstimated: true))
    #expect(scene.screen().plainText.contains("are the times over the gap right? (G)"))
    #expect(scene.type("Gy") == [.action(.confirm(ConfirmAction(.gap)), by: "KM")])
    #expect(!scene.session.hasUnconfirmedGap)
  }

  @Test("a pressure of the cuff is corrected as a mark is, and the trends draw the corrected one")
  func correctedPressure() {
    var scene = Scene.infusing().by("KM")
    scene.cuff(240, 140)
    #expect(actions(scene.type("z112" + "140/88\n")).isEmpty)
    scene.press(.escape, .character("y"))
    let amended = actions(scene.type("z11" + "140/88\ny"))
    guard case .amend(let amend)? = amended.first else { return #expect(Bool(false)) }
    #expect(amend.changes.map(\.value) == ["140", "88"])
    #expect(scene.model.session.pressures.last?.sys == 140)
    scene.press(.character("z"))
    #expect(scene.screen().plainText.contains("NIBP 140/88 mmHg, corrected"))
  }

  @Test("what the command line lacks only a reason for is asked for it")
  func typedWithoutReason() {
    var scene = Scene.infusing().by("KM")
    scene.type(":rate mlh=75\n")
    #expect(scene.screen().plainText.contains("is above 1 mg/kg/h: a reason is needed"))
    #expect(actions(scene.type("ordered by Dr Lee\n")).isEmpty)
    #expect(scene.screen().plainText.contains("Rate 52.5 -> 75 mL/h"))
    #expect(actions(scene.type("y")) == [.rate(.init(75), reason: "ordered by Dr Lee")])
  }

  @Test("a pump that runs is never beside 'nothing flows', and its rate stands beside the set one")
  func pumpRuns() {
    var scene = Scene.infusing()
    func pump(_ state: PumpState, _ rate: Double) -> Input {
      .reading(Reading(source: Self.pump, pump: PumpReport(state: state, rate: .init(rate), volume: nil)))
    }
    scene.receive(pump(.running, 26.25))
    #expect(scene.screen().plainText.contains("pump 26.25, set 52.5 mL/h"))
    scene.act(.pause(reason: "side effect"))
    scene.receive(pump(.running, 26.25))
    let paused = scene.screen().plainText
    #expect(paused.contains("PUMP RUNS at 26.25 mL/h"))
    #expect(!paused.contains("nothing flows"))
    scene.receive(pump(.stopped, 0))
    #expect(scene.screen().plainText.contains(" since the start  nothing flows"))
  }

  @Test("a reading with a time of its own is counted down, then overdue")
  func due() {
    var scene = Scene(plan: "esketamine-120")
    scene.run(.seconds(3))
    scene.act(.start(override: nil))
    scene.run(.minutes(27) + .seconds(30))
    #expect(scene.screen().plainText.contains("NIBP at 40 min: in 12:30"))
    scene.type("dy")
    #expect(scene.screen().plainText.contains("NIBP at 40 min: in 12:30"))
    scene.press(.escape)
    scene.run(.minutes(20))
    #expect(scene.screen().plainText.contains("NIBP at 40 min: OVERDUE"))
    scene.cuff(124, 78)
    #expect(!scene.screen().plainText.contains("NIBP at 40 min:"))
  }

  @Test("what is still missing stands there from the beginning of the observation, what is to be done first")
  func wayHome() {
    var scene = Scene.observing()
    #expect(
      scene.screen(columns: 120).plainText.contains(
        "To go home: blood pressure (b), MOAA/S (g), observation, escort"))
    scene.cuff(128, 78)
    scene.act(.score(scale: "moaas", value: 5))
    #expect(scene.screen().plainText.contains("To go home: observation, escort"))
  }

  /// Pressures of an awake adult up to each bound, and beyond it those that are more likely a slip of the
  /// finger.
  @Test(
    "an unusual pressure is asked for once more",
    arguments: [
      ("70/40", false), ("69/40", true), ("220/115", false), ("221/115", true), ("100/35", false),
      ("100/34", true), ("150/130", false), ("150/131", true), ("100/85", false), ("100/86", true),
      ("200/90", false), ("201/90", true),
    ])
  func implausible(typed: String, isAsked: Bool) {
    var scene = Scene()
    scene.run(.seconds(1))
    let effects = scene.type("b\(typed)\n")
    #expect(effects.isEmpty == isAsked)
    #expect((scene.model.prompt != nil) == isAsked)
  }

  @Test("limits around a baseline are never proposed beyond an extreme one")
  func proposed() {
    var scene = Scene().by("KM")
    scene.act(.baseline(hr: 120, sys: 170, dia: 100, spo2: 97))
    scene.type("lb")
    // A quarter above would be 150, 212 and 125.
    #expect(scene.screen().plainText.contains("HR 96-140 /min"))
    #expect(
      actions(scene.type("y")) == [
        .limit(.hr, low: 96, high: 140), .limit(.sys, low: 136, high: 180), .limit(.dia, low: 80, high: 110),
      ])
    scene = Scene().by("KM")
    scene.act(.baseline(hr: 46, sys: 95, dia: 46, spo2: 97))
    // A fifth below would be 36, 76 and 36.
    #expect(
      actions(scene.type("lby")) == [
        .limit(.hr, low: 40, high: 58), .limit(.sys, low: 80, high: 119), .limit(.dia, low: 40, high: 58),
      ])
  }

  @Test(
    "forty millimetres from the last pressure are usual, more is asked for",
    arguments: [(184, false), (185, true), (104, false), (103, true)])
  func farFromTheLast(sys: Int, isAsked: Bool) {
    var scene = Scene()
    scene.run(.seconds(1))
    scene.cuff(144, 88)
    #expect(scene.type("b\(sys)/80\n").isEmpty == isAsked)
  }
}
