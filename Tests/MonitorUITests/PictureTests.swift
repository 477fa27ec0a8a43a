import InfusionCore
import MonitorUI
import Quantities
import TestBench
import Testing
import TextScreen

@Suite("Screens as pictures")
struct PictureTests {
  private static let sizes = [(80, 24), (120, 40), (200, 60), (60, 15), (40, 8), (20, 1), (1, 1)]

  @Test("an infusion that goes well, at every size", arguments: sizes)
  func infusing(columns: Int, rows: Int) {
    expectPicture(Scene.infusing().screen(columns: columns, rows: rows), "infusing-\(columns)x\(rows)")
  }

  @Test("a high alarm, at every size", arguments: sizes)
  func high(columns: Int, rows: Int) {
    expectPicture(desaturated().screen(columns: columns, rows: rows), "high-\(columns)x\(rows)")
  }

  @Test("respiration beside the pulse: never over its digits", arguments: [(60, 15), (80, 24), (110, 30)])
  func respiration(columns: Int, rows: Int) {
    var scene = Scene.infusing()
    scene.hr = 108
    scene.run(.seconds(5))
    scene.receive(.reading(Reading(source: Scene.oximeter, rr: .value(14))))
    expectPicture(scene.screen(columns: columns, rows: rows), "respiration-\(columns)x\(rows)")
  }

  private func desaturated(display: Display = Display()) -> Scene {
    var scene = Scene.infusing(display: display)
    scene.spo2 = 84
    scene.run(.seconds(20))
    return scene
  }

  @Test("preparation: what is still to do, then ready")
  func preparation() {
    var empty = Scene(patient: nil, weight: nil, plan: nil)
    empty.hr = nil
    empty.spo2 = nil
    empty.run(.seconds(5))
    expectPicture(empty.screen(), "preparation-empty")
    expectPicture(Scene.prepared().screen(), "preparation-ready")
  }

  @Test("preparation: which infusion of a series this is, and how the last ones went")
  func series() {
    let effects = ["nausea", "dizziness", "dissociation", "anxiety", "headache", "blurred vision"]
    let last = EarlierTreatment(
      session: "a", date: "2026-07-04", plan: "trd-40", delivered: .init(35), lasted: .minutes(40),
      baseline: .init(118, 72), highest: .init(164, 92), lowestSpO2: 93,
      sideEffects: [SideEffect(name: "nausea", severity: 2)], outcome: .discharged)
    var worse = last
    worse.date = "2026-07-01"
    worse.sideEffects = effects.map { SideEffect(name: $0, severity: 2) }
    worse.outcome = .overridden
    func scene(_ last: [EarlierTreatment]) -> Scene {
      var scene = Scene.prepared()
      scene.receive(
        .history(
          PatientHistory(
            patient: "P-0142", number: last.count + 1, daysSinceLast: last.isEmpty ? nil : 3, last: last,
            unread: 0)))
      return scene
    }
    let both = scene([last, worse])
    expectPicture(both.screen(), "series")
    expectPicture(both.screen(columns: 120, rows: 40), "series-120x40")
    expectPicture(both.screen(columns: 60, rows: 15), "series-60x15")
    expectPicture(scene([worse]).screen(), "series-long")
    expectPicture(scene([]).screen(), "series-first")
    var begun = both
    begun.act(.start(override: nil))
    #expect(!begun.screen().plainText.contains("Infusion 3"))
  }

  @Test("the dark half of a flashing alarm")
  func darkHalf() { expectPicture(desaturated().screen(after: 250), "high-dark-half") }

  @Test("a medium alarm, then answered: named, and still")
  func medium() {
    var scene = Scene.infusing()
    scene.spo2 = 88
    scene.run(.seconds(24))
    expectPicture(scene.screen(after: 758), "medium")
    scene.press(.character("a"))
    expectPicture(scene.screen(), "medium-acknowledged")
  }

  @Test("no value: nothing that could be taken for one")
  func noValue() {
    var scene = Scene.infusing()
    scene.receive(.reading(Reading(source: Scene.oximeter, status: .off, spo2: .noValue, hr: .noValue)))
    expectPicture(scene.screen(), "withdrawn")
    scene.hr = nil
    scene.spo2 = nil
    scene.run(.seconds(42))
    expectPicture(scene.screen(), "stale")
  }

