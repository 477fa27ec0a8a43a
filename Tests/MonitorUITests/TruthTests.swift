import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// Whatever the screen shows is so now, or is marked as past.
@Suite("The screen tells the truth")
struct TruthTests {
  private static func desaturated(to spo2: Fixed = 84) -> Scene {
    var scene = Scene.infusing()
    scene.spo2 = spo2
    scene.run(.seconds(20))
    return scene
  }

  private static func band(_ scene: Scene) -> String {
    String(scene.screen().plainText.split(separator: "\n", omittingEmptySubsequences: false)[1])
  }

  @Test("the band says the value of now, not the one that raised the alarm")
  func valueOfNow() {
    var scene = Self.desaturated()
    scene.spo2 = 79
    scene.run(.seconds(2))
    #expect(Self.band(scene).contains("*** SpO2 79 < 85"))
  }

  @Test("a value that was taken back is told as past")
  func valueTakenBack() {
    var scene = Self.desaturated()
    scene.spo2 = 79
    scene.run(.seconds(2))
    scene.receive(.reading(Reading(source: Scene.oximeter, status: .off, spo2: .noValue)))
    #expect(Self.band(scene).contains("*** SpO2 was 79"))
  }

  @Test("a high alarm that has ended is listed as ended, and leaves the number alone")
  func ended() {
    var scene = Self.desaturated()
    scene.spo2 = 97
    scene.run(.seconds(20))
    #expect(Self.band(scene).contains("*** SpO2 low ended  0:14 ago"))
    #expect(scene.screen().plainText.contains(" SpO2 %        90- "))
    #expect(scene.screen().plainText.contains("1 ENDED, a clears"))
    scene.press(.character("a"))
    #expect(Self.band(scene).contains("no alarm"))
  }

  @Test("an alarm that has fallen holds the window up as one that was high, and is not called high")
  func fallen() {
    var scene = Scene.observing()
    scene.spo2 = 84
    scene.run(.seconds(20))
    #expect(scene.model.session.observation?.heldUpBy == "a high alarm is active")
    scene.spo2 = 87
    scene.run(.seconds(10))
    #expect(Self.band(scene).contains(" ** SpO2 87 < 90"))
    #expect(scene.model.session.observation?.heldUpBy == "an alarm that was high is not over")
  }

  @Test("a pressure that was high and has fallen is measured again, not waited for")
  func fallenPressure() {
    var scene = Scene.observing().by("KM")
    scene.cuff(190, 96)
    scene.cuff(170, 90)
    scene.type("a")
    let next = NextThing(for: scene.model.session)
    #expect(next?.what == "Sys 170 > 160: measure it again")
    #expect(next?.key == "b")
  }

  private static let pump = SourceID("asena")
  private static let pumpPaused = Input.reading(
    Reading(source: pump, pump: PumpReport(state: .paused, rate: .init(0), volume: .init(10))))

  @Test("what a pump said before it was lost is no word of now, and nobody knows what flows")
  func silentPump() {
    var scene = Scene.infusing()
    scene.act(.pause(reason: "line"))
    scene.receive(Self.pumpPaused)
    #expect(scene.screen().plainText.contains("nothing flows"))
    #expect(scene.screen().plainText.contains("asena paused"))
    scene.receive(.link(Self.pump, .lost(.vanished)))
    let silent = scene.screen().plainText
    #expect(silent.contains("asena not heard"))
    #expect(!silent.contains("asena paused") && !silent.contains("nothing flows"))
    scene.receive(.link(Self.pump, .connected))
    scene.receive(Self.pumpPaused)
    #expect(scene.screen().plainText.contains("asena paused"))
  }

  @Test("a dose that was reckoned through a gap says so, and leaves every unit its room on 80 columns")
  func estimatedDose() throws {
    var scene = Scene.infusing()
    let before = scene.session.now
    scene.run(.seconds(20))
    _ = scene.receive(.gap(from: before, reason: "the monitor was stopped", isEstimated: false))
    scene.run(.seconds(2))
    let lines = scene.screen().plainText.split(separator: "\n")
    let dose = try #require(lines.first { $0.hasPrefix(" DOSE") })
    #expect(dose.hasPrefix(" DOSE ~11"))
    #expect(dose.contains(" mcg/kg/min"))
  }

