import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TestBench
import Testing
import TextScreen

/// What a screen smaller than 80x24 leaves out: the least important first, and nothing while a row is blank.
@Suite("One row less costs the least that stands there")
struct ReducedScreenTests {
  private static let chairs: [Scene] = [.prepared(), .infusing(), .observing()]

  /// Once, 80x23 left out plan, weight, the dose by weight and the trends, and eight rows were blank.
  @Test(
    "one row or column less loses no figure of the dose, no plan and no weight",
    arguments: [(80, 23), (79, 24), (70, 20), (60, 18), (60, 16)])
  func figures(columns: Int, rows: Int) {
    let text = Scene.infusing().text(columns, rows)
    let words = [
      "70 kg", "trd-40", "10.95 mg of 35 mg", "0.156 mg/kg", "52.5 mL/h", "12:30 of 40:00", "27:29 left",
      "check in 2:29: MOAA/S, nausea", "#604 10:30 start KM",
    ]
    for word in words { #expect(text.contains(word), "\(word) at \(columns)x\(rows):\n\(text)") }
    #expect(text.contains("SpO2100") == (rows > 16), "\(text)")
    #expect(columns < 79 || text.contains("0.75 mg/kg/h  12.5 mcg/kg/min"), "\(text)")
  }

  @Test("weight and plan stand on every screen from 40x12 on, before the start, in it and after it")
  func weightAndPlan() {
    for (columns, rows) in [(80, 23), (79, 24), (60, 24), (60, 17), (60, 16), (40, 24), (40, 12)] {
      for chair in Self.chairs + [Scene.infusing(origin: .simulated), .prepared(origin: .simulated)] {
        let text = chair.text(columns, rows)
        #expect(text.contains("70 kg") && text.contains("trd-40"), "\(columns)x\(rows):\n\(text)")
      }
    }
  }

  @Test("no row is blank where something is left out")
  func noBlankRow() {
    for chair in Self.chairs {
      for (columns, rows) in [(80, 23), (79, 24), (70, 22), (60, 20), (60, 17), (60, 16), (59, 24), (40, 20)]
      {
        let lines = chair.text(columns, rows).split(separator: "\n", omittingEmptySubsequences: false)
        let blank = lines.prefix(rows).indices.filter { lines[$0].allSatisfy { $0 == " " } }
        #expect(blank.isEmpty, "\(blank) at \(columns)x\(rows):\n\(chair.text(columns, rows))")
      }
    }
  }

  @Test("of few rows the saturation keeps its curve longest, then the heart rate, then the pressure")
  func curves() {
    let lanes = ["SpO2100", "HR  100", "NIBP160", "mL/h 60"]
    for (rows, count) in [(17, 1), (18, 1), (19, 2), (20, 3), (21, 4), (23, 4)] {
      let text = Scene.infusing().text(80, rows)
      #expect(lanes.map(text.contains) == lanes.indices.map { $0 < count }, "\(rows):\n\(text)")
    }
  }

  @Test("trends and limits open where they have room", arguments: [(80, 23), (79, 24), (60, 16)])
  func pages(columns: Int, rows: Int) {
    var scene = Scene.infusing()
    scene.type("t")
    let trends = scene.text(columns, rows)
    #expect(trends.contains("TRENDS  last hour") && trends.contains("marks"), "\(trends)")
    scene.press(.escape, .character("l"))
    let limits = scene.text(columns, rows)
    #expect(limits.contains("LIMITS") && limits.contains("Dia") == (columns > 60), "\(limits)")
  }

  @Test("a question leaves tiles, dose and trends where its lines have room below them")
  func question() {
    var scene = Scene.infusing().by("KM")
    scene.type("b")
    let text = scene.text(80, 23)
    for word in ["10.95 mg of 35 mg", "HR  100", "Blood pressure by hand", "trd-40"] {
      #expect(text.contains(word), "\(word):\n\(text)")
    }
    // A question with many lines takes the rows of the trends; the large digits and the dose stay.
    scene.press(.escape)
    scene.type("s")
    let symptom = scene.text(80, 20)
    #expect(symptom.contains("███") && symptom.contains("10.95 mg"), "\(symptom)")
  }

  @Test(
    "who sits there and in which phase stand beside every question", arguments: ["s", "e1", "m", "b", "D"])
  func who(keys: String) {
    for (columns, rows) in [(60, 15), (40, 12), (40, 8), (30, 8)] {
      var scene = Scene.infusing().by("KM")
      scene.type(keys)
      let text = scene.text(columns, rows)
      #expect(text.contains("P-0142"), "\(columns)x\(rows):\n\(text)")
      #expect(text.contains("INFUSING") || text.contains("INF."), "\(columns)x\(rows):\n\(text)")
    }
    var alarmed = Scene.infusing().by("KM")
    alarmed.spo2 = 84
    alarmed.run(.seconds(20))
    alarmed.type(keys)
    let text = alarmed.text(40, 8)
    #expect(text.contains("P-0142") && text.contains("INF") && text.contains("SpO2 84 < 85"), "\(text)")
  }

  @Test("a checklist that has no room offers no y, and one by one is asked", arguments: [(40, 12), (50, 12)])
  func checklist(columns: Int, rows: Int) {
    var scene = Scene(checklist: ChecklistItem.shipped).by("KM")
    scene.run(.seconds(3))
    scene.type("k")
    let text = scene.text(columns, rows)
    #expect(text.contains("10 items have no room here at once."), "\(text)")
    #expect(text.contains("Tab asks one by one") && !text.contains("(y"), "\(text)")
    scene.type("\t")
    #expect(scene.text(columns, rows).contains("Forms are complete and consent is"))
    #expect(scene.text(columns, rows).contains("(y/n)"))
  }

  @Test("what was said just now is read beside the question behind it, and where keys are all there is")
  func said() {
    var scene = Scene.infusing()
    scene.type("pKM\n")
    #expect(scene.model.prompt != nil)
    #expect(scene.text(40, 12).contains("KM is at the screen"))
    var small = Scene.infusing().by("KM")
    small.type("S")
    #expect(small.model.message?.kind == .refusal)
    #expect(small.text(40, 7).contains("START"))
  }
}

extension Scene {
  fileprivate func text(_ columns: Int, _ rows: Int) -> String {
    screen(columns: columns, rows: rows).plainText
  }
}
