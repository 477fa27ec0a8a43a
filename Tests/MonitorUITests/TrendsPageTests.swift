import InfusionCore
import MonitorUI
import Quantities
import TestBench
import Testing
import TextScreen

/// The trends page: what it shows, where its cursor goes, and how old each value was.
@Suite("Trends page")
struct TrendsPageTests {
  private static let sizes = [(80, 24), (120, 40), (200, 60)]

  /// Half an hour with everything that the page can show: symptoms, a medicine, another rate, a pause, limits
  /// that moved, an alarm, a probe that was off for two minutes.
  static func eventful(display: Display = Display()) -> Scene {
    var scene = Scene.infusing(display: display)
    scene.act(.symptom(name: "nausea", severity: 2, at: nil), by: "AB")
    scene.act(.medication(name: "ondansetron", dose: "4 mg", route: "iv", at: nil), by: "AB")
    scene.act(.limit(.hr, low: nil, high: 110, extremeLow: nil, extremeHigh: nil))
    scene.run(.minutes(2))
    scene.act(.rate(MillilitresPerHour(40), reason: "nausea"))
    scene.run(.minutes(3))
    scene.spo2 = 88
    scene.run(.seconds(40))
    scene.spo2 = nil
    scene.hr = nil
    scene.run(.minutes(2))
    scene.spo2 = 95
    scene.hr = 78
    scene.run(.minutes(1))
    scene.act(.pause(reason: "toilet"))
    scene.cuff(138, 82)
    scene.run(.minutes(2))
    scene.act(.resume(reason: nil))
    scene.run(.minutes(3))
    return scene
  }

  @Test("limits, baseline, marks, rate steps and alarms on the whole screen", arguments: sizes)
  func picture(columns: Int, rows: Int) {
    var scene = Self.eventful()
    scene.type("t")
    expectPicture(scene.screen(columns: columns, rows: rows), "trends-\(columns)x\(rows)")
  }

  @Test("the values under the cursor, and a stretch that it was drawn across")
  func cursor() {
    var scene = Self.eventful()
    scene.type("t")
    scene.press(.down, .down, .down)
    expectPicture(scene.screen(), "trends-cursor")
    scene.press(.enter)
    expectPicture(scene.screen(), "trends-from-here")
    scene.press(.down, .down, .down, .enter)
    expectPicture(scene.screen(), "trends-stretch")
  }

  @Test("a dose that was told as an estimate then is one under the cursor, and none before it")
  func estimateThen() {
    var scene = Scene.infusing()
    let before = scene.session.now
    scene.run(.seconds(20))
    scene.receive(.gap(from: before, reason: "the monitor was stopped", isEstimated: false))
    scene.run(.minutes(1))
    scene.type("t")
    let given = { (scene: Scene) in
      scene.screen().plainText.split(separator: "\n").first { $0.contains(" mg given") }
    }
    #expect(given(scene)?.contains("  ~12.") == true)
    scene.press(.left)
    #expect(given(scene)?.contains(" at 10:4") == true && given(scene)?.contains("  ~11.") == true)
    scene.press(.left, .left)
    #expect(given(scene)?.contains("  9.") == true)
  }

  @Test("of what happened in one place as much as fits is told, and how much more there is")
  func muchAtOnce() {
    var scene = Scene.infusing()
    for name in ["nausea", "dizziness", "double vision", "hallucinations", "headache"] {
      scene.act(.symptom(name: name, severity: 2, at: nil), by: "AB")
    }
    scene.type("t")
    scene.press(.up)
    let line = scene.screen().plainText.split(separator: "\n").first { $0.contains("nausea") } ?? ""
    #expect(line.contains("  +2 more"))
    #expect(!scene.screen(columns: 200, rows: 60).plainText.contains(" more"))
  }

  @Test("before there is anything, and with characters of a console and of ASCII")
  func bare() {
    var scene = Scene()
    scene.type("t")
    expectPicture(scene.screen(), "trends-empty")
    for glyphs in [Glyphs.console, .ascii] {
      var other = Self.eventful(display: Display(glyphs: glyphs, palette: .monochrome))
      other.type("t")
      expectPicture(other.screen(), "trends-\(glyphs.rawValue)")
    }
  }

  // MARK: Where the cursor goes

  /// The words behind `at`, or `now`, on the page.
  private func instant(_ scene: Scene) -> String {
    let row = scene.screen(columns: 200, rows: 60).plainText.split(separator: "\n").first {
      $0.hasPrefix(" at ") || $0.hasPrefix(" now ")
    }
    return String((row ?? "").dropFirst().prefix { $0 != "m" && $0 != "i" }).trimmingCharacters
  }

  @Test(
    "arrows move by a sixtieth of what is shown, page keys by ten of them, and the end is the present",
    arguments: [
      ([Key.left], "at 10:56:00"), ([.left, .left], "at 10:55:00"), ([.left, .right], "now 10:56:11"),
      ([.pageDown], "at 10:47:00"), ([.pageDown, .pageUp], "now 10:56:11"), ([.home], "at 10:20:00"),
      ([.home, .right], "at 10:21:00"), ([.home, .end], "now 10:56:11"), ([.home, .left], "at 10:20:00"),
      ([.character("+"), .left], "at 10:56:00"), ([.character("+"), .left, .left], "at 10:55:30"),
      ([.character("+"), .character("+"), .character("+"), .left, .left], "at 10:56:00"),
      ([.character("-"), .home], "at 10:20:00"),
    ])
  func moves(keys: [Key], expected: String) {
    var scene = Self.eventful()
    scene.type("t")
    for key in keys { scene.press(key) }
    #expect(instant(scene) == expected)
  }

