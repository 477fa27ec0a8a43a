import InfusionCore
import MonitorUI
import Quantities
import Testing
import TextScreen

/// A simulated patient answers to names that no clinic's list has: Tab knows them, and nobody doubts them.
@Suite("The names that a simulated patient answers to")
struct PatientNamesTests {
  private static func drill() -> Scene {
    var scene = Scene.infusing().by("KM")
    scene.patientMeasures = ["oxygen", "jaw-support", "probe", "line", "cuff"]
    scene.patientMedicines = ["labetalol", "atropine"]
    scene.run(.seconds(1))
    return scene
  }

  @Test(
    "Tab completes them on the line of commands, and in the prompt of a measure or a medicine",
    arguments: [
      (":intervention name=pr", "intervention name=probe "),
      (":intervention name=ja", "intervention name=jaw-support "),
      (":medication name=at", "medication name=atropine "),
      (":medication name=la", "medication name=labetalol "),
      ("upro", "probe"), ("uja", "jaw-support"), ("matr", "atropine"), ("mlab", "labetalol"),
    ])
  func completes(keys: String, line: String) {
    var scene = Self.drill()
    scene.type(keys)
    scene.press(.tab)
    #expect(scene.model.prompt?.entry.text == line)
  }

  @Test("and one Enter takes them", arguments: [":intervention name=probe\n", "uprobe\n"])
  func takes(keys: String) {
    var scene = Self.drill()
    #expect(actions(scene.type(keys)) == [.intervention(name: "probe")])
  }

  @Test("at a chair they are words like others: they complete nothing, and are asked about once")
  func unknownAtAChair() {
    var scene = Scene.infusing().by("KM")
    #expect(actions(scene.type("uprobe\n")).isEmpty)
    #expect(actions(scene.type("\n")) == [.intervention(name: "probe")])
    scene.type(":intervention name=pr")
    scene.press(.tab)
    #expect(scene.model.prompt?.entry.text == "intervention name=pr")
  }

  @Test("the lists stay the clinic's")
  func lists() {
    var (drill, chair) = (Self.drill(), Scene.infusing().by("KM"))
    for key in ["u", "m"] {
      drill.type(key)
      chair.type(key)
      #expect(drill.model.prompt?.question.form == chair.model.prompt?.question.form)
      drill.press(.escape)
      chair.press(.escape)
    }
  }
}
