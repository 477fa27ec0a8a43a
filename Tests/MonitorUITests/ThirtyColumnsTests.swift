import InfusionCore
import Phrases
import Quantities
import TestBench
import Testing
import TextScreen

@testable import MonitorUI

/// Words that belong together are read together on the smallest screens.
@Suite("On 30 columns words that belong together stand together")
struct ThirtyColumnsTests {
  /// Before, a row said `bolus:`, then `7.33`, then `mg in`, beside `sound: bell  KM`.
  @Test("what was done has the whole row where nothing is silenced, off or moved")
  func whatWasDone() {
    var scene = Scene.infusing().by("KM")
    let said: Phrase = "bolus: 17.95 mg in all, 52.5 mL/h, 22.05 mg to go"
    scene.change { $0.say(said, isRefusal: false, now: $0.session.now.milliseconds) }
    let turns = Self.turns(of: scene)
    #expect(turns.contains { $0.contains("bolus: 17.95 mg in") }, "\(turns[0])")
    scene.act(.limitOff(.hr, reason: "known for this patient"))
    scene.change { $0.say(said, isRefusal: false, now: $0.session.now.milliseconds) }
    let beside = Self.turns(of: scene)
    #expect(beside.contains { $0.contains("HR LIMITS OFF KM  sound: bell") }, "\(beside)")
  }

  /// Before, a turn ended with `Start now: 84 mg of`, and the next had `esketamine given?` alone.
  @Test("what is said yes to is read in one turn", arguments: [Language.english, .german])
  func esketamine(language: Language) {
    var scene = Scene(plan: "esketamine-120", display: Display(language: language)).by("KM")
    scene.run(.seconds(3))
    scene.type("S2")
    let end = language == .english ? "given?" : "gegeben?"
    let turns = Self.turns(of: scene)
    #expect(turns.contains { $0.contains("84 mg") && $0.contains(end) }, "\(turns)")
  }

  @Test("nobody is said in two whole words, at the end of a free row where the header has no room")
  func noPatient() {
    for start in [false, true] {
      var scene = Scene(patient: nil)
      scene.run(.seconds(3))
      if start { scene.act(.start(override: "in a hurry")) }
      let text = Self.turns(of: scene)[0]
      #expect(text.contains("no patient"), "\(text)")
    }
  }

  @Test("so is a reference that the header has no room for")
  func longReference() {
    let text = Self.turns(of: Scene.infusing())[0]
    #expect(text.contains("P-0142"), "\(text)")
  }

  private static func turns(of scene: Scene) -> [String] {
    (0..<6).map { scene.screen(columns: 30, rows: 8, after: Int64($0) * 2000).plainText }
  }
}

@Suite("Lines that take turns") struct LinePagesTests {
  @Test(
    "no turn begins inside a choice, and the last one is as full as the others",
    arguments: [
      (lines: ["a", "b", "c"], room: 3, pages: [0..<3]),
      (lines: ["a", "b", "c"], room: 2, pages: [0..<2, 1..<3]),
      (lines: ["5 a", "   b", "4 c", "   d", "3 e"], room: 3, pages: [0..<2, 2..<5]),
      (lines: ["5 a", "   b", "4 c", "   d", "3 e"], room: 4, pages: [0..<4, 2..<5]),
      (lines: ["5 a", "   b", "   c", "   d"], room: 3, pages: [0..<3, 3..<4]),
      (lines: ["10 a", " 9 b", " 8 c"], room: 2, pages: [0..<2, 1..<3]),
      (lines: [], room: 2, pages: []), (lines: ["a"], room: 0, pages: []),
    ] as [(lines: [String], room: Int, pages: [Range<Int>])])
  func pages(lines: [String], room: Int, pages: [Range<Int>]) {
    #expect(LinePages(lines, room: room).pages == pages)
  }

  /// Before, the last turn of MOAA/S on 40x12 was three lines, the first of them `trapezius squeeze`.
  @Test("each choice of a score is read whole in one turn", arguments: [(40, 12), (40, 10), (30, 12)])
  func score(columns: Int, rows: Int) throws {
    var scene = Scene.infusing().by("KM")
    scene.type("c")
    let question = try #require(scene.model.prompt?.question)
    let turns = (0..<8).map { turn in
      scene.screen(columns: columns, rows: rows, after: Int64(turn) * 2000).plainText
        .split { " \n".contains($0) }.filter { !Self.isMark($0) }.joined(separator: " ")
    }
    for line in question.lines {
      let words = line.english.split(separator: " ").joined(separator: " ")
      #expect(turns.contains { $0.contains(words) }, "\(words): \(turns)")
    }
  }

  /// `1/2`, which of the turns it is.
  private static func isMark(_ word: Substring) -> Bool { word.count == 3 && word.dropFirst().first == "/" }
}
