import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// Keys that were pressed by mistake, and what the screen says of them.
@Suite("Slips of the finger")
struct SlipTests {
  @Test(
    "a number beside the list and a yes of habit are no words",
    arguments: [
      ("p9\n", "1 to 5, or in words"), ("py\n", "1 to 5, or in words"), ("pNo\n", "1 to 5, or in words"),
      ("e9\n", "1 to 5, or in words"), ("qy\n", "say why, in words; Esc: no"),
    ])
  func noWords(keys: String, answer: String) {
    var scene = Scene.infusing().by("KM")
    #expect(scene.type(keys) == [])
    #expect(scene.model.prompt?.error?.english == answer)
    #expect(scene.session.phase == .infusing)
  }

  @Test("a yes is no reason to start, or to go home, against what is not met")
  func noReason() {
    var scene = Scene.prepared().by("KM")
    scene.spo2 = nil
    scene.run(.seconds(30))
    scene.type("S\ny\n")
    #expect(scene.screen().plainText.contains("say why, in words"))
    #expect(scene.session.phase == .preparation)
    scene = Scene.observing().by("KM")
    scene.type("dyYes\n")
    #expect(scene.session.phase == .observing)
  }

  @Test(
    "a misspelt measure or medicine is doubted on the line of commands, too, and kept by a second Enter",
    arguments: [
      ("intervention name=oxgen", "did you mean oxygen? Enter keeps your words"),
      ("medication name=labetolol dose=\"10 mg\" route=IV", "did you mean labetalol? Enter keeps your words"),
    ])
  func misspelt(line: String, doubt: String) {
    var scene = Scene.infusing().by("KM")
    #expect(actions(scene.type(":\(line)\n")).isEmpty)
    #expect(scene.model.prompt?.error?.english == doubt)
    #expect(actions(scene.type("\n")).count == 1)
    scene = Scene.infusing().by("KM")
    let right = line.replacing("oxgen", with: "oxygen").replacing("olol", with: "alol")
    #expect(actions(scene.type(":\(right)\n")).count == 1)
  }

  @Test("a route that is on no list is asked about, as a medicine is")
  func unknownRoute() {
    var scene = Scene.infusing().by("KM")
    #expect(actions(scene.type("m1\nm9850\n")).isEmpty)
    #expect(scene.screen().plainText.contains("m9850: not on the list, Enter keeps it"))
    #expect(!actions(scene.type("\n")).isEmpty)
  }

  @Test("own words for a reason or a symptom are welcome")
  func ownWords() {
    var scene = Scene.infusing().by("KM")
    #expect(scene.type("pyawns\n") == [.action(.pause(reason: "yawns"), by: "KM")])
  }

  @Test(
    "a decimal comma is a point, unless it could stand for thousands",
    arguments: [("51,5", Fixed(thousandths: 51_500)), ("47,25", Fixed(thousandths: 47_250)), ("40", 40)])
  func comma(typed: String, rate: Fixed) {
    var scene = Scene.prepared().by("KM")
    #expect(scene.type("r\(typed)\ny") == [.action(.rate(MillilitresPerHour(rate), reason: nil), by: "KM")])
  }

  @Test("what is no figure is asked anew", arguments: ["1,2,3", ",5", "5,"])
  func thousands(typed: String) {
    var scene = Scene.prepared().by("KM")
    #expect(scene.type("r\(typed)\n") == [])
    #expect(scene.model.prompt?.error == "\(typed): a number from 0 to 2000")
  }

  @Test("a figure with the unit that was asked for is told so, and not a range that it is within")
  func unitBehindTheFigure() {
    var scene = Scene.prepared().by("KM")
    for typed in ["40 mL/h", "40mL/h"] {
      #expect(scene.type("r\(typed)\n") == [])
      #expect(scene.model.prompt?.error == "\(typed): the figure alone: 40")
      scene.press(.escape)
    }
    #expect(scene.type("r4000 mL/h\n") == [])
    #expect(scene.model.prompt?.error == "4000 mL/h: a number from 0 to 2000")
  }

  @Test("a page pasted by mistake is no patient, and nobody's initials")
  func tooLong() {
    let paste = String(repeating: "x", count: 500)
    var scene = Scene(patient: nil)
    scene.run(.seconds(1))
    #expect(scene.typeSigned("S\(paste)\n") == [])
    #expect(scene.model.prompt?.error == "at most 40 characters")
    scene = .infusing()
    scene.type("i\(paste)\n")
    #expect(scene.model.initials == nil)
  }

