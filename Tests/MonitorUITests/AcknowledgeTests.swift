import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// A key acknowledges only alarms that were on the screen, and ended alarms make room for active ones.
@Suite("Acknowledging")
struct AcknowledgeTests {
  /// Six alarms, more than a line of 80 columns has room for.
  private static func many() -> Scene {
    var scene = Scene.infusing()
    scene.spo2 = 84
    scene.run(.seconds(20))
    scene.hr = 150
    scene.cuff(190, 115)
    scene.receive(.sound(.failing("no device")))
    scene.receive(.recorder(.failing("disk full")))
    scene.run(.seconds(12))
    return scene
  }

  private static func ids(_ effects: [Effect]) -> [AlarmID] {
    guard case .acknowledge(let action)? = actions(effects).first else { return [] }
    return action.shown
  }

  @Test("a press covers what was painted since the last one; the others sound on, and come next")
  func whatWasShown() {
    var scene = Self.many()
    let all: Set<AlarmID> = [
      .limit(.sys, .high), .limit(.dia, .high), .limit(.spo2, .low), .limit(.hr, .high), .journalFailing,
      .soundFailing,
    ]
    #expect(Set(scene.model.session.alarms.map(\.id)) == all)
    scene.paint()
    let first = Set(Self.ids(scene.press(.character("a"))))
    #expect(!first.isEmpty && first.isStrictSubset(of: all))
    #expect(scene.session.board.sounding == .high)
    // A second press at once does nothing, because nobody has seen more since the first.
    #expect(scene.press(.character("a")) == [])
    #expect(scene.model.message?.text == "what was shown is acknowledged: the others come next")
    scene.paint()
    let second = Set(Self.ids(scene.press(.character("a"))))
    #expect(!second.isEmpty && second.isDisjoint(with: first))
  }

  @Test("page by page every alarm is seen and answered", arguments: [(80, 24), (60, 15), (40, 8), (24, 1)])
  func everyPage(columns: Int, rows: Int) {
    var scene = Self.many()
    var presses = 0
    while scene.session.board.sounding != nil, presses < 20 {
      scene.paint(columns: columns, rows: rows)
      scene.press(.character("a"))
      presses += 1
    }
    #expect(scene.session.board.sounding == nil)
    #expect(presses > 1 && presses <= 7)
  }

  @Test("two pages that were painted are covered by one press")
  func twoPages() {
    var scene = Self.many()
    for page in 0..<6 { scene.paint(after: Int64(page) * 2000) }
    #expect(Self.ids(scene.press(.character("a"))).count == 6)
    #expect(scene.session.board.sounding == nil)
  }

  @Test("the word at the prompt covers what the key does")
  func word() {
    var scene = Self.many()
    scene.paint()
    let shown = Self.ids(scene.type(":ack\n"))
    #expect(!shown.isEmpty && shown.count < 6)
    #expect(actions(scene.type(":ack id=sound.failing\n")) == [.acknowledge(.soundFailing)])
  }

  @Test("an alarm that came after the painting is not covered")
  func later() {
    var scene = Scene.infusing()
    scene.spo2 = 84
    scene.run(.seconds(20))
    scene.paint()
    scene.cuff(190, 115)
    #expect(Self.ids(scene.press(.character("a"))) == [.limit(.spo2, .low)])
    #expect(scene.session.board.sounding == .high)
  }

  @Test(
    "active before ended, the higher before the lower, the patient before the equipment, open before answered"
  )
  func order() {
    var scene = Self.many()
    #expect(
      scene.model.session.alarms.map(\.id) == [
        .limit(.spo2, .low), .limit(.sys, .high), .limit(.dia, .high), .limit(.hr, .high), .journalFailing,
        .soundFailing,
      ])
    scene.act(.acknowledge(.limit(.sys, .high)))
    #expect(
      scene.model.session.alarms.map(\.id) == [
        .limit(.spo2, .low), .limit(.dia, .high), .limit(.hr, .high), .limit(.sys, .high), .journalFailing,
        .soundFailing,
      ])
    // A high alarm that has ended comes behind all active ones.
    scene.hr = 90
    scene.run(.seconds(8))
    #expect(scene.model.session.alarms.last?.id == .limit(.hr, .high))
    #expect(scene.model.session.alarms.last?.isLatched == true)
  }

  /// Once, each new alarm pushed the one that somebody was reading along the band.
  @Test("an alarm that comes leaves the first of its priority where it stands, and is shown at once")
  func stableOrder() {
    var scene = Scene.infusing()
    scene.spo2 = 84
    scene.run(.seconds(20))
    for (columns, rows) in [(80, 24), (80, 32), (200, 60), (60, 16)] {
      let before = scene.bandOf(columns, rows)
      var next = scene
      next.cuff(190, 115)
      let after = next.bandOf(columns, rows)
      #expect(
        before.hasPrefix(" *** SpO2 84 < 85  0:14") && after.hasPrefix(" *** SpO2 84 < 85  0:14"), "\(after)")
      #expect(after.contains("Sys 190 > 180") || after.contains("Dia 115 > 110"), "\(after)")
    }
  }

  @Test("a rise comes behind what is high already; where one row holds one alarm, the newest comes first")
  func risen() {
    var scene = Scene.infusing()
    scene.spo2 = 88
    scene.run(.seconds(20))
    scene.cuff(190, 80)
    scene.run(.seconds(5))
    scene.spo2 = 80
    scene.run(.seconds(6))
    #expect(scene.model.session.alarms.map(\.id).prefix(2) == [.limit(.sys, .high), .limit(.spo2, .low)])
    #expect(scene.bandOf(80, 24).hasPrefix(" *** Sys 190 > 180"))
    #expect(scene.screen(columns: 20, rows: 2).plainText.contains("SpO2 80 < 85"))
  }

  @Test("what has ended takes no turn while something active waits", arguments: [(80, 24), (40, 8), (24, 1)])
  func endedWaits(columns: Int, rows: Int) {
    var scene = Self.many()
    scene.hr = 90
    scene.run(.seconds(8))
    func shown() -> Set<AlarmID> {
      Set(
        (0..<12).flatMap { page in
          painting(
            scene.model, size: Size(columns: columns, rows: rows),
            now: scene.session.now.milliseconds + page * 2000
          ).alarmsShown
        })
    }
    #expect(!shown().contains(.limit(.hr, .high)))
    #expect(shown().count == 5)
    for id in shown() { scene.act(.acknowledge(id)) }
    #expect(shown().contains(.limit(.hr, .high)))
  }
}

extension Scene {
  /// The rows of the alarm band: between header and tiles, or above the header.
  fileprivate func bandOf(_ columns: Int, _ rows: Int) -> String {
    let lines = screen(columns: columns, rows: rows).plainText.split(separator: "\n").map(String.init)
    return lines.prefix(4).filter { $0.contains("***") && !$0.contains("│") }.joined(separator: "\n")
  }
}
