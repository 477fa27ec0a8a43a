import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// `:stop`, `:discharge` and `:setup` on the screen: one line typed by a tired hand ends nothing, sends
/// nobody home, and changes no dose.
@Suite("An end or a discharge that is typed")
struct TypedDeedTests {
  private static let discharge = ":discharge escort=yes override=\"ordered by Dr Lee\"\n"

  @Test("an end is asked first, with how much is in, and Esc changes nothing")
  func stop() {
    var scene = Scene.infusing().by("KM")
    let line = ":stop reason=complete\n"
    #expect(actions(scene.type(line)).isEmpty)
    let asked = "Only 10.95 mg of 35 mg, 31 %: end the infusion as complete? (y/n)"
    #expect(scene.screen().plainText.contains(asked))
    scene.press(.escape)
    #expect(scene.model.prompt == nil && scene.session.phase == .infusing)
    #expect(actions(scene.type(line + "n")).isEmpty)
    #expect(scene.session.phase == .infusing)
    #expect(actions(scene.type(line + "y")) == [.stop(reason: "complete")])
    #expect(scene.session.phase == .observing)
  }

  @Test(
    "an end says how much of the order is in, and less than half is no matter of course",
    arguments: [
      (0, "e1", "Only 10.95 mg of 35 mg, 31 %: end the infusion as complete? (y/n)"),
      (0, "e2", "End the infusion (side effect) at 10.95 mg of 35 mg, 31 %? (y/n)"),
      (8, "e1", "End the infusion (complete) at 17.95 mg of 35 mg, 51 %? (y/n)"),
    ])
  func part(minutes: Int64, keys: String, asked: String) {
    var scene = Scene.infusing().by("KM")
    scene.run(.minutes(minutes))
    scene.type(keys)
    #expect(scene.model.prompt?.question.label.english == asked)
    #expect(actions(scene.type("y")).count == 1)
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

  /// Once, the screen said that no escort was there, while the record gave the phase as the reason.
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
    // A figure is no reason: it was meant for the next question.
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

  /// Once, a typed line did at once what its key asks about first: begin, give more, loosen a limit.
  @Test(
    "what gives more is asked as its key asks, and n or Esc changes nothing",
    arguments: [
      (":bolus mg=5 reason=\"more pain\"\n", "A bolus of 5 mg"),
      (":rate mlh=40 reason=\"ordered by Dr Lee\"\n", "Rate 52.5 -> 40 mL/h"),
      (":limit vital=spo2 low=86\n", "SpO2 low 86, was 90 at the start: looser"),
      (":limit vital=hr high=130 extreme_high=150\n", "HR high 130, was 120 at the start"),
      (":medication name=Ketamine dose=\"5 mg\" route=IV\n", "\"Ketamine\" as a medicine counts in no"),
      (":setup weight=130 reason=\"weighed now\"\n", "Weight in kg, once more"),
    ])
  func givesMore(line: String, question: String) {
    var scene = line.hasPrefix(":setup") ? Scene.prepared().by("KM") : Scene.infusing().by("KM")
    let marks = scene.session.marks
    #expect(actions(scene.type(line)).isEmpty)
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains(question))
    scene.press(.escape)
    #expect(scene.model.prompt == nil && scene.session.marks == marks)
  }

  @Test("of several limits each is asked for itself, and a tighter one not at all")
  func limits() {
    var scene = Scene.infusing().by("KM")
    scene.type(":limit vital=hr high=130 extreme_high=150\ny")
    let label: Phrase = "HR extreme high 150, was 140 at the start: looser. Right? (y/n)"
    #expect(scene.model.prompt?.question.label == label)
    #expect(actions(scene.type("y")).count == 1)
    #expect(actions(scene.type(":limit vital=spo2 low=92\n")).count == 1)
  }

  /// Once, it began before anybody had read the pump's rate and what was not met.
  @Test("a start is asked under the pump's rate, what is not met and the reason")
  func start() {
    var scene = Scene.prepared()
    scene.spo2 = nil
    scene.run(.seconds(30))
    #expect(actions(scene.type(":start override=\"ordered by Dr Lee\" by=KM\n")).isEmpty)
    let screen = scene.screen(columns: 120, rows: 40).plainText
    #expect(screen.contains("The pump must read  52.5 mL/h") && screen.contains("Not met:"))
    #expect(screen.contains("Reason: ordered by Dr Lee"))
    #expect(scene.session.phase == .preparation)
    scene.type("y")
    #expect(scene.session.phase == .infusing)
  }

  @Test("whoever is still observed is left with a reason")
  func leaveObserving() {
    var scene = Scene.observing().by("KM")
    #expect(scene.type("q").isEmpty)
    #expect(scene.screen().plainText.contains("nobody watches this patient"))
    #expect(scene.type("relieved by Dr Lee\n") == [.leave(reason: "relieved by Dr Lee")])
  }
}