  @Test("a scale that the clinic does not have is refused by name, and stands nowhere")
  func unknownScale() {
    var scene = Scene.infusing()
    let marks = scene.session.marks
    scene.type(":score scale=rass value=3\n")
    #expect(scene.model.message?.text.english.contains("rass") == true)
    #expect(scene.model.message?.kind == .refusal)
    #expect(scene.session.marks == marks)
  }

  @Test("Tab is never ignored: where it means nothing, that is said")
  func tab() {
    var scene = Scene.infusing().by("KM")
    scene.type("p\t")
    #expect(scene.model.prompt?.error == "Tab does nothing here")
  }

  @Test("an earlier pressure is put back in time as all else is, and no limit judges it")
  func earlierPressure() {
    var scene = Scene.infusing().by("KM")
    let last = scene.session.cuff.lastAt
    let now = scene.session.now
    let effects = scene.type("b\t5\n170/100\n")
    #expect(actions(effects) == [.note("NIBP 170/100 mmHg by hand", at: now - .minutes(5))])
    #expect(scene.session.cuff.lastAt == last)
    #expect(scene.model.session.alarms.isEmpty)
  }

  @Test("an earlier score is as old as it is: the way home asks for a new one")
  func earlierScore() {
    var scene = Scene.observing()
    scene.act(.check())
    scene.cuff(130, 80)
    scene.run(.minutes(23))
    scene.act(.acknowledge(nil))
    scene.cuff(130, 80)
    scene.act(.check())
    scene.type("g\t25\n15")
    #expect(scene.model.message?.text.english.hasPrefix("noted: MOAA/S 5 of 5, 25:00 ago") == true)
    #expect(NextThing(for: scene.model.session)?.what == "MOAA/S again: 25 min old")
    scene.type("g15")
    #expect(NextThing(for: scene.model.session)?.what == "the escort, then discharge")
  }

  @Test("a paste is text in a question, and nothing anywhere else")
  func paste() {
    var scene = Scene.infusing().by("KM")
    #expect(scene.press(.pasted("e complete y")) == [])
    #expect(scene.session.phase == .infusing)
    #expect(scene.screen().plainText.contains("pasted text presses no keys here"))
    scene.type("n")
    scene.press(.pasted("seen by the physician"))
    #expect(scene.press(.enter) == [.action(.note("seen by the physician"), by: "KM")])
    // This holds for the digit of a list, too, and for the `y` of a question that needs no Enter.
    scene.type("p")
    #expect(scene.press(.pasted("1")) == [])
    scene.press(.escape)
    scene.type("e1")
    #expect(scene.press(.pasted("y")) == [])
    #expect(scene.session.phase == .infusing)
  }

  @Test("an escort who is not here stands among what is not met")
  func escort() {
    var scene = Scene.observing().by("KM")
    scene.type("dn")
    #expect(scene.screen().plainText.contains("MOAA/S (g), observation, escort"))
  }

  @Test("the question that ends tells the dose of now, not of when it was asked")
  func doseOfNow() {
    var scene = Scene.infusing().by("KM")
    scene.type("e1")
    let asked = scene.model.prompt?.question.label
    scene.run(.minutes(5))
    #expect(scene.model.prompt?.question.label != asked)
    let now = scene.model.session.infusion?.delivered.text(places: 2) ?? ""
    #expect(scene.model.prompt?.question.label.english.contains(now) == true)
  }

  @Test("whoever resumes reads what is not over, and what is next is the patient")
  func resumeIntoAnAlarm() {
    var scene = Scene.infusing().by("KM")
    scene.type("p1")
    scene.spo2 = 80
    scene.run(.seconds(30))
    scene.type("a")
    #expect(scene.screen().plainText.contains("next: see to the patient  "))
    scene.type("p")
    #expect(scene.screen().plainText.contains("NOT OVER: SpO2 80 < 85"))
  }

