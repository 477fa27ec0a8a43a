import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A refused text stays in its line: Backspace, or the unit that it lacked, mends it, and other words or
/// another figure take its place.
@Suite("A text that was refused")
struct RefusedTextTests {
  @Test("a figure that is typed again does not join the one that had no unit")
  func doseAnew() {
    var scene = Scene.infusing().by("KM")
    scene.type("m120\n")
    #expect(scene.model.prompt?.error == "with its unit, such as 4 mg")
    var mended = scene
    scene.type("20 mg")
    #expect(scene.model.prompt?.entry.text == "20 mg")
    mended.type(" mg")
    #expect(mended.model.prompt?.entry.text == "20 mg")
  }

  @Test(
    "other words stand in the place of those that were refused; Backspace mends them",
    arguments: [("i", "9x", "KM"), ("q", "99", "ward is called"), ("p", "99", "dizzy")])
  func wordsAnew(key: String, refused: String, typed: String) {
    var scene = Scene.infusing().by("KM")
    scene.type("\(key)\(refused)\n")
    #expect(scene.model.prompt?.error != nil)
    #expect(scene.model.prompt?.entry.text == refused)
    var mended = scene
    scene.type(typed)
    #expect(scene.model.prompt?.entry.text == typed)
    mended.type("\u{8}a")
    #expect(mended.model.prompt?.entry.text == "\(refused.dropLast())a")
  }

  @Test("nor does a digit of the list join them: it answers as it did")
  func digitAnew() {
    var scene = Scene.infusing().by("KM")
    scene.type("p99\n")
    #expect(actions(scene.type("1")) == [.pause(reason: "side effect")])
  }

  @Test("a line of commands is mended where it is wrong")
  func line() {
    var scene = Scene.infusing().by("KM")
    scene.type(":pause\n reason=line")
    #expect(scene.model.prompt?.entry.text == "pause reason=line")
  }

  @Test("a bolus that no plan takes may have been given: where that is told stands with the refusal")
  func bolusThatWasGiven() {
    let way = "one that was given is told with D, as what is in by now"
    var scene = Scene.infusing().by("KM")
    scene.type("o50\n")
    #expect(scene.model.prompt?.error?.english.hasSuffix("plan's limit of 0.3 mg/kg: \(way)") == true)
    scene.press(.escape)
    scene.type(":bolus mg=50 reason=\"by mistake\"\n")
    #expect(scene.model.message?.text.english.hasSuffix(way) == true)
    // And it is.
    scene.type("D40\n1")
    #expect(scene.model.prompt != nil)
  }

  @Test("ketamine as a medicine is asked about by its name, and what y does is said")
  func ketamine() {
    var scene = Scene.infusing().by("KM")
    scene.type("mketamine10\n\n")
    let asked = scene.model.prompt?.question.label.english
    #expect(
      asked == "\"ketamine10\" as a medicine counts in no dose, a bolus (o) does. Note it all the same? (y/n)"
    )
    var other = scene
    other.type("n")
    #expect(other.model.prompt?.question.key == "name" && other.model.prompt?.error == "type it anew")
    scene.type("y")
    #expect(scene.model.prompt?.question.key == "dose")
  }
}
