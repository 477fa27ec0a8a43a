import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// An answer that is likelier a slip than meant is asked about once, and never forbidden.
@Suite("Answers that are likelier a slip of the finger")
struct OddAnswerTests {
  @Test(
    "a dose outside what is usual asks, and one whose unit hides that; one that is usual does not",
    arguments: [
      ("2", "20 mg", "20 mg of midazolam, usual are 0.5 mg to 5 mg. Right? (y/n)"),
      ("2", "2 mg", nil), ("2", "2000 mcg", nil),
      ("2", "0.2 g", "0.2 g of midazolam, usual are 0.5 mg to 5 mg. Right? (y/n)"),
      ("3", "200 mg", "200 mg of labetalol, usual are 5 mg to 80 mg. Right? (y/n)"),
      ("5", "150 ug", nil), ("5", "150 mg", "150 mg of clonidine, usual are 0.05 mg to 0.3 mg. Right? (y/n)"),
      ("1", "4 mg", nil), ("2", "one puff", nil),
      ("2", "20 mL", "20 mL of midazolam, usual are 0.5 mg to 5 mg. Right? (y/n)"),
      ("2", "100 mgg", "100 mgg of midazolam, usual are 0.5 mg to 5 mg. Right? (y/n)"),
      ("3", "20 units", "20 units of labetalol, usual are 5 mg to 80 mg. Right? (y/n)"),
    ])
  func dose(medicine: String, dose: String, asks: String?) {
    var scene = Scene.infusing().by("KM")
    scene.type("m\(medicine)\(dose)\n")
    #expect(scene.model.prompt?.question.key == (asks == nil ? "route" : "sure of dose"))
    guard let asks else { return }
    #expect(scene.model.prompt?.question.label.english == asks)
    #expect(actions(scene.type("y\n")).count == 1)
    // A no asks for the dose anew.
    scene.type("m\(medicine)\(dose)\nn")
    #expect(scene.model.prompt?.question.key == "dose")
  }

  @Test("what the clinic itself has on its list is usual there")
  func ofTheClinic() {
    var scene = Scene(change: {
      $0.clinic.medicines = [Medicine(name: "ondansetron", dose: "32 mg", route: "IV")]
    }).by("KM")
    scene.run(.seconds(1))
    scene.type("m1\n")
    #expect(scene.model.prompt?.question.key == "route")
  }

  @Test(
    "so does a flow that no mask takes",
    arguments: [
      ("44", true), ("15", false), ("2 L/min", false), ("60 L/min", true), ("high flow", false), ("", false),
    ])
  func flow(typed: String, asks: Bool) {
    var scene = Scene.infusing()
    let done = actions(scene.type("u4\(typed)\n"))
    #expect(done.isEmpty == asks)
    guard asks else { return }
    #expect(scene.model.prompt?.question.label.english.contains("a mask takes 15 at most. Right?") == true)
    #expect(actions(scene.type("y")).count == 1)
  }

