import InfusionCore
import PatientSimulator
import Practice
import Quantities
import SessionRecord
import SessionReports
import Testing

/// The other course without the harmful deeds: the patient goes another way, and help finds its reason there.
@Suite struct OtherCourseTests {
  /// Naloxone slows this pulse at once; without it the pulse slows at minute 20. Nobody does anything.
  private static let page = Result { try slowPulse() }

  private static func slowPulse() throws -> Debrief {
    let naloxone = try #require(Medicine.named("naloxone"))
    let atropine = try #require(Medicine.named("atropine"))
    func slowing(_ minutes: Int64) -> Happening {
      .trouble(
        Trouble(.vagus, level: 0.9, onset: .seconds(20), lasts: .minutes(minutes), isByDrug: false))
    }
    let scenario = Scenario(
      name: "own",
      events: [
        .init(when: .done(.medicine(naloxone)), slowing(3)),
        .init(when: .started, after: .minutes(20), slowing(10)),
      ],
      objectives: [Objective("pulse-raised", when: .is(.hr, .below, 45), deeds: [.medicine(atropine)])])
    let segments = try ExerciseDrill.record(
      of: scenario, besides: "@300 medication name=naloxone dose=\"0.4 mg\" route=IV by=TB")
    let digest = try #require(SessionReading(segments, .whole).digest)
    let drill = try #require(RecordedDrill(segments))
    return try DrillDebrief(drill, of: scenario).page(of: digest, path: "one", pausedAt: nil)
  }

  @Test func helpHasItsReasonInTheCourseWithoutWhatHarmed() throws {
    let page = try Self.page.get()
    let called = try #require(page.wanted.first?.since)
    #expect(called < .seconds(330))
    let other = try #require(page.other)
    #expect(other.at == .seconds(300))
    // Half a minute after it called there, twenty minutes and some seconds after the start.
    #expect(other.doneAt > .seconds(1350) && other.doneAt < .seconds(1440))
    #expect(other.deed.hasPrefix("done atropine at 2"))
    #expect(other.deed.hasSuffix(" and left out what harmed at 5:00"))
    #expect(other.result.objectives.first { $0.id == "pulse-raised" }?.result == "met")
    // Nothing was done before: the pulse is that of somebody whom nothing was given.
    #expect(try #require(other.truth[other.doneAt]).hr < 45)
  }

  /// The title names the deed, and the table shows the minutes around it, beside those of the parting.
  @Test func theTableShowsTheMinutesOfTheDeed() throws {
    let text = DebriefText(try Self.page.get()).text
    let rows = text.split(separator: "\n").filter { $0.contains(" ng/mL        SpO2") }
    #expect(rows.count == 1)
    for minute in ["   4:00", "   6:00", "  22:00", "  23:00", "  24:00"] {
      #expect(text.contains("\n  \(minute)"), "\(minute)")
    }
    #expect(!text.contains("\n    12:00"))
  }

  /// An act is told as one.
  @Test func whatHarmedIsAskedAboutInASentence() throws {
    let text = DebriefHTML(try Self.page.get()).text
    #expect(text.contains("Done here, and harmful: naloxone, which nothing of the patient asked for."))
  }
}
