import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A looser limit is shown once more before it takes effect.
@Suite("A limit that is loosened")
struct LooserLimitTests {
  /// Once, one Enter too many set a limit as low as the extreme.
  @Test("a limit that lets more pass than at the start is read once more, one that is tightened is not")
  func looserLimit() {
    var scene = Scene.infusing().by("KM")
    scene.press(.character("l"), .character("<"), .enter)
    #expect(scene.model.prompt?.question.label == "SpO2 low 85, was 90 at the start: looser. Right? (y/n)")
    #expect(scene.press(.character("n")) == [])
    #expect(scene.session.limitsInForce(.spo2).low == 90)
    #expect(scene.press(.character("+"), .enter) == [.action(.limit(.spo2, low: 91), by: "KM")])
    // Going back to the limit of the start is not looser than at the start.
    #expect(scene.press(.character("-"), .enter) == [.action(.limit(.spo2, low: 90), by: "KM")])
  }

  @Test("before the start nothing was at the start: it is held against the clinic's")
  func beforeTheStart() {
    var scene = Scene.prepared().by("KM")
    scene.type(":limit vital=spo2 low=86\n")
    #expect(scene.model.prompt?.question.label == "SpO2 low 86, the clinic's is 90: looser. Right? (y/n)")
    #expect(actions(scene.type("y")) == [.limit(.spo2, low: 86)])
  }
}