  @Test(
    "a word where initials are wanted asks once, and names the deed; initials do not",
    arguments: [
      ("nausea", true), ("too fast", true), ("ne one", true), ("K M", false), ("KM", false), ("K.M.", false),
      ("km", false), ("McD", false),
    ])
  func initials(typed: String, asks: Bool) {
    var scene = Scene.infusing()
    scene.type("p\(typed)\n")
    #expect((scene.model.initials == nil) == asks)
    guard asks else { return }
    #expect(
      scene.model.prompt?.error?.english == "\(typed): your initials, for \"Pause\"? Enter keeps them")
    scene.type("\n")
    #expect(scene.model.initials == typed && scene.model.prompt?.question.label == "Reason")
  }

  @Test("a mass is no flow of oxygen")
  func massOfOxygen() {
    var scene = Scene.infusing()
    #expect(actions(scene.type("u42 mg\n")).isEmpty)
    #expect(scene.model.prompt?.question.label.english == "2 mg: a unit that nobody here knows. Right? (y/n)")
  }

  @Test(
    "words that are none are asked about once where a reason is asked, and kept",
    arguments: ["pyyu44", "ssdf", "jklk", "nnausea", "hypotension asdf12"])
  func nonsense(typed: String) {
    var scene = Scene.infusing().by("KM")
    #expect(scene.type("p\(typed)\n").isEmpty)
    #expect(scene.model.prompt?.error?.english == "\(typed): is that meant? Enter keeps it")
    #expect(actions(scene.type("\n")) == [.pause(reason: typed)])
  }

  @Test(
    "words of a ward are words",
    arguments: [
      "SpO2 low", "MAOI checked", "BP was 180/100", "gave 20mg", "ordered by Dr Lee", "Llewellyn wants it",
      "Angstschweiß", "yawns", "rhythm", "HR was 44", "try again",
    ])
  func words(typed: String) {
    var scene = Scene.infusing().by("KM")
    #expect(actions(scene.type("p\(typed)\n")) == [.pause(reason: typed)])
  }

  @Test("more wasted than is left, and less or more drawn up than can be, are asked about")
  func register() {
    var scene = Scene.observing().by("KM")
    scene.act(.drawn(Milligrams(50)))
    scene.type("m915.5\n")
    #expect(scene.model.prompt?.question.label == "15.5 mg wasted, and only 14.84 mg are left. Right? (y/n)")
    #expect(actions(scene.type("n14.8\nRT\n")) == [.wasted(Milligrams(14.8), second: "RT")])
    scene = Scene.prepared().by("KM")
    scene.type("m85\n")
    #expect(
      scene.model.prompt?.question.label == "5 mg is less than a third of the 35 mg ordered. Right? (y/n)")
    scene.type("n5000\n")
    #expect(scene.model.prompt?.question.label == "5,000 mg is more than a vial holds (500 mg). Right? (y/n)")
  }

  /// Before, only what is more than there can be was asked about where it is wasted, and 350 for 35 nowhere.
  @Test("a decimal point in another place is asked about both ways, drawn up and wasted")
  func tenfold() {
    for (typed, asked) in [
      ("350", "350 mg is ten times the 35 mg ordered or more"), ("200", nil), ("35", nil),
      ("3.5", "3.5 mg is less than a third of the 35 mg ordered"),
    ] {
      var scene = Scene.prepared().by("KM")
      scene.type("m8\(typed)\n")
      let label = scene.model.prompt?.question.label.english
      #expect(label == asked.map { "\($0). Right? (y/n)" } ?? "Lot, as on the vial (Enter: none)", "\(typed)")
    }
    for (typed, asked) in [("1.5", "1.5 mg wasted, and 14.84 mg are left"), ("14.8", nil), ("5", nil)] {
      var scene = Scene.observing().by("KM")
      scene.act(.drawn(Milligrams(50)))
      scene.type("m9\(typed)\n")
      let label = scene.model.prompt?.question.label.english
      #expect(label == asked.map { "\($0). Right? (y/n)" } ?? "Witness: initials", "\(typed)")
    }
    // While it is given, what is left is still to be given.
    var scene = Scene.infusing().by("KM")
    scene.act(.drawn(Milligrams(50)))
    scene.type("m92\n")
    #expect(scene.model.prompt?.question.label == "Witness: initials")
  }

  @Test("a baseline says what it lacks before it is one")
  func baseline() {
    var scene = Scene().by("KM")
    scene.run(.seconds(30))
    #expect(scene.type("B").isEmpty)
    #expect(
      scene.screen().plainText.contains("No blood pressure in the last 15 min: b takes one by hand, then B."))
    #expect(scene.model.prompt?.question.label == "Only SpO2 97, HR 72 as baseline? (y/n)")
    #expect(actions(scene.type("y")) == [.baseline()])
    scene = Scene().by("KM")
    scene.spo2 = nil
    scene.run(.seconds(30))
    scene.cuff(124, 78)
    scene.type("B")
    #expect(scene.screen().plainText.contains("SpO2: not heard yet: look at its sensor."))
  }

  /// Once, the screen said `No HR in the last minute` beside `OLD: 72, 20 s ago`.
  @Test("of a number that is old it says the same as its tile", arguments: [(20, "20 s"), (80, "1:20")])
  func oldInBaseline(seconds: Int64, age: String) {
    var scene = Scene().by("KM")
    scene.run(.seconds(30))
    scene.hr = nil
    scene.run(.seconds(seconds))
    scene.type("B")
    let text = scene.screen().plainText
    #expect(text.contains("HR is OLD: 72, \(age) ago: look at its sensor."), "\(text)")
    #expect(text.contains(" OLD: 72, \(age) ago  ") && !text.contains("last minute"), "\(text)")
  }

  @Test("the rate of now is none that changes, by key or by word")
  func sameRate() {
    var scene = Scene.infusing().by("KM")
    for keys in ["r\n", "u152.5\n", ":rate mlh=52.5\n"] {
      #expect(scene.type(keys).isEmpty)
      #expect(scene.model.prompt?.error == "it is 52.5 mL/h already: nothing to record")
      scene.press(.escape, .character("y"))
    }
  }

  @Test("without an alarm nothing is acknowledged, and that is said")
  func nothingToAcknowledge() {
    var scene = Scene.infusing().by("KM")
    scene.paint()
    scene.type(":ack id=spo2.low\n")
    #expect(scene.model.message?.kind == .refusal)
    scene.type(":ack\n")
    #expect(scene.model.prompt?.error == "there is no alarm to acknowledge")
  }

  @Test("nothing is left of an order: what is above the question says so, and so does the question")
  func orderIn() {
    var scene = Scene.infusing().by("KM")
    scene.act(.pause(reason: "blood pressure"))
    scene.type("p")
    #expect(scene.screen().plainText.contains("Given 10.95 mg of 35 mg: 24 mL left, 27:29 at this rate."))
    #expect(scene.model.prompt?.question.label == "Resume at 52.5 mL/h? (y/n)")
    scene.type("y")
    scene.run(.minutes(28))
    scene.act(.pause(reason: "blood pressure"))
    scene.type("p")
    #expect(scene.screen().plainText.contains("NOTHING IS LEFT OF THE ORDER:"))
    scene.type("1")
    #expect(
      scene.model.prompt?.question.label == "Resume at 52.5 mL/h, BEYOND THE 35 mg ORDERED? (y/n)")
    // The command at the prompt asks the same questions as the key.
    scene.press(.escape)
    scene.type(":resume\n")
    #expect(scene.model.prompt?.question.label == "More than was ordered: reason")
  }

  @Test("a key of the help closes it: the numbers stand beside the question")
  func helpCloses() {
    var scene = Scene.prepared().by("KM")
    scene.type("?S\n")
    #expect(scene.screen().plainText.contains("The pump must read"))
    #expect(scene.screen().plainText.contains(" SpO2 % "))
  }

  @Test("while a question is open nothing offers its letters as keys")
  func keysWhileAsked() {
    var scene = Scene.infusing().by("KM")
    scene.spo2 = 80
    scene.run(.seconds(20))
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains("a acknowledge   space pause sound"))
    scene.type("r20\n2")
    let text = scene.screen(columns: 120, rows: 40).plainText
    #expect(!text.contains("space pause sound"))
    #expect(text.contains("Esc Esc, then a: acknowledge"))
    scene = Scene.held().by("KM")
    scene.type("s")
    #expect(!scene.screen().plainText.contains("   h pause"))
  }

  @Test("a source that gave nothing is not called ok, by the screen or by the self-test")
  func unheard() {
    var scene = Scene()
    #expect(scene.screen().plainText.contains("nonin-df2 nothing heard yet"))
    scene.type("T")
    #expect(scene.screen().plainText.contains("Devices: nonin-df2 nothing heard yet."))
    scene.press(.escape)
    scene.run(.seconds(20))
    #expect(scene.screen().plainText.contains("nonin-df2 ok"))
  }
}
