import InfusionCore
import Phrases
import Quantities
import Testing
import TextScreen

@testable import MonitorUI

/// Before, a time in which nobody watched was `0:25`, which can be read as minutes.
@Suite("How long nobody watched, each figure with its unit")
struct GapWordsTests {
  @Test(arguments: [
    (1, "1 s"), (25, "25 s"), (60, "1 min"), (250, "4 min 10 s"), (3599, "59 min 59 s"),
    (11_100, "3 h 05 min"),
  ])
  func span(seconds: Int64, words: String) {
    #expect(TimeSpan.seconds(seconds).withUnits == words)
  }

  @Test("the line that says so has them", arguments: [Language.english, .german])
  func line(language: Language) {
    var scene = Scene.infusing(display: Display(language: language))
    let before = scene.session.now
    scene.run(.seconds(25))
    scene.receive(.gap(from: before, reason: "the monitor was stopped", isEstimated: false))
    let text = scene.screen(columns: 120, rows: 40).plainText
    #expect(
      text.contains(language == .english ? "not watched for 25 s:" : "25 s lang nicht überwacht"), "\(text)")
  }
}
