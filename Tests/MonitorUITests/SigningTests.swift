import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TestBench
import Testing
import TextScreen

/// After a takeover or a resume nobody knows who is at the screen.
@Suite("Who signs after a takeover") struct SigningTests {
  private static func resumed(_ scene: Scene = .infusing()) -> Scene {
    var scene = scene
    scene.change {
      $0.initials = nil
      $0.asksWhoIsHere = true
    }
    return scene
  }

  private func names(_ effects: [Effect]) -> [String?] {
    effects.compactMap { if case .action(_, let by) = $0 { .some(by) } else { nil } }
  }

  @Test("nothing is done before somebody says who is here")
  func asked() {
    var scene = Self.resumed()
    #expect(scene.type("e") == [])
    expectPicture(scene.screen(), "initials-after-takeover")
    let effects = scene.type("AB\n1y")
    #expect(actions(effects) == [.stop(reason: "complete")])
    #expect(names(effects) == ["AB"])
    #expect(scene.session.phase == .observing)
    #expect(names(scene.type("nwell\n")) == ["AB"])
  }

  /// A baseline is signed, because limits are set from it.
  @Test("a baseline is signed where nobody is known yet")
  func baseline() {
    var scene = Scene.prepared()
    #expect(scene.type("B") == [])
    #expect(scene.model.prompt?.question.key == "initials")
    let effects = scene.type("KM\n")
    #expect(actions(effects) == [.baseline()])
    #expect(names(effects) == ["KM"])
  }

  @Test("discharge carries the name", arguments: ["d", ":"])
  func discharge(key: Character) {
    var scene = Self.resumed(.observing())
    let typed =
      key == "d" ? "dKM\nyshe waits outside\ny" : ":discharge escort=yes override=\"as agreed\"\nKM\ny"
    #expect(names(scene.type(typed)) == ["KM"])
    #expect(scene.session.phase == .closed)
  }

  @Test("Esc cancels all of it, and the next action asks again")
  func escaped() {
    var scene = Self.resumed()
    #expect(scene.type("p") == [])
    #expect(scene.press(.escape) == [])
    #expect(scene.session.phase == .infusing)
    // A deed that was left at the initials is not done when somebody signs later.
    #expect(actions(scene.type("iKM\n")).isEmpty)
    #expect(names(scene.type("p1")) == ["KM"])
  }

  @Test("an alarm is answered and silenced without a question")
  func alarms() {
    var scene = Self.resumed()
    scene.spo2 = 80
    scene.run(.seconds(20))
    #expect(actions(scene.type(" a")) == [.audioPause, .acknowledge(nil)])
    #expect(scene.model.prompt == nil)
  }

  @Test("a line that names its own signer asks nobody")
  func byItself() {
    var scene = Self.resumed()
    #expect(names(scene.type(":stop reason=complete by=RN\ny")) == ["RN"])
  }

  @Test(
    "whatever changes the treatment, or what guards it, is signed: who it is is asked before all else",
    arguments: ["p:1", "e:1y", "r:40\ny", "o:5\n1y", "m:1\n\n", "N:15\n1"])
  func matters(keys: String) {
    var scene = Scene.infusing()
    let parts = keys.split(separator: ":").map(String.init)
    #expect(names(scene.type(parts[0])).isEmpty)
    #expect(scene.model.prompt?.question.label == "Your initials")
    #expect(names(scene.type("KM\n")).isEmpty)
    #expect(names(scene.type(parts[1])) == ["KM"])
    #expect(scene.model.prompt == nil)
  }

  @Test(
    "what was said whole at the prompt, or is done by one key, waits for its name",
    arguments: [":pause reason=nausea\n", ":limit vital=hr high=115\n", "l+\n"])
  func saidWhole(keys: String) {
    var scene = Scene.infusing()
    #expect(names(scene.type(keys)).isEmpty)
    #expect(names(scene.type("KM\n")) == ["KM"])
  }

  @Test("so is the start: behind the yes to the pump nothing is asked any more")
  func start() {
    var scene = Scene.prepared()
    #expect(names(scene.type("SKM\n\n")).isEmpty)
    #expect(scene.model.prompt?.question.label == "Start now: the pump runs? (y/n)")
    #expect(names(scene.type("y")) == ["KM", "KM"])
    #expect(scene.session.phase == .infusing)
  }

  @Test("Backspace goes from the initials back to the list that led there, and from it on again")
  func back() {
    var scene = Scene.infusing()
    scene.type("u1")
    #expect(scene.model.prompt?.question.label == "Your initials")
    scene.type("\u{8}")
    #expect(scene.model.prompt?.question.label == "Measure")
    scene.type("1KM\n")
    #expect(scene.model.prompt?.question.label == "Rate in mL/h, as the pump reads")
    scene.type("\u{8}\u{8}")
    #expect(scene.model.prompt?.question.label == "Measure")
  }

  @Test("who has said it within a question is asked no more")
  func withinAQuestion() {
    var scene = Scene.prepared()
    scene.spo2 = nil
    scene.run(.seconds(30))
    #expect(names(scene.type("SKM\n\nprobe on the way\ny")) == ["KM", "KM"])
    #expect(names(scene.type("p1")) == ["KM"])
  }

  @Test("a limit that is set signs, too")
  func limits() {
    var scene = Self.resumed()
    #expect(scene.type("l+\n") == [])
    #expect(names(scene.type("KM\n")) == ["KM"])
  }

  @Test("in a new session what changes the treatment asks once who does it; what is noticed asks nobody")
  func newSession() {
    var scene = Scene.infusing()
    #expect(names(scene.type("nwell\nb128/79\ns12\n")) == [nil, nil, nil])
    #expect(names(scene.type("p")).isEmpty)
    #expect(scene.screen().plainText.contains("Pause: signed by whoever does it, asked once."))
    #expect(names(scene.type("KM\n1")) == ["KM"])
    #expect(scene.session.phase == .paused)
    #expect(names(scene.type("py")) == ["KM"])
  }
}