  @Test("down and up go from one thing that happened to the next")
  func events() {
    var scene = Self.eventful()
    scene.type("t")
    var instants: [String] = []
    for _ in 0..<10 {
      scene.press(.down)
      instants.append(instant(scene))
    }
    #expect(
      instants == [
        "at 10:53:11", "at 10:51:11", "at 10:50:00", "at 10:48:21", "at 10:47:47", "at 10:44:31",
        "at 10:42:31", "at 10:39:00", "at 10:30:00", "at 10:29:00",
      ])
    for _ in 0..<10 { scene.press(.up) }
    #expect(instant(scene) == "now 10:56:11")
  }

  @Test("Esc takes back the end of a stretch first, then leaves; other keys do what they always do")
  func leaving() {
    var scene = Self.eventful()
    scene.type("t")
    scene.press(.left, .enter, .escape)
    #expect(
      scene.model.page
        == .trends(
          {
            var page = TrendsPage(); page.cursor = .seconds(2160); return page
          }()))
    scene.press(.escape)
    #expect(scene.model.page == .main)
    scene.type("ts")
    #expect(scene.model.prompt != nil)
  }

  // MARK: How old a value was

  @Test(
    "every value under the cursor has its own instant and its age then; an old one is said to be old",
    arguments: [
      (SessionTime.seconds(1_671), "HR 83 10:47:50, 1 s", "SpO2 88 10:47:50, 1 s"),
      (.seconds(1_695), "HR 83 10:48:11, 4 s", "SpO2 88 10:48:11, 4 s"),
      (.seconds(1_710), "HR -- OLD: 83 10:48:11, 19 s", "SpO2 -- OLD: 88 10:48:11, 19 s"),
      (.seconds(1_815), "HR 78 10:50:15, 0 s", "SpO2 95 10:50:15, 0 s"),
    ])
  func ages(at time: SessionTime, heart: String, saturation: String) {
    var scene = Self.eventful()
    scene.type("t")
    scene.change { model in
      var page = TrendsPage()
      page.cursor = time
      model.page = .trends(page)
    }
    let row = scene.screen(columns: 120, rows: 40).plainText.split(separator: "\n").last {
      $0.hasPrefix(" HR ")
    }
    #expect(row?.hasPrefix(" \(heart)  \(saturation)  NIBP 144/88 10:39:00, ") == true, "\(row ?? "")")
  }

  @Test("where nothing at all came in, a value is old as soon as the engine does not count it any more")
  func silence() {
    var scene = Scene()
    scene.run(.seconds(30))
    scene.pass(.seconds(60))
    scene.type("t")
    var rows: [String] = []
    for second in [39, 40] {
      scene.change { model in
        var page = TrendsPage()
        page.cursor = .seconds(Int64(second))
        model.page = .trends(page)
      }
      let text = scene.screen().plainText
      rows.append(String(text.split(separator: "\n").last { $0.hasPrefix(" HR ") } ?? ""))
    }
    #expect(
      rows == [
        " HR 72 10:20:30, 9 s  SpO2 97 10:20:30, 9 s  NIBP --",
        " HR -- OLD: 72 10:20:30, 10 s  SpO2 -- OLD: 97 10:20:30, 10 s  NIBP --",
      ])
  }

  @Test("no value stands under the cursor as fresh that the tiles did not show then")
  func noneIsInvented() {
    var scene = Scene()
    var shown: [(SessionTime, String)] = []
    for (second, spo2) in [(20, Fixed?(97)), (30, nil), (12, 93), (9, nil), (40, 91)] {
      scene.spo2 = spo2
      scene.hr = spo2
      for _ in 0..<second / 5 {
        scene.run(.seconds(5))
        let first = String(scene.screen(columns: 40, rows: 8).plainText.split(separator: "\n")[3])
        shown.append((scene.session.now, first))
      }
    }
    for (time, row) in shown {
      scene.change { model in
        var page = TrendsPage()
        page.cursor = time
        model.page = .trends(page)
      }
      let text = scene.screen(columns: 120, rows: 40).plainText.split(separator: "\n").last {
        $0.hasPrefix(" HR ")
      }
      let isFresh = text?.contains("SpO2 --") == false
      #expect(isFresh == !row.contains("--"), "\(time): \(row) but \(text ?? "")")
    }
  }

  @Test("a symptom that was noticed earlier stands where it was, a struck one nowhere")
  func marks() {
    var scene = Scene.infusing()
    scene.act(.symptom(name: "nausea", severity: 2, at: .minutes(15)))
    scene.change { $0.page = .trends(TrendsPage()) }
    scene.press(.down)
    #expect(instant(scene) == "at 10:39:00")
    scene.press(.down)
    #expect(instant(scene) == "at 10:35:00")
    #expect(scene.screen(columns: 120, rows: 40).plainText.contains(" nausea 2 of 3 KM"))
    let number = scene.session.marks.last?.entry ?? 0
    scene.act(.amend(entry: number, fields: [AmendedField(key: "struck", value: "entered twice")]))
    let rows = scene.screen(columns: 120, rows: 40).plainText.split(separator: "\n")
    #expect(rows.first { $0.hasPrefix(" marks") }?.contains("s", after: 8) == false)
  }
}

extension String {
  fileprivate var trimmingCharacters: String { split(separator: " ").joined(separator: " ") }
}

extension Substring {
  fileprivate func contains(_ character: Character, after count: Int) -> Bool {
    dropFirst(count).contains(character)
  }
}
