import InfusionCore
import Quantities
import Testing

/// What is told of a patient's earlier treatments, and whose it is.
@Suite struct HistoryTests {
  private static func history(_ patient: String = "P7", number: Int = 4, days: Int? = 3, unread: Int = 0)
    -> PatientHistory
  {
    PatientHistory(patient: patient, number: number, daysSinceLast: days, last: [], unread: unread)
  }

  @Test(arguments: [
    (history(), "Infusion 4 of this patient, 3 days after the last"),
    (history(days: 1), "Infusion 4 of this patient, 1 day after the last"),
    (history(days: 0), "Infusion 4 of this patient, on the same day as the last"),
    (history(number: 1, days: nil), "No earlier treatment of this patient is on record"),
    (
      history(unread: 1),
      "Infusion 4 of this patient, 3 days after the last; 1 session not read"
    ),
    (
      history(number: 1, days: nil, unread: 2),
      "No earlier treatment of this patient is on record; 2 sessions not read"
    ),
  ]) func `which one it is, in words`(history: PatientHistory, sentence: String) {
    #expect(history.sentence(hasInfusion: true) == sentence)
  }

  @Test func `a spray is no infusion`() {
    #expect(Self.history().sentence(hasInfusion: false).hasPrefix("Treatment 4 of this patient"))
  }

  @Test(arguments: [
    (
      EarlierTreatment(
        session: "a", date: "2026-07-01", plan: "trd-40", delivered: Milligrams(35),
        lasted: .milliseconds(2_401_000), baseline: .init(118, 72), highest: .init(164, 92), lowestSpO2: 93,
        sideEffects: [SideEffect(name: "nausea", severity: 2)], outcome: .discharged),
      "35 mg over 40 min, baseline 118/72, highest 164/92, lowest SpO2 93, nausea 2 of 3"
    ),
    (
      EarlierTreatment(session: "a", date: "2026-07-01", plan: "esketamine-120", outcome: .abandoned),
      "esketamine-120, closed without discharge"
    ),
    (EarlierTreatment(session: "a", date: "2026-07-01"), "never closed"),
    (EarlierTreatment(session: "a", date: "2026-07-01", runsAt: "3"), "running now at chair 3"),
  ]) func `how one went, as far as it is known`(treatment: EarlierTreatment, sentence: String) {
    #expect(treatment.sentence == sentence)
  }

  @Test func `the history of another patient is not taken, and gone with the patient`() {
    var session = Session(plan: .fixture)
    _ = session.receive(.action(.setup(SetupAction(patient: "P7")), by: nil), at: .seconds(1))
    _ = session.receive(.history(Self.history("P8")), at: .seconds(2))
    #expect(session.history == nil)
    _ = session.receive(.history(Self.history("P7")), at: .seconds(3))
    #expect(session.history?.number == 4)
    _ = session.receive(
      .action(.setup(SetupAction(patient: "P7", weight: Kilograms(71))), by: nil), at: .seconds(4))
    #expect(session.history?.number == 4)
    _ = session.receive(.action(.setup(SetupAction(patient: "P8")), by: nil), at: .seconds(5))
    #expect(session.history == nil)
  }

  /// An older program leaves it out, and must decide the same.
  @Test func `nothing is decided by it`() {
    func events(_ withHistory: Bool) -> [StampedEvent] {
      var session = Session(plan: .fixture)
      var told = session.begin()
      for second in Int64(0)..<40 {
        let at = SessionTime.seconds(second)
        let spo2: Fixed = second < 10 ? 97 : 84
        told +=
          session.receive(.reading(Reading(source: SourceID("line"), spo2: .value(spo2))), at: at).events
        if withHistory, second % 3 == 0 { told += session.receive(.history(Self.history()), at: at).events }
        told += session.advance(to: at)
      }
      return told
    }
    #expect(events(true) == events(false))
    #expect(events(true).contains { if case .alarmRaised = $0.event { true } else { false } })
  }
}
