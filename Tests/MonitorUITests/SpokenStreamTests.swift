import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A session told in spoken lines: what is told, and when.
@Suite("A session told line by line")
struct SpokenStreamTests {
  /// A scene and the stream that tells it.
  private struct Listener {
    var scene: Scene
    var stream = SpokenStream(because: "TERM=dumb cannot place its cursor")

    mutating func told() -> [String] {
      stream.lines(of: scene.model, now: scene.session.now.milliseconds)
    }

    /// Runs second by second, as the station paints.
    mutating func run(_ seconds: Int) -> [String] {
      (0..<seconds).flatMap { _ in
        scene.run(.seconds(1))
        return told()
      }
    }
  }

  @Test func theFirstLineSaysWhyThereAreLines() {
    var listener = Listener(scene: Scene.infusing())
    let first = listener.told()
    #expect(
      first.first == "Chairside line by line: TERM=dumb cannot place its cursor. "
        + "Keys need no Enter; Enter tells how the chair stands, ? the keys.")
    #expect(first.contains("INFUSING"))
  }

  @Test("while nothing changes a line a minute is told, and it has every number with its age")
  func quiet() {
    var listener = Listener(scene: Scene.infusing())
    _ = listener.told()
    let lines = listener.run(120)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.contains("HR 83 0 s") && $0.contains("NIBP 144/88") })
  }

  @Test("numbers that move are told every ten seconds at most")
  func movingNumbers() {
    var listener = Listener(scene: Scene.infusing())
    _ = listener.told()
    var lines: [String] = []
    for rate in 84..<114 {
      listener.scene.hr = Fixed(rate)
      lines += listener.run(1)
    }
    #expect((2...3).contains(lines.count))
  }

  @Test("an alarm is told at once, above an open question, and the question after it")
  func alarmOverQuestion() {
    var listener = Listener(scene: Scene.infusing().by("KM"))
    _ = listener.told()
    listener.scene.press(.character("p"))
    #expect(listener.told().last == "Pause: Reason > ")
    listener.scene.spo2 = 80
    let lines = listener.run(6)
    #expect(lines.first == "*** SpO2 80 < 85")
    #expect(lines.last == "Pause: Reason > ")
  }

  @Test("the start is asked with its rate and its volume")
  func start() {
    var listener = Listener(scene: Scene.prepared().by("KM"))
    _ = listener.told()
    listener.scene.type("S\n")
    let asked = listener.told().joined(separator: " ")
    #expect(asked.contains("52.5 mL/h") && asked.contains("VTBI 35 mL"))
    listener.scene.type("y")
    #expect(listener.told().contains("INFUSING"))
  }

  @Test("a checklist is told item by item before its y is taken, and what is marked with the question")
  func checklist() {
    let items = ["fasting", "consent"].map {
      ChecklistItem(name: $0, text: "\($0)?", stage: .start, isRequired: true)
    }
    var scene = Scene(checklist: items).by("KM")
    scene.run(.seconds(3))
    var listener = Listener(scene: scene)
    _ = listener.told()
    listener.scene.type("k")
    let question = "All met but what is marked? (y; a digit marks) > "
    let told = listener.told()
    #expect(told.dropLast() == ["1 fasting?", "2 consent?"])
    #expect(told.last?.hasPrefix("Checklist") == true && told.last?.hasSuffix(question) == true)
    listener.scene.type("2")
    let marked = listener.told()
    #expect(marked.count == 1 && marked.last?.hasSuffix(question + "2") == true)
    listener.scene.type("y")
    #expect(listener.scene.session.checklist == ["fasting": .met, "consent": .notMet])
  }

  @Test("what is typed is said, and only that")
  func typing() {
    var listener = Listener(scene: Scene.infusing())
    _ = listener.told()
    listener.scene.type("b")
    _ = listener.told()
    listener.scene.type("12")
    #expect(listener.told() == ["Blood pressure by hand (like 120/80) > 12"])
  }

  @Test("an alarm is told again when it is worse, answered or over, not when its number moves")
  func alarmNews() {
    var listener = Listener(scene: Scene.infusing())
    _ = listener.told()
    listener.scene.spo2 = 88
    #expect(listener.run(16).contains("** SpO2 88 < 90"))
    listener.scene.spo2 = 87
    #expect(!listener.run(3).contains { $0.hasPrefix("** SpO2") })
    listener.scene.spo2 = 84
    #expect(listener.run(6).contains("*** SpO2 84 < 85"))
    listener.scene.act(.acknowledge(nil))
    #expect(listener.told().contains { $0.contains("SpO2 84 < 85 acknowledged by KM") })
    listener.scene.spo2 = 97
    #expect(listener.run(8).contains { $0.hasPrefix("over: SpO2") })
  }

  @Test("Enter tells the state: alarms, numbers with ages, dose, time")
  func state() {
    var scene = Scene.infusing()
    scene.spo2 = 84
    scene.run(.seconds(6))
    var listener = Listener(scene: scene)
    _ = listener.told()
    listener.stream.ask()
    #expect(
      listener.told() == [
        "10:42:37  INFUSING  *** SpO2 84 < 85  HR 83 0 s  SpO2 84 0 s  NIBP 144/88 3:36 ago  "
          + "11.04 mg at 52.5 mL/h  12:36 of 40:00  next: look at the patient, then (a)"
      ])
  }

  @Test("help and alarm log are read as they are opened")
  func pages() {
    var listener = Listener(scene: Scene.infusing())
    _ = listener.told()
    listener.scene.type("?")
    #expect(listener.told().contains { $0.contains("pause") })
    #expect(listener.run(5).isEmpty)
  }
}