  @Test("silence is honest: sound paused by whom and until when, limits off, away")
  func silenced() {
    var scene = Scene.observing()
    scene.spo2 = 88
    scene.run(.seconds(20))
    scene.act(.audioPause)
    scene.act(.limitOff(.hr, reason: "known for this patient"))
    scene.act(.away(minutes: 10, reason: "toilet"))
    scene.run(.seconds(18))
    scene.change { $0.initials = "KM" }
    expectPicture(scene.screen(), "silenced")
    expectPicture(scene.screen(columns: 120, rows: 40), "silenced-120x40")
  }

  @Test("the observation: counting, held up, complete")
  func observing() {
    var scene = Scene.observing()
    expectPicture(scene.screen(), "observing")
    scene.spo2 = nil
    scene.run(.seconds(30))
    expectPicture(scene.screen(), "observing-held")
    scene.spo2 = 97
    scene.run(.minutes(23))
    scene.act(.acknowledge(nil))
    expectPicture(scene.screen(), "window-complete")
  }

  @Test("many alarms take turns, the worst stays")
  func many() {
    var scene = desaturated()
    scene.hr = 150
    scene.cuff(190, 115)
    scene.receive(.sound(.failing("no device")))
    scene.receive(.recorder(.failing("disk full")))
    scene.record = .notRecording("disk full")
    scene.run(.seconds(12))
    expectPicture(scene.screen(), "many-alarms")
    expectPicture(scene.screen(after: 2000), "many-alarms-next-page")
    expectPicture(scene.screen(columns: 200, rows: 60), "many-alarms-200x60")
  }

  @Test("what is new is shown at once, wherever the turns were")
  func turnsBeginWithTheNewest() {
    for seconds in 0..<8 {
      var scene = desaturated()
      scene.cuff(190, 115)
      scene.receive(.sound(.failing("no device")))
      scene.receive(.recorder(.failing("disk full")))
      scene.run(.seconds(Int64(12 + seconds)))
      scene.hr = 150
      while !scene.model.session.alarms.contains(where: { $0.id == .limit(.hr, .high) }) {
        scene.run(.seconds(1))
      }
      #expect(scene.screen().plainText.contains("HR 150 > 1"), "\(seconds)")
    }
  }

  @Test("hold advice at every size, beside the alarm and not over it", arguments: sizes)
  func hold(columns: Int, rows: Int) {
    var scene = Scene.held()
    scene.act(.acknowledge(nil))
    expectPicture(scene.screen(columns: columns, rows: rows), "hold-\(columns)x\(rows)")
  }

  @Test("hold advice: its question, two at a time, and in a replay")
  func holdQuestions() {
    let pulse = HoldRule(
      name: "pulse", isOn: true, vital: .hr, side: .high, bound: 60, times: 1, apart: .zero, advice: .tell)
    var scene = Scene.held(.stop, and: [pulse])
    expectPicture(scene.screen(), "hold-two")
    scene.change { $0.initials = "KM" }
    scene.press(.character("h"))
    expectPicture(scene.screen(), "hold-prompt")
    scene.press(.escape)
    scene.change { $0.mode = .replay(ReplayView(isPlaying: true, speed: "1", length: .minutes(9))) }
    expectPicture(scene.screen(), "hold-replay")
  }

  @Test("a simulation says so on every size", arguments: [(80, 24), (60, 15), (40, 8)])
  func simulation(columns: Int, rows: Int) {
    expectPicture(
      Scene.infusing(origin: .simulated).screen(columns: columns, rows: rows), "simulation-\(columns)x\(rows)"
    )
  }

  @Test("a small screen says what the keys would do, and leaves room for an answer")
  func smallPages() {
    var scene = Scene.infusing()
    scene.press(.character("l"), .character("+"))
    expectPicture(scene.screen(columns: 60, rows: 15), "limits-60x15")
    expectPicture(scene.screen(columns: 40, rows: 8), "limits-40x8")
    scene.press(.escape, .character("A"))
    expectPicture(scene.screen(columns: 40, rows: 8), "alarm-log-40x8")
    scene.press(.escape, .character("b"))
    expectPicture(scene.screen(columns: 40, rows: 8), "pressure-40x8")
  }

