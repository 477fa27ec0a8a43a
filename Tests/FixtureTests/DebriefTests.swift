import InfusionCore
import PatientSimulator
import Practice
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import Testing

/// A drill is debriefed from its record and its seed, by meeting the same patient again.
@Suite struct DebriefTests {
  /// So the truth on the page is that of this very session, and not of one that is like it.
  @Test(arguments: Fixture.drills)
  func thePatientIsMetAgain(fixture: Fixture) throws {
    let played = try rerun(fixture).played()
    let recorded = try #require(try fixture.digest().drillResult)
    #expect(played.score.passed == recorded.passed)
    #expect(played.score.objectives.map(\.id) == recorded.objectives.map(\.id))
    #expect(played.score.objectives.map(\.result.rawValue) == recorded.objectives.map(\.result))
    #expect(played.score.objectives.map(\.at) == recorded.objectives.map(\.at))
    #expect(played.score.harmfulActs.map(\.act.sentence) == recorded.acts.map(\.what))
  }

  /// The lesson of each pair is in the difference.
  @Test(arguments: Fixture.drills)
  func whoDoesWellPasses(fixture: Fixture) throws {
    let result = try #require(try fixture.digest().drillResult)
    if fixture.name.hasSuffix("-good") {
      #expect(result.passed && result.objectives.allSatisfy { $0.result == "met" })
    } else {
      #expect(!result.passed && result.objectives.contains { $0.result != "met" })
    }
  }

  /// A drill that ended within half a minute of the call: the other course does its deed before that end.
  @Test func whereTheEndCameSoonItIsDoneBefore() throws {
    let page = try page(of: "over-sedation-poor")
    let called = try #require(page.wanted.first { $0.id == "roused" }?.since)
    let other = try #require(page.other)
    #expect(other.at > called && other.at < page.truth.end && page.truth.end - called < .seconds(30))
  }

  @Test func aPauseInTimeWouldHaveBeenEnough() throws {
    let page = try page(of: "tenfold-poor")
    let other = try #require(page.other)
    #expect(other.deed == "paused at 0:42")
    #expect(!page.result.passed && other.result.passed)
    #expect(other.result.harmMinutes < page.result.harmMinutes)
    // Up to there the two courses are one.
    let parting = Int(other.at.milliseconds / 1000)
    #expect(page.truth.seconds[..<parting] == other.truth.seconds[..<parting])
    #expect(page.truth.seconds != other.truth.seconds)
  }

  /// Beside what was true in its instant stands the value that raised an alarm.
  @Test func anAlarmIsToldAsItWasRaisedAndHowFarItWent() throws {
    let alarm = try #require(try Fixture.named("bradycardia-poor").digest().alarms.first)
    #expect(alarm.raised.value != alarm.worst)
    let html = DebriefHTML(try page(of: "bradycardia-poor")).text
    #expect(html.contains("HR 32 &lt; 40, worst 29, for 0:46"))
  }

  /// What was done in both drills is told once, in the order of its time.
  @Test func whatAnInstructorDidBeforeADrillWasTakenAgainIsToldWithIt() {
    let freeze = Debrief.Instructed(at: .seconds(754), words: "freeze")
    let set = Debrief.Instructed(at: .seconds(300), words: "set spo2=84")
    let first = [
      Debrief.Instructed(at: .seconds(20), words: "speed 10"), set,
      Debrief.Instructed(at: .seconds(900), words: "again"),
    ]
    let told = [set, freeze].preceded(by: first, upTo: .seconds(754))
    #expect(told.map(\.words) == ["speed 10", "set spo2=84", "freeze"])
  }

  /// The picture has all that a lesson is about, and the lowest saturation is drawn where it is.
  @Test func thePictureIsAsHighAsWhatItShows() throws {
    let page = try page(of: "desaturation-poor")
    let least = try #require(page.truth.seconds.map(\.spo2).min())
    #expect(least < 75)
    let html = DebriefHTML(page).text
    for words in ["SpO2 %", "HR /min", "Sys mmHg", "ng/mL", "\(least / 10 * 10)", "100"] {
      #expect(html.contains(">\(words)</text>"), "\(words)")
    }
  }

