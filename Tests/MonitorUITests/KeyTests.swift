import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

@Suite("Keys")
struct KeyTests {
  @Test("Esc and Ctrl-C leave a prompt with nothing done", arguments: [Key.escape, .control("c")])
  func escape(key: Key) {
    var scene = Scene.infusing()
    scene.type("pfire")
    #expect(scene.press(key, .enter) == [])
    #expect(scene.model.prompt == nil)
    #expect(scene.session.phase == .infusing)
    #expect(scene.screen().plainText.contains("nothing done"))
  }

  @Test("a check that is left with Esc is as if nobody had begun it")
  func leftCheck() {
    var scene = Scene.infusing()
    scene.type("c5")
    #expect(scene.press(.escape) == [])
    #expect(scene.session.marks == Scene.infusing().session.marks)
    #expect(scene.screen().plainText.contains("nothing done"))
  }

  @Test("Backspace takes the last score back, and the next digit gives another")
  func takenBack() {
    var scene = Scene.infusing()
    scene.type("c4")
    scene.press(.backspace)
    #expect(
      actions(scene.type("52")) == [
        .score(scale: "moaas", value: 5), .score(scale: "nausea", value: 2), .check(),
      ])
    scene.type("c")
    scene.press(.backspace)
    #expect(scene.model.prompt != nil)
  }

  @Test("what a check found is said with the word that it was taken; a total with its verdict")
  func checkSaid() {
    var scene = Scene.infusing()
    scene.type("c4s")
    #expect(scene.model.message?.text == "check taken: MOAA/S 4 of 5, nausea skipped")
    scene.type("g222222")
    var number = scene.session.marks.last?.entry ?? 0
    #expect(scene.model.message?.text == "noted: modified Aldrete 10 of 10: passes  #\(number)")
    scene.type("g222000")
    number = scene.session.marks.last?.entry ?? 0
    #expect(scene.model.message?.text == "noted: modified Aldrete 4 of 10: does not pass  #\(number)")
    scene.act(.check(), by: "KM")
    #expect(scene.model.message?.text == "check taken by KM")
  }

  @Test("every key is answered: what is not possible is said")
  func answered() {
    var scene = Scene.prepared()
    scene.press(.character("p"))
    #expect(scene.model.message?.text == "pause is not possible in preparation")
    scene.press(.character("a"))
    #expect(scene.model.message?.text == "there is no alarm to acknowledge")
  }

  @Test("acknowledge and pause are one key each, and carry who was there")
  func oneKey() {
    var scene = Scene.infusing()
    scene.type("iKM\n")
    scene.spo2 = 84
    scene.run(.seconds(20))
    #expect(scene.press(.character(" ")) == [.action(.audioPause, by: "KM")])
    #expect(scene.press(.character("a")) == [.action(.acknowledge(nil), by: "KM")])
    #expect(scene.screen().plainText.contains("ack KM"))
    #expect(scene.screen().plainText.contains("SOUND PAUSED 2:00 KM"))
  }

  @Test("one key does what the hold line asks, and says that the pump comes first")
  func hold() {
    var scene = Scene.held()
    scene.type("iKM\nh")
    #expect(scene.screen().plainText.contains("Pause the PUMP first"))
    #expect(
      scene.type("y") == [
        .action(.pause(reason: "hold rule: Sys > 180, 2 times, 5 min apart (188)"), by: "KM")
      ])
    #expect(scene.session.phase == .paused)
    #expect(!scene.screen().plainText.contains("HOLD"))
    scene.press(.character("h"))
    #expect(scene.model.message?.text == "no hold rule advises anything")
  }

  @Test("advice is set aside with a reason and initials, and told where telling is all")
  func holdAside() {
    var scene = Scene.held(.stop)
    scene.type("hKM\nn")
    #expect(
      scene.type("1") == [
        .action(.hold(HoldAction(rule: "systolic", .aside, reason: "ordered by clinician")), by: "KM")
      ])
    #expect(scene.model.message?.text == "hold advice set aside by KM")
    #expect(!scene.screen().plainText.contains("HOLD"))
    scene = Scene.held(.tell).by("KM")
    #expect(actions(scene.type("hy")) == [.hold(HoldAction(rule: "systolic", .told))])
  }

  @Test("the limits page keeps all its rows beside hold advice")
  func holdBesideAPage() {
    var scene = Scene.held()
    scene.press(.character("l"))
    #expect(scene.screen().plainText.contains(" RR "))
    #expect(scene.screen().plainText.contains("HOLD  Sys > 180"))
  }

  @Test("the alarm log keeps the worst value, how often, and how long")
  func alarmLog() throws {
    var scene = Scene.infusing()
    scene.spo2 = 88
    scene.run(.seconds(20))
    scene.spo2 = 86
    scene.run(.seconds(2))
    scene.spo2 = 97
    scene.run(.seconds(10))
    let entry = try #require(scene.model.log.episodes.first { $0.id == .limit(.spo2, .low) })
    #expect(entry.peak == AlarmSignal(.medium, value: 86, limit: 90))
    let lasted = try #require(entry.endedAt) - entry.raisedAt
    #expect(scene.model.log.timeInAlarm(until: scene.session.now) == lasted)
    #expect(scene.model.log.perHour(.medium, until: .minutes(60)) == 1)
    #expect(scene.model.log.perHour(.high, until: .minutes(60)) == 0)
    scene.type("A")
    #expect(scene.screen().plainText.contains("SpO2 88 < 90, worst 86"))
  }

  @Test("limits from the baseline are proposed, and set only when a person says so")
  func limitsFromBaseline() {
    var scene = Scene.infusing().by("KM")
    scene.type("lb")
    #expect(scene.screen().plainText.contains("set these?"))
    #expect(actions(scene.type("n")) == [])
    scene.type("b")
    // From 72 /min and 124/78 mmHg; the upper limits are not beyond the extreme limits of 180 and 110.
    #expect(
      actions(scene.type("y")) == [
        .limit(.hr, low: 58, high: 90), .limit(.sys, low: 99, high: 155), .limit(.dia, low: 62, high: 98),
      ])
  }

  @Test("a start without SpO2 says what is not met, and a reason overrides it")
  func startOverride() {
    var scene = Scene.prepared()
    scene.spo2 = nil
    scene.run(.seconds(30))
    scene.type("SKM\n\n")
    #expect(scene.screen().plainText.contains("Not met: fresh SpO2"))
    #expect(scene.type("probe on the way\n") == [])
    // A reason alone starts nothing: the last question says once more that something is not met.
    #expect(scene.screen().plainText.contains("Start all the same: the pump runs? (y/n)"))
    #expect(
      scene.type("y") == [
        .action(.setup(concentration: .init(1)), by: "KM"),
        .action(.start(override: "probe on the way"), by: "KM"),
      ])
    #expect(scene.session.phase == .infusing)
  }

  @Test("a reason for what is met before the last y is no override, and is not lost")
  func reasonOfWhatIsMet() {
    var scene = Scene.prepared()
    scene.spo2 = nil
    scene.run(.seconds(30))
    scene.type("SKM\n\nprobe on the way\n")
    scene.spo2 = 97
    scene.run(.seconds(3))
    #expect(actions(scene.type("y")).suffix(2) == [.note("probe on the way"), .start(override: nil)])
    scene = Scene.infusing().by("KM")
    scene.act(.stop(reason: "complete"))
    scene.run(.minutes(20))
    scene.cuff(130, 80)
    scene.act(.check())
    scene.act(.acknowledge(nil))
    scene.run(.seconds(595))
    scene.type("dytaxi is waiting\n")
    #expect(scene.model.prompt?.question.key == "discharge")
    scene.run(.minutes(1))
    scene.act(.score(scale: "moaas", value: 5))
    #expect(
      actions(scene.type("y")).suffix(2) == [
        .note("taxi is waiting"), .discharge(escort: true, override: nil),
      ])
  }

  @Test("the checklist stands on one screen: y settles it, a digit marks what is not met")
  func checklist() {
    let items = ["fasting", "consent"].map {
      ChecklistItem(name: $0, text: "\($0)?", stage: .start, isRequired: true)
    }
    var scene = Scene(checklist: items).by("KM")
    scene.run(.seconds(3))
    #expect(scene.screen().plainText.contains("TO DO  checklist: fasting, consent (k)"))
    #expect(
      actions(scene.type("k2y")) == [
        .checklist(item: "fasting", answer: .met), .checklist(item: "consent", answer: .notMet),
      ])
  }

  @Test("a second person reads the pump after its figures are shown, and is another one")
  func secondPerson() {
    var scene = Scene(secondPerson: [.start, .rate])
    scene.run(.seconds(5))
    scene.type("SKM\n\n")
    let asked = scene.screen().plainText
    #expect(asked.contains("The pump must read  52.5 mL/h"))
    #expect(asked.contains("Second person reads the pump: initials"))
    #expect(scene.type("km\n") == [])
    #expect(scene.screen().plainText.contains("another person than KM"))
    #expect(
      scene.type("AB\ny") == [
        .action(.setup(concentration: .init(1)), by: "KM"),
        .action(.start(override: nil, second: "AB"), by: "KM"),
      ])
    #expect(scene.session.phase == .infusing)
    scene.type("iKM\nr75\n3")
    #expect(scene.screen().plainText.contains("75 mL/h of 1 mg/mL. Second person reads the pump"))
    #expect(
      scene.type("CD\ny") == [
        .action(.rate(.init(75), reason: "ordered by clinician", second: "CD"), by: "KM")
      ])
  }

  @Test("what is answered with no holds the start up by its name, and can be answered again")
  func notMet() {
    let talk = ChecklistItem(name: "talk", text: "Talked?", stage: .start, isRequired: false)
    var scene = Scene(checklist: [talk]).by("KM")
    scene.run(.seconds(3))
    #expect(!scene.screen().plainText.contains("TO DO  checklist: talk (k)"))
    scene.type("k1y")
    #expect(scene.screen().plainText.contains("TO DO  checklist: talk (k)"))
    scene.type("S")
    #expect(scene.screen().plainText.contains("1 NOT MET Talked?"))
    scene.type("y\n")
    #expect(scene.screen().plainText.contains("Not met: checklist: talk"))
    scene.press(.escape, .character("y"))
    #expect(actions(scene.type("k11y")) == [.checklist(item: "talk", answer: .met)])
    #expect(!scene.screen().plainText.contains("TO DO  checklist: talk (k)"))
  }

  @Test("Ctrl-C during an infusion wants a reason; otherwise it asks")
  func leave() {
    var scene = Scene.infusing()
    #expect(scene.press(.control("c"), .enter) == [])
    #expect(scene.type("terminal moves\n") == [.leave(reason: "terminal moves")])
    scene = Scene.prepared()
    #expect(scene.press(.character("q"), .character("n")) == [])
    #expect(scene.press(.character("q"), .character("y")) == [.leave(reason: nil)])
  }

  @Test("limits: fine and big steps, Enter sets, off needs a reason and initials")
  func limits() {
    var scene = Scene.infusing().by("KM")
    scene.press(.character("l"), .down, .right, .character("+"), .character(">"))
    #expect(scene.press(.enter) == [])
    #expect(scene.model.prompt?.question.label == "HR high 126, was 120 at the start: looser. Right? (y/n)")
    #expect(
      scene.press(.character("y")) == [
        .action(.limit(.hr, high: 126), by: "KM")
      ])
    #expect(scene.session.limitsInForce(.hr).high == 126)
    scene.press(.character("o"))
    #expect(scene.type("2") == [.action(.limitOff(.hr, reason: "known for this patient"), by: "KM")])
    #expect(scene.screen().plainText.contains("HR LIMITS OFF KM"))
    #expect(scene.press(.character("o")) == [.action(.limitOn(.hr), by: "KM")])
  }

  @Test("an extreme limit is set like any other, and the session's refusals hold")
  func extremeLimits() {
    var scene = Scene.infusing().by("KM")
    scene.press(.character("l"), .left, .character(">"), .character("-"))
    #expect(
      scene.press(.enter) == [
        .action(.limit(.spo2, extremeLow: 89), by: "KM")
      ])
    #expect(scene.session.limitsInForce(.spo2).extremeLow == 89)
    // The cursor goes round to a limit that is not set. `+` begins it at the ordinary limit.
    scene.press(.down, .left, .character("+"))
    #expect(scene.screen().plainText.contains("140 ▸ 141"))
    scene.press(.down, .down, .down, .character("+"))
    #expect(scene.screen().plainText.contains("- ▸ 111"))
    // Above the ordinary limit of 90.
    scene.press(.up, .up, .up, .up, .right, .character("+"), .character("+"), .enter)
    #expect(scene.session.limitsInForce(.spo2).extremeLow == 89)
    #expect(scene.screen().plainText.contains("SpO2 limits must rise: extreme low, low, high, extreme high"))
  }

  @Test("save-display and the palettes are commands of the screen")
  func screenCommands() {
    var scene = Scene.infusing()
    #expect(scene.type(":save-display /tmp/a b.txt\n") == [.saveDisplay(path: "/tmp/a b.txt")])
    scene.type(":palette monochrome\n")
    #expect(scene.model.display.palette == .monochrome)
    scene.press(.character("v"))
    #expect(scene.screen().palette == .quiet)
    #expect(scene.press(.control("l")) == [.repaint])
  }

  @Test("Tab completes an action as far as it is certain")
  func completion() {
    var scene = Scene.infusing()
    scene.type(":medic")
    scene.press(.tab)
    #expect(scene.model.prompt?.entry.text == "medication ")
    scene.type("name=ond")
    scene.press(.tab)
    #expect(scene.model.prompt?.entry.text == "medication name=ondansetron ")
  }

  @Test(
    "replay",
    arguments: [
      (Key.character(" "), ReplayCommand.togglePlay), (.left, .skip(.seconds(-10))),
      (.right, .skip(.seconds(10))),
      (.up, .skip(.minutes(1))), (.down, .skip(.minutes(-1))), (.character("n"), .nextAlarm),
      (.character("N"), .previousAlarm), (.character("s"), .toggleStops), (.character("+"), .faster),
      (.character("-"), .slower),
    ])
  func replay(key: Key, command: ReplayCommand) {
    var scene = Scene(
      origin: .replay, mode: .replay(ReplayView(isPlaying: true, speed: "1", length: .minutes(80))))
    #expect(scene.press(key) == [.replay(command)])
    #expect(scene.type("g31\n") == [.replay(.goTo(.minutes(31)))])
    #expect(scene.type("g31:30\n") == [.replay(.goTo(.seconds(1890)))])
    #expect(scene.type("g-0:10\n") == [.replay(.goTo(.seconds(-10)))])
    #expect(scene.type("g31.5\n") == [])
    #expect(scene.model.prompt?.error == "a minute, such as 31, 31:30 or -5")
    scene.press(.escape)
    #expect(scene.press(.character("o")) == [])
    scene.press(.character("a"))
    #expect(scene.model.message?.text == "acknowledge: this is a replay")
    #expect(scene.press(.character("q")) == [.leave(reason: nil)])
  }

  /// Once, the limits page of a replay offered `+ -`, Enter and `o`, and the log named no way back.
  @Test("a page of a replay offers the keys that do something there")
  func pagesOfAReplay() {
    var scene = Scene.infusing()
    scene.act(.stop(reason: "complete"))
    scene.act(.close(reason: "as agreed"))
    scene.change {
      $0.mode = .replay(ReplayView(isPlaying: true, speed: "1", length: .minutes(80)))
      $0.page = .main
    }
    func footer() -> String {
      scene.screen().plainText.split(separator: "\n").last.map(String.init) ?? ""
    }
    scene.press(.character("l"))
    #expect(!footer().contains("Enter") && !footer().contains("off/on") && !footer().contains("+ -"))
    #expect(footer().contains("Esc back") && footer().contains("n N alarm"))
    #expect(scene.press(.character("+")) == [.replay(.faster)])
    #expect(scene.press(.character("n")) == [.replay(.nextAlarm)])
    #expect(scene.press(.enter) == [])
    #expect(scene.model.message?.text == "limits: this is a replay")
    scene.press(.escape)
    scene.press(.character("A"))
    #expect(footer().contains("Esc back") && footer().contains("q leave"))
    scene.press(.escape)
    #expect(scene.model.page == .main)
  }

  @Test("after the discharge the summary stands, and a key leaves")
  func closed() {
    var scene = Scene.observing()
    scene.change { $0.summary = ["Patient P-0142", "35 mg given"] }
    scene.type("dKM\nyend of the day\ny")
    #expect(scene.session.phase == .closed)
    #expect(scene.screen().plainText.contains("35 mg given"))
    #expect(scene.press(.enter) == [.leave(reason: nil)])
  }

  @Test("any keys in any order on any size never trap", arguments: [UInt64(7), 8, 9, 10])
  func anyKeys(seed: UInt64) {
    let keys: [Key] =
      Array("peb128/79smnclax wdSBkroiAt?:vq1yn+-><~DNIGguhz").map { .character($0) } + [
        .enter, .escape, .tab, .backspace, .up, .down, .left, .right, .pageUp, .pageDown, .control("c"),
        .delete, .home,
        .end,
      ]
    var scene = seed.isMultiple(of: 2) ? Scene.infusing() : Scene.observing()
    var state = seed
    for _ in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      scene.press(keys[Int(state >> 33) % keys.count])
      let screen = scene.screen(columns: Int(state >> 40) % 130, rows: Int(state >> 50) % 45)
      #expect(screen.plainText.count(where: { $0 == "\n" }) == screen.size.rows)
    }
  }
}
