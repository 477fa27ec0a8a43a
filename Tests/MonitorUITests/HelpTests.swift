import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// The short-cut list is the truth: each key in it, pressed in every phase, does what it says there, or says
/// why it does nothing.
@Suite("Each key of the help page, in every phase")
struct HelpTests {
  /// The effect of a key.
  enum Comes: Sendable, Hashable {
    /// It asks a question with these words.
    case asks(String)
    /// It does something at once.
    case does(Action)
    /// It shows a page, by its name in the model, or changes how the screen looks.
    case shows(String)
    /// It does nothing, and says why.
    case says(String)
    /// It leaves the program.
    case leaves
  }

  static let phases: [(name: String, scene: @Sendable () -> Scene)] = [
    ("preparation", { Scene.prepared() }), ("infusing", { Scene.infusing() }),
    ("paused", { paused() }), ("observing", { Scene.observing() }), ("ready", { ready() }),
    ("closed", { closed() }),
  ]

  private static func paused() -> Scene {
    var scene = Scene.infusing()
    scene.act(.pause(reason: "side effect"))
    return scene
  }

  private static func ready() -> Scene {
    var scene = Scene.observing()
    scene.run(.minutes(12))
    scene.cuff(130, 80)
    scene.act(.check())
    scene.run(.minutes(12))
    if !scene.model.session.alarms.isEmpty { scene.act(.acknowledge(nil)) }
    return scene
  }

  private static func closed() -> Scene {
    var scene = Scene.observing()
    scene.act(.discharge(escort: true, override: "as agreed"))
    return scene
  }

  /// What the key does, and in which phases. In the others it says why not.
  struct Row: Sendable {
    var key: String
    var comes: Comes
    var phases: Set<String>
    /// The words if something other than the phase is in the way.
    var otherwise: String?

    init(_ key: String, _ comes: Comes, in phases: String, otherwise: String? = nil) {
      self.key = key
      self.comes = comes
      self.phases = Set(phases.split(separator: " ").map(String.init))
      self.otherwise = otherwise
    }
  }

  private static let all = "preparation infusing paused observing ready closed"
  private static let open = "preparation infusing paused observing ready"

  static let rows: [Row] = [
    Row("a", .does(.acknowledge(nil)), in: "", otherwise: "there is no alarm to acknowledge"),
    Row("space", .does(.audioPause), in: "", otherwise: "no alarm sounds"),
    Row("h", .asks("Is the PUMP paused?"), in: "", otherwise: "no hold rule advises anything"),
    Row("S", .asks("mg/mL on the bag"), in: "preparation"),
    Row("B", .does(.baseline()), in: "preparation"),
    Row("k", .asks("All met"), in: "", otherwise: "there is no checklist here"),
    Row("T", .asks("An alarm was sounded: heard?"), in: "preparation"),
    Row("p", .asks("Reason"), in: "infusing"), Row("p", .asks("Resume"), in: "paused"),
    Row("p", .asks("More than was ordered: reason"), in: "observing"),
    Row("e", .asks("End: reason"), in: "infusing paused"),
    Row("r", .asks("Rate in mL/h"), in: "preparation infusing paused"),
    Row("o", .asks("Bolus given, in mg"), in: "infusing"),
    Row(
      "D", .asks("Given so far in all, in mL"), in: "infusing paused observing ready",
      otherwise: "no infusion was started"),
    Row("c", .asks("MOAA/S"), in: "infusing paused observing ready"),
    Row("c", .asks("A check without scores"), in: "preparation"),
    Row("x", .asks("Longer by how many minutes"), in: "observing ready"),
    Row("w", .asks("Away for how many minutes"), in: "observing ready"),
    Row("d", .asks("Is the escort here?"), in: "observing ready"),
    Row("b", .asks("Blood pressure by hand"), in: open),
    Row("N", .asks("For how many minutes"), in: "infusing paused observing ready"),
    Row("s", .asks("Symptom"), in: open), Row("g", .asks("Which scale"), in: open),
    Row("m", .asks("Medicine given"), in: open), Row("u", .asks("Measure"), in: open),
    Row("C", .asks(""), in: "", otherwise: "a cuff is started at its own monitor"),
    Row("n", .asks("Note"), in: open),
    Row(
      "z", .asks("Which"), in: "preparation infusing paused observing ready",
      otherwise: "nothing was marked yet"),
    Row("I", .asks("Which"), in: "", otherwise: "every source is what the session began with"),
    Row(
      "G", .asks("right?"), in: "",
      otherwise: "nothing to confirm: only after the computer was off"),
    Row("l", .shows("limits"), in: all), Row("t", .shows("trends"), in: all),
    Row("A", .shows("alarmLog"), in: all),
    Row("i", .asks("Your initials"), in: all), Row(":", .asks(":"), in: all),
    Row("v", .shows("quiet"), in: all), Row("?", .shows("help"), in: all),
    Row("q", .asks("Leave?"), in: "preparation"),
    Row("q", .asks("Reason to leave the screen"), in: "infusing paused observing ready"),
    Row("q", .leaves, in: "closed"),
  ]