  /// Some lessons are about who let the patient go, against what, and with whom.
  @Test(arguments: [
    ("over-sedation-poor", "Closed, *** DISCHARGED BY OVERRIDE"), ("no-escort-poor", "with an escort"),
  ])
  func theWayHomeStandsInWhatHappened(lesson: String, words: String) throws {
    #expect(DebriefHTML(try page(of: lesson)).text.contains(words))
  }

  /// A harmful deed is no answer.
  @Test func whatMustNotBeDoneNeverCameAsAnAnswer() throws {
    let text = DebriefText(try page(of: "probe-off-poor")).text
    #expect(text.contains("and what must not be done"))
    #expect(!text.contains("came 0:09 later"))
  }

  /// While observing there is nothing to pause, so the other course begins with the first thing that helps.
  @Test func whereNothingIsInfusedSomethingElseIsDone() throws {
    let page = try page(of: "over-sedation-poor")
    let other = try #require(page.other)
    #expect(other.deed == "done stimulation at 0:58 and left out what harmed at 1:00")
    let roused = try #require(other.result.objectives.first { $0.id == "roused" })
    #expect(roused.result == "met" && roused.at == other.at)
  }

  /// In each poor lesson the other course shows what was missed: the score differs, and so do the patient's
  /// numbers, or the page says why not.
  @Test(arguments: Fixture.drills.filter { $0.name.hasSuffix("-poor") })
  func whatWouldHaveBeenIsAnother(fixture: Fixture) throws {
    let page = try page(of: fixture.name)
    let other = try #require(page.other)
    let missed = { (result: DrillResult) in result.objectives.count { $0.result != "met" } }
    #expect(missed(other.result) < missed(page.result), "\(other.deed)")
    let changes = other.truth.seconds != Array(page.truth.seconds)
    let text = DebriefText(page).text
    #expect(changes || text.contains("No number of the patient's is another: "))
    #expect(text.contains("  The same in both: "))
  }

  @Test func whoDidEverythingInTimeIsShownNothingElse() throws {
    let page = try page(of: "tenfold-good")
    #expect(page.other == nil)
    #expect(DebriefText(page).text.contains("Nothing that called was late or missed."))
  }

