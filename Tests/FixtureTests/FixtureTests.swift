import InfusionCore
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import Testing

/// The shipped sessions are whole, and each shows what its page says.
@Suite struct FixtureTests {
  @Test(arguments: Fixture.all)
  func itIsSealedAndItsInputsGiveItsEventsAgain(fixture: Fixture) throws {
    let audit = try fixture.audit()
    #expect(audit.verdict == .intact)
    #expect(audit.difference == nil)
    let session = fixture.session
    #expect(try audit.vitals == contents(of: session.file(SessionFolder.vitals)))
    #expect(try audit.observation == contents(of: session.file(SessionFolder.observation)))
    #expect(try audit.summary.map { Array($0.utf8) } == contents(of: session.file(SessionFolder.summary)))
  }

  @Test(arguments: Fixture.all)
  func itSaysThatItIsNoPatient(fixture: Fixture) throws {
    #expect(try fixture.digest().header.plan.origin == (fixture.isDrill ? .drill : .simulated))
    let summary = try contents(of: fixture.session.file(SessionFolder.summary))
    #expect(String(decoding: summary, as: UTF8.self).contains("SIMULATION"))
  }

  @Test(arguments: Fixture.all)
  func itIsSmall(fixture: Fixture) throws {
    let names = ["journal.jsonl", SessionFolder.vitals, SessionFolder.observation, SessionFolder.summary]
    let bytes = try names.map { try contents(of: fixture.session.file($0)).count }.reduce(0, +)
    #expect(bytes < (fixture.isDrill ? 700_000 : 1_500_000))
  }

  @Test(arguments: Fixture.all)
  func thePageSaysWhatItTeaches(fixture: Fixture) throws {
    let page = String(decoding: try contents(of: "\(Fixture.folder)/README.md"), as: UTF8.self)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(fixture.name)` |") })
    #expect(row.contains("[script](\(fixture.name).script)"))
    #expect(row.contains("minute"))
  }
}

/// What each of them shows.
@Suite struct FixtureStories {
  @Test func uneventfulRaisesNothingAboveLow() throws {
    let digest = try Fixture.named("uneventful").digest()
    #expect(digest.count(.medium) == 0)
    #expect(digest.count(.high) == 0)
    #expect(digest.refusals.isEmpty)
    #expect(digest.outcome == .discharged)
    #expect(digest.delivered?.delivered == Milligrams(35))
  }

  @Test func hypertensionIsHeldTreatedAndResumed() throws {
    let digest = try Fixture.named("hypertension").digest()
    let pressure = try #require(digest.alarms.first { $0.id == AlarmID("sys.high") })
    #expect(pressure.priority == .high)
    #expect(pressure.answeredBy == "TB")
    let peak = try #require(pressure.worst)
    #expect(peak > 180)
    #expect(digest.doses.map(\.change) == [.started, .paused, .resumed, .stopped])
    let paused = try #require(digest.doses.first { $0.change == .paused })
    #expect(paused.at > pressure.raisedAt)
    #expect(digest.outcome == .discharged)
  }

  @Test func desaturationIsOneHighAlarmThatIsAnsweredAndCleared() throws {
    let digest = try Fixture.named("desaturation").digest()
    let above = digest.alarms.filter { $0.priority >= .medium }
    #expect(above.map(\.id) == [AlarmID("spo2.low")])
    let alarm = try #require(above.first)
    #expect(alarm.priority == .high)
    #expect(alarm.end == .cleared)
    #expect(alarm.answeredBy == "KM")
  }

  @Test func theWindowWaitsForTheProbe() throws {
    let digest = try Fixture.named("probe-off").digest()
    let lost = try #require(digest.alarms.first { $0.id == AlarmID("spo2.novalue") })
    let began = try #require(digest.observationStart)
    #expect(lost.priority == .medium)
    #expect(lost.raisedAt > began)
    #expect(digest.windows.map(\.change) == [.started, .extended, .complete])
    let complete = try #require(digest.windows.last)
    #expect(complete.target == .minutes(35))
    #expect(complete.at - began > complete.target + .minutes(3))
    #expect(digest.refusals.map(\.refusal.action) == ["discharge"])
  }

  @Test func vomitingEndsTheInfusionEarly() throws {
    let digest = try Fixture.named("vomiting").digest()
    let start = try #require(digest.infusionStart)
    let stop = try #require(digest.infusionStop)
    #expect(stop - start < .minutes(40))
    let delivered = try #require(digest.delivered?.delivered)
    let order = try #require(digest.order)
    #expect(delivered < order.dose)
    let symptoms = digest.marks.compactMap { mark -> String? in
      if case .action(.symptom(let symptom)) = mark.what { symptom.symptom } else { nil }
    }
    #expect(symptoms.contains("vomiting"))
    #expect(digest.outcome == .discharged)
  }

  @Test func anOverrideStandsInTheReport() throws {
    let fixture = try Fixture.named("override")
    let digest = try fixture.digest()
    #expect(digest.refusals.map(\.refusal.action) == ["discharge"])
    #expect(digest.outcome == .overridden)
    let summary = String(
      decoding: try contents(of: fixture.session.file(SessionFolder.summary)), as: UTF8.self)
    #expect(summary.contains("DISCHARGED BY OVERRIDE"))
    #expect(summary.contains("NOT MET"))
  }
}
