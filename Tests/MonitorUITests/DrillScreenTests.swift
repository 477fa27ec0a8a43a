import InfusionCore
import MonitorUI
import Quantities
import TestBench
import Testing
import TextScreen

/// A trainee's screen also shows the simulated patient's words, and that the drill is frozen.
@Suite("A drill on the screen")
struct DrillScreenTests {
  private static let words = #"the patient says: "I feel sick.""#

  private static func said(_ words: String = "I feel sick.") -> Scene {
    var scene = Scene.infusing(origin: .simulated).by("KM")
    scene.receive(.annotation(words, source: SourceID("patient")))
    return scene
  }

  @Test("numbers of nobody are called that on any screen, in turn", arguments: [(20, 5), (10, 3), (20, 1)])
  func nobodysNumbers(columns: Int, rows: Int) {
    var scene = Scene.infusing(origin: .simulated)
    var live = Scene.infusing()
    var (said, saidLive) = (false, false)
    for _ in 0..<30 {
      scene.run(.seconds(1))
      live.run(.seconds(1))
      said = said || scene.screen(columns: columns, rows: rows).plainText.contains("SIM")
      saidLive = saidLive || live.screen(columns: columns, rows: rows).plainText.contains("SIM")
    }
    #expect(said && !saidLive)
  }

  /// A busy trainee looks up later, so deeds in between do not take the words off the screen.
  @Test("the patient's words stand for fifteen seconds, whatever is said beside them")
  func stand() {
    var scene = Self.said()
    scene.run(.seconds(2))
    scene.act(.note("looked at the arm"))
    scene.run(.seconds(3))
    scene.press(.character("t"))
    scene.press(.escape)
    scene.run(.seconds(9))
    let screen = scene.screen().plainText
    #expect(screen.contains(Self.words))
    scene.run(.seconds(2))
    #expect(!scene.screen().plainText.contains(Self.words))
  }

  @Test("what the program says stands beside them")
  func beside() {
    var scene = Self.said()
    scene.act(.note("looked at the arm"))
    let screen = scene.screen().plainText
    #expect(screen.contains(Self.words) && screen.contains("note"))
    #expect(screen.contains(" Heard "))
  }

  @Test("the next words take their place")
  func next() {
    var scene = Self.said()
    scene.run(.seconds(4))
    scene.receive(.annotation("Very sick.", source: SourceID("patient")))
    let screen = scene.screen().plainText
    #expect(screen.contains("Very sick.") && !screen.contains("I feel sick."))
  }

  @Test("an open question leaves them their row, or their turn")
  func question() {
    var scene = Self.said()
    scene.act(.note("looked at the arm"))
    scene.press(.character("n"))
    let seen = stride(from: Int64(0), through: 4000, by: 500).map { scene.screen(after: $0).plainText }
    #expect(seen.contains { $0.contains(Self.words) })
    #expect(seen.allSatisfy { $0.contains("Note") })
  }

  @Test("a remark that came with data is no word of the patient")
  func remark() {
    var scene = Scene.infusing(origin: .simulated)
    scene.receive(.annotation("sensor moved", source: SourceID("line")))
    #expect(!scene.screen().plainText.contains("sensor moved"))
  }

  @Test("frozen, the last line offers what looks, and every other key says why not")
  func frozen() {
    var scene = Scene.infusing(origin: .simulated)
    scene.isFrozen = true
    scene.run(.seconds(1))
    let footer = scene.screen().plainText.split(separator: "\n").last.map(String.init)
    #expect(footer == " FROZEN by the instructor  l limits  t trends  A alarm log  q leave      ? help")
    for key in "pecbmus" {
      scene.press(.character(key))
      #expect(scene.model.prompt == nil, "\(key)")
      #expect(scene.screen().plainText.contains("nothing is done while the drill is frozen"), "\(key)")
    }
    scene.press(.character("t"))
    #expect(scene.screen().plainText.contains("TRENDS"))
  }

  @Test("a question that is open when the drill is frozen does not hide it", arguments: ["S", "b", "q"])
  func frozenQuestion(keys: String) {
    var scene = Scene.prepared(origin: .simulated).by("KM")
    scene.type(keys)
    let question = scene.model.prompt?.question.label
    #expect(question != nil)
    scene.isFrozen = true
    scene.run(.seconds(1))
    let rows = scene.screen().plainText.split(separator: "\n").map(String.init)
    #expect(scene.model.prompt?.question.label == question)
    #expect(rows.last?.hasPrefix(" FROZEN ") == true, "\(rows.last ?? "")")
    #expect(rows.first?.contains(" FROZEN ") == true)
  }

  @Test("a frozen screen does not offer to acknowledge what its keys would not")
  func frozenAlarm() {
    var scene = Scene.infusing(origin: .simulated)
    scene.spo2 = 80
    scene.run(.seconds(20))
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains("a acknowledge"))
    scene.isFrozen = true
    scene.run(.seconds(1))
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains("SpO2 80"))
    #expect(!scene.screen(columns: 120, rows: 40).plainText.contains("a acknowledge"))
  }

  @Test("a question over a frozen alarm leads to no key that does nothing", arguments: ["n", ":"])
  func frozenQuestionOverAnAlarm(keys: String) {
    var scene = Scene.infusing(origin: .simulated).by("KM")
    scene.spo2 = 80
    scene.run(.seconds(20))
    scene.type(keys)
    #expect(scene.screen().plainText.contains("Esc, then a"))
    scene.isFrozen = true
    scene.run(.seconds(1))
    let rows = scene.screen().plainText.split(separator: "\n").map(String.init)
    #expect(!rows.contains { $0.contains("then a") })
    #expect(rows.last?.contains("Esc cancels") == true, "\(rows.last ?? "")")
  }

  @Test("frozen, the clinic's advice offers no key")
  func frozenAdvice() {
    var scene = Scene.held()
    #expect(scene.screen().plainText.contains("h pause"))
    scene.isFrozen = true
    scene.run(.seconds(1))
    let screen = scene.screen().plainText
    #expect(screen.contains("HOLD") && !screen.contains("h pause"))
  }
}
