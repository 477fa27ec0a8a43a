import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TestBench
import Testing
import TextScreen

/// From nothing to a started infusion, counted: a patient who was here before, a checklist, initials.
@Suite("Twelve keys to the start")
struct TwelveKeysTests {
  private static let items = ["consent", "fasting", "pressure", "escort", "driving"].map {
    ChecklistItem(name: $0, text: "\($0) is asked for", stage: .start, isRequired: true)
  }

  static func known(
    _ patient: String = "P-0142", weight: Kilograms? = .init(70), plan: String? = "trd-45", daysAgo: Int = 7
  ) -> KnownPatient {
    KnownPatient(patient, daysAgo: daysAgo, weight: weight, plan: plan)
  }

  /// The program at its beginning: it knows earlier patients, and asks who is here now.
  static func empty(_ known: [KnownPatient] = [known("P-0177"), known()]) -> Scene {
    var scene = Scene(patient: nil, weight: nil, plan: nil, checklist: items)
    scene.change { $0.known = known }
    scene.run(.seconds(30))
    scene.cuff(124, 78)
    scene.change { _ = $0.askForWhatIsMissing() }
    return scene
  }

  @Test(
    "the archive knows the patient: a part of the reference, as last time, checklist, bag, start, initials")
  func fromNothing() {
    var scene = Self.empty()
    var keys = 0
    func press(_ text: String) -> [Action] {
      keys += text.count
      return actions(scene.type(text))
    }
    #expect(press("42\t").isEmpty)
    #expect(scene.screen().plainText.contains("Patient P-0142, here 7 days ago"))
    #expect(scene.screen().plainText.contains("Weight 70 kg, plan trd-45, as 7 days ago? (y/n)"))
    #expect(press("y") == [.setup(patient: "P-0142", weight: .init(70), plan: "trd-45")])
    // The initials come first, so that nothing is asked after the yes to the pump.
    #expect(press("BKM\n") == [.baseline()])
    #expect(press("S").isEmpty)
    for item in Self.items { #expect(scene.screen().plainText.contains(item.text)) }
    #expect(press("y").isEmpty)
    #expect(press("\n").isEmpty)
    #expect(scene.screen().plainText.contains("The pump must read  46.667 mL/h"))
    let started = press("y")
    #expect(started.last == .start(override: nil))
    #expect(started.count == 7)
    #expect(scene.session.phase == .infusing)
    #expect(keys <= 12)
  }

  @Test("the patient of the command line is found by the session itself, and offered the same")
  func namedBefore() {
    var scene = Scene(weight: nil, plan: nil)
    scene.run(.seconds(1))
    scene.change { _ = $0.askForWhatIsMissing() }
    #expect(scene.model.prompt?.question.label == "Weight in kg")
    // The archive's answer comes while the question is open.
    let last = EarlierTreatment(
      session: "a", date: "2026-07-04", plan: "trd-45", weight: .init(70))
    scene.receive(
      .history(PatientHistory(patient: "P-0142", number: 4, daysSinceLast: 7, last: [last], unread: 0)))
    #expect(scene.model.prompt?.question.label == "Weight 70 kg, plan trd-45, as 7 days ago? (y/n)")
    #expect(actions(scene.type("y")) == [.setup(weight: .init(70), plan: "trd-45")])
  }

  @Test("what is not as last time is asked: the weight, the plan with last time's in brackets")
  func notAsLastTime() {
    var scene = Self.empty()
    scene.type("42\tn72\n")
    #expect(scene.model.prompt?.question.initial == "trd-45")
    #expect(
      actions(scene.type("\n")) == [.setup(patient: "P-0142", weight: .init(72), plan: "trd-45")])
  }

  @Test(
    "a weight is typed once within 5 % of the last one, else twice",
    arguments: [("66.5", false), ("73.5", false), ("66.4", true), ("73.6", true)])
  func typedTwice(weight: String, isTwice: Bool) {
    var scene = Self.empty()
    scene.type("42\tn\(weight)\n")
    #expect((scene.model.prompt?.question.label == "Weight in kg, once more") == isTwice)
    // For a patient who was not here before there is no earlier weight to compare with.
    scene = Self.empty([])
    scene.type("P-7\n\(weight)\n")
    #expect(scene.model.prompt?.question.label == "Weight in kg, once more")
  }