  @Test("and so do the register, the question of a bolus, and what is told of a pause")
  func estimatedDoseElsewhere() throws {
    var scene = Scene.infusing().by("KM")
    let before = scene.session.now
    scene.run(.seconds(20))
    _ = scene.receive(.gap(from: before, reason: "the monitor was stopped", isEstimated: false))
    scene.run(.seconds(2))
    scene.act(.drawn(Milligrams(55)))
    scene.type("m9")
    #expect(scene.screen().plainText.contains("Drawn up 55 mg, given ~11"))
    scene.press(.escape, .escape)
    scene.type("o5\n1")
    let asked = scene.model.prompt?.question.label.english
    #expect(asked?.hasPrefix("A bolus of 5 mg (0.07 mg/kg), ~16") == true)
    scene.press(.escape, .escape)
    scene.type("p1")
    #expect(scene.model.message?.text.english.hasPrefix("infusion paused at ~11") == true)
  }

  @Test("'no alarm sounds' goes when one does")
  func noAlarmSounds() {
    var scene = Scene.infusing()
    scene.press(.character(" "))
    #expect(scene.screen().plainText.contains("no alarm sounds"))
    scene.spo2 = 80
    scene.run(.seconds(6))
    #expect(!scene.screen().plainText.contains("no alarm sounds"))
  }

  @Test("the mark of an alarm is whole, whatever stands beside it")
  func wholeMark() {
    var scene = Self.desaturated()
    scene.act(.limitOff(.spo2, reason: "known for this patient"))
    scene.run(.seconds(1))
    #expect(scene.screen().plainText.contains(" SpO2  ***  OFF KM "))
  }

  @Test("a refusal is readable to its last word")
  func wholeRefusal() {
    var scene = Scene.infusing()
    scene.act(.limitOff(.hr, reason: "known for this patient"))
    scene.act(.rate(.init(999), reason: nil))
    #expect(scene.screen().plainText.contains("14.271 mg/kg/h is above the plan's limit of 2 mg/kg/h"))
    // The screen always says whether sound works.
    #expect(scene.screen().plainText.contains("sound: bell"))
  }

  @Test("a question longer than the line is asked whole")
  func wholeQuestion() {
    let text = "Benzodiazepines, lamotrigine and theophylline or aminophylline are asked for"
    var scene = Scene(checklist: [
      ChecklistItem(name: "medicines", text: text, stage: .start, isRequired: false)
    ])
    scene.run(.seconds(3))
    scene.typeSigned("k\t")
    #expect(text.split(separator: " ").allSatisfy { scene.screen().plainText.contains($0) })
    #expect(scene.screen().plainText.contains("(y/n)"))
  }

  @Test("what is answered together is said together")
  func together() {
    var scene = Self.desaturated()
    scene.hr = 150
    scene.run(.seconds(12))
    scene.press(.character("a"))
    #expect(scene.screen().plainText.contains("2 alarms acknowledged"))
    scene.act(.limitOff(.hr, reason: "known for this patient"))
    #expect(scene.model.message?.text == "HR limits OFF by KM")
  }

  @Test("an action at the prompt is confirmed as one by a key is")
  func confirmed() {
    var scene = Scene.infusing()
    scene.type(":note text=warm\n")
    let number = scene.session.marks.last?.entry ?? 0
    #expect(scene.model.message?.text == "note taken  #\(number)")
  }

  @Test("a key that means nothing says so")
  func noKey() {
    var scene = Scene.infusing()
    scene.type("j")
    #expect(scene.model.message?.text == "that key does nothing here: ? shows the keys")
  }

  /// Once, the message's age came behind it, `near its end  3:41`, and was read as the time that is left.
  @Test("beside the infusion's coming end stands when it ends")
  func nearEnd() {
    var scene = Scene.infusing()
    scene.run(.minutes(26))
    // Other messages are due by then, and all are shown in turn.
    let bands = (0..<6).map { scene.screen(after: $0 * 2000).plainText }.joined()
    #expect(bands.contains("Infusion: near its end  ends in 1:29"))
  }

  @Test("where no pressure can be had, none is counted down")
  func noPressureIsNext() {
    var scene = Scene.infusing()
    #expect(scene.screen().plainText.contains("next in 6:29"))
    scene.act(.withoutPressure(WithoutPressureAction(minutes: 30, reason: "cuff refused")))
    let screen = scene.screen().plainText
    #expect(screen.contains("NO NIBP 30:00 KM") && !screen.contains("next in"))
  }

  @Test("a bolus beyond what is ordered says so before it is confirmed")
  func bolus() {
    var scene = Scene.infusing().by("KM")
    scene.run(.minutes(25))
    scene.type("o10\n1")
    let asked = scene.model.prompt?.question.label.english
    #expect(asked?.hasPrefix("A bolus of 10 mg (0.14 mg/kg), ") == true)
    #expect(asked?.hasSuffix("in all: MORE THAN THE 35 mg ORDERED? (y/n)") == true)
  }
}
