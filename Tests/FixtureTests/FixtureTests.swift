import InfusionCore
import Practice
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
    // A pump speaks every second.
    let drill = fixture.name.hasPrefix("pump") ? 45_000 : 31_000
    #expect(try fixture.bytes() < (fixture.isDrill ? drill : 1_500_000))
  }

  /// Twelve lessons, each with a good and a poor trainee; the page says how large they are.
  @Test func theLessonsAreSmallTogether() throws {
    #expect(Fixture.drills.count == 24)
    let bytes = try Fixture.drills.map { try $0.bytes() }.reduce(0, +)
    #expect(bytes < 600_000)
    let digits = Array(String(bytes))
    let page = String(decoding: try contents(of: "\(Fixture.folder)/README.md"), as: UTF8.self)
    #expect(page.contains("(\(String(digits.dropLast(3))),\(String(digits.suffix(3))) bytes)"))
  }

  /// What the index says came of a drill is what its debrief says, and that at the minute that it names.
  @Test(arguments: Fixture.drills)
  func thePageSaysWhatTheDebriefSays(fixture: Fixture) throws {
    let page = String(decoding: try contents(of: "\(Fixture.folder)/README.md"), as: UTF8.self)
    let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(fixture.name)` |") })
    let cells = row.split(separator: "|").map { $0.trimming(" ") }
    let drill = try #require(RecordedDrill(try fixture.session.read()))
    let debrief = try DrillDebrief(drill, of: try fixture.lesson())
      .page(of: try fixture.digest(), path: fixture.name, pausedAt: nil)
    #expect(cells[3] == Self.outcome(debrief.result))
    let start = try #require(try fixture.digest().infusionStart)
    let called = debrief.wanted.compactMap(\.since) + debrief.result.acts.map(\.at)
    let minutes = called.map { Self.minute($0 - start) } + (called.isEmpty ? ["0:00"] : [])
    let named = cells[2].split(separator: " ").filter { $0.contains(":") }.map(String.init)
    #expect(!named.isEmpty && Set(named).isSubset(of: minutes), "\(named), called at \(minutes)")
  }

  private static func minute(_ span: TimeSpan) -> String {
    let seconds = span.wholeSeconds % 60
    return "\(span.wholeSeconds / 60):\(seconds < 10 ? "0" : "")\(seconds)"
  }

  /// `passed: all met`, else each objective that was not met.
  private static func outcome(_ result: DrillResult) -> String {
    let others = result.objectives.filter { $0.telling != "met" }.map { "`\($0.id)` \($0.telling)" }
    guard result.passed else { return others.joined(separator: ", ") }
    return "passed: " + (others.isEmpty ? "all met" : others.joined(separator: ", "))
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

extension Substring {
  fileprivate func trimming(_ character: Character) -> String {
    String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
  }
}
