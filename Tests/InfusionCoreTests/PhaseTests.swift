import InfusionCore
import Quantities
import Testing

/// In which phase each action is possible: the table of operator scripts.
@Suite struct PhaseTests {
  static let ways: [(Phase, String)] = [
    (.preparation, ""),
    (.infusing, "1 ! start override=test"),
    (.paused, "1 ! start override=test\n2 ! pause reason=test"),
    (.observing, "1 ! start override=test\n2 ! stop reason=test"),
    (.ready, "0..130/5 spo2=97\n1 ! start\n2 ! stop reason=test"),
    (.closed, "1 ! close"),
  ]

  static let table: [(action: String, phases: Set<Phase>)] = [
    ("setup weight=70", [.preparation]),
    ("baseline hr=70", [.preparation]),
    ("checklist item=consent answer=met", [.preparation]),
    ("checklist item=cannula answer=met", [.preparation, .infusing, .paused, .observing, .ready]),
    ("start override=test", [.preparation]),
    ("pause reason=test", [.infusing]),
    ("resume reason=test", [.paused, .observing]),
    ("stop reason=test", [.infusing, .paused]),
    ("rate mlh=50", [.preparation, .infusing, .paused]),
    ("bolus mg=1", [.infusing]),
    ("check", [.preparation, .infusing, .paused, .observing, .ready]),
    ("extend minutes=5 reason=test", [.observing, .ready]),
    ("away minutes=5 reason=test", [.observing, .ready]),
    ("back", [.observing, .ready]),
    ("discharge escort=yes override=test", [.observing, .ready]),
    ("close", [.preparation, .observing, .ready]),
    ("audio-pause", [.preparation, .infusing, .paused, .observing, .ready]),
    ("limit vital=hr low=45", [.preparation, .infusing, .paused, .observing, .ready]),
    ("bp sys=120 dia=80", [.preparation, .infusing, .paused, .observing, .ready]),
    ("symptom name=nausea severity=1", [.preparation, .infusing, .paused, .observing, .ready]),
    ("medication name=x dose=1 route=IV", [.preparation, .infusing, .paused, .observing, .ready]),
    ("score scale=moaas value=5", [.preparation, .infusing, .paused, .observing, .ready]),
    ("note text=test", [.preparation, .infusing, .paused, .observing, .ready]),
    ("amend n=3 text=test", [.preparation, .infusing, .paused, .observing, .ready]),
  ]

  @Test(arguments: ways) func aWayToThePhase(_ phase: Phase, _ way: String) {
    #expect(Scenario(way + "\n140", plan: .shortWatch).session.phase == phase)
  }

  @Test(arguments: table, ways)
  func anActionIsPossibleInItsPhasesOnly(_ row: (action: String, phases: Set<Phase>), _ way: (Phase, String))
  {
    let told = Scenario(way.1 + "\n140 ! " + row.action, plan: .shortWatch).told
    let name = row.action.split(separator: " ")[0]
    let isRefused = told.contains("140 refused \(name) phase.wrong")
    #expect(isRefused == !row.phases.contains(way.0), "\(row.action) in \(way.0)")
  }

  @Test func aRefusedActionLeavesNoMark() {
    let before = Scenario("0 spo2=97\n5", plan: .quiet).session
    let after = Scenario("0 spo2=97\n5 ! pause reason=test", plan: .quiet).session
    #expect(after.marks == before.marks)
    #expect(after.phase == before.phase)
    #expect(after.nextDeadline == before.nextDeadline)
  }
}