  @Test(
    "what cannot be confirmed is not offered",
    arguments: [
      (known(daysAgo: 91), "Weight in kg"), (known(weight: nil, plan: "gone-30"), "Weight in kg"),
      (known(plan: "gone-30"), "Weight 70 kg, as 7 days ago? (y/n)"),
      (known(weight: nil), "Plan trd-45, as 7 days ago? (y/n)"),
      (known(daysAgo: 0), "Weight 70 kg, plan trd-45, as earlier today? (y/n)"),
    ])
  func offered(patient: KnownPatient, asks: String) {
    var scene = Self.empty([patient])
    scene.type("P-0142\n")
    #expect(scene.model.prompt?.question.label.english == asks)
  }

  @Test("a weight that wanted a reason wants one again")
  func unusual() {
    var scene = Self.empty([Self.known(weight: .init(150))])
    scene.type("42\ty")
    #expect(scene.screen().plainText.contains("150 kg (331 lb) is unusual"))
    #expect(
      actions(scene.type("1")) == [
        .setup(patient: "P-0142", weight: .init(150), plan: "trd-45", reason: "weighed now")
      ])
  }

  @Test("a new patient whose reference is like another's is asked about, and kept")
  func newPatient() {
    var scene = Self.empty()
    #expect(scene.type("P-014\n").isEmpty)
    #expect(scene.model.prompt?.error == "P-0142? Tab completes it, Enter keeps your words")
    scene.type("\n")
    #expect(scene.model.prompt?.question.label == "Weight in kg")
    scene = Self.empty()
    // If two references fit equally well, Tab completes neither.
    scene.type("P-01\t")
    #expect(scene.model.prompt?.error == "Tab does nothing here")
  }

  @Test("Esc cancels all of it, Backspace goes one back")
  func undone() {
    var scene = Self.empty()
    scene.type("42\t")
    scene.press(.escape)
    #expect(scene.session.patient == nil)
    scene.typeSigned("S77\t\u{8}")
    #expect(scene.model.prompt?.question.label == "Patient reference")
    scene.type("42\ty2y")
    #expect(scene.model.prompt?.question.label == "mg/mL on the bag")
    scene.type("\u{8}")
    #expect(scene.model.prompt?.question.title == "Checklist before the start")
    scene.press(.escape, .character("y"))
    #expect(scene.session.patient == nil && scene.session.checklist.isEmpty)
  }

  @Test("Tab alone never says who it is: where nothing else is asked it completes, and Enter takes")
  func tabCompletes() {
    var scene = Scene(patient: nil)
    scene.change { $0.known = [Self.known()] }
    scene.change { _ = $0.askForWhatIsMissing() }
    #expect(scene.type("42\t").isEmpty)
    #expect(scene.model.prompt?.question.label == "Patient reference")
    #expect(scene.screen().plainText.contains("P-0142"))
    #expect(actions(scene.type("\n")) == [.setup(patient: "P-0142")])
  }

  @Test("an item that is marked holds the start up, and is told with it")
  func marked() {
    var scene = Self.empty()
    scene.typeSigned("42\tyS2")
    #expect(scene.screen().plainText.contains("2 NOT MET fasting is asked for"))
    scene.type("y\n")
    #expect(scene.screen().plainText.contains("Not met: checklist: fasting"))
    #expect(scene.type("seen by Dr Lee\n").isEmpty)
    #expect(scene.screen().plainText.contains("Not met: checklist: fasting"))
    #expect(scene.screen().plainText.contains("Start all the same: the pump runs? (y/n)"))
    let done = actions(scene.type("y"))
    #expect(done.contains(.checklist(item: "fasting", answer: .notMet)))
    #expect(done.contains(.checklist(item: "escort", answer: .met)))
    #expect(done.last == .start(override: "seen by Dr Lee"))
  }

  @Test("a mark that was taken back stays so, whatever happens meanwhile")
  func unmarked() {
    var scene = Self.empty()
    scene.type("42\ty")
    scene.act(.checklist(item: "fasting", answer: .notMet))
    scene.typeSigned("S")
    #expect(scene.screen().plainText.contains("2 NOT MET fasting"))
    scene.type("22")
    scene.run(.seconds(3))
    #expect(!scene.screen().plainText.contains("NOT MET"))
    #expect(actions(scene.typeSigned("y\ny")).contains(.checklist(item: "fasting", answer: .met)))
  }

  @Test("a screen without room for all of it takes no y, and asks one by one")
  func smallScreen() {
    var scene = Self.empty()
    scene.typeSigned("42\tyS")
    scene.paint(columns: 30, rows: 8)
    #expect(scene.type("y").isEmpty)
    #expect(scene.model.prompt?.error == "no room for all of it here: Tab asks one by one")
    scene.type("\tyyyyn")
    #expect(scene.model.prompt?.question.label == "mg/mL on the bag")
  }

  @Test("a screen of 80x24 shows the shipped checklist whole")
  func shipped() {
    var scene = Scene(checklist: ChecklistItem.shipped).by("KM")
    scene.run(.seconds(3))
    scene.type("k")
    expectPicture(scene.screen(), "checklist")
    scene.paint()
    scene.run(.seconds(1))
    #expect(actions(scene.type("3y")).count == 10)
    #expect(scene.session.checklist["medicines"] == .notMet)
    // An item that was not met stays marked until somebody takes the mark back.
    scene.type("k")
    scene.paint()
    scene.run(.seconds(1))
    #expect(actions(scene.type("y")).isEmpty)
    scene.type("k")
    scene.paint()
    scene.run(.seconds(1))
    #expect(actions(scene.type("11y")) == [.checklist(item: "medicines", answer: .met)])
  }

  @Test("the checklist of the way home is led through, and sent with the discharge")
  func wayHome() {
    let item = ChecklistItem(name: "advice", text: "Advice is given", stage: .discharge, isRequired: true)
    var scene = Scene(checklist: [item])
    scene.run(.seconds(5))
    scene.act(.start(override: nil))
    scene.run(.minutes(1))
    scene.act(.stop(reason: "complete"))
    scene.typeSigned("d")
    #expect(scene.screen().plainText.contains("1         Advice is given"))
    scene.type("yy")
    #expect(scene.screen().plainText.contains("Not met:"))
    #expect(!scene.screen().plainText.contains("Not met: advice"))
    #expect(
      actions(scene.type("leaves with Dr Lee\ny")) == [
        .checklist(item: "advice", answer: .met), .discharge(escort: true, override: "leaves with Dr Lee"),
      ])
  }

  /// Once, an honest answer that no escort was there left no trace, and lost the checklist's other answers.
  @Test(
    "no escort, and the patient stays: the record has it, with what was answered before",
    arguments: ["n", "yas agreed\nn"])
  func noEscort(keys: String) {
    let item = ChecklistItem(name: "advice", text: "Advice is given", stage: .discharge, isRequired: true)
    var scene = Scene(checklist: [item]).by("KM")
    scene.run(.seconds(5))
    scene.act(.start(override: nil))
    scene.run(.minutes(1))
    scene.act(.stop(reason: "complete"))
    scene.type("d")
    scene.type("yn")
    let asked = scene.screen().plainText
    #expect(asked.contains("Discharge without an escort? (y/n)"))
    #expect(asked.contains("n: the patient stays, and that no escort is here is written down."))
    #expect(
      actions(scene.type(keys)) == [
        .checklist(item: "advice", answer: .met), .discharge(escort: false, override: nil),
      ])
    #expect(scene.model.prompt == nil && scene.session.phase == .observing)
    #expect(scene.model.message?.text == "not discharged: no escort; written down")
    // Esc cancels, and no discharge is tried.
    scene.type("dn")
    #expect(actions(scene.press(.escape)).isEmpty)
  }
}
