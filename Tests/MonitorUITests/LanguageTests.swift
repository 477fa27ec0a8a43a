import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TestBench
import Testing
import TextScreen

/// The screen in another language: no English is left on it, and none of the language gets into the record.
@Suite("Another language")
struct LanguageTests {
  /// A language that turns every letter of a translated sentence into the same one. Any English that is left
  /// on the screen has therefore no translation.
  private static let masked = Language(code: "masked", yes: "j") { english in
    Language.german.entry(english).map { _ in mask(english) }
  }

  private static func mask(_ english: String) -> String {
    var isPlace = false
    return String(
      english.map { character in
        if character == "{" { isPlace = true }
        defer { if character == "}" { isPlace = false } }
        return isPlace || !character.isLetter ? character : "ж"
      })
  }

  /// Words that are the same in every language: names, units, keys, and a clinic's own words.
  private static let same: Set = [
    "NIBP", "SpO", "REC", "VTBI", "Esc", "Enter", "Tab", "Chair", "nonin", "df", "line", "trd", "mg", "mL",
    "kg",
    "mcg", "min", "KM", "AB", "BS", "mmHg", "max", "TERM", "dumb",
  ]

  private static func english(in text: String) -> Set<String> {
    let words = text.split { !($0.isLetter && $0.isASCII) }.map(String.init)
    return Set(words.filter { $0.count > 1 && !same.contains($0) })
  }