  @Test("a replay says so, and where it stands; its help has its own keys")
  func replay() {
    var scene = Scene.infusing()
    scene.change { $0.mode = .replay(ReplayView(isPlaying: true, speed: "10", length: .minutes(85))) }
    expectPicture(scene.screen(), "replay-80x24")
    expectPicture(scene.screen(columns: 40, rows: 8), "replay-40x8")
    scene.press(.character("?"))
    expectPicture(scene.screen(), "replay-help")
  }

  @Test("without colour, and in ASCII")
  func plain() {
    expectPicture(
      desaturated(display: Display(glyphs: .ascii, palette: .monochrome)).screen(), "ascii-monochrome")
  }

  @Test("the devices, and what of their words nobody here understands")
  func devices() {
    var scene = Scene.infusing()
    scene.press(.character("H"))
    #expect(scene.screen().plainText.contains("all that the devices say is read"))
    scene.run(.seconds(15))
    let gateway = SourceID("line")
    scene.receive(
      .annotation("150301 = 120 not understood; 999999 = 12 not understood (FOO)", source: gateway))
    scene.receive(.annotation("999999 = 12 not understood (FOO)", source: gateway))
    scene.receive(.conduct(Scene.oximeter, .garbled(looksLike: "nonin-df7")))
    scene.press(.character("H"))
    expectPicture(scene.screen(), "devices")
    scene.press(.character("H"))
    #expect(!scene.screen().plainText.contains("DEVICES"))
  }

  @Test("the pages: trends, limits, alarm log, help, summary, resume")
  func pages() {
    var scene = desaturated()
    scene.press(.character("a"), .character("t"))
    expectPicture(scene.screen(columns: 120, rows: 40), "trends")
    scene.press(.escape, .character("l"), .down, .right, .character("+"))
    expectPicture(scene.screen(), "limits")
    scene.press(.right, .character("-"))
    expectPicture(scene.screen(), "limits-extreme")
    scene.press(.escape, .character("A"))
    expectPicture(scene.screen(columns: 120, rows: 40), "alarm-log")
    scene.press(.escape, .character("?"))
    expectPicture(scene.screen(), "help")
    expectPicture(scene.screen(columns: 120, rows: 40), "help-120x40")
  }

  @Test("no rate of alarms is told of the first ten minutes")
  func alarmRate() {
    var scene = Scene()
    scene.spo2 = 80
    scene.run(.minutes(2))
    scene.type("A")
    #expect(scene.screen().plainText.contains("ALARM LOG 1   so far 1 high, 0 medium   in alarm"))
    scene.run(.minutes(8))
    #expect(scene.screen().plainText.contains("ALARM LOG 1   per hour 6 high, 0 medium   in alarm"))
  }

  @Test("prompts stand on the bottom line, with what one must know above")
  func prompts() {
    var scene = Scene.prepared().by("KM")
    scene.press(.character("S"), .enter)
    expectPicture(scene.screen(), "start-prompt")
    scene.press(.escape)
    scene = Scene.infusing()
    scene.press(.character("s"))
    expectPicture(scene.screen(), "symptom-prompt")
    scene.press(.escape, .character("u"))
    expectPicture(scene.screen(), "measure-prompt")
    scene.press(.escape, .character(":"))
    scene.type("limit vital=s")
    scene.press(.tab)
    expectPicture(scene.screen(), "command-prompt")
  }

  @Test("the register of controlled drugs is found behind the medicines, and stands above the way home")
  func register() {
    var scene = Scene.prepared().by("KM")
    scene.type("m")
    expectPicture(scene.screen(), "register-medicine")
    scene.type("850\nA1204\n")
    expectPicture(scene.screen(), "register-drawn")
    scene = Scene.observing().by("KM")
    scene.act(.drawn(Milligrams(50), lot: "A1204"))
    scene.type("m9")
    expectPicture(scene.screen(), "register-wasted")
    expectPicture(scene.screen(columns: 60, rows: 15), "register-wasted-60x15")
    scene.press(.escape)
    scene.type("dy")
    expectPicture(scene.screen(), "register-discharge")
  }

