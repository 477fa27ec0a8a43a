import InfusionCore
import MonitorUI
import Quantities
import Testing
import TextScreen

/// A question that gives a patient more shows the patient's alarms above it.
@Suite("Alarms above what gives more")
struct StandingAlarmTests {
  @Test("whoever gives more reads how the patient is", arguments: ["o5\n1", "r60\n1"])
  func moreIntoAnAlarm(keys: String) {
    var scene = Scene.infusing().by("KM")
    scene.spo2 = 80
    scene.run(.seconds(30))
    scene.type("a" + keys)
    #expect(scene.model.prompt?.question.form == .yesNo)
    #expect(scene.screen().plainText.contains("ALARM: SpO2 80 < 85"))
  }

  @Test("and whoever starts")
  func startIntoAnAlarm() {
    var scene = Scene().by("KM")
    scene.spo2 = 80
    scene.run(.seconds(30))
    scene.type("aS\n")
    #expect(scene.screen().plainText.contains("ALARM: SpO2 80 < 85"))
  }
}
