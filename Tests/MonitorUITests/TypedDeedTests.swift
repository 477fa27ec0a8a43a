import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// `:stop`, `:discharge` and `:setup` on the screen: one line by a tired hand ends nothing, sends nobody
/// home, and makes no dose another.
@Suite("An end or a discharge that is typed")
struct TypedDeedTests {
  private static let discharge = ":discharge escort=yes override=\"ordered by Dr Lee\"\n"

  @Test("an end is asked first, with how much is in, and Esc changes nothing")
  func stop() {
    var scene = Scene.infusing().by("KM")
    let line = ":stop reason=complete\n"
    #expect(actions(scene.type(line)).isEmpty)
    #expect(scene.screen().plainText.contains("End the infusion (complete) at "))
    scene.press(.escape)
    #expect(scene.model.prompt == nil && scene.session.phase == .infusing)
    #expect(actions(scene.type(line + "n")).isEmpty)
    #expect(scene.session.phase == .infusing)
    #expect(actions(scene.type(line + "y")) == [.stop(reason: "complete")])
    #expect(scene.session.phase == .observing)
  }

  @Test("a discharge against what is not met is asked first, under that and its reason")
  func discharge() {
    var scene = Scene.observing().by("KM")
    let marks = scene.session.marks
    #expect(actions(scene.type(Self.discharge)).isEmpty)
    let screen = scene.screen().plainText
    #expect(screen.contains("Not met:") && screen.contains("Reason: ordered by Dr Lee"))
    #expect(screen.contains("all the same? (y/n)"))
    scene.press(.escape)
    #expect(scene.model.prompt == nil)
    #expect(actions(scene.type(Self.discharge + "n")).isEmpty)
    #expect(scene.session.phase == .observing && scene.session.marks == marks)
    #expect(
      actions(scene.type(Self.discharge + "y")) == [.discharge(escort: true, override: "ordered by Dr Lee")])
    #expect(scene.session.phase == .closed)
  }

  @Test("what the session would refuse is refused without a question")
  func refused() {
    var scene = Scene.observing().by("KM")
    for line in [":discharge escort=yes\n", ":stop reason=complete\n"] {
      scene.type(line)
      #expect(scene.model.prompt == nil)
      #expect(scene.model.message?.kind == .refusal)
    }
    #expect(scene.session.phase == .observing)
  }

  /// Before, it was said that no escort was there, and the record had the phase.
  @Test("a discharge in a wrong phase is refused for the phase, here as in the record")
  func dischargeInAWrongPhase() {
    var scene = Scene.infusing().by("KM")
    scene.type(":discharge escort=no\n")
    #expect(
      scene.model.message?.text == "refused: discharging is not possible while infusing")
  }

  @Test("words for a reason that was none are no yes to it")
  func reason() {
    var scene = Scene.infusing().by("KM")
    scene.type(":stop reason=y\n")
    #expect(scene.model.prompt?.question.key == "reason")
    scene.type("ordered by Dr Lee\n")
    #expect(scene.model.prompt?.question.key == "stop")
    #expect(scene.session.phase == .infusing)
    #expect(actions(scene.type("y")) == [.stop(reason: "ordered by Dr Lee")])
  }

  @Test(
    "a figure that nobody expects is typed twice, a line being one time",
    arguments: [
      (":setup concentration=5 reason=\"new bag\"\n", "mg/mL on the bag, once more", "50\n", "5\n"),
      (":setup weight=150 reason=\"weighed now\"\n", "Weight in kg, once more", "105\n", "150\n"),
    ])
  func twice(line: String, question: String, wrong: String, right: String) {
    var scene = Scene.prepared().by("KM")
    #expect(actions(scene.type(line)).isEmpty)
    #expect(scene.screen().plainText.contains(question))
    #expect(actions(scene.type(wrong)).isEmpty)
    #expect(scene.screen().plainText.contains("are not the same"))
    #expect(actions(scene.type(right)).count == 1)
    #expect(scene.model.prompt == nil)
  }

  @Test("without a reason it is asked for one in words, and says anew what it is about")
  func reasonThenTwice() {
    var scene = Scene.prepared().by("KM")
    scene.type(":setup concentration=5\n")
    #expect(scene.model.prompt?.question.label == "Reason")
    // A figure is none: it was meant for the next question.
    scene.type("5\n")
    #expect(scene.model.prompt?.question.label == "Reason" && scene.model.prompt?.error != nil)
    scene.press(.backspace)
    scene.type("new bag\n")
    let asked = scene.screen().plainText
    #expect(asked.contains("mg/mL on the bag, once more"))
    #expect(asked.contains("5 mg/mL is not what the plan expects."))
    #expect(!asked.contains("a reason is needed"))
    #expect(actions(scene.type("5\n")).count == 1)
  }

  @Test("a figure that is expected is done as it is typed")
  func expected() {
    var scene = Scene.prepared().by("KM")
    #expect(actions(scene.type(":setup weight=71\n")).count == 1)
    #expect(scene.model.prompt == nil)
  }

  @Test("it is signed by whoever the line names, or says who is here")
  func signed() {
    var scene = Scene.infusing().by("KM")
    #expect(scene.type(":stop reason=complete by=AB\ny") == [.action(.stop(reason: "complete"), by: "AB")])
    #expect(scene.model.initials == "KM")
    scene = .infusing()
    scene.type(":stop reason=complete\n")
    #expect(scene.model.prompt?.question.label == "Your initials")
    #expect(scene.type("AB\ny") == [.action(.stop(reason: "complete"), by: "AB")])
  }
}