  @Test("a check: counted down, overdue in words, its scales with their exact anchors")
  func check() {
    var scene = Scene.infusing()
    scene.press(.character("c"))
    expectPicture(scene.screen(), "check-prompt")
    scene.press(.escape)
    scene.run(.minutes(4))
    scene.run(.seconds(40))
    expectPicture(scene.screen(), "check-overdue")
    expectPicture(scene.screen(columns: 120, rows: 40), "check-overdue-120x40")
    expectPicture(scene.screen(columns: 60, rows: 15), "check-overdue-60x15")
    scene.type("c5")
    expectPicture(scene.screen(), "check-second")
    scene = Scene.observing()
    scene.type("g221")
    expectPicture(scene.screen(), "score-part")
    expectPicture(scene.screen(columns: 60, rows: 15), "score-part-60x15")
    expectPicture(scene.screen(columns: 40, rows: 8), "score-part-40x8")
  }

  @Test("a paused infusion, an overrun, an estimate")
  func course() {
    var scene = Scene.infusing()
    scene.act(.pause(reason: "side effect"))
    scene.run(.seconds(30))
    expectPicture(scene.screen(), "paused")
    scene.act(.resume(reason: nil))
    scene.run(.minutes(30))
    expectPicture(scene.screen(), "overrun")
  }

  @Test("what has really been given, with its least and its most; a source that changed; the way home")
  func deeds() {
    var scene = Scene.infusing().by("KM")
    scene.press(.character("D"))
    expectPicture(scene.screen(), "dose-prompt")
    scene.press(.escape)
    scene.type("o5\n")
    expectPicture(scene.screen(), "bolus-prompt")
    scene = Scene.observing().by("KM")
    scene.type("dy")
    expectPicture(scene.screen(), "discharge-prompt")
    scene = Scene().by("KM")
    scene.receive(.identity(Scene.oximeter, SourceIdentity(serial: "A1")))
    scene.run(.seconds(5))
    scene.receive(.identity(Scene.oximeter, SourceIdentity(serial: "B2")))
    scene.run(.seconds(2))
    scene.press(.character("I"))
    expectPicture(scene.screen(), "accept-prompt")
  }

  @Test("what was given of a drug that is not infused stays on the screen", arguments: [(80, 24), (120, 40)])
  func given(columns: Int, rows: Int) {
    var scene = Scene(plan: "esketamine-120")
    scene.run(.seconds(3))
    scene.act(.start(override: nil, dose: Milligrams(56)))
    scene.run(.minutes(12))
    expectPicture(scene.screen(columns: columns, rows: rows), "given-\(columns)x\(rows)")
  }

  @Test("a reading with a time of its own", arguments: [(80, 24), (120, 40), (60, 15), (40, 8)])
  func due(columns: Int, rows: Int) {
    var scene = Scene(plan: "esketamine-120")
    scene.run(.seconds(3))
    scene.act(.start(override: nil))
    scene.run(.minutes(12) + .seconds(30))
    expectPicture(scene.screen(columns: columns, rows: rows), "due-\(columns)x\(rows)")
  }

  @Test("a counter that jumped: an estimate with its least and its most, and the key that settles it")
  func counterJumped() {
    var scene = Scene.prepared()
    let pump = SourceID("asena")
    func count(_ volume: Double) {
      let report = PumpReport(state: .running, rate: .init(52.5), volume: .init(volume))
      scene.receive(.reading(Reading(source: pump, pump: report)))
      scene.run(.seconds(2))
    }
    count(0)
    scene.act(.start(override: nil))
    for step in 0..<150 { count(Double(step) * 2 * 52.5 / 3600) }
    for step in 150..<190 { count(90 + Double(step) * 2 * 52.5 / 3600) }
    expectPicture(scene.screen(), "counter-jumped")
    expectPicture(scene.screen(columns: 60, rows: 15), "counter-jumped-60x15")
    scene.change { $0.initials = "KM" }
    scene.press(.character("D"))
    expectPicture(scene.screen(), "counter-jumped-dose")
  }

  @Test("a pump that does something else than was set", arguments: [(80, 24), (60, 15)])
  func pump(columns: Int, rows: Int) {
    var scene = Scene.infusing()
    let report = PumpReport(state: .running, rate: .init(26.25), volume: nil)
    scene.receive(.reading(Reading(source: SourceID("asena"), pump: report)))
    expectPicture(scene.screen(columns: columns, rows: rows), "pump-rate-\(columns)x\(rows)")
    scene.act(.pause(reason: "side effect"))
    scene.receive(.reading(Reading(source: SourceID("asena"), pump: report)))
    expectPicture(scene.screen(columns: columns, rows: rows), "pump-runs-\(columns)x\(rows)")
  }
}
