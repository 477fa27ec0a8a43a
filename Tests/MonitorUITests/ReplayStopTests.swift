import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

@Suite("Stops of a replay")
struct ReplayStopTests {
  @Test(
    "a replay that stops before alarms stands still ten seconds before each, and goes on from there",
    arguments: [
      (0, 30, nil), (0, 90, 90), (0, 500, 90), (89, 91, 90), (90, 95, nil), (90, 500, 290), (100, 289, nil),
      (290, 900, nil),
    ] as [(Int64, Int64, Int64?)])
  func stopsBeforeAlarms(from: Int64, to: Int64, stop: Int64?) {
    let alarms = [100, 300].map { SessionTime.seconds($0) }
    #expect(ReplayStop.before(alarms, from: .seconds(from), to: .seconds(to)) == stop.map { .seconds($0) })
  }

  @Test("what was done long before is not said as of now, and what is said has its own time")
  func messages() {
    var scene = Scene.infusing()
    scene.change { $0.mode = .replay(ReplayView(isPlaying: true, speed: "1", length: .minutes(85))) }
    let now = scene.session.now
    let told = [
      StampedEvent(.checkTaken(without: [], by: "KM"), at: SessionTime(milliseconds: now.milliseconds - 4000))
    ]
    func said(windingTo goal: SessionTime) -> String? {
      var model = scene.model
      model.message = nil
      model.hear(told, windingTo: goal, now: 1_000_000)
      return model.message.flatMap { $0.until > 1_000_000 ? $0.text.english : nil }
    }
    #expect(said(windingTo: now) == "10:42:27  check taken by KM")
    #expect(said(windingTo: now + .minutes(20)) == nil)
  }

  /// Once, the bookmark had the time of Enter, when the moment that it was for had passed.
  @Test("a bookmark stands where its key was pressed, however far the film has gone meanwhile")
  func bookmark() {
    var scene = Scene.infusing()
    scene.change { $0.mode = .replay(ReplayView(isPlaying: true, speed: "1", length: .minutes(85))) }
    let seen = scene.model.session.now
    #expect(scene.press(.character("m")).isEmpty)
    scene.type("too late")
    scene.run(.seconds(40))
    #expect(scene.model.session.now > seen)
    #expect(scene.type("\n") == [.replay(.bookmark("too late", at: seen))])
  }

  @Test("a bookmark's question names its moment, by the clock and as g finds it again")
  func bookmarkNamesItsMoment() {
    var scene = Scene.infusing()
    scene.change { $0.mode = .replay(ReplayView(isPlaying: true, speed: "1", length: .minutes(90))) }
    scene.type("m")
    let label = scene.model.prompt?.question.label.english
    #expect(label == "What is to be said of 10:42:31, infusion 12:30")
    scene.run(.seconds(5))
    #expect(scene.model.prompt?.question.label.english == label)
    let german = Language.german.say(scene.model.prompt?.question.label ?? "")
    #expect(german == "Was zu sagen ist zu 10:42:31, Infusion 12:30")
  }
}
