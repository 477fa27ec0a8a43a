import InfusionCore
import MonitorUI
import Quantities
import TestBench
import Testing
import TextScreen

/// Below 80x24 long lists are cut into pages.
@Suite("Help, alarms and report on a small screen")
struct SmallPageTests {
  private static func desaturated() -> Scene {
    var scene = Scene.infusing()
    scene.spo2 = 84
    scene.run(.seconds(20))
    return scene
  }

  @Test("a page of the alarms, and one of the keys")
  func pictures() {
    var scene = Self.desaturated()
    scene.type("aA")
    expectPicture(scene.screen(columns: 40, rows: 12), "alarm-log-40x12")
    scene.press(.escape, .character("?"))
    expectPicture(scene.screen(columns: 40, rows: 12), "help-40x12")
  }

  /// Before, `left right10 s back, forth`, and what was too long for its row was cut by as much.
  @Test(
    "the keys of a replay stand before their words on a small screen, too", arguments: [(40, 12), (30, 8)])
  func replayHelp(columns: Int, rows: Int) {
    var scene = Scene.infusing()
    scene.change { $0.mode = .replay(ReplayView(isPlaying: true, speed: "10", length: .minutes(85))) }
    scene.type("?")
    expectPicture(scene.screen(columns: 40, rows: 12), "replay-help-40x12")
    var seen = ""
    for _ in 0..<20 {
      scene.paint(columns: columns, rows: rows)
      seen += scene.screen(columns: columns, rows: rows).plainText
      scene.press(.pageDown)
    }
    let words = seen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for line in ["left right 10 s", "down up a minute back,", "b B next, previous", "m a bookmark with"] {
      #expect(words.contains(line), "\(line):\n\(seen)")
    }
  }

  @Test(
    "an alarm says what raised it and how far it went, in the same words everywhere",
    arguments: [(40, 12), (60, 15), (80, 24), (120, 40)])
  func course(columns: Int, rows: Int) {
    var scene = Scene.infusing()
    for spo2: Fixed in [88, 81, 88] {
      scene.spo2 = spo2
      scene.run(.seconds(30))
    }
    scene.type("A")
    let words = scene.screen(columns: columns, rows: rows).plainText.split(whereSeparator: \.isWhitespace)
    let text = words.joined(separator: " ")
    #expect(text.contains("** SpO2 88 < 90, worst"), "\(text)")
    #expect(text.contains("*** 81"), "\(text)")
  }

  @Test(
    "every key of the help, and every alarm of the log, can be turned to on a small screen",
    arguments: [(40, 12), (30, 8), (60, 15), (100, 20)])
  func turned(columns: Int, rows: Int) {
    var scene = Self.desaturated()
    for (key, wanted) in [("?", "paints the screen anew"), ("A", "SpO2")] {
      scene.type(key)
      var seen: [String] = []
      for _ in 0..<40 {
        scene.paint(columns: columns, rows: rows)
        seen.append(scene.screen(columns: columns, rows: rows).plainText)
        scene.press(.pageDown)
      }
      let words = seen.joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(wanted.split(separator: " ").allSatisfy(words.contains))
      let named = Set(
        seen.flatMap { $0.split(separator: "\n") }.compactMap { $0.split(separator: " ").first })
      if key == "?" {
        let keys = "aSBkpercbsgmunzlAi:v?q".map { Substring(String($0)) }
        #expect(keys.allSatisfy(named.contains), "\(keys.filter { !named.contains($0) })")
      }
      // The list is at its end, and one key goes back by a page.
      #expect(seen.suffix(2).map { $0 } == [seen[38], seen[38]])
      scene.paint(columns: columns, rows: rows)
      scene.press(.pageUp)
      let isBack = scene.screen(columns: columns, rows: rows).plainText != seen[39]
      #expect(isBack == (seen[0] != seen[39]))
      scene.press(.escape)
    }
  }

  @Test("the report of a closed session is read there, too")
  func report() {
    var scene = Scene.observing().by("KM")
    let lines = (1...40).map { "line \($0) of the report, which is as wide as a page of eighty columns is" }
    scene.change { $0.summary = lines }
    scene.act(.discharge(escort: true, override: "as agreed"))
    var seen = ""
    for _ in 0..<60 {
      scene.paint(columns: 40, rows: 12)
      seen += scene.screen(columns: 40, rows: 12).plainText
      scene.press(.pageDown)
    }
    #expect((1...40).allSatisfy { seen.contains("line \($0) of the report") })
    #expect(scene.type("q") == [.leave(reason: nil)])
  }

  @Test("where even a page has no room, it is said what it needs")
  func least() {
    var scene = Self.desaturated()
    scene.type("aA")
    #expect(scene.screen(columns: 40, rows: 6).plainText.contains("this page needs 30x8: Esc goes back"))
    scene.press(.escape)
    scene.type("t")
    #expect(scene.screen(columns: 40, rows: 12).plainText.contains("trends need 60x16"))
  }
}
