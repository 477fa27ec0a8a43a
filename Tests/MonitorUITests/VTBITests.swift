import InfusionCore
import MonitorUI
import Quantities
import TestBench
import Testing

/// The volume that a pump is set to deliver, compared with what is left of the order.
@Suite struct VTBITests {
  private let pump = SourceID("asena")

  private func told(_ vtbi: VolumeToBeInfused, _ scene: Scene, state: PumpState = .running) -> Scene {
    var scene = scene
    let rate = MillilitresPerHour(state == .running ? 52.5 : 0)
    scene.receive(
      .reading(
        Reading(
          source: pump, pump: PumpReport(state: state, rate: rate, volume: Millilitres(10), vtbi: vtbi))))
    scene.run(.seconds(1))
    return scene
  }

  /// 24.1 mL of the order are still to go; 2 % of its 35 mL are a pump's rounding.
  @Test(arguments: [
    (24.0, false), (24.7, false), (23.4, false), (25.0, true), (23.0, true), (35.0, true), (0.0, true),
  ])
  func aPumpThatWouldStopElsewhereDisagrees(vtbi: Double, differs: Bool) {
    let scene = told(.volume(Millilitres(vtbi)), .infusing())
    #expect(scene.session.vtbiCheck?.differs == differs)
  }

  @Test func aPumpWithoutALimitDisagreesWithNothing() {
    #expect(told(.unlimited, .infusing()).session.vtbiCheck?.differs == false)
  }

  @Test func aPumpThatIsNotHeardSaysNothing() {
    var scene = told(.volume(Millilitres(24)), .infusing())
    scene.receive(.link(pump, .lost(.vanished)))
    #expect(scene.session.vtbiCheck == nil)
  }

  @Test func itStandsBesideTheInfusion() {
    expectPicture(told(.volume(Millilitres(24)), .infusing()).screen(), "pump-vtbi")
  }

  @Test func aDisagreementIsSaidInWords() {
    let scene = told(.volume(Millilitres(50)), .infusing())
    expectPicture(scene.screen(), "pump-vtbi-differs")
    expectPicture(scene.screen(columns: 60, rows: 15), "pump-vtbi-differs-60x15")
  }

  @Test func beforeTheStartItIsComparedWithTheOrder() {
    expectPicture(
      told(.volume(Millilitres(50)), .prepared(), state: .stopped).screen(), "preparation-vtbi-differs")
    expectPicture(told(.volume(Millilitres(35)), .prepared(), state: .stopped).screen(), "preparation-vtbi")
  }
}