  @Test("no English is left where every sentence has another one", arguments: Self.chairs)
  func nothingIsSewnIn(chair: Chair) {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
      for keys in chair.keys {
        var scene = chair.scene(Display(language: Self.masked))
        scene.type(keys)
        for turn in 0..<2 {
          let text = scene.screen(columns: columns, rows: rows, after: Int64(turn) * 2000).plainText
          #expect(Self.english(in: text) == [], "\(chair) \(keys) \(columns)x\(rows)\n\(text)")
        }
        var stream = SpokenStream(because: "TERM=\("dumb") cannot place its cursor")
        let spoken = stream.lines(of: scene.model, now: 0) + [stateLine(scene.model, now: 0)]
        #expect(Self.english(in: spoken.joined(separator: "\n")) == [], "\(chair) \(keys)\n\(spoken)")
      }
    }
  }

  /// A chair, and the keys that open a question or page on it.
  struct Chair: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let keys: [String]
    let scene: @Sendable (Display) -> Scene
  }

  static let chairs = [
    Chair(
      testDescription: "nothing known",
      keys: ["", "S", "k", "b", "B", "T", "i", ":", "q", "?", "l", "A", "t"]
    ) { Scene(patient: nil, weight: nil, plan: nil, checklist: ChecklistItem.shipped, display: $0) },
    Chair(testDescription: "prepared", keys: ["", "S", "S\n", "kj", "r41", "e", "z", ":close\nKM\n"]) {
      Scene.prepared(display: $0)
    },
    Chair(
      testDescription: "infusing",
      keys: [
        "", "p", "p1", "e", "e1", "b", "b70/60\n", "s", "s0", "s1", "m", "m1", "m1\n", "m7", "m8", "m850\n",
        "m850\n\n", "m9", "m915\nKM\n", "u", "u4", "g", "g1",
        "g2", "g7", "g71", "g72", "g73", "g74", "z1", "z11", "z12", "z13", "c",
        "c5", "n",
        "n\t", "o", "o5\n", "r", "r40\n", "D", "D5\n", "w", "N", "z", "q", "?", "l", "l+", "lo", "lb", "A",
        "t", ":", "v",
        "x", "d", "a", "aa", " ",
      ]
    ) { display in
      var scene = Scene.infusing(display: display)
      scene.spo2 = 84
      scene.run(.seconds(20))
      scene.act(.symptom(name: "nausea", severity: 2, at: nil))
      return scene
    },
    Chair(
      testDescription: "observing",
      keys: ["", "d", "dj", "w", "x", "c", "k", "g", "p", "p1", "p1j", "z", "?", ":close\nKM\n"]
    ) {
      display in
      var scene = Scene.infusing(display: display)
      scene.act(.stop(reason: "complete"))
      scene.run(.seconds(90))
      scene.spo2 = nil
      scene.run(.seconds(60))
      return scene
    },
    Chair(testDescription: "replay", keys: ["", "?", "g", "A", "t", "l"]) { display in
      let view = ReplayView(isPlaying: true, speed: "10", length: .minutes(90), stopsBeforeAlarms: true)
      var scene = Scene.infusing(display: display)
      scene.change { $0.mode = .replay(view) }
      return scene
    },
  ]

  @Test("a choice that was read in German stands in the record in English")
  func theRecordStaysEnglish() {
    let german = Display(language: .german)
    for keys in ["e1j", "eVollständig\nj", "evollst\t\nj"] {
      var scene = Scene.infusing(display: german).by("KM")
      #expect(actions(scene.type(keys)) == [.stop(reason: "complete")], "\(keys)")
    }
    var scene = Scene.infusing(display: german).by("KM")
    #expect(actions(scene.type("s12\n")) == [.symptom(name: "nausea", severity: 2, at: nil)])
  }

  @Test(
    "what is wrong with a typed line is said in German",
    arguments: [
      ("puase", "es gibt keine Aktion \"puase\"; gemeint \"pause\"?"), ("pause", "pause braucht reason="),
      ("symptom name=x severity=9", "symptom: severity=9 ist nicht: eine ganze Zahl von 0 bis 3"),
      ("note text=\"x", "ein Anführungszeichen ist nicht geschlossen"),
    ])
  func typedLine(line: String, fault: String) {
    var scene = Scene.infusing(display: Display(language: .german)).by("KM")
    scene.type(":\(line)\n")
    #expect(scene.model.prompt?.error.map(Language.german.say) == fault)
  }

  @Test(
    "what is missing at the head is named whole or counted, never cut", arguments: [Origin.live, .simulated])
  func head(origin: Origin) {
    for columns in 80...120 {
      var scene = Scene(
        patient: nil, weight: nil, plan: nil, origin: origin, display: Display(language: .german))
      scene.run(.seconds(1))
      let head = scene.screen(columns: columns, rows: 24).plainText.split(separator: "\n")[0]
      let named = head.behind("fehlt: ")
      let whole = ["Patient, Gewicht, Plan", "Patient, Gewicht +1", "Patient +2"]
      #expect(whole.contains { named.hasPrefix("\($0)  ") || named.hasPrefix("\($0) V") }, "\(head)")
    }
  }

  @Test("who is missing is named whole beside a weight and a plan, too")
  func nobody() {
    for columns in 80...100 {
      let scene = Scene(patient: nil, origin: .simulated, display: Display(language: .german))
      let head = scene.screen(columns: columns, rows: 24).plainText.split(separator: "\n")[0]
      #expect(head.contains("fehlt: Patient ") && head.contains("VORBEREITUNG"), "\(head)")
    }
  }

  /// Once, `früher` became `fruher`.
  @Test("where there are no dots the letters are spelled, and names stay as they are")
  func umlauts() {
    var scene = Scene(patient: "Jäger", display: Display(glyphs: .ascii, language: .german)).by("KM")
    scene.run(.seconds(3))
    scene.type("n")
    let text = scene.screen().plainText
    #expect(text.contains("Jetzt. Tab: es war frueher."), "\(text)")
    #expect(text.contains("Jager"))
    #expect(!text.contains { !$0.isASCII })
    scene.change { $0.display.glyphs = .unicode }
    #expect(scene.screen().plainText.contains("es war früher"))
  }

  @Test("the drug has its German name, and a question in the box above needs no second colon")
  func words() {
    var scene = Scene(plan: "esketamine-120", display: Display(language: .german)).by("KM")
    scene.run(.seconds(30))
    scene.cuff(124, 78)
    scene.act(.start(override: nil, dose: .init(84)))
    scene.run(.seconds(1))
    #expect(scene.screen().plainText.contains("84 mg Esketamin"))
    scene = Scene(checklist: ChecklistItem.shipped, display: Display(language: .german)).by("KM")
    scene.run(.seconds(3))
    scene.type("k\t")
    let foot = scene.screen(columns: 60, rows: 16).plainText.split(separator: "\n").last ?? ""
    #expect(!foot.contains(": (") && foot.contains("(j/n):"), "\(foot)")
  }

  @Test("j and y both say yes, and n says no")
  func yes() {
    for (keys, isDone) in [("e1j", true), ("e1J", true), ("e1y", true), ("e1n", false)] {
      var scene = Scene.infusing(display: Display(language: .german)).by("KM")
      scene.type(keys)
      #expect((scene.session.phase == .observing) == isDone, "\(keys)")
    }
    var scene = Scene.infusing().by("KM")
    scene.type("e1j")
    #expect(scene.session.phase == .infusing)
  }

  @Test("German: a main screen, a question, the help and the log as pictures")
  func pictures() {
    var scene = Scene.infusing(display: Display(language: .german)).by("KM")
    expectPicture(scene.screen(), "de-infusing-80x24")
    expectPicture(scene.screen(columns: 120, rows: 40), "de-infusing-120x40")
    scene.spo2 = 84
    scene.run(.seconds(20))
    expectPicture(scene.screen(), "de-high-80x24")
    scene.type("a?")
    expectPicture(scene.screen(), "de-help")
    scene.press(.escape)
    scene.type("A")
    expectPicture(scene.screen(), "de-alarm-log")
    scene.press(.escape)
    scene.type("l")
    expectPicture(scene.screen(), "de-limits")
    scene.press(.escape)
    scene.type("e1")
    expectPicture(scene.screen(), "de-end")
    expectPicture(scene.screen(columns: 40, rows: 8), "de-end-40x8")
    var start = Scene.prepared(display: Display(language: .german)).by("KM")
    expectPicture(start.screen(), "de-prepared")
    start.type("S\n")
    expectPicture(start.screen(), "de-start")
  }

}

extension Substring {
  /// The text behind a word; the whole text if the word is not in it.
  fileprivate func behind(_ word: String) -> Substring {
    guard let start = indices.first(where: { self[$0...].hasPrefix(word) }) else { return self }
    return self[start...].dropFirst(word.count)
  }
}
