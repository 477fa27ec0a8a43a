import InfusionCore
import MonitorUI
import Phrases
import Quantities
import Testing
import TextScreen

/// The one thing to do next, from the first key to the discharge.
@Suite("The next thing to do")
struct NextThingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var view: @Sendable () -> SessionView
    /// The words of the line; nil if it is empty.
    var says: String?
    var testDescription: String { name }
  }

  /// The chair of a row: its phase, and what is known.
  private static func chair(
    _ phase: Phase, _ change: @escaping @Sendable (inout SessionView) -> Void
  ) -> @Sendable () -> SessionView {
    {
      var view = SessionView()
      view.phase = phase
      view.now = .minutes(10)
      view.patient = "P-0142"
      view.weight = .init(70)
      view.planName = "trd-40"
      view.hasBaseline = true
      view.isTried = true
      change(&view)
      return view
    }
  }

  private static func fresh(_ value: Fixed) -> VitalState {
    .fresh(VitalValue(value: value, quality: .good, at: .minutes(9), source: .manual))
  }

  private static let latched = AlarmView(
    id: .limit(.spo2, .low), priority: .high, text: "SpO2 low ended", since: .minutes(9), isLatched: true)

  private static func alarm(_ priority: AlarmPriority, isAcknowledged: Bool = false) -> AlarmView {
    AlarmView(
      id: .limit(.spo2, .low), priority: priority, text: "SpO2 84 < 85", since: .minutes(9),
      isAcknowledged: isAcknowledged)
  }

  private static func consent(_ answer: ChecklistAnswer?) -> ChecklistItemView {
    ChecklistItemView(
      item: ChecklistItem(name: "consent", text: "Consent is signed", stage: .start, isRequired: false),
      answer: answer)
  }

  private static func window(_ counted: Int64, heldUpBy: String? = nil) -> ObservationView {
    ObservationView(
      counted: .minutes(counted), target: .minutes(30), isComplete: counted >= 30,
      heldUpBy: heldUpBy.map { Phrase(word: $0) })
  }

  @Test(
    "before the start",
    arguments: [
      Case(
        name: "nothing is known",
        view: chair(.preparation) {
          $0.patient = nil
          $0.startObstacles = [
            StillMissing("weight", .key("S")), StillMissing("plan", .key("S")),
            StillMissing("fresh SpO2", .sensor),
          ]
        }, says: "say the patient, weight, plan (S)"),
      Case(
        name: "a plan without a dose starts nothing",
        view: chair(.preparation) { $0.startObstacles = [StillMissing("dose in the plan", .never)] },
        says: "dose in the plan: another plan (:)"),
      Case(
        name: "the checklist before the sensors",
        view: chair(.preparation) {
          $0.startObstacles = [StillMissing("fresh SpO2", .sensor), StillMissing("fasting", .key("k"))]
        }, says: "checklist (k)"),
      Case(
        name: "a checklist that holds nothing up, and that nobody has opened",
        view: chair(.preparation) { $0.checklist = [consent(nil), consent(nil)] }, says: "checklist (k)"),
      Case(
        name: "or not all of it",
        view: chair(.preparation) { $0.checklist = [consent(.met), consent(nil)] },
        says: "rest of the checklist (k)"),
      Case(
        name: "what is not met is an answer",
        view: chair(.preparation) { $0.checklist = [consent(.met), consent(.notMet)] }, says: "start (S)"),
      Case(
        name: "a sensor that gives nothing",
        view: chair(.preparation) { $0.startObstacles = [StillMissing("fresh SpO2", .sensor)] },
        says: "fresh SpO2: look at its sensor"),
      Case(
        name: "a pressure before the baseline", view: chair(.preparation) { $0.hasBaseline = false },
        says: "blood pressure before the start (b)"),
      Case(
        name: "then the baseline",
        view: chair(.preparation) {
          $0.hasBaseline = false
          $0.cuff.state = fresh(124)
        }, says: "baseline, once the patient sits quietly (B)"),
      Case(name: "then the start", view: chair(.preparation) { _ in }, says: "start (S)"),
      Case(
        name: "a self-test that nobody has made is named, and nothing waits for it",
        view: chair(.preparation) { $0.isTried = false }, says: "self-test (T), then start (S)"),
      Case(
        name: "a plan without an infusion", view: chair(.preparation) { $0.hasInfusion = false },
        says: "give the dose, and say when (S)"),
    ])
  func preparation(_ row: Case) { expect(row) }

  @Test(
    "while it runs",
    arguments: [
      Case(
        name: "what comes first, counted down",
        view: chair(.infusing) {
          $0.nextCheckDue = .minutes(15)
          $0.cuff.isByHand = true
          $0.cuff.nextDue = .minutes(12)
        }, says: "blood pressure in 2:00 (b)"),
      Case(
        name: "a pressure that a cuff takes by itself is nobody's to do",
        view: chair(.infusing) {
          $0.nextCheckDue = .minutes(15)
          $0.cuff.sys = 124
          $0.cuff.nextDue = .minutes(12)
        }, says: "check in 5:00 (c)"),
      Case(
        name: "until it is late",
        view: chair(.infusing) {
          $0.cuff.sys = 124
          $0.cuff.nextDue = .minutes(9)
        }, says: "blood pressure (b)"),
      Case(
        name: "of two that are due the one that waits longer",
        view: chair(.infusing) {
          $0.nextCheckDue = .minutes(8)
          $0.cuff.nextDue = .minutes(9)
        }, says: "check (c)"),
      Case(
        name: "a number that is gone, however long ago its alarm was acknowledged",
        view: chair(.infusing) {
          $0.nextCheckDue = .minutes(11)
          $0.alarms = [
            AlarmView(
              id: .noValue(.spo2), priority: .medium, text: "SpO2: no value", since: .minutes(9),
              isAcknowledged: true)
          ]
        }, says: "fresh SpO2: look at its sensor"),
      Case(
        name: "not of a patient who is away",
        view: chair(.infusing) {
          $0.awayUntil = .minutes(14)
          $0.alarms = [
            AlarmView(
              id: .noValue(.spo2), priority: .low, text: "SpO2: no value", since: .minutes(9))
          ]
        }, says: "back at the chair in 4:00 (w)"),
      Case(
        name: "a reading with a time of its own",
        view: chair(.infusing) {
          $0.due = [DueView(text: "NIBP at 40 min", at: .minutes(11), latest: .minutes(16))]
        }, says: "NIBP at 40 min in 1:00 (b)"),
      Case(
        name: "an alarm before everything",
        view: chair(.infusing) {
          $0.alarms = [alarm(.high)]
          $0.nextCheckDue = .minutes(8)
        }, says: "look at the patient, then (a)"),
      Case(
        name: "one that was answered makes no patient well",
        view: chair(.infusing) {
          $0.alarms = [alarm(.high, isAcknowledged: true)]
          $0.nextCheckDue = .minutes(8)
        }, says: "see to the patient, or pause (p)"),
      Case(
        name: "a medium one that was answered waits for nobody",
        view: chair(.infusing) {
          $0.alarms = [alarm(.medium, isAcknowledged: true)]
          $0.nextCheckDue = .minutes(15)
        }, says: "check in 5:00 (c)"),
      Case(
        name: "a pressure is what it is until the next one",
        view: chair(.infusing) {
          $0.alarms = [
            AlarmView(
              id: .limit(.sys, .high), priority: .high, text: "Sys 184 > 180", since: .minutes(9),
              isAcknowledged: true)
          ]
          $0.cuff.isByHand = true
          $0.cuff.nextDue = .minutes(12)
        }, says: "blood pressure in 2:00 (b)"),
      Case(
        name: "a low one takes no other thing's place",
        view: chair(.infusing) {
          $0.alarms = [alarm(.low)]
          $0.nextCheckDue = .minutes(15)
        }, says: "check in 5:00 (c)"),
      Case(
        name: "what has ended, once nothing is due", view: chair(.infusing) { $0.alarms = [latched] },
        says: "see what has ended (a)"),
      Case(
        name: "the times over a gap", view: chair(.infusing) { $0.hasUnconfirmedGap = true },
        says: "are the times over the gap right? (G)"),
      Case(name: "a pause", view: chair(.paused) { _ in }, says: "resume, once the pump runs (p)"),
      Case(
        name: "a check in the pause", view: chair(.paused) { $0.nextCheckDue = .minutes(9) },
        says: "check (c)"),
      Case(name: "nothing has its time", view: chair(.infusing) { _ in }, says: nil),
    ])
  func infusion(_ row: Case) { expect(row) }

  @Test(
    "on the way home",
    arguments: [
      Case(
        name: "the pump first",
        view: chair(.observing) {
          $0.observation = window(5)
          $0.nextCheckDue = .minutes(9)
          $0.dischargeObstacles = [StillMissing("stop the pump", .pump), StillMissing("check", .key("c"))]
        }, says: "stop the pump"),
      Case(
        name: "a sensor without which nothing counts",
        view: chair(.observing) {
          $0.observation = window(5, heldUpBy: "not counting: no fresh SpO2")
          $0.dischargeObstacles = [StillMissing("fresh SpO2", .sensor)]
        }, says: "fresh SpO2: look at its sensor"),
      Case(
        name: "the window", view: chair(.observing) { $0.observation = window(5) },
        says: "the observation ends in 25:00"),
      Case(
        name: "a window that does not move on",
        view: chair(.observing) { $0.observation = window(5, heldUpBy: "a high alarm is active") },
        says: "wait: a high alarm is active"),
      Case(
        name: "a pressure that holds it up is measured again, not waited for",
        view: chair(.observing) {
          $0.observation = window(5, heldUpBy: "a high alarm is active")
          $0.alarms = [
            AlarmView(
              id: .limit(.sys, .high), priority: .high, text: "Sys 184 > 180", since: .minutes(9),
              isAcknowledged: true)
          ]
        }, says: "Sys 184 > 180: measure it again (b)"),
      Case(
        name: "the patient before a check, whoever acknowledged",
        view: chair(.observing) {
          $0.observation = window(5, heldUpBy: "a high alarm is active")
          $0.alarms = [alarm(.high, isAcknowledged: true)]
          $0.nextCheckDue = .minutes(8)
        }, says: "SpO2 84 < 85: see to the patient"),
      Case(
        name: "somebody who is away",
        view: chair(.observing) {
          $0.observation = window(5)
          $0.awayUntil = .minutes(12)
        }, says: "back at the chair in 2:00 (w)"),
      Case(
        name: "a score",
        view: chair(.ready) {
          $0.observation = window(30)
          $0.dischargeObstacles = [StillMissing("alertness", .key("g")), StillMissing("advice", .key("k"))]
        }, says: "alertness (g)"),
      Case(
        name: "the checklist of the way home",
        view: chair(.ready) {
          $0.observation = window(30)
          $0.dischargeObstacles = [StillMissing("advice, transport", .key("k"))]
        }, says: "advice, transport (k)"),
      Case(
        name: "what no key mends",
        view: chair(.ready) {
          $0.observation = window(30)
          $0.dischargeObstacles = [StillMissing("saturation")]
        }, says: "see to: saturation"),
      Case(
        name: "what nothing mends any more",
        view: chair(.ready) {
          $0.observation = window(30)
          $0.dischargeObstacles = [StillMissing("NIBP at 40 min: missed", .never)]
        }, says: "discharge, with a reason (d)"),
      Case(
        name: "all is met", view: chair(.ready) { $0.observation = window(30) },
        says: "the escort, then discharge (d)"),
      Case(name: "after it", view: chair(.closed) { _ in }, says: "leave the screen (q)"),
    ])
  func wayHome(_ row: Case) { expect(row) }

  private func expect(_ row: Case) {
    let view = row.view()
    #expect(NextThing(for: view)?.words(at: view.now).english == row.says)
  }

  @Test("a whole session, led by its line alone")
  func led() {
    var scene = Scene()
    scene.run(.seconds(5))
    var said: [String] = []
    func look() {
      let next = NextThing(for: scene.model.session)
      said.append(
        next.map { [$0.what.english, $0.key.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ") }
          ?? "")
    }
    look()
    scene.cuff(124, 78)
    scene.run(.minutes(1))
    look()
    scene.act(.baseline())
    look()
    scene.act(.start(override: nil))
    scene.run(.minutes(1))
    look()
    scene.run(.minutes(42))
    scene.act(.acknowledge(nil))
    look()
    scene.act(.stop(reason: "complete"))
    scene.act(.check())
    scene.cuff(130, 80)
    look()
    scene.run(.minutes(31))
    scene.act(.acknowledge(nil))
    scene.act(.check())
    scene.cuff(130, 80)
    look()
    scene.act(.score(scale: "moaas", value: 5))
    look()
    #expect(
      said == [
        "blood pressure before the start (b)", "baseline, once the patient sits quietly (B)",
        "self-test (T), then start (S)", "check (c)", "end the infusion (e)", "check (c)", "MOAA/S (g)",
        "the escort, then discharge (d)",
      ])
  }

  @Test(
    "it stands on every page whole, or not at all", arguments: ["", "l", "t", "A", "?"],
    [30, 40, 60, 80, 120])
  func everyPage(page: String, columns: Int) {
    var scene = Scene.infusing()
    scene.type(page)
    for rows in [8, 15, 24, 40] {
      let foot = scene.screen(columns: columns, rows: rows).plainText.split(separator: "\n").last ?? ""
      if columns >= 80 || page.isEmpty { #expect(foot.contains("check in 2:29 (c)")) }
      #expect(!foot.contains("check in") || foot.contains("check in 2:29 (c)"))
      #expect(foot.contains("? help"))
    }
  }

  @Test("nobody is told to do something in what is over")
  func replay() {
    var scene = Scene.infusing()
    scene.change { $0.mode = .replay(ReplayView(isPlaying: true, speed: "10", length: .minutes(85))) }
    #expect(!scene.screen().plainText.contains("next: "))
  }
}
