import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// Esc throws away all answers of a sequence. If there is more than one, it asks first.
@Suite("Esc in the middle of a sequence")
struct LeaveTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var scene: @Sendable () -> Scene
    var keys: String
    /// The question that Esc asks; nil if it leaves at once.
    var asks: String?
  }

  private static func asks(_ answers: Int) -> String {
    "Throw away \(answers) answers? y (or Esc again); any other key goes on"
  }

  @Test(
    "what is thrown away is counted first",
    arguments: [
      Case(testDescription: "no answer", scene: { .infusing() }, keys: "n", asks: nil),
      Case(testDescription: "words that were not sent", scene: { .infusing() }, keys: "nfelt", asks: nil),
      Case(testDescription: "one answer", scene: { .infusing() }, keys: "c5", asks: nil),
      Case(testDescription: "one answer, and a Tab", scene: { .infusing() }, keys: "s\t5\n", asks: nil),
      Case(testDescription: "two scores", scene: { .observing() }, keys: "c50", asks: asks(2)),
      Case(
        testDescription: "patient, weight and plan at the bag",
        scene: {
          var scene = Scene(patient: nil, weight: nil, plan: nil)
          scene.run(.seconds(3))
          return scene
        }, keys: "SKM\nP-7\n70\n70\n1", asks: asks(4)),
      Case(
        testDescription: "an end that waits for its initials", scene: { .infusing() }, keys: "e", asks: nil),
      Case(
        testDescription: "an end before its yes", scene: { Scene.infusing().by("KM") }, keys: "r75\n3",
        asks: asks(2)),
    ])
  func counted(row: Case) {
    var scene = row.scene()
    let (phase, patient, marks) = (scene.session.phase, scene.session.patient, scene.session.marks)
    scene.type(row.keys)
    scene.press(.escape)
    if let asks = row.asks {
      #expect(scene.screen().plainText.contains(asks))
      scene.type("y")
    }
    #expect(scene.model.prompt == nil)
    #expect(scene.session.phase == phase && scene.session.patient == patient && scene.session.marks == marks)
  }

  @Test(
    "any other key goes on where it was, and does nothing else",
    arguments: [Key.backspace, .enter, .character("n")])
  func goesOn(key: Key) {
    var scene = Scene.observing().by("KM")
    scene.type("c50")
    let question = scene.model.prompt?.question
    scene.press(.escape, key)
    #expect(scene.model.prompt?.question == question)
    #expect(!scene.screen().plainText.contains("Throw away"))
    #expect(actions(scene.type("0")).last == .check())
  }

  @Test("Esc until it is gone leaves", arguments: [Key.escape, .control("c")])
  func again(key: Key) {
    var scene = Scene.observing()
    scene.type("c50")
    scene.press(key, key)
    #expect(scene.model.prompt == nil)
    #expect(scene.model.message?.text == "nothing done: 2 answers thrown away")
  }

  @Test("with an alarm that waits, the way to it is said with its second Esc")
  func alarm() {
    var scene = Scene.observing()
    scene.spo2 = 80
    scene.run(.seconds(30))
    scene.type("c50")
    #expect(scene.screen().plainText.contains("Esc Esc, then a"))
    scene.press(.escape)
    scene.press(.escape, .character("a"))
    #expect(!scene.session.board.alarms.contains { $0.acknowledgement == nil && $0.priority == .high })
  }

  /// Once, the line was `Leave? (y/n):  Esc leaves`, though Esc is the key that stays.
  @Test("of the key that stays no question says that it leaves")
  func wordOfEscape() {
    for (language, words) in [(Language.english, "Esc cancels"), (.german, "Esc bricht ab")] {
      for (scene, keys) in [(Scene.prepared(), "q"), (.infusing(), "q"), (.infusing(), "b")] {
        var scene = scene.by("KM")
        scene.change { $0.display.language = language }
        scene.type(keys)
        #expect(scene.screen().plainText.contains(words), "\(scene.screen().plainText)")
      }
    }
  }

  /// Once, leaving a paused session said `The infusion goes on`, though nothing flowed.
  @Test("what is left behind is told by what flows")
  func leftBehind() {
    var scene = Scene.infusing().by("KM")
    scene.type("q")
    #expect(scene.screen().plainText.contains("The infusion goes on, and nobody watches it"))
    #expect(scene.screen().plainText.contains("The infusion is running. Reason"))
    scene.press(.escape)
    scene.act(.pause(reason: "line"))
    scene.type("q")
    let paused = scene.screen().plainText
    #expect(paused.contains("The infusion stays paused, and nobody watches this patient"))
    #expect(paused.contains("The infusion is paused. Reason to leave the screen"))
    #expect(!paused.contains("goes on") && !paused.contains("is running"))
    let report = PumpReport(state: .running, rate: .init(52.5), volume: nil)
    scene.receive(.reading(Reading(source: SourceID("asena"), pump: report)))
    #expect(scene.screen().plainText.contains("PAUSED, but the PUMP RUNS"))
  }

  @Test("who listens line by line hears the question")
  func spoken() {
    var scene = Scene.observing()
    var stream = SpokenStream(because: "as it was asked for")
    scene.type("c50")
    _ = stream.lines(of: scene.model, now: 0)
    scene.press(.escape)
    #expect(stream.lines(of: scene.model, now: 1000) == [Self.asks(2)])
  }
}
