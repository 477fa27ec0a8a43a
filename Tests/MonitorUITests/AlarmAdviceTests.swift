import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// The advice beside an alarm, and how late something is, never contradict the alarm's words.
@Suite("What an alarm asks for")
struct AlarmAdviceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var alarms: [AlarmID]
    var says: String
    var testDescription: String { alarms.map(\.name).joined(separator: ", ") }
  }

  private static let line = SourceID("line")

  @Test(
    "of an alarm that is no patient's it is not the patient who is looked at",
    arguments: [
      Row(alarms: [.limit(.spo2, .low)], says: "look at the patient, then (a)"),
      Row(alarms: [.noValue(.spo2)], says: "look at the patient, then (a)"),
      Row(alarms: [.infusionOverrun], says: "end the infusion (e)"),
      Row(alarms: [.checkOverdue], says: "check (c)"),
      Row(alarms: [.nibpOverdue], says: "blood pressure (b)"),
      Row(alarms: [.nibpFailed], says: "look at the cuff, then (a)"),
      Row(alarms: [.device(line, .lost)], says: "look at the cable, then (a)"),
      Row(alarms: [.noValue(.spo2), .device(line, .lost)], says: "look at the cable, then (a)"),
      Row(alarms: [.device(line, .fault)], says: "look at the device, then (a)"),
      Row(alarms: [.device(line, .identity)], says: "is it the right source? (I)"),
      Row(alarms: [.pump(.occluded)], says: "look at the pump, then (a)"),
      Row(alarms: [.pump(.counter)], says: "what has really been given? (D)"),
      Row(alarms: [.journalFailing], says: "tell somebody, then (a)"),
      Row(alarms: [.soundFailing], says: "stay at the screen, then (a)"),
      Row(alarms: [.pump(.air), .limit(.hr, .low)], says: "look at the patient, then (a)"),
    ])
  func adviceByAlarm(row: Row) {
    var view = SessionView()
    view.phase = .infusing
    view.now = .minutes(10)
    view.alarms = row.alarms.map {
      AlarmView(id: $0, priority: .medium, text: "", since: .minutes(9))
    }
    #expect(NextThing(for: view)?.words(at: view.now).english == row.says)
  }

  /// A minute and a half past the planned end; nobody has checked or measured for long.
  private static func overrun() -> Scene {
    var scene = Scene.infusing().by("KM")
    scene.run(.minutes(29))
    return scene
  }

  @Test("an infusion past its end is ended, on a small screen too", arguments: [(80, 24), (60, 16)])
  func pastItsEnd(columns: Int, rows: Int) {
    var scene = Self.overrun()
    scene.cuff(138, 84)
    let text = scene.screen(columns: columns, rows: rows).plainText
    #expect(text.contains("next: end the infusion (e)"), "\(text)")
  }

  @Test("what is past its end is not near it")
  func nearEnd() {
    let scene = Self.overrun()
    #expect(scene.session.board.active.contains { $0.id == .infusionNearEnd })
    #expect(!scene.model.session.alarms.contains { $0.id == .infusionNearEnd })
    #expect(!scene.screen(columns: 120, rows: 40).plainText.contains("near its end"))
  }

  /// Once, the same check was `overdue 21:31` in the band and `due 26:30 ago` below it.
  @Test("how late something is has one figure")
  func lateness() {
    let text = Self.overrun().screen(columns: 120, rows: 40).plainText
    #expect(text.contains("Infusion: past its planned end  OVER by 1:30"), "\(text)")
    #expect(text.contains("NIBP: overdue  due 22:30 ago"), "\(text)")
    #expect(text.contains("Check: overdue  due 26:30 ago"), "\(text)")
    #expect(text.contains("CHECK due 26:30 ago"), "\(text)")
  }

  @Test("what sounds not is not silenced: space is offered, and does something, where something sounds")
  func silence() {
    var scene = Scene.infusing().by("KM")
    scene.run(.minutes(22) + .seconds(20))
    scene.act(.acknowledge(nil))
    scene.run(.seconds(10))
    #expect(scene.model.session.alarms.filter(\.flashes).map(\.id) == [.infusionNearEnd])
    #expect(!scene.screen().plainText.contains("space"))
    #expect(scene.press(.character(" ")).isEmpty && scene.session.board.audioPause == nil)
    #expect(scene.model.message?.text == "no alarm sounds")
    scene.spo2 = 80
    scene.run(.seconds(10))
    #expect(scene.screen().plainText.contains("space pause sound"))
    #expect(actions(scene.press(.character(" "))) == [.audioPause])
  }

  /// Once, the bottom of a narrow screen said only `p resume`.
  @Test("a pause makes no patient well", arguments: [(80, 24), (60, 16)])
  func pausedOverAnAlarm(columns: Int, rows: Int) {
    var scene = Scene.infusing().by("KM")
    scene.spo2 = 80
    scene.run(.seconds(10))
    scene.type("ap1")
    #expect(scene.session.phase == .paused)
    for (language, words) in [
      (Language.english, "next: see to the patient "), (.german, "nach dem Patienten sehen "),
    ] {
      scene.change { $0.display.language = language }
      #expect(scene.screen(columns: columns, rows: rows).plainText.contains(words))
    }
    // A check that falls due is no reason to turn away.
    scene.run(.minutes(3))
    scene.act(.acknowledge(nil))
    #expect(NextThing(for: scene.model.session)?.what == "see to the patient")
  }
}