  @Test("what Enter would take is read on the smallest screen, too")
  func takenByEnter() {
    var scene = Scene.infusing().by("KM")
    scene.type("m1")
    let initial = scene.model.prompt?.question.initial ?? ""
    #expect(!initial.isEmpty)
    let rows = scene.screen(columns: 30, rows: 8).plainText.split(separator: "\n")
    #expect(rows.last?.contains("[\(initial)]") == true, "\(rows.last ?? "")")
  }

  @Test("a unit that is none is asked about", arguments: ["4b", "4x", "4 m", "4b128 79"])
  func unit(dose: String) {
    var scene = Scene.infusing().by("KM")
    #expect(scene.type("m2\(dose)\n").isEmpty)
    #expect(
      scene.model.prompt?.question.label.english.contains("a unit that nobody here knows. Right?") == true)
    scene = Scene.infusing().by("KM")
    scene.type("m2two puffs\n")
    #expect(scene.model.prompt?.error == nil)
  }

  @Test("a rate that few pumps take is said to be one")
  func pumpRate() {
    var scene = Scene(weight: Kilograms(Fixed(thousandths: 84_500)))
    scene.run(.seconds(3))
    scene.typeSigned("S\n")
    #expect(scene.screen().plainText.contains("63.375 mL/h"))
    #expect(scene.screen().plainText.contains("Tab: the rate that it reads"))
    scene.type("\t63.4\n")
    #expect(scene.screen().plainText.contains("The pump must read  63.4 mL/h"))
    #expect(!scene.screen().plainText.contains("fewer decimals"))
  }

  @Test("an alertness from before the end does not count, and both lines say so with its key")
  func alertnessBeforeTheEnd() {
    var scene = Scene.infusing()
    scene.act(.score(scale: "moaas", value: 5))
    scene.run(.minutes(1))
    scene.act(.stop(reason: "complete"))
    let words = "MOAA/S again: was before the end (g)"
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains(words))
    scene.run(.minutes(31))
    scene.act(.acknowledge(nil))
    scene.act(.check())
    scene.cuff(130, 80)
    #expect(scene.screen().plainText.contains("next: \(words)"))
    scene.act(.score(scale: "moaas", value: 4))
    #expect(scene.screen().plainText.contains("next: MOAA/S 4 of 5 (g)"))
    scene.act(.score(scale: "moaas", value: 5))
    #expect(!scene.screen().plainText.contains("MOAA/S 4 of 5 (g)"))
  }

  @Test(
    "why a pressure is unusual is said",
    arguments: [
      ("230/80", "230/80: systolic is outside 70 to 220. Right? (y/n)"),
      ("150/140", "150/140: diastolic is outside 35 to 130. Right? (y/n)"),
      ("130/120", "130/120: the two are only 10 apart. Right? (y/n)"),
      ("180/60", "180/60: the two are 120 apart. Right? (y/n)"),
      ("190/100", "190/100: systolic is 46 above the last one, 144. Right? (y/n)"),
      ("100/70", "100/70: systolic is 44 below the last one, 144. Right? (y/n)"),
    ])
  func oddPressure(typed: String, asks: String) {
    var scene = Scene.infusing()
    scene.type("b")
    #expect(scene.screen().plainText.contains("Blood pressure by hand (like 120/80)"))
    scene.type("\(typed)\n")
    #expect(scene.model.prompt?.question.label.english == asks)
  }

  @Test("what Enter would record of a symptom stands above it, as it is typed")
  func beforeEnter() {
    var scene = Scene.infusing()
    scene.type("s")
    #expect(scene.screen().plainText.contains("0 another symptom"))
    var said: [String?] = []
    for key in ["1", "3", "\u{8}", "02"] {
      scene.type(key)
      said.append(scene.model.prompt?.wordOfEnter?.english)
    }
    #expect(
      said == [
        "Enter records: nausea 1 of 3", "Enter records: nausea 3 of 3", "Enter records: nausea 1 of 3", nil,
      ])
  }

  @Test("who types a command types no reference: it is a command, and the question comes again")
  func commandForAReference() {
    var scene = Scene(patient: nil)
    scene.run(.seconds(1))
    scene.change { _ = $0.askForWhatIsMissing() }
    #expect(scene.type(":start 0.5\n").isEmpty)
    #expect(scene.model.prompt?.question.label == ":")
    scene.press(.control("u"))
    #expect(actions(scene.type("note text=x\n")) == [.note("x")])
    #expect(scene.model.prompt?.question.label == "Patient reference")
    scene.press(.pasted(":start 0.5"), .enter)
    #expect(scene.model.prompt?.error == "no reference begins with a colon")
    #expect(scene.session.patient == nil)
  }

  @Test("a list is not settled by a key that came with it: it stands there first")
  func readFirst() {
    var scene = Scene(checklist: ChecklistItem.shipped).by("KM")
    scene.run(.seconds(3))
    scene.paint()
    scene.type("ky")
    #expect(scene.model.prompt?.error == "read it first, then y")
    scene.paint()
    #expect(scene.type("y").isEmpty)
    scene.run(.seconds(1))
    #expect(actions(scene.type("y")).count == 10)
    // The deed begins anew when it is opened again.
    scene.paint()
    scene.type("k")
    scene.paint()
    #expect(scene.type("y").isEmpty)
  }

  @Test("what was noticed before the session began is asked about, and told as of its beginning")
  func beforeTheSession() {
    var scene = Scene()
    scene.run(.minutes(2))
    scene.type("n\t5\n")
    #expect(
      scene.model.prompt?.question.label
        == "5 min ago is before the session began: noted as of its beginning. Right? (y/n)")
    var other = scene
    other.type("n1\n")
    #expect(other.screen().plainText.contains("1 min ago."))
    scene.type("y")
    #expect(scene.screen().plainText.contains("When the session began."))
    #expect(actions(scene.type("felt warm\n")) == [.note("felt warm", at: .start)])
  }

  @Test("a rate is asked for with what it was, in mL/h and in mg/min")
  func rateAsked() {
    var scene = Scene.infusing().by("KM")
    scene.type("r40\n")
    #expect(scene.screen().plainText.contains("Rate 52.5 -> 40 mL/h, 0.875 -> 0.667 mg/min? (y/n)"))
    scene.press(.backspace)
    #expect(scene.model.prompt?.question.label == "Rate in mL/h, as the pump reads")
  }

  @Test(
    "what is wrong with an answer stands whole on a screen of 80x24, beside its question or above it",
    arguments: [
      "k3x", "b12\n", "s\t999\n", "g9\n", "p99\n", "r9999\n", "c\n", "N99\n", "i1\n", "z99\n", "S9999\n",
    ])
  func wholeFaults(keys: String) throws {
    let isBefore = keys.hasPrefix("k") || keys.hasPrefix("S")
    var scene = isBefore ? Scene(checklist: ChecklistItem.shipped) : Scene.infusing()
    scene.run(.seconds(3))
    scene.act(.note("felt warm"))
    scene.change { $0.initials = "KM" }
    scene.type(keys)
    let fault = try #require(scene.model.prompt?.error)
    let words = scene.screen().plainText.split { " │\n".contains($0) }.joined(separator: " ")
    #expect(words.contains(fault.english))
  }

  @Test("what is corrected stands above its correction")
  func correctedIsNamed() {
    var scene = Scene.infusing().by("KM")
    scene.act(.bloodPressure(sys: 190, dia: 112, map: nil), by: "KM")
    scene.type("z1")
    let text = scene.screen().plainText
    #expect(text.contains("What is right"))
    #expect(text.split(separator: "\n").contains { $0.hasPrefix("│") && $0.contains("190/112") })
  }

  @Test("a dose without its unit is asked for again")
  func doseWithoutUnit() {
    var scene = Scene.infusing().by("KM")
    #expect(scene.type("m18\n").isEmpty)
    #expect(scene.screen().plainText.contains("with its unit, such as 4 mg"))
    #expect(!scene.type(" mg\n\n").isEmpty)
  }

  @Test("an end says how much is in, and a discharge whose it is")
  func endAndDischarge() {
    var scene = Scene.infusing().by("KM")
    scene.type("e1")
    let asked = "Only 10.95 mg of 35 mg, 31 %: end the infusion as complete? (y/n)"
    #expect(scene.screen().plainText.contains(asked))
  }

  @Test("a start that waits for a name is said to be none yet")
  func startWaits() {
    var scene = Scene.prepared()
    scene.type(":start\n")
    #expect(scene.model.prompt?.question.label == "Your initials")
    scene.type("KM\n")
    #expect(scene.session.phase == .preparation)
    scene.type("y")
    #expect(scene.session.phase == .infusing)
  }
}
