import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// The checklist as it ships holds nothing up, and is asked for all the same.
@Suite("A checklist that nothing waits for")
struct ChecklistTests {
  /// A chair as the program ships it, with a baseline.
  private static func shipped() -> Scene {
    var scene = Scene(checklist: ChecklistItem.shipped).by("KM")
    scene.run(.minutes(1))
    scene.cuff(124, 78)
    scene.act(.baseline())
    return scene
  }

  private static let names = ChecklistItem.shipped.filter { $0.stage == .start }.map(\.name)

  @Test("before the start it stands in TO DO and is the next thing, until every item has an answer")
  func beforeTheStart() {
    var scene = Self.shipped()
    var said: [String] = []
    func look() {
      let next = NextThing(for: scene.model.session)
      let toDo = scene.screen().plainText.split(separator: "\n").first {
        $0.hasPrefix(" TO DO") || $0.hasPrefix(" READY")
      }
      said.append("\(next?.what ?? "-") | \(toDo.map { String($0).trimmingEnd } ?? "-")")
    }
    look()
    scene.act(.checklist(item: "fasting", answer: .met))
    look()
    for name in Self.names { scene.act(.checklist(item: name, answer: .met)) }
    look()
    #expect(
      said == [
        "checklist |  TO DO  checklist (k)", "rest of the checklist |  TO DO  rest of the checklist (k)",
        "self-test (T), then start |  READY  S starts",
      ])
  }

  @Test("a start goes on without it, and says so above its question")
  func aboveTheStart() {
    var scene = Self.shipped()
    scene.type("S\n")
    #expect(
      scene.screen().plainText.contains("Checklist not opened: it is answered before the start only (k)."))
    scene.press(.escape)
    for name in Self.names.dropLast() { scene.act(.checklist(item: name, answer: .met)) }
    scene.type("S\n")
    #expect(
      scene.screen().plainText.contains("Not answered: no driving. It can be before the start only (k)."))
    #expect(actions(scene.type("y")).last == .start(override: nil))
  }

  // MARK: The way home

  /// Everything for the discharge is met but the checklist of the way home, none of whose items is required.
  private static func atTheEnd() -> Scene {
    var scene = shipped()
    for name in names { scene.act(.checklist(item: name, answer: .met)) }
    scene.act(.start(override: nil))
    scene.run(.minutes(1))
    scene.act(.stop(reason: "complete"))
    scene.run(.minutes(31))
    scene.act(.acknowledge(nil))
    scene.act(.check())
    scene.cuff(124, 78)
    scene.act(.score(scale: "moaas", value: 5))
    return scene
  }

  @Test("on the way home its items are named, and are the next thing before the escort")
  func wayHome() {
    var scene = Self.atTheEnd()
    let home = "To go home: cannula out, oriented, instructions (k), escort (d)"
    #expect(scene.screen().plainText.contains(home))
    #expect(scene.screen().plainText.contains("next: cannula out, oriented, instructions (k)"))
    #expect(scene.model.session.dischargeObstacles.isEmpty)
    // "Not met" is an answer, too, and holds the patient.
    scene.type("k2y")
    #expect(scene.screen().plainText.contains("To go home: oriented (k), escort (d)"))
    scene.type("k11y")
    #expect(NextThing(for: scene.model.session)?.words(at: .start) == "the escort, then discharge (d)")
  }

  @Test("while the drug runs nobody judges the way home; what a script said then is asked again")
  func notWhileItRuns() {
    var scene = Self.shipped()
    for name in Self.names { scene.act(.checklist(item: name, answer: .met)) }
    scene.act(.start(override: nil))
    var said: [String] = []
    for keys in ["k", "p1k"] {
      scene.type(keys)
      said.append(scene.model.message?.text.english ?? "-")
      #expect(scene.model.prompt == nil)
    }
    #expect(
      said == Array(repeating: "the checklist of the way home waits for the end of the infusion", count: 2))
    scene.act(.checklist(item: "oriented", answer: .met))
    #expect(scene.model.message?.text == "oriented: met, asked again after the end")
    scene.run(.seconds(1))
    scene.act(.stop(reason: "complete"))
    #expect(
      scene.screen(columns: 200, rows: 60).plainText.contains("cannula out, oriented, instructions (k)"))
    #expect(
      actions(scene.type("ky"))
        == ["cannula", "oriented", "instructions"].map { .checklist(item: $0, answer: .met) })
    // The stop was a mistake, so the checklist that was answered at it does not count for the next one.
    scene.type("p1ny")
    scene.run(.seconds(1))
    scene.act(.stop(reason: "complete"))
    #expect(
      scene.screen(columns: 200, rows: 60).plainText.contains("cannula out, oriented, instructions (k)"))
  }

  @Test("a way home that is left sends nothing, and opens again with what was marked")
  func leftOnTheWay() {
    var scene = Self.atTheEnd()
    let marks = scene.session.marks
    #expect(scene.type("d2y").isEmpty)
    scene.press(.escape)
    #expect(scene.session.marks == marks && scene.model.prompt == nil)
    #expect(scene.model.message?.text == "nothing done: the checklist is asked again, as it was marked")
    scene.type("d")
    #expect(scene.model.prompt?.entry.text == "2")
    scene.press(.escape)
    // A mark alone sends nothing: the marked items are sent with the `y` that settles the others.
    let sent = actions(scene.type("ky"))
    #expect(sent.count == 3 && sent.contains(.checklist(item: "oriented", answer: .notMet)))
    scene.type("k11yk")
    #expect(scene.model.prompt?.entry.text == "")
  }

  /// Once, a `1` meant for the next question, that of the bag, took the mark back, and consent was recorded
  /// as met.
  @Test("a digit takes a mark back only the second time, and it is said")
  func unmarked() {
    var scene = Self.shipped()
    scene.type("k1")
    #expect(scene.model.prompt?.entry.text == "1" && scene.model.prompt?.error == nil)
    scene.type("1")
    #expect(scene.model.prompt?.entry.text == "1")
    #expect(scene.model.prompt?.error == "1 is marked as not met: is it met? 1 once more")
    var other = scene
    #expect(actions(other.type("y")).contains(.checklist(item: "consent", answer: .notMet)))
    other = scene
    other.type("2")
    other.type("1")
    #expect(other.model.prompt?.entry.text == "12")
    for key in ["1", "\u{8}"] {
      other = scene
      other.type(key)
      #expect(other.model.prompt?.entry.text == "")
      #expect(other.model.prompt?.error == "1 is not marked any more: y says that it is met")
      #expect(actions(other.type("y")).contains(.checklist(item: "consent", answer: .met)))
    }
  }

  @Test("so it is where the last question was answered with no")
  func notDischarged() {
    var scene = Self.atTheEnd()
    let marks = scene.session.marks
    #expect(scene.type("dyyn").isEmpty)
    #expect(scene.session.marks == marks)
    #expect(scene.model.message?.text == "nothing done: the checklist is asked again")
  }

  @Test("no answer is without the name of who gave it")
  func signed() {
    var scene = Scene(checklist: ChecklistItem.shipped)
    scene.run(.seconds(3))
    // The initials are asked for before the list, so that its `y` is the last answer.
    #expect(scene.type("kKM\n").isEmpty && scene.session.checklist.isEmpty)
    let given = scene.type("y")
    #expect(given.count == 10)
    #expect(given.allSatisfy { if case .action(.checklist, by: "KM") = $0 { true } else { false } })
  }

  @Test("no item reads as its opposite where its text is not shown")
  func labels() {
    var scene = Self.shipped()
    for name in Self.names { scene.act(.checklist(item: name, answer: .met)) }
    scene.type("z")
    let shown = scene.screen(columns: 120, rows: 40).plainText
    for label in ["no psychosis: met", "no alcohol: met", "no pregnancy: met", "no driving: met"] {
      #expect(shown.contains(" \(label)"))
    }
  }

  @Test("what is said of items that were answered together names each that is not met")
  func together() {
    var scene = Self.shipped()
    let answers = Self.names.map { ChecklistAction(item: $0, answer: $0 == "pressure" ? .notMet : .met) }
    let events = answers.map {
      StampedEvent(.accepted(.checklist($0), entry: 0, by: "KM"), at: scene.session.now)
    }
    scene.change { $0.hear(events, now: 0) }
    #expect(scene.model.message?.text == "checklist: 9 met, NOT MET: pressure")
    for answer in answers { scene.act(answer.action) }
    // The words say that it is an item of the checklist, not a pressure to measure.
    #expect(scene.screen().plainText.contains(" TO DO  checklist: pressure (k)"))
  }

  @Test("a list of more names than the line has room for is named as a whole")
  func longWayHome() {
    var scene = Self.atTheEnd()
    scene.change { model in
      model.session.checklist = (1...9).map { number in
        ChecklistItemView(
          item: ChecklistItem(name: "advice \(number)", text: "", stage: .discharge, isRequired: false),
          answer: nil)
      }
    }
    #expect(NextThing(for: scene.model.session)?.what == "the checklist of the way home")
  }
}
