import InfusionCore
import Phrases
import Quantities
import Testing
import TextScreen

@testable import MonitorUI

/// A `y` alone never ends the watch over one patient for another's session.
@Suite("The sessions that were not closed: beside one that is watched") struct WatchedPickerTests {
  private static func row(
    _ patient: String?, _ phase: Phase, isWatched: Bool = false, origin: Origin = .live, canGoOn: Bool = true
  ) -> SessionPicker.Row {
    SessionPicker.Row(
      patient: patient, phase: phase, delivered: nil, age: .minutes(3), isWatched: isWatched, origin: origin,
      canGoOn: canGoOn)
  }

  private func yes(_ picker: SessionPicker) -> (effects: [Effect], text: String) {
    var scene = Scene.prepared()
    scene.change { $0.page = .sessionPicker(picker) }
    let effects = scene.press(.character("y"))
    return (effects, scene.screen().plainText)
  }

  /// The named patient's forgotten preparation, or the only simulation, beside an infusion.
  @Test(
    arguments: [
      ([row("P-1", .infusing, isWatched: true), row("P-2", .preparation)], 1),
      (
        [row("P-1", .infusing, isWatched: true, canGoOn: false), row(nil, .preparation, origin: .simulated)],
        nil
      ),
    ] as [([SessionPicker.Row], Int?)])
  func anotherSessionWantsAChoice(rows: [SessionPicker.Row], evident: Int?) {
    var picker = SessionPicker(rows, chair: "3", initial: nil, readAt: 0)
    picker.evident = evident
    let (effects, text) = yes(picker)
    #expect(effects == [])
    #expect(text.contains("choose a session, or n"))
  }

  @Test func theWatchedOneItselfIsTakenOver() {
    let rows = [Self.row("P-1", .infusing, isWatched: true), Self.row("P-2", .preparation)]
    var picker = SessionPicker(rows, chair: "3", initial: nil, readAt: 0)
    picker.evident = 0
    #expect(yes(picker).effects == [.begin(.goOn(0))])
  }

  @Test(arguments: [1, 2]) func anInfusionThatCannotBeReadIsNotEnded(count: Int) {
    let rows = Array([Self.row("P-1", .infusing), Self.row(nil, .infusing, canGoOn: false)].prefix(count))
    let picker = SessionPicker(rows, chair: "3", hidesUnreadable: true, initial: nil, readAt: 0)
    #expect(yes(picker).effects == [])
  }
}
