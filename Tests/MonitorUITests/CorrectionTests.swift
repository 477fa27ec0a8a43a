import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// One key corrects a wrong entry, and a correction may itself be typed in haste.
@Suite("Corrections at the chair")
struct CorrectionTests {
  @Test("a mark is corrected: which, what, and the old one stays")
  func correct() throws {
    var scene = Scene().by("KM")
    scene.run(.seconds(3))
    scene.press(.character("z"))
    #expect(scene.model.message?.text == "nothing was marked yet")
    scene = Scene.infusing().by("KM")
    scene.type("s9\n")
    let entry = try #require(scene.session.marks.last?.entry)
    scene.run(.minutes(2))
    scene.press(.character("z"))
    #expect(scene.screen().plainText.contains("#\(entry) dissociation 1 of 3"))
    #expect(
      actions(scene.type("1" + "1" + "2\n")) == [
        .amend(entry: entry, fields: [AmendedField(key: "severity", value: "2")])
      ])
    let now = Fixed(thousandths: Int(scene.session.now.milliseconds) - 240_000)
    #expect(
      actions(scene.type("z13" + "4\n")) == [
        .amend(entry: entry, fields: [AmendedField(key: "at", value: now.description)])
      ])
    #expect(
      actions(scene.type("z12" + "03")) == [
        .amend(entry: entry, fields: [AmendedField(key: "name", value: "headache")])
      ])
    #expect(
      actions(scene.type("z14" + "1y")) == [
        .amend(entry: entry, fields: [AmendedField(key: "struck", value: "slip of the finger")])
      ])
    #expect(scene.session.marks.count { if case .action(.symptom) = $0.what { true } else { false } } == 1)
  }

  /// A bolus counts in the dose, and is no mark that can be corrected. Once, nothing said what to do instead.
  @Test("a bolus that was mistyped is put right as the dose is, and both ways of correcting say so")
  func bolus() throws {
    var scene = Scene.infusing().by("KM")
    scene.act(.bolus(.init(5), reason: "by the plan"))
    let entry = try #require(scene.session.marks.last?.entry)
    scene.type(":amend n=\(entry) mg=2\n")
    #expect(
      scene.model.message?.text.english
        == "refused: entry \(entry) is none that can be corrected: what was given is put right with D")
    scene.press(.character("z"))
    #expect(scene.screen().plainText.contains("D puts right what was given."))
    scene.press(.escape)
    scene.type("s9\n")
    scene.press(.character("z"))
    #expect(!scene.screen().plainText.contains("D puts right"))
  }

  @Test("where nothing was marked but a bolus, z names the way, too")
  func onlyABolus() {
    var scene = Scene().by("KM")
    scene.run(.seconds(3))
    scene.act(.start(override: nil))
    scene.act(.bolus(.init(5), reason: "by the plan"))
    scene.press(.character("z"))
    #expect(scene.model.message?.text == "what was given is put right with D")
  }

  @Test("what was entered long ago stands behind the nine, and goes by its number")
  func longAgo() throws {
    var scene = Scene.infusing().by("KM")
    scene.type("s9\n")
    let entry = try #require(scene.session.marks.last?.entry)
    for _ in 0..<14 {
      scene.run(.minutes(1))
      scene.type("s9\n")
    }
    scene.press(.character("z"))
    #expect(!scene.screen().plainText.contains("#\(entry) "))
    scene.type("0")
    #expect(scene.screen().plainText.contains("#\(entry) dissociation 1 of 3"))
    scene.press(.escape)
    #expect(
      actions(scene.type("z#\(entry)\n" + "1" + "2\n")) == [
        .amend(entry: entry, fields: [AmendedField(key: "severity", value: "2")])
      ])
  }

  /// Among the choices, the 2 of `218/79` would choose "it did not happen" and the 1 "slip of the finger".
  @Test("a pressure that is typed where the choices stand strikes nothing")
  func figureAmongChoices() {
    var scene = Scene.infusing().by("KM")
    scene.cuff(128, 79)
    #expect(actions(scene.type("z1" + "218/79")).isEmpty)
    #expect(scene.screen().plainText.contains("It is struck out. Right? (y/n)"))
  }

  @Test("an answer and a limit are put right from the same list as a mark")
  func anew() {
    let item = ChecklistItem(name: "fasting", text: "Fasting?", stage: .start, isRequired: true)
    var scene = Scene(checklist: [item]).by("KM")
    scene.run(.seconds(3))
    scene.type("ky")
    scene.press(.character("l"), .character("-"), .enter, .character("y"), .escape)
    scene.type("s12\n")
    scene.press(.character("z"))
    let asked = scene.model.prompt?.offered ?? []
    #expect(
      asked.map { $0.english.split(separator: " ").dropFirst().joined(separator: " ") } == [
        "nausea 2 of 3, 10:20:03", "SpO2 low 89, 10:20:03", "fasting: met, 10:20:03",
      ])
    #expect(actions(scene.type("290\n")) == [.limit(.spo2, low: 90)])
    #expect(scene.session.limitsInForce(.spo2).low == 90)
    #expect(actions(scene.type("z41y")) == [.checklist(item: "fasting", answer: .notMet)])
    scene.type("z3")
    #expect(scene.model.prompt?.question.label == "SpO2 low, was 90")
    // Backspace leads back to the list, and then out of it.
    scene.press(.backspace)
    #expect(scene.model.prompt?.question.label == "Which")
  }

  @Test("limits that were switched off are put on from there, and the other way")
  func anewOff() {
    var scene = Scene.infusing().by("KM")
    scene.act(.limitOff(.hr, reason: "athlete"))
    scene.type("z")
    let number = (scene.model.prompt?.offered.firstIndex { $0.english.contains("HR limits off") } ?? -1) + 1
    #expect(actions(scene.type("\(number)y")) == [.limitOn(.hr)])
    #expect(scene.session.limitsOff(.hr) == nil)
  }

  @Test(
    "a correction far from what it replaces, or that entry itself would ask about, is asked about",
    arguments: [
      ("140/80", nil), ("184/96", nil), ("185/96", "185/96: systolic is 41 above what it replaces, 144"),
      ("100/60", "100/60: systolic is 44 below what it replaces, 144"),
      ("150/140", "150/140: diastolic is outside 35 to 130"),
    ])
  func oddCorrection(typed: String, why: String?) {
    var scene = Scene.infusing().by("KM")
    let asked = actions(scene.type("z11\(typed)\n"))
    #expect(asked.isEmpty == (why != nil))
    #expect(scene.model.prompt?.question.label.english == why.map { "\($0). Right? (y/n)" })
    guard why != nil else { return }
    scene.type("n")
    #expect(scene.model.prompt?.question.label == "Blood pressure (like 120/80)")
    #expect(!actions(scene.type("\(typed)\ny")).isEmpty)
  }

  @Test(
    "so is a dose with its point elsewhere, or of another unit; a bare figure is none",
    arguments: [
      ("8 mg", "noted"), ("20 mg", "20 mg instead of 4 mg"), ("0.4 mg", "0.4 mg instead of 4 mg"),
      ("4 mcg", "4 mcg instead of 4 mg"), ("8", "with its unit, such as 4 mg"),
    ])
  func oddDose(typed: String, said: String) {
    var scene = Scene.infusing().by("KM")
    scene.type("m1\n\n")
    let done = actions(scene.type("z11\(typed)\n"))
    let prompt = scene.model.prompt
    #expect(done.isEmpty == (said != "noted"))
    #expect((prompt?.error ?? prompt?.question.label)?.english.hasPrefix(said) ?? (said == "noted"))
  }

  @Test("and a limit more than a quarter away from what it was", arguments: [("150", false), ("151", true)])
  func oddLimit(typed: String, isAsked: Bool) {
    var scene = Scene.infusing().by("KM")
    scene.act(.limit(.hr, high: 120))
    scene.act(.limit(.hr, high: 119))
    scene.act(.limit(.hr, high: 120, extremeHigh: 200))
    scene.type("z1")
    #expect(scene.type("\(typed)\n").isEmpty)
    let label = scene.model.prompt?.question.label.english
    #expect(label == (isAsked ? "HR high, was 120, now 151. Right? (y/n)" : "HR extreme high, was 200"))
  }

  @Test("what was typed last comes first, then the cuff's newest; neither pushes the other out")
  func correctOrder() {
    var scene = Scene.infusing().by("KM")
    for severity in 0...3 {
      for name in ["nausea", "anxiety", "headache"] {
        scene.act(.symptom(name: name, severity: severity, at: nil))
      }
    }
    scene.cuff(150, 90)
    func offered() -> [String] {
      scene.type("z")
      defer { scene.press(.escape) }
      return (scene.model.prompt?.offered ?? []).map {
        $0.english.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
      }
    }
    #expect(offered().first == "headache 3")
    #expect(offered().prefix(9).suffix(2) == ["NIBP 150/90", "NIBP 144/88"])
    scene.act(.limit(.hr, high: 125))
    #expect(offered().first == "HR high")
  }

  @Test("an end by mistake: what is not counted meanwhile stands there until it is settled")
  func endByMistake() {
    var scene = Scene.infusing().by("KM")
    scene.type("e1y")
    scene.run(.seconds(43))
    let given = scene.session.infusion?.volume(at: scene.session.now)
    scene.type("p1")
    let words = "Nothing is counted since the end, 0:42 ago: 0.6 mL if the pump ran on."
    #expect(scene.screen().plainText.contains(words))
    scene.type("y")
    #expect(scene.model.prompt?.question.label == "Resume at 52.5 mL/h? (y/n)")
    scene.type("y")
    #expect(scene.session.phase == .infusing)
    // By the dose contract: the set rate times the time while infusing, and not estimated.
    #expect(scene.session.infusion?.volume(at: scene.session.now) == given)
    // A figure that somebody has to read off is not filled in beforehand.
    #expect(scene.model.prompt?.question.initial.isEmpty == true)
    scene.run(.seconds(1))
    #expect(scene.screen().plainText.contains("NOT COUNTED 0:43 (D)"))
    #expect(NextThing(for: scene.model.session)?.what == "what has really been given?")
    scene.type("11.6\n1AB\ny")
    scene.run(.seconds(1))
    #expect(!scene.screen().plainText.contains("NOT COUNTED"))
    #expect(scene.session.infusion?.dose(at: scene.session.now).isEstimated == false)
  }

  @Test("a pump that stood still gave nothing: nothing is left to be settled; the last question is asked")
  func pumpStoodStill() {
    var scene = Scene.infusing().by("KM")
    scene.type("e1y")
    scene.run(.seconds(43))
    scene.type("p1nn")
    #expect(scene.session.phase == .observing)
    scene.type("p1ny")
    scene.run(.seconds(1))
    #expect(scene.session.phase == .infusing)
    #expect(!scene.screen().plainText.contains("NOT COUNTED"))
    // A script that stops and resumes leaves open what was given meanwhile, and the screen says so.
    scene.act(.stop(reason: "complete"))
    scene.run(.seconds(6))
    scene.act(.resume(reason: "stopped by mistake"))
    scene.run(.seconds(1))
    #expect(scene.screen().plainText.contains("NOT COUNTED 0:06 (D)"))
  }
}