  @Test func aPauseCanBeChosenWhereSomethingWasInfused() throws {
    let page = try page(of: "tenfold-poor", pausedAt: .seconds(40))
    #expect(page.other?.at == .seconds(40))
    #expect(throws: DrillDebrief.NothingToPause.self) {
      try self.page(of: "tenfold-poor", pausedAt: .seconds(10))
    }
  }

  @Test func aSessionThatIsNoDrillHasNone() throws {
    #expect(RecordedDrill(try Fixture.named("vomiting").session.read()) == nil)
  }

  @Test func thePageSaysWhatWasTrueAndWhereToSeeIt() throws {
    let text = DebriefText(try page(of: "tenfold-poor")).text
    #expect(text.contains("  missed      dose-corrected"))
    #expect(text.contains("enough was: pause; or concentration_error < 10 %"))
    #expect(text.contains("HAD YOU PAUSED AT 0:42"))
    #expect(text.contains("chairside replay 'my drills/one' --at=-0:10"))
    // The pump's figures are those of the typed syringe; the truth is another.
    #expect(text.contains("infusion stopped, 0 mL/h, up to 1.74 mg"))
    #expect(text.contains("truly given, mg           17.4"))
    #expect(text.contains("What tells you that it is time for pause?"))
    let wide = text.split(separator: "\n").filter { $0.count > 80 && !$0.contains("chairside replay") }
    #expect(wide.isEmpty)
  }

  /// The score looks at the patient once a second; a trainee hears an alarm when it is raised.
  @Test func itCallsWhenTheAlarmIsRaised() throws {
    let page = try page(of: "bradycardia-poor")
    let alarms = try Fixture.named("bradycardia-poor").digest().alarms
    let called = page.wanted.filter { $0.when.hasPrefix("alarm ") }.compactMap(\.since)
    #expect(!called.isEmpty)
    for time in called { #expect(alarms.contains { $0.raisedAt == time }, "\(time)") }
  }

  /// Whoever reads the page on paper misses nothing of the text.
  @Test func theHTMLPageHasWhatTheTextHas() throws {
    var page = try page(of: "bradycardia-poor")
    page.bookmarks = [Bookmark(at: .seconds(70), text: "here <she> could have asked")]
    page.instructions = [Debrief.Instructed(at: .seconds(50), words: "set hr=44")]
    let (text, html) = (DebriefText(page).text, DebriefHTML(page).text)
    for (inText, inHTML) in [
      ("WHEN THE PATIENT CAME TO HARM", "When the patient came to harm"), ("enough was:", "enough was:"),
      ("here <she> could have asked", "here &lt;she&gt; could have asked"), ("set hr=44", "set hr=44"),
      ("WHAT THE INSTRUCTOR DID", "What the instructor did"),
    ] {
      #expect(text.contains(inText), "\(inText)")
      #expect(html.contains(inHTML), "\(inHTML)")
    }
  }

  /// A record that was scored by other rules keeps its score, and has that of today beside it.
  @Test func aRecordOfOtherRulesIsScoredAgain() throws {
    let fixture = try Fixture.named("bradycardia-poor")
    let scenario = try fixture.lesson()
    #expect(try drill(fixture).rescored(in: scenario) == nil)
    let segments = try fixture.session.read()
    let old = try #require(RecordedDrill(segments, scoredBy: 0))
    let rescored = try #require(old.rescored(in: scenario))
    #expect(rescored.setting.rubric == ScenarioScore.currentRubric)
    let digest = try fixture.digest()
    let page = SummaryText(digest, chainHead: nil, rescored: rescored).text
    #expect(page.contains("DRILL      bradycardia-short, seed 25: not passed"))
    #expect(page.contains("By the rules of today:\n  bradycardia-short, seed 25: not passed"))
    let json = String(decoding: ReportJSON(digest, chainHead: nil, rescored: rescored).bytes, as: UTF8.self)
    #expect(json.contains("\"drill\":{") && json.contains("\"drill_rescored\":{"))
  }

  @Test func theHTMLPageLoadsNothing() throws {
    let page = DebriefHTML(try page(of: "tenfold-poor"), damage: "a <torn> record").text
    #expect(page.contains("<svg") && page.contains("a &lt;torn&gt; record"))
    #expect(!page.contains("http") && !page.contains("src="))
    #expect(page.contains("<code>chairside replay 'my drills/one' --at=-0:10</code>"))
  }

  /// At the end of a drill its own score is printed, whatever else is on the chair.
  @Test(
    arguments: [
      ("bradycardia-short", 25, "2", true), ("bradycardia-short", 26, "2", false),
      ("panic-short", 25, "2", false),
      ("bradycardia-short", 25, "1", false),
    ] as [(String, UInt64, String, Bool)])
  func aDrillIsKnownByScenarioSeedAndChair(scenario: String, seed: UInt64, chair: String, isIt: Bool) throws {
    let header = try #require(try Fixture.named("bradycardia-poor").session.header)
    #expect(header.isDrill(scenario, seed: seed, onChair: chair) == isIt)
  }

  @Test func aSessionOfThatScenarioThatIsNoDrillIsNotIt() throws {
    let header = try #require(try Fixture.named("desaturation").session.header)
    #expect(!header.isDrill("desaturation", seed: 13, onChair: header.plan.chair))
  }

  /// Somebody who goes on with a drill whose monitor died meets the patient of that second, whatever was
  /// done.
  @Test(arguments: [20, 57, 62, 85])
  func aDrillThatIsGoneOnWithHasItsPatient(second: Int64) throws {
    let rerun = try rerun(try Fixture.named("bradycardia-good"))
    let played = try #require(rerun.played().seconds.first { $0.now == .seconds(second) })
    let met = rerun.bedside(at: .seconds(second)).situation
    #expect(met.signs == played.signs && met.state == played.state && met.harm == played.harm)
    #expect(met.deeds == played.deeds && met.phase == played.phase && met.delivered == played.delivered)
  }

  private func rerun(_ fixture: Fixture) throws -> DrillRerun {
    DrillRerun(try drill(fixture), of: try fixture.lesson())
  }

  private func drill(_ fixture: Fixture) throws -> RecordedDrill {
    try #require(RecordedDrill(try fixture.session.read()))
  }

  private func page(of name: String, pausedAt pause: SessionTime? = nil) throws -> Debrief {
    let fixture = try Fixture.named(name)
    let making = DrillDebrief(try drill(fixture), of: try fixture.lesson())
    return try making.page(of: try fixture.digest(), path: "my drills/one", pausedAt: pause)
  }
}