  /// The keys that the painted page lists.
  private static func keysOnPage(_ scene: Scene) -> [String] {
    var scene = scene
    scene.type("?")
    let page = scene.screen(columns: 120, rows: 50).plainText.split(separator: "\n").drop {
      !$0.contains(" KEYS ")
    }
    let half = 60
    return page.flatMap { line -> [String] in
      [String(line.prefix(half)), String(line.dropFirst(half))].compactMap { part in
        let words = part.prefix(6).split(separator: " ")
        return words.count == 1 && part.count > 8 && part.dropFirst(6).hasPrefix("  ")
          ? String(words[0]) : nil
      }
    }
  }

  @Test("every key that the page names has its row, and every row its key", arguments: phases.map(\.name))
  func complete(phase: String) {
    let scene = Self.scene(phase)
    let named = Set(Self.keysOnPage(scene))
    // The page lists these four only while they have something to do; Ctrl-L is a key of every page.
    let others: Set<String> = ["T", "I", "G", "C"]
    #expect(named.union(others) == Set(Self.rows.map(\.key)).union(["Ctrl-L"]))
  }

  private static func scene(_ phase: String) -> Scene {
    (phases.first { $0.name == phase } ?? phases[0]).scene()
  }

  @Test("each key in every phase", arguments: phases.map(\.name))
  func everyKey(phase: String) {
    let start = Self.scene(phase).by("KM")
    for key in Set(Self.rows.map(\.key)).sorted() {
      let rows = Self.rows.filter { $0.key == key }
      var scene = start
      let before = scene.model.display.palette
      let effects = scene.press(.character(key == "space" ? " " : Character(key)))
      let come = Self.what(came: effects, of: scene, palette: before)
      if let row = rows.first(where: { $0.phases.contains(phase) }) {
        #expect(Self.isMet(row.comes, by: come, scene), "\(key) in \(phase): \(come)")
      } else {
        let why = rows.compactMap(\.otherwise).first
        #expect(Self.isRefused(come, why), "\(key) in \(phase): \(come)")
        #expect(actions(effects).isEmpty)
      }
    }
  }

  private static func what(came effects: [Effect], of scene: Scene, palette: Palette) -> Comes {
    if effects.contains(.leave(reason: nil)) { return .leaves }
    if let prompt = scene.model.prompt { return .asks(prompt.question.label.english) }
    if let action = actions(effects).first { return .does(action) }
    if scene.model.display.palette != palette { return .shows(scene.model.display.palette.rawValue) }
    if scene.model.message?.kind == .refusal, let text = scene.model.message?.text {
      return .says(text.english)
    }
    return .shows(String(String(describing: scene.model.page).prefix { $0.isLetter }))
  }

  private static func isMet(_ wanted: Comes, by come: Comes, _ scene: Scene) -> Bool {
    switch (wanted, come) {
    case (.asks(let words), .asks(let label)): label.contains(words)
    case (.does(let action), .does(let done)): action == done
    case (.shows(let page), .shows(let shown)): page == shown
    case (.leaves, .leaves): true
    case (.asks, _), (.does, _), (.shows, _), (.says, _), (.leaves, _): false
    }
  }

  /// Whether the key is refused for the phase, or with the given sentence.
  private static func isRefused(_ come: Comes, _ why: String?) -> Bool {
    guard case .says(let text) = come else { return false }
    return text == why || text.contains(" is not possible ")
  }

  @Test("what waits: an alarm, a rule, a checklist, a source, a gap")
  func called() {
    var scene = Scene.infusing().by("KM")
    scene.spo2 = 80
    scene.run(.seconds(20))
    #expect(actions(scene.type(" ")) == [.audioPause])
    #expect(actions(scene.type("a")) == [.acknowledge(nil)])
    scene = Scene.held().by("KM")
    scene.type("h")
    #expect(scene.model.prompt?.question.label.english.contains("Is the PUMP paused?") == true)
    scene = Scene(checklist: ChecklistItem.shipped).by("KM")
    scene.run(.seconds(3))
    scene.type("k")
    #expect(scene.model.prompt?.question.label.english.contains("All met") == true)
  }

  @Test("Ctrl-L is in the help, and paints anew on every page")
  func repaint() {
    for page in ["", "l", "t", "A", "?", "s"] {
      var scene = Scene.infusing()
      scene.type(page)
      #expect(scene.press(.control("l")) == [.repaint])
    }
    var scene = Scene.infusing()
    scene.type("?")
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains("Ctrl-L  paints the screen anew"))
    #expect(scene.screen().plainText.contains("Ctrl-L  paints the screen anew"))
  }
}
