import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A refusal belongs to the deed that was refused, and goes with it.
@Suite("A line that says no goes with what it was said of")
struct RefusalLineTests {
  @Test("that the screen is too small is not said once it is large enough")
  func larger() {
    var scene = Scene.prepared().by("KM")
    scene.type("S\n")
    scene.paint(columns: 20, rows: 3)
    scene.type("y")
    #expect(scene.model.prompt?.error?.english.hasPrefix("make the screen larger") == true)
    scene.paint()
    #expect(scene.model.prompt?.error == nil)
    #expect(scene.session.phase == .preparation)
    scene.type("y")
    #expect(scene.session.phase == .infusing)
  }

  @Test(
    "the next key of a question takes what was wrong with the one before", arguments: [Key.up, .pageDown])
  func nextKey(key: Key) {
    var scene = Scene.infusing().by("KM")
    scene.type("r9999\n")
    #expect(scene.model.prompt?.error != nil)
    scene.press(key)
    #expect(scene.model.prompt?.error == nil)
  }

  @Test("a longer observation that has not begun says when it will, by key and by word")
  func notBegunYet() {
    var scene = Scene.infusing().by("KM")
    scene.type("x")
    let why = "the observation begins with the end of the infusion (e)"
    #expect(scene.model.message?.text.english == "extend is not possible while infusing: \(why)")
    scene.type(":extend minutes=10 reason=drowsy\n")
    #expect(scene.model.message?.text.english.hasSuffix(why) == true)
  }

  @Test("and a key that leads on takes the refusal of the one before")
  func ledOn() {
    var scene = Scene.infusing().by("KM")
    scene.type("A@")
    #expect(scene.model.message?.kind == .refusal)
    scene.press(.escape)
    #expect(scene.model.message == nil)
    // A confirmation stays for its time, whatever page is opened meanwhile.
    scene.type("A")
    scene.act(.note("felt warm"))
    scene.press(.escape)
    #expect(scene.model.message?.text.english.hasPrefix("note taken") == true)
  }

  @Test("and the words that it asks for take the place of those that were none")
  func reasonAnew() {
    var scene = Scene.infusing().by("KM")
    scene.type(":pause reason=y\n")
    #expect(scene.model.prompt?.question.key == "reason")
    scene.type("chest pain\n")
    #expect(scene.session.phase == .paused)
  }
}
