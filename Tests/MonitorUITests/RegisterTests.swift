import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// The register of a controlled drug at the chair, beginning with the clinic's list of medicines.
@Suite("The register of controlled drugs at the chair")
struct RegisterTests {
  @Test("drawn up: how much, the lot, who saw it")
  func drawn() {
    var scene = Scene.prepared().by("KM")
    #expect(
      actions(scene.type("m850\nA1204\nRT\n")) == [.drawn(Milligrams(50), lot: "A1204", second: "RT")])
    #expect(scene.model.message?.text.english.hasPrefix("noted: drawn up 50 mg, lot A1204") == true)
    scene = Scene.prepared().by("KM")
    #expect(actions(scene.type("mdrawn\t\n50\n\n\n")) == [.drawn(Milligrams(50))])
  }

  @Test("wasted: before a witness who is another person")
  func wasted() {
    var scene = Scene.observing().by("KM")
    scene.act(.drawn(Milligrams(55)))
    #expect(actions(scene.type("m915\nKM\n")) == [])
    #expect(scene.model.prompt?.error == "another person than KM")
    #expect(actions(scene.type("RT\n")) == [.wasted(Milligrams(15), second: "RT")])
    #expect(scene.session.chart.drugStock.wasted == Milligrams(15))
  }

  @Test("whoever wastes it is asked who it is, once, before the witness")
  func unsigned() {
    var scene = Scene.observing()
    #expect(actions(scene.type("mKM\n915\nRT\n")) == [.wasted(Milligrams(15), second: "RT")])
    #expect(scene.model.initials == "KM")
  }

  @Test("what was said of the time before it was said what it was holds")
  func earlier() {
    var scene = Scene.observing().by("KM")
    let then = SessionTime(milliseconds: scene.session.now.milliseconds - 300_000)
    let noted = WastedAction(Milligrams(15), second: "RT", at: then).action
    #expect(actions(scene.type("m\t5\n915\nRT\n")) == [noted])
    scene = Scene.observing().by("KM")
    #expect(actions(scene.type("m9\t5\n15\nRT\n")) == [noted])
  }

  @Test("nothing is no amount")
  func nothing() {
    var scene = Scene.prepared().by("KM")
    #expect(actions(scene.type("m80\n\n\n")) == [])
    #expect(scene.model.prompt?.error == "out of range: nothing drawn up")
  }

  @Test("above the way home stands what does not close, until it does")
  func balance() {
    var scene = Scene.observing().by("KM")
    scene.type("dy")
    #expect(!scene.screen().plainText.contains("accounted"))
    scene.press(.escape, .character("y"))
    scene.act(.drawn(Milligrams(50)))
    scene.type("dy")
    #expect(scene.screen().plainText.contains("Controlled drug: 14.84 mg not accounted for (m)"))
    scene.press(.escape, .character("y"))
    scene.act(.wasted(Milligrams(14.8), second: "RT"))
    scene.type("dy")
    #expect(!scene.screen().plainText.contains("accounted"))
  }

  @Test("a slip in the amount is put right with z")
  func corrected() {
    var scene = Scene.prepared().by("KM")
    scene.type("m8500\ny\n\n")
    scene.type("z1150\ny")
    #expect(scene.session.chart.drugStock.drawn == Milligrams(50))
  }
}
