import InfusionCore
import MonitorUI
import Quantities
import Testing
import TextScreen

/// The curves are of values that the session took, never of those that were only sent.
@Suite("Trends")
struct TrendTests {
  private static func curves(_ scene: Scene) -> [TrendCurve<TrendHistory.Bucket>] {
    Vital.streamed.map { scene.model.trend.curve(of: $0) }
  }

  @Test("readings of a source that changed are on no curve")
  func foreign() {
    var scene = Scene()
    scene.receive(.identity(Scene.oximeter, SourceIdentity(serial: "A1")))
    scene.run(.seconds(30))
    let before = Self.curves(scene)
    scene.receive(.identity(Scene.oximeter, SourceIdentity(serial: "B2")))
    scene.spo2 = 60
    scene.run(.seconds(30))
    #expect(Self.curves(scene) == before)
  }

  @Test("another source's readings are drawn only when they are in force")
  func secondSource() {
    var scene = Scene.infusing()
    let before = Self.curves(scene)
    scene.receive(.reading(Reading(source: SourceID("line"), spo2: .value(60), hr: .value(180))))
    #expect(Self.curves(scene) == before)
  }

  @Test("a struck pressure is on no curve")
  func struck() {
    var scene = Scene.infusing().by("KM")
    scene.cuff(240, 140)
    #expect(scene.model.session.pressures.map(\.sys) == [124, 144, 240])
    scene.type("z12" + "1y")
    #expect(scene.model.session.pressures.map(\.sys) == [124, 144])
  }
}
