import InfusionCore
import MonitorUI
import Phrases
import Quantities
import TestBench
import Testing
import TextScreen

/// While a question asks whether to override something, the screen names what is overridden.
@Suite("What is overridden is named")
struct OverrideTests {
  private static func withoutSpO2() -> Scene {
    var scene = Scene.prepared().by("KM")
    scene.spo2 = nil
    scene.run(.seconds(30))
    scene.type("S\n")
    return scene
  }

  @Test("a question for a reason asks for none once all is met, and again once something is not")
  func metMeanwhile() {
    var scene = Self.withoutSpO2()
    #expect(scene.screen().plainText.contains("Not met: fresh SpO2"))
    scene.spo2 = 97
    scene.run(.seconds(3))
    let met = scene.screen().plainText
    #expect(met.contains("All that is required is met") && !met.contains("all the same"))
    scene.spo2 = nil
    scene.run(.seconds(30))
    let again = scene.screen().plainText
    #expect(again.contains("Start all the same? Reason") && again.contains("Not met: fresh SpO2"))
    scene.spo2 = 97
    scene.run(.seconds(3))
    #expect(actions(scene.type("\n")) == [])
    #expect(scene.model.prompt?.question.key == "start")
    #expect(actions(scene.type("y")).last == .start(override: nil))
  }

  @Test(
    "what stands in the way is named above the reason and above the last y, on a small screen, too",
    arguments: [(80, 24), (60, 16), (40, 12), (30, 8), (24, 10)])
  func namedAtEverySize(columns: Int, rows: Int) {
    var scene = Self.withoutSpO2()
    for (question, answer) in [("override", "probe on the way\n"), ("start", "")] {
      #expect(scene.model.prompt?.question.key == question)
      let turns = (0..<8).map { turn in
        scene.screen(columns: columns, rows: rows, after: turn * 2000).plainText
      }
      #expect(turns.contains { $0.contains("Not met: fresh SpO2") }, "\(question):\n\(turns[0])")
      scene.type(answer)
    }
  }

  @Test("what is typed meanwhile stays, becomes no yes, and is a note")
  func typedMeanwhile() {
    var scene = Self.withoutSpO2()
    scene.type("yellow")
    scene.spo2 = 97
    scene.run(.seconds(3))
    scene.type(" probe\n")
    #expect(scene.model.prompt?.question.key == "start")
    #expect(actions(scene.type("y")).suffix(2) == [.note("yellow probe"), .start(override: nil)])
  }

  @Test("an empty answer is no reason for what comes back")
  func backAfterEnter() {
    var scene = Self.withoutSpO2()
    scene.spo2 = 97
    scene.run(.seconds(3))
    scene.type("\n")
    scene.spo2 = nil
    scene.run(.seconds(30))
    #expect(scene.screen().plainText.contains("Start all the same? Reason"))
    #expect(actions(scene.type("y")) == [] && scene.session.phase == .preparation)
  }

  @Test("nor does a discharge ask for a reason against nothing")
  func discharge() {
    var scene = Scene.infusing().by("KM")
    scene.act(.stop(reason: "complete"))
    scene.run(.minutes(20))
    scene.cuff(130, 80)
    scene.act(.check())
    scene.act(.acknowledge(nil))
    scene.run(.seconds(595))
    scene.type("dy")
    #expect(scene.screen().plainText.contains("Discharge all the same? Reason"))
    scene.run(.minutes(1))
    scene.act(.score(scale: "moaas", value: 5))
    #expect(scene.screen().plainText.contains("All that is required is met"))
    scene.type("\n")
    #expect(actions(scene.type("y")).last == .discharge(escort: true, override: nil))
  }

  @Test("a warning above a question has the style of one, at every size", arguments: [(80, 24), (40, 12)])
  func warned(columns: Int, rows: Int) throws {
    var scene = Scene.prepared().by("KM")
    scene.spo2 = 80
    scene.run(.seconds(30))
    scene.type("aS\n")
    let picture = scene.screen(columns: columns, rows: rows).picture.split(
      separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(picture.firstIndex { $0.contains("ALARM: SpO2 80 < 85") })
    let map = try #require(picture.firstIndex { $0.hasPrefix("--- colour") })
    #expect(picture[map + 1 + row].contains("cccccc"), "\(picture.joined(separator: "\n"))")
  }

  // MARK: What comes behind the reason

  /// Once, a reason typed for a missing probe started an infusion without a heart rate, too.
  @Test(
    "a reason for one thing begins nothing against another that came behind it", arguments: [true, false])
  func newBehindTheReason(isTyping: Bool) {
    var scene = Self.withoutSpO2()
    scene.type("probe on the way" + (isTyping ? "" : "\n"))
    #expect(scene.model.prompt?.question.key == (isTyping ? "override" : "start"))
    scene.hr = nil
    scene.run(.seconds(30))
    if isTyping { scene.type("\n") }
    #expect(scene.model.prompt?.question.key == "override")
    #expect(scene.screen().plainText.contains("New since then: fresh HR."))
    #expect(actions(scene.type("y\n")) == [] && scene.session.phase == .preparation)
    #expect(actions(scene.type("both probes off\n")) == [])
    #expect(actions(scene.type("y")).last == .start(override: "both probes off"))
  }

  @Test("nor does it send anybody home, and the y that it was asked for is asked again")
  func newBeforeTheDischarge() {
    var scene = Scene.observing().by("KM")
    scene.type("dyas agreed\n")
    #expect(scene.model.prompt?.question.key == "discharge")
    scene.spo2 = 84
    scene.run(.seconds(20))
    #expect(actions(scene.type("y")) == [] && scene.session.phase == .observing)
    #expect(scene.model.prompt?.question.key == "override")
    #expect(scene.model.prompt?.error?.english.contains("new since then: SpO2 low") == true)
    #expect(actions(scene.type("seen by Dr Lee\n")) == [])
    #expect(actions(scene.type("y")).last == .discharge(escort: true, override: "seen by Dr Lee"))
  }

  @Test("a typed one is typed anew")
  func newBehindTheLine() {
    var scene = Scene.observing().by("KM")
    scene.type(":discharge escort=yes override=\"ordered by Dr Lee\"\n")
    scene.spo2 = 84
    scene.run(.seconds(20))
    #expect(actions(scene.type("y")) == [] && scene.session.phase == .observing)
    #expect(scene.model.prompt == nil && scene.model.message?.kind == .refusal)
    #expect(scene.model.message?.text.english.contains("new since then: SpO2 low") == true)
  }

  @Test("what is met meanwhile asks nothing again")
  func lessThanBefore() {
    var scene = Self.withoutSpO2()
    scene.hr = nil
    scene.run(.seconds(30))
    scene.type("both probes off\n")
    scene.hr = 72
    scene.run(.seconds(3))
    #expect(scene.model.prompt?.question.key == "start")
    #expect(actions(scene.type("y")).last == .start(override: "both probes off"))
  }
}
