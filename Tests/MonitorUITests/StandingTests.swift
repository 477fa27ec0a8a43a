import InfusionCore
import MonitorUI
import Quantities
import TestBench
import Testing
import TextScreen

/// The screen always shows what was recorded last, and whatever is silenced, paused, off, moved or given up,
/// with who did it and until when.
@Suite("What stands on the screen")
struct StandingTests {
  private static let sizes = [
    (24, 5), (30, 8), (40, 6), (40, 8), (60, 15), (80, 24), (100, 30), (120, 40), (250, 80),
  ].map { Size(columns: $0, rows: $1) }

  // MARK: What was recorded last

  @Test("what a person did stands with its number, its minute and who it was")
  func lastAct() {
    var scene = Scene.infusing()
    scene.act(.symptom(name: "nausea", severity: 2, at: nil), by: "AB")
    let number = scene.session.marks.last?.entry ?? 0
    #expect(scene.screen().plainText.contains(" #\(number) 10:42 nausea 2 of 3 AB ─\n"))
    scene.act(.medication(name: "ondansetron", dose: "4 mg", route: "iv", at: nil), by: nil)
    #expect(scene.screen().plainText.contains(" #\(number + 1) 10:42 ondansetron 4 mg iv ─\n"))
  }

  @Test("it stands when it is on the disk, not when a key was pressed")
  func written() {
    var scene = Scene.infusing()
    let start = scene.session.marks.last?.entry ?? 0
    scene.writtenThrough = start
    scene.act(.symptom(name: "nausea", severity: 2, at: nil), by: "AB")
    #expect(scene.screen().plainText.contains(" #\(start) 10:30 start KM ─\n"))
    scene.writtenThrough = scene.session.marks.last?.entry
    scene.run(.seconds(1))
    #expect(scene.screen().plainText.contains(" 10:42 nausea 2 of 3 AB ─\n"))
  }

  @Test("it keeps the minute that it had, however long the session goes on")
  func keepsItsMinute() {
    var scene = Scene.infusing()
    scene.act(.symptom(name: "nausea", severity: 2, at: nil), by: "AB")
    let now = scene.session.now
    for minutes: Int64 in [0, 1, 10, 60] {
      scene.change { model in
        model.session.midnight = now - .seconds(38_571)
        model.session.now = now + .minutes(minutes)
      }
      #expect(scene.screen().plainText.contains(" 10:42 nausea 2 of 3 AB ─\n"), "\(minutes)")
    }
  }

  @Test("what was refused, and what has a place of its own, is not the last thing that was recorded")
  func notThese() {
    var scene = Scene.infusing()
    scene.act(.rate(MillilitresPerHour(900), reason: "too fast"))
    scene.act(.audioPause)
    #expect(scene.screen().plainText.contains(" 10:30 start KM ─\n"))
  }

  @Test("at every size it stands whole, or not at all")
  func wholeOrNot() {
    var scene = Scene.infusing()
    scene.act(.note("the patient says that the ceiling moves when she closes her eyes"), by: "AB")
    let number = "#\(scene.session.marks.last?.entry ?? 0)"
    let words = "note the patient says that ..."
    let ways = ["\(number) 10:42 \(words) AB", "\(number) \(words) AB", "\(number) \(words)"]
    var shown: Set<String> = []
    for columns in 1...130 {
      for rows in [1, 3, 5, 8, 11, 12, 15, 24, 30] {
        scene.change { $0.message = nil }
        let text = scene.screen(columns: columns, rows: rows).plainText
        let way = ways.first { text.contains($0) }
        #expect(way != nil || !text.contains(number), "\(columns)x\(rows):\n\(text)")
        if let way { shown.insert(way) }
      }
    }
    #expect(shown == Set(ways))
  }

  // MARK: What is not as it usually is

  /// Everything at once.
  private static func troubled() -> Scene {
    var scene = Scene.observing()
    scene.spo2 = 88
    scene.run(.seconds(20))
    scene.act(.limitOff(.hr, reason: "known for this patient"), by: "KM")
    scene.act(
      .limit(.sys, low: nil, high: 150, extremeLow: nil, extremeHigh: nil), by: "AB")
    scene.act(.away(minutes: 10, reason: "toilet"), by: "CD")
    scene.act(.withoutPressure(WithoutPressureAction(minutes: 20, reason: "cuff broken")), by: "EF")
    scene.act(.audioPause, by: "GH")
    scene.run(.seconds(18))
    scene.change { $0.initials = "GH" }
    return scene
  }

  @Test("each is told with who and until when, all at once or in turn", arguments: sizes)
  func eachIsTold(size: Size) {
    let scene = Self.troubled()
    let read = (0..<8).map { turn in
      scene.screen(columns: size.columns, rows: size.rows, after: Int64(turn) * 2000).plainText
    }.joined()
    for flag in ["HR LIMITS OFF KM", "Sys LIMITS MOVED AB", "AWAY 9:42 CD", "NO NIBP 19:42 EF"] {
      guard flag.count + 7 <= size.columns else { continue }
      #expect(read.contains(flag), "\(flag) at \(size):\n\(read)")
    }
    #expect(read.contains("SOUND PAUSED 1:42 GH"), "\(size):\n\(read)")
  }

  @Test("they take turns on a screen of 80, and stand together on a large one")
  func turns() {
    let scene = Self.troubled()
    expectPicture(scene.screen(), "standing")
    expectPicture(scene.screen(after: 2000), "standing-next")
    expectPicture(scene.screen(columns: 120, rows: 40), "standing-120x40")
    expectPicture(scene.screen(columns: 40, rows: 6), "standing-40x6")
  }

  @Test("a limit that was moved back is not said to be moved")
  func movedBack() {
    var scene = Scene.infusing()
    scene.act(.limit(.hr, low: nil, high: 130, extremeLow: nil, extremeHigh: nil))
    #expect(scene.screen().plainText.contains("HR LIMITS MOVED KM"))
    scene.act(.limit(.hr, low: nil, high: 120, extremeLow: nil, extremeHigh: nil))
    #expect(!scene.screen().plainText.contains("MOVED"))
  }

  @Test("a pause of the infusion says for how long and by whom")
  func paused() {
    var scene = Scene.infusing()
    scene.act(.pause(reason: "nausea"), by: "AB")
    scene.run(.seconds(72))
    #expect(scene.screen().plainText.contains("PAUSED 1:11 AB"))
    scene.act(.resume(reason: nil))
    #expect(!scene.screen().plainText.contains("PAUSED"))
  }
}
