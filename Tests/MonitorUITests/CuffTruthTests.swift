import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// The cuff's figures on the screen are of one measurement, with its age.
@Suite("The cuff tells the truth")
struct CuffTruthTests {
  private static func measured(_ measurement: CuffMeasurement, after scene: Scene) -> Scene {
    var scene = scene
    scene.receive(.reading(Reading(source: SourceID("line"), nibp: .measured(measurement))))
    return scene
  }

  /// A minute after a diastolic of 104, which is too high.
  private static func highDiastolic() -> Scene {
    var scene = Scene.infusing()
    scene.cuff(150, 104)
    scene.run(.minutes(1))
    return scene
  }

  private static func diastolic(_ scene: Scene) -> String? {
    scene.model.session.alarms.first { $0.id == .limit(.dia, .high) }?.text.english
  }

  @Test("a diastolic that the last measurement does not have is told as past")
  func olderDiastolic() {
    var scene = Self.highDiastolic()
    #expect(Self.diastolic(scene) == "Dia 104 > 100")
    scene = Self.measured(CuffMeasurement(sys: 140, dia: nil, map: 96), after: scene)
    #expect(Self.diastolic(scene) == "Dia was 104")
    #expect(scene.screen(columns: 40, rows: 12).plainText.contains("140/--"))
    scene.cuff(150, 106)
    #expect(Self.diastolic(scene) == "Dia 106 > 100")
  }

  @Test("and so it is beside a mean alone")
  func meanAlone() {
    let scene = Self.measured(CuffMeasurement(sys: nil, dia: nil, map: 96), after: Self.highDiastolic())
    #expect(Self.diastolic(scene) == "Dia was 104")
    #expect(scene.screen(columns: 40, rows: 12).plainText.contains("(96)"))
  }

  @Test("a try that failed is told behind the age of the pressure that stands, and is no age of its own")
  func failedTry() {
    var scene = Scene.infusing()
    scene.receive(.reading(Reading(source: SourceID("line"), nibp: .failed())))
    #expect(scene.screen().plainText.contains(" ago, next try FAILED"))
    #expect(scene.screen(columns: 40, rows: 12).plainText.contains(" ago, try FAILED"))
    scene.run(.minutes(20))
    let old = scene.screen().plainText
    #expect(old.contains("OLD: 144/88, 23:3") && old.contains(" ago, try FAILED"))
    scene.cuff(140, 84)
    #expect(!scene.screen().plainText.contains("FAILED"))
  }

  /// Once, the screen said `next in 6:29` beside `line: port vanished`.
  @Test("a cuff that cannot be heard promises nothing; what is late stays late")
  func lostCuff() {
    var scene = Scene.infusing()
    #expect(scene.screen().plainText.contains("next in 6:29"))
    scene.receive(.link(SourceID("line"), .lost(.vanished)))
    let text = scene.screen().plainText
    #expect(text.contains("3:31 ago") && !text.contains("next in"), "\(text)")
    scene.run(.minutes(7))
    #expect(scene.screen().plainText.contains("due 0:30 ago"))
  }

  @Test("where there was none before it, that is said, too")
  func failedFirst() {
    var scene = Scene()
    scene.run(.seconds(3))
    scene.receive(.reading(Reading(source: SourceID("line"), nibp: .failed())))
    #expect(scene.screen().plainText.contains("none yet, try FAILED"))
  }
}
