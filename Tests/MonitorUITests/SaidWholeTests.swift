import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// What was done is told whole, by the words of the chair, and the same wherever it stands.
@Suite("What is said of what was done")
struct SaidWholeTests {
  @Test("what a check found is said on 80x24, though its alarm ends with it")
  func overdueCheckSaid() {
    var scene = Scene.observing()
    while !scene.model.session.alarms.contains(where: { $0.id == .checkOverdue }) { scene.run(.minutes(1)) }
    scene.type("ac523")
    let found: Phrase = "check taken: MOAA/S 5 of 5, nausea 2 of 10, dissociation 3 of 10"
    #expect(scene.model.message?.text == found)
    #expect(scene.screen().plainText.contains(found.english))
  }

  @Test("a baseline says its values, and which limits it moved")
  func baselineSaid() {
    var scene = Scene().by("KM")
    scene.run(.minutes(1))
    scene.cuff(104, 66)
    scene.type("B")
    let values = "baseline SpO2 97, HR 72, Sys 104, Dia 66 by KM"
    #expect(scene.model.message?.text == "\(values); limits follow: Sys high limit 144")
    #expect(scene.screen().plainText.contains("HR 72, Sys 104, Dia 66 by KM"))
  }

  @Test(
    "a score is called what it is called at the chair, in the list of what can be corrected and as last act")
  func scoresByTitle() {
    var scene = Scene.observing().by("KM")
    scene.act(.score(scale: "moaas", value: 5))
    #expect(scene.screen().plainText.contains("MOAA/S 5 of 5 KM"))
    scene.type("z")
    #expect(scene.screen().plainText.contains(" MOAA/S 5 of 5, 0:00 ago"))
    scene.press(.escape)
    #expect(!scene.screen(columns: 200, rows: 60).plainText.contains("alertness"))
    scene.act(.stop(reason: "complete"))
  }

  @Test("a paused sound says how it comes back, and its key does it")
  func soundBack() {
    var scene = Scene.observing().by("KM")
    scene.spo2 = 88
    scene.run(.seconds(20))
    scene.type(" ")
    #expect(scene.model.message?.text == "sound paused by KM; space: on again")
    scene.run(.seconds(10))
    #expect(scene.screen().plainText.contains("space sound on"))
    scene.type("a ")
    #expect(scene.model.session.audioPause == nil)
  }

  @Test("an alarm whose pressure was struck says so in the log and at the cursor of the trends")
  func struckPressure() {
    var scene = Scene.infusing().by("KM")
    scene.act(.bloodPressure(sys: 199, dia: 88, map: nil))
    scene.run(.seconds(5))
    let entry = scene.session.chart.pressures.last?.entry ?? 0
    scene.act(.amend(entry: entry, fields: [AmendedField(key: AmendAction.struck, value: "another patient")]))
    scene.run(.seconds(5))
    scene.type("A")
    let log = scene.screen().plainText
    #expect(log.contains("Sys 199") && log.contains(", struck"))
    scene.press(.escape)
    scene.type("t")
    scene.press(.up, .up, .up)
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains("(pressure struck)"))
  }

  @Test("one rate reads the same wherever it stands")
  func oneRate() {
    var scene = Scene(weight: .init(Fixed(thousandths: 70_500))).by("KM")
    scene.run(.minutes(1))
    scene.type("S\n")
    var shown = [scene.screen().plainText]
    scene.type("y")
    scene.run(.minutes(3))
    for size in [(200, 60), (80, 24), (60, 15), (40, 8)] {
      shown.append(scene.screen(columns: size.0, rows: size.1).plainText)
    }
    scene.type("t")
    shown.append(scene.screen(columns: 200, rows: 60).plainText)
    #expect(shown.prefix(3).allSatisfy { $0.contains("52.875 mL/h") })
    for screen in shown { #expect(!screen.contains("52.88") && !screen.contains("52.9")) }
  }
}
