import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A clinic's hold rule: the measurements that meet it, and how the screen names it while it advises nothing.
@Suite("What is said of a hold rule")
struct HoldWordsTests {
  private static let pressure = HoldRule(
    name: "systolic", isOn: true, vital: .sys, side: .high, bound: 130, times: 2, apart: .zero, advice: .tell)

  /// Before the start, with 136/80 at 10:20 and 133/81 now.
  private static func met() -> Scene {
    var scene = Scene(holds: [pressure]).by("KM")
    scene.run(.seconds(5))
    scene.cuff(136, 80)
    scene.run(.minutes(2))
    scene.cuff(133, 81)
    scene.run(.seconds(1))
    return scene
  }

  @Test("a rule that is met before the start is named above its question")
  func beforeTheStart() {
    var scene = Self.met()
    #expect(scene.model.session.holds.isEmpty)
    scene.type("S\n")
    #expect(scene.screen().plainText.contains("HOLD RULE MET: Sys > 130, 2 times"))
    scene.cuff(120, 78)
    #expect(!scene.screen().plainText.contains("HOLD RULE"))
  }

  @Test("a value that is not the tile's says when it was measured, or that it was the worst")
  func whichMeasurement() {
    var scene = Self.met()
    scene.act(.start(override: nil))
    scene.run(.seconds(1))
    #expect(scene.screen().plainText.contains("HOLD  Sys > 130, 2 times (136, 10:20)"))
    scene.cuff(138, 82)
    #expect(scene.screen().plainText.contains("HOLD  Sys > 130, 2 times (138)"))
    let pulse = HoldRule(
      name: "pulse", isOn: true, vital: .hr, side: .high, bound: 100, times: 1, apart: .zero, advice: .tell)
    scene = Scene(holds: [pulse]).by("KM")
    scene.run(.seconds(5))
    scene.act(.start(override: nil))
    for pulse in [110, 105] {
      scene.hr = Fixed(pulse)
      scene.run(.seconds(2))
    }
    #expect(scene.screen().plainText.contains("HOLD  HR > 100 (highest 110)"))
    scene.change { $0.display.language = .german }
    #expect(scene.screen().plainText.contains("HALT  HF > 100 (höchster 110)"))
  }

  @Test("that somebody was told of it does not hide it from who goes on")
  func beforeTheResumption() {
    var scene = Self.met()
    scene.act(.start(override: nil))
    scene.run(.seconds(1))
    #expect(actions(scene.type("hy")) == [.hold(HoldAction(rule: "systolic", .told))])
    scene.type("p1p")
    #expect(scene.model.prompt?.question.key == "resume")
    #expect(scene.screen().plainText.contains("HOLD RULE STILL MET: Sys > 130, 2 times"))
    scene.cuff(120, 78)
    #expect(!scene.screen().plainText.contains("HOLD RULE"))
  }
}
