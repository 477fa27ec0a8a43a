import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A tired hand presses each key twice, types a word where a letter answers, or types on before it has read.
@Suite("Keys that come twice, or go on, answer nothing behind what they were meant for")
struct DoubledKeyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var scene: @Sendable () -> Scene
    var keys: String
    var actions: [Action]
    /// The question that is open afterwards; nil where none is.
    var open: String?
  }

  private static let infusing: @Sendable () -> Scene = { Scene.infusing().by("KM") }
  private static let prepared: @Sendable () -> Scene = { Scene.prepared().by("KM") }

  @Test(
    "every key twice comes to what it would once",
    arguments: [
      Row(
        testDescription: "pause", scene: infusing, keys: "pp11", actions: [.pause(reason: "side effect")]),
      Row(testDescription: "end", scene: infusing, keys: "ee11yy", actions: [.stop(reason: "complete")]),
      Row(
        testDescription: "a start: the Enter of the bag says no yes, and the yes opens nothing",
        scene: prepared, keys: "SS\n\nyy",
        actions: [.setup(concentration: .init(1)), .start(override: nil)]),
      Row(
        testDescription: "a medicine: the Enter of its dose does not take a route that nobody read",
        scene: infusing, keys: "m1\n\n", actions: [], open: "route"),
      Row(
        testDescription: "the sound is paused, and not on again", scene: { desaturated() }, keys: "  ",
        actions: [.audioPause]),
      Row(
        testDescription: "a no that closes a question opens no note", scene: infusing, keys: "e1nn",
        actions: []),
    ])
  func twice(row: Row) {
    var scene = row.scene()
    #expect(actions(scene.typeAtOnce(row.keys)) == row.actions)
    #expect(scene.model.prompt?.question.key == row.open)
  }

  private static func desaturated() -> Scene {
    var scene = Scene.infusing().by("KM")
    scene.spo2 = 80
    scene.run(.seconds(20))
    return scene
  }

  @Test("nobody is called by the key that opened the question, or by the yes before it")
  func initials() {
    var scene = Scene.infusing()
    scene.typeAtOnce("iiKM\n")
    #expect(scene.model.initials == "KM")
    // Initials and their Enter, then an Enter too many, and a digit that was typed on.
    scene = Scene.infusing()
    scene.type("DK")
    scene.typeAtOnce("M\n\n1")
    #expect(scene.model.initials == "KM")
    scene = Scene.infusing().by("KM")
    scene.type("D36\n1")
    scene.typeAtOnce("AB\n")
    scene.typeAtOnce("yy")
    let seconds = scene.session.marks.compactMap { mark -> String?? in
      if case .action(.dose(let dose)) = mark.what { .some(dose.second) } else { nil }
    }
    #expect(seconds == ["AB"])
  }

  @Test("that it was left out is said, and the same key a moment later is one of its own")
  func said() {
    var scene = Scene.infusing().by("KM")
    scene.typeAtOnce("s22")
    #expect(scene.model.prompt?.question.label.english.hasPrefix("vomiting") == true)
    #expect(scene.model.prompt?.error == "2 came twice at once: it is taken once")
    #expect(actions(scene.type("2\n")) == [.symptom(name: "vomiting", severity: 2, at: nil)])
    // With time to read between them they are two answers.
    #expect(actions(scene.type("s22\n")) == [.symptom(name: "vomiting", severity: 2, at: nil)])
  }

  @Test("a key that is held down is one press, however long")
  func held() {
    var scene = Scene.infusing().by("KM")
    scene.pressAtOnce(Array(repeating: .character("p"), count: 60), after: 33)
    #expect(scene.model.prompt?.entry.text == "")
    #expect(scene.model.prompt?.question.label == "Reason")
    // Within a text a doubled letter is typed like any other.
    scene.press(.escape)
    scene.type("n")
    scene.typeAtOnce("ooo")
    #expect(scene.model.prompt?.entry.text == "ooo")
  }

  @Test(
    "a whole word where one letter answers goes on into nothing",
    arguments: ["none\n", "no\n", "nobody\n", "not\n"])
  func wholeWord(typed: String) {
    var scene = Scene.observing().by("KM")
    scene.type("d")
    scene.typeAtOnce(typed)
    #expect(scene.model.prompt?.question.key == "alone")
    #expect(scene.model.prompt?.entry.text == "")
    #expect(scene.model.prompt?.error?.english.contains("one letter was enough") == true)
    #expect(scene.session.phase == .observing)
    scene.type("y")
    // The word "none" is no reason to send a patient home.
    #expect(scene.type("none\n").isEmpty)
    #expect(scene.model.prompt?.error == "say why, in words; Esc: no")
  }

  @Test("the rest of a yes presses no key of the screen")
  func restOfAYes() {
    var scene = Scene.infusing().by("KM")
    scene.type("e1")
    scene.typeAtOnce("yes\n")
    #expect(scene.session.phase == .observing)
    #expect(scene.model.prompt == nil)
    scene = Scene.infusing(display: Display(language: .german)).by("KM")
    scene.type("e1")
    scene.typeAtOnce("ja\n")
    #expect(scene.session.phase == .observing && scene.model.prompt == nil)
  }

  @Test("a digit of the checklist twice marks, and does not take its mark back")
  func marks() {
    var scene = Scene(checklist: ChecklistItem.shipped).by("KM")
    scene.run(.seconds(3))
    scene.typeAtOnce("kk33")
    #expect(scene.model.prompt?.entry.text == "3")
    // A digit that bounces does not answer the question whether to take the mark back.
    scene.typeAtOnce("33")
    #expect(scene.model.prompt?.entry.text == "3")
    scene.type("3")
    #expect(scene.model.prompt?.entry.text == "")
  }

  @Test("what is pressed again and again is: arrows, Backspace, steps of a limit, Esc")
  func again() {
    var scene = Scene.infusing().by("KM")
    scene.typeAtOnce("l+++")
    #expect(scene.screen().plainText.contains("93"))
    scene.press(.escape)
    scene.type("nabc")
    scene.pressAtOnce([.backspace, .backspace])
    #expect(scene.model.prompt?.entry.text == "a")
    scene.press(.escape)
    scene.type("r20\n2")
    scene.pressAtOnce([.escape, .escape])
    #expect(scene.model.prompt == nil)
  }

  @Test("an Enter that was asked back, or was no answer, takes nothing by its second press")
  func askedBack() {
    var scene = Scene.infusing().by("KM")
    // 22 is no severity, and the Enter that follows does not take the default of 1 instead.
    scene.type("s122")
    #expect(actions(scene.typeAtOnce("\n\n")).isEmpty)
    #expect(scene.model.prompt?.error != nil)
    scene.press(.escape, .character("y"))
    // An Enter pressed twice does not accept words that are on no list before the screen has asked.
    scene.type("mmidazolan")
    scene.typeAtOnce("\n\n")
    #expect(scene.model.prompt?.question.key == "name")
    #expect(scene.model.prompt?.error?.english.contains("came twice") == false)
  }

  @Test("a figure loses no digit, though its first one chose what it is of")
  func figures() {
    var scene = Scene.infusing().by("KM")
    scene.typeAtOnce("m115 mg")
    #expect(scene.model.prompt?.question.key == "dose")
    #expect(scene.model.prompt?.entry.text == "15 mg")
  }

  @Test(
    "a word that begins with the key of its question loses no letter, however fast it is typed",
    arguments: [("n", "nausea"), ("m", "midazolam"), ("p", "pain"), ("s", "sleepy"), ("u", "upright")])
  func firstLetter(key: String, word: String) {
    var scene = Scene.infusing().by("KM")
    scene.typeAtOnce(key + word)
    #expect(scene.model.prompt?.entry.text == word)
    #expect(scene.model.prompt?.error == nil)
  }

  @Test("nor does a reference, whatever stands behind its first letter")
  func reference() {
    var scene = Scene(patient: nil).by("KM")
    scene.run(.seconds(3))
    scene.typeAtOnce("SS7-2")
    #expect(scene.model.prompt?.question.form == .reference)
    #expect(scene.model.prompt?.entry.text == "S7-2")
  }

  @Test("a key that came twice, or was held, and was not gone on from at once is no letter")
  func noFirstLetter() {
    for keys in ["nn", "nnnn"] {
      var scene = Scene.infusing().by("KM")
      scene.typeAtOnce(keys)
      scene.type("felt")
      #expect(scene.model.prompt?.entry.text == "felt")
    }
    var scene = Scene.infusing().by("KM")
    scene.typeAtOnce("nnnnfelt")
    #expect(scene.model.prompt?.entry.text == "felt")
  }

  @Test("Tab twice completes once, and asks for no time")
  func tab() {
    var scene = Scene.infusing().by("KM")
    scene.type("mmida")
    scene.typeAtOnce("\t\t")
    #expect(scene.model.prompt?.question.key == "name")
    #expect(scene.model.prompt?.entry.text == "midazolam")
    scene.type("\n")
    #expect(scene.model.prompt?.question.key == "dose")
  }
}
