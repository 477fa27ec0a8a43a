import InfusionCore
import MonitorUI
import Quantities
import Testing
import TextScreen

@Suite("What flashes, what is named, what is said without colour")
struct SignalTests {
  private func alarmed(_ spo2: Fixed, display: Display = Display()) -> Scene {
    var scene = Scene.infusing(display: display)
    scene.spo2 = spo2
    scene.run(.seconds(25))
    return scene
  }

  /// Milliseconds within three seconds at which the band is filled.
  private func lit(_ scene: Scene, _ band: Style) -> [Int64] {
    (0..<3000).filter { $0 % 50 == 0 }.filter { scene.screen(after: $0)[1, 40].style == band }
  }

  @Test("high is lit half of the time, twice a second; medium at 0.66 Hz", arguments: [(84, 0.5), (88, 0.5)])
  func duty(spo2: Int, share: Double) {
    let scene = alarmed(Fixed(spo2))
    let lit = lit(scene, spo2 < 85 ? .bandHigh : .bandMedium)
    #expect(abs(Double(lit.count) / 60 - share) < 0.05)
    let changes = zip(lit, lit.dropFirst()).count { $1 - $0 > 50 }
    #expect(changes == (spo2 < 85 ? 5 : 1) || changes == (spo2 < 85 ? 6 : 2))
  }

  @Test("an acknowledged alarm stands still, and stays named")
  func acknowledged() {
    var scene = alarmed(84)
    scene.press(.character("a"))
    #expect(lit(scene, .bandHigh).count == 60)
    #expect(scene.screen().plainText.contains("SpO2 84 < 85"))
  }

  @Test("beside the band stands what its keys do now, and none that does nothing")
  func keysOfNow() {
    var scene = alarmed(84)
    let band = { (scene: Scene) in scene.screen(columns: 120, rows: 40).plainText.split(separator: "\n")[1] }
    #expect(band(scene).hasSuffix("a acknowledge   space pause sound"))
    scene.press(.character(" "))
    #expect(band(scene).hasSuffix("a acknowledge   space sound on"))
    scene.press(.character("a"))
    #expect(band(scene).hasSuffix(" space sound on") && !band(scene).contains("acknowledge"))
    scene.press(.character(" "))
    #expect(!band(scene).contains("space"))
  }

  @Test("numbers that are fine never change their look with the flash")
  func calm() {
    let scene = alarmed(84)
    let first = scene.screen()
    let later = scene.screen(after: 250)
    for row in 3..<10 { #expect(first.row(row).prefix(22) == later.row(row).prefix(22)) }
    #expect(first.row(3) != later.row(3))
  }

  @Test("the next frame is due when something changes by itself, and not before")
  func deadlines() {
    var scene = Scene.infusing()
    #expect(nextFrameDeadline(scene.model, after: 12_345) == 13_000)
    #expect(nextFrameDeadline(scene.model, after: 12_345, forNews: true) == 14_000)
    #expect(nextFrameDeadline(scene.model, after: 13_000, forNews: true) == 14_000)
    scene = alarmed(84)
    #expect(nextFrameDeadline(scene.model, after: 12_345) == 12_500)
    #expect(nextFrameDeadline(scene.model, after: 12_345, forNews: true) == 12_500)
    scene.press(.character("a"))
    #expect(nextFrameDeadline(scene.model, after: 12_345) == 13_000)
  }

  @Test("every active condition is named within its pages", arguments: [80, 60, 40, 30])
  func everyAlarmNamed(columns: Int) {
    var scene = alarmed(84)
    scene.hr = 150
    scene.cuff(190, 115)
    scene.receive(.sound(.failing("no device")))
    scene.receive(.recorder(.failing("disk full")))
    scene.run(.seconds(12))
    let pages = (0..<12).map { scene.screen(columns: columns, rows: 24, after: Int64($0) * 2000).plainText }
    for alarm in [
      "*** HR 150 > 140", "*** Sys 190 > 180", "*** Dia 115 > 110", "*** SpO2 84 < 85",
      "!!! Record: not safe on disk", "!! Sound: not working",
    ] {
      #expect(pages.contains { $0.contains(alarm) }, "\(alarm)")
    }
  }

  @Test(
    "SIMULATION is said on every screen that is not live", arguments: [Origin.simulated, .drill, .replay])
  func simulation(origin: Origin) {
    var scene = Scene.prepared(origin: origin)
    for key in "ltA?" {
      scene.press(.character(key))
      #expect(scene.screen().plainText.contains("SIMULATION"))
    }
    #expect(stateLine(scene.model, now: 0).contains("SIMULATION"))
  }

  @Test(
    "the kernel's console gets rules and blocks, and nothing that its fonts lack",
    arguments: ["", "l", "t", "A", "?", "S", "s"])
  func console(key: String) {
    var scene = alarmed(84, display: Display(glyphs: .console))
    scene.type(key)
    for size in [(80, 24), (120, 40), (200, 60), (50, 12)] {
      let drawn = scene.screen(columns: size.0, rows: size.1).plainText.filter { !$0.isASCII }
      #expect(Set(drawn).subtracting("─│┌┐└┘├┤┬┴┼█▄▀░·").isEmpty)
    }
  }

  @Test("nothing but ASCII where there is no UTF-8", arguments: ["l", "t", "A", "?", "S", "s", ":"])
  func ascii(key: String) {
    var scene = alarmed(84, display: Display(glyphs: .ascii, palette: .monochrome))
    scene.press(.character(Character(key)))
    #expect(scene.screen().plainText.allSatisfy { $0.isASCII })
    #expect(scene.screen(columns: 50, rows: 12).plainText.allSatisfy { $0.isASCII })
  }
}
