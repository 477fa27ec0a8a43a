import InfusionCore
import MonitorUI
import Quantities
import Testing
import TextScreen

/// The screen's log of an alarm that rose after it was acknowledged.
@Suite struct AlarmRiseTests {
  @Test("an answer that a rise voided is none, on a screen of any size")
  func answerBeforeRise() {
    var scene = Scene.infusing()
    scene.spo2 = 88
    scene.run(.seconds(40))
    scene.press(.character("a"))
    scene.spo2 = 80
    scene.run(.seconds(30))
    scene.press(.character("A"))
    for (columns, rows) in [(80, 24), (120, 40), (60, 24)] {
      #expect(scene.screen(columns: columns, rows: rows).plainText.contains("after the rise no"))
    }
    scene.press(.escape, .character("a"), .character("A"))
    #expect(scene.screen().plainText.contains(/after the rise 0:\d\d/))
  }
}
