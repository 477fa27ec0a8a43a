import InfusionCore
import PatientSimulator
import Practice
import SessionJournal
import SessionRecord
import SessionReports
import Testing

/// What no rule scores and a trainer should know: what a start passed over without a word, and what was done
/// in words that the simulated patient does not know.
@Suite struct OversightTests {
  private struct Talk: Sendable {
    var score: DrillScore
    var debrief: Debrief
  }

  private static let talk = Result { try drill() }

  private static func drill() throws -> Talk {
    let script = """
      @150 start by=TB
      @200 medication name=atropin dose="0.5 mg" route=IV by=TB
      @210 intervention name="turn on side" by=TB
      @220 medication name=labetalol dose=10 route=IV by=TB
      @230 intervention name="rate reduced" by=TB
      @300 stop reason="end of the exercise" by=TB
      @310 close reason="end of the exercise" by=TB
      """
    let segments = try ExerciseDrill.record(of: .uneventful, script: script)
    let digest = try #require(SessionReading(segments, .whole).digest)
    let making = DrillDebrief(try #require(RecordedDrill(segments)), of: .uneventful)
    return Talk(
      score: DrillScore(digest), debrief: try making.page(of: digest, path: "one", pausedAt: nil))
  }

  @Test func aStartOverWhatNobodyOpenedIsTold() throws {
    let talk = try Self.talk.get()
    #expect(talk.score.omissions == [.checklist, .baseline])
    let lines = talk.score.lines()
    let place = try #require(lines.firstIndex(of: "OVERLOOKED"))
    #expect(
      lines[place + 1...place + 2] == [
        "  2:30  started over a checklist that nobody opened", "  2:30  started without a baseline",
      ])
    let text = DebriefText(talk.debrief).text
    #expect(text.contains("WHAT WAS OVERRIDDEN OR OVERLOOKED\n      2:30  started over a checklist"))
    #expect(DebriefHTML(talk.debrief).text.contains("started without a baseline"))
  }

  /// It fails nobody: a clinic that wants it makes it required, and the start is refused.
  @Test func whatWasOverlookedIsNoResult() throws {
    let talk = try Self.talk.get()
    #expect(talk.debrief.result.acts.isEmpty)
    #expect(talk.debrief.result.objectives.first { $0.id == "no-harmful-act" }?.result == "met")
  }

  /// They are listed with what was perhaps meant; a clinic's own word for something that is no help is not
  /// among them.
  @Test func whatNothingCameOfIsTold() throws {
    let talk = try Self.talk.get()
    let lines = talk.score.lines()
    let place = try #require(lines.firstIndex(of: "NOTHING CAME OF IT"))
    #expect(
      lines[place + 1...place + 3] == [
        "  3:20  the simulated patient answers nothing to \"atropin\"; perhaps \"atropine\" was meant (TB)",
        "  3:30  the simulated patient answers nothing to \"turn on side\" (TB)",
        "  3:40  the dose \"10\" of labetalol could not be read, and nothing came of it (TB)",
      ])
    #expect(!lines.joined().contains("rate reduced"))
    let html = DebriefHTML(talk.debrief).text
    #expect(html.contains("What nothing came of") && html.contains("turn on side"))
    #expect(DebriefText(talk.debrief).text.contains("WHAT NOTHING CAME OF\n      3:20  "))
  }

  /// Who started over something with a reason overrode it.
  @Test func anOverrideStandsInTheDebrief() throws {
    let fixture = try Fixture.named("over-sedation-poor")
    let making = DrillDebrief(
      try #require(RecordedDrill(try fixture.session.read())), of: try fixture.lesson())
    let page = try making.page(of: try fixture.digest(), path: "one", pausedAt: nil)
    let text = DebriefText(page).text
    #expect(text.contains("      1:00  discharged by an override: wants to go home (TB)"))
    #expect(!text.contains("WHAT NOTHING CAME OF"))
  }
}
