import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// `:close` on the screen cannot be undone, so it is asked about first.
@Suite("A close that is typed")
struct CloseTests {
  private static let line = ":close reason=\"ordered by Dr Lee\"\n"

  @Test("a close is asked first, with what is left of the observation, and Esc changes nothing")
  func observing() {
    var scene = Scene.observing().by("KM")
    let marks = scene.session.marks
    #expect(actions(scene.type(Self.line)).isEmpty)
    let screen = scene.screen().plainText
    #expect(screen.contains("The observation has 21:00 to go: close all the same? (y/n)"))
    #expect(screen.contains("Not met:"))
    scene.press(.escape)
    #expect(scene.model.prompt == nil)
    #expect(scene.session.phase == .observing && scene.session.marks == marks)
    #expect(actions(scene.type(Self.line + "n")).isEmpty)
    #expect(scene.session.phase == .observing)
    #expect(actions(scene.type(Self.line + "y")) == [.close(reason: "ordered by Dr Lee")])
    #expect(scene.session.phase == .closed)
  }

  @Test("and when the observation is complete, or nothing was given")
  func complete() {
    var scene = Scene.observing().by("KM")
    scene.run(.minutes(22))
    #expect(scene.session.phase == .ready)
    #expect(actions(scene.type(":close\n")).isEmpty)
    #expect(scene.model.prompt?.question.label == "Close without a discharge? (y/n)")
    scene = Scene.prepared().by("KM")
    #expect(actions(scene.type(":close\n")).isEmpty)
    #expect(actions(scene.type("y")) == [.close(reason: nil)])
  }

  /// Once, a closed session went on showing `HR 72 0 s` and REC for as long as its screen was open.
  @Test("a closed session has no number and records nothing", arguments: [(80, 24), (60, 16), (40, 12)])
  func numbers(columns: Int, rows: Int) {
    var scene = Scene.observing().by("KM")
    scene.type(Self.line + "y")
    scene.record = .sealed
    scene.pass(.seconds(10))
    scene.press(.escape)
    for language in [Language.english, .german] {
      scene.change { $0.display.language = language }
      let text = scene.screen(columns: columns, rows: rows).plainText
      #expect(text.contains(language == .english ? "SEALED" : "VERSIEGELT"), "\(text)")
      #expect(!text.contains("REC") && !text.contains(" 0 s") && !text.contains("138/84"), "\(text)")
    }
    let readouts = [scene.model.session.hr, scene.model.session.spo2]
    #expect(readouts.allSatisfy { $0.state == .absent } && scene.model.session.cuff.state == .absent)
    #expect(scene.screen().plainText.contains("abgeschlossen"))
  }

  @Test("a replay that has come to its end shows what was there")
  func replay() {
    var scene = Scene.observing()
    scene.change { $0.mode = .replay(ReplayView(isPlaying: false, speed: "1", length: .minutes(90))) }
    scene.act(.close(reason: "ordered by Dr Lee"))
    #expect(scene.model.session.hr.state != .absent)
  }

  @Test("an infusion is not closed: that is refused without a question")
  func infusing() {
    var scene = Scene.infusing().by("KM")
    scene.type(":close\n")
    #expect(scene.model.prompt == nil)
    #expect(scene.model.message?.kind == .refusal)
    #expect(scene.session.phase == .infusing)
  }

  @Test("words for a reason that was none are no yes to it")
  func reason() {
    var scene = Scene.observing().by("KM")
    scene.type(":close reason=y\n")
    #expect(scene.model.prompt?.question.key == "reason")
    scene.type("ordered by Dr Lee\n")
    #expect(scene.model.prompt?.question.key == "close")
    #expect(scene.session.phase == .observing)
    #expect(actions(scene.type("y")) == [.close(reason: "ordered by Dr Lee")])
  }

  @Test("it is signed by whoever the line names, or says who is here")
  func signed() {
    var scene = Scene.observing().by("KM")
    #expect(scene.type(":close by=AB\ny") == [.action(.close(reason: nil), by: "AB")])
    #expect(scene.model.initials == "KM")
    scene = .observing()
    scene.type(":close\n")
    #expect(scene.model.prompt?.question.label == "Your initials")
    #expect(scene.type("AB\ny") == [.action(.close(reason: nil), by: "AB")])
  }

  @Test("a high alarm that stands is named in the question, and one that comes is read before it is closed")
  func alarmed() {
    var scene = Scene.observing().by("KM")
    scene.type(":close\n")
    scene.spo2 = 84
    scene.run(.seconds(20))
    #expect(actions(scene.type("y")).isEmpty)
    #expect(scene.model.prompt?.error?.english.contains("SpO2 low") == true)
    let asked = scene.model.prompt?.question.label.english ?? ""
    #expect(asked.hasPrefix("*** SpO2 84 < 85. The observation "), "\(asked)")
    #expect(scene.screen().plainText.contains("ALARM: SpO2 84 < 85"))
    #expect(actions(scene.type("y")) == [.close(reason: nil)])
  }

  @Test("the same in a preparation, and a medium one stands above it")
  func alarmedBeforeTheStart() {
    var scene = Scene.prepared().by("KM")
    scene.cuff(170, 90)
    scene.type(":close\n")
    #expect(scene.model.prompt?.question.label.english == "Close without a discharge? (y/n)")
    #expect(scene.screen().plainText.contains("ALARM: Sys 170 > 160"))
    scene.press(.escape)
    scene.cuff(190, 90)
    scene.type(":close\n")
    let label = scene.model.prompt?.question.label.english
    #expect(label == "*** Sys 190 > 180. Close without a discharge? (y/n)")
  }
}
