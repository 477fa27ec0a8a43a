import InfusionCore
import MonitorUI
import Quantities
import SessionReports
import Testing
import TextScreen

@testable import ReviewUI

@Suite struct ReviewKeyTests {
  @Test func wordsNarrowTheListAndEscapeWidensIt() throws {
    var archive = try Archive()
    archive.press(.character("/"))
    archive.type("overridden")
    #expect(archive.model.list.shown == [5])
    archive.press(.enter, .escape)
    #expect(archive.model.list.shown.count == Archive.names.count)
  }

  @Test func theChosenSessionStaysChosenWhileTheListIsNarrowed() throws {
    var archive = try Archive()
    archive.press(.home, .down, .down)
    archive.press(.character("/"))
    archive.type("2026-01-06")
    #expect(archive.model.list.chosen == 2)
  }

  /// The ledger knows three, the look finds three more that began before.
  @Test func theChosenSessionStaysChosenWhenAllWereLookedAt() throws {
    var archive = try Archive(first: 3)
    #expect(archive.screen.plainText.contains("checking  3 sessions"))
    archive.press(.up)
    archive.press(.character("/"))
    archive.type("2026")
    try archive.look(unreadable: 2)
    archive.press(.enter)
    #expect(archive.model.list.chosen == 4)
    #expect(archive.model.list.shown.count == 6)
    let header = archive.screen.plainText.prefix { $0 != "\n" }
    #expect(header.contains("2 NOT READABLE") && !header.contains("checking"))
  }

  @Test func keysThatAreTypedAreNoCommands() throws {
    var archive = try Archive()
    archive.press(.character("/"))
    archive.type("qa?s")
    #expect(archive.effects.isEmpty)
    #expect(archive.model.page == .list)
    #expect(archive.screen.plainText.contains("no session with these words"))
  }

  @Test func alarmsAreFoundForthAndBack() throws {
    var archive = try Archive()
    archive.open("hypertension")
    archive.press(.home, .character("n"))
    let opened = try #require(archive.model.opened)
    #expect(opened.timeline.entries(in: opened.span).contains { $0.kind.isAlarm })
    archive.press(.end)
    var earlier: Int?
    while archive.model.message != "no alarm before", earlier != archive.model.opened?.minute {
      earlier = archive.model.opened?.minute
      archive.press(.character("N"))
    }
    #expect(archive.model.opened?.minute == opened.minute)
    #expect(archive.model.message == "no alarm before")
  }

  @Test func aMinuteOfTheInfusionIsCountedFromItsStart() throws {
    var archive = try Archive()
    archive.open("uneventful")
    archive.press(.character("g"))
    archive.type("31")
    archive.press(.enter)
    let opened = try #require(archive.model.opened)
    let start = try #require(opened.digest.infusionStart)
    #expect(opened.span == start + .minutes(31)..<start + .minutes(32))
    #expect(archive.screen.plainText.contains("infusion 31:00"))
    #expect(opened.digest.course.sample(at: start + .minutes(31))?.at == start + .minutes(31))
  }

  @Test func aQuestionNarrowsTheListWhenItIsWhole() throws {
    var archive = try Archive()
    archive.press(.character("/"))
    archive.type("sys > 180")
    #expect(archive.model.list.shown.count == Archive.names.count, "not while it is typed")
    archive.press(.enter)
    #expect(archive.model.list.shown == [1], "hypertension")
    #expect(archive.screen.plainText.contains("with sys > 180"))
    archive.press(.escape)
    #expect(archive.model.list.shown.count == Archive.names.count)
  }

  @Test(arguments: [
    ("sys >> 180", "column 5: >> is no comparison"), ("sis > 1", "column 1: sis is no field"),
  ])
  func aQuestionThatIsNoneIsSaid(typed: String, words: String) throws {
    var archive = try Archive()
    archive.press(.character("/"))
    archive.type(typed)
    archive.press(.enter)
    #expect(archive.model.message?.hasPrefix(words) == true)
    #expect(archive.model.list.shown.count == Archive.names.count)
  }

  @Test func onTheChartTheNextFindIsAMinute() throws {
    var archive = try Archive()
    archive.open("desaturation")
    archive.press(.home, .character("/"))
    archive.type("spo2 < 90")
    archive.press(.enter)
    let found = try #require(archive.model.opened)
    let lowest = found.digest.vitals.range(of: .spo2, minute: found.minute)?.lowest
    #expect(lowest.map { $0 < 90 } == true)
    let before = (0..<found.minute).compactMap { found.digest.vitals.range(of: .spo2, minute: $0)?.lowest }
    #expect(before.allSatisfy { $0 >= 90 }, "it is the first")
    archive.press(.character("N"))
    #expect(archive.model.message == "spo2 < 90: nothing before")
    archive.press(.end, .character("n"))
    #expect(archive.model.message == "spo2 < 90: nothing further")
  }

  @Test func whoStandsBehindTheLastFindIsTakenBackToIt() throws {
    var archive = try Archive()
    archive.open("desaturation")
    archive.press(.end, .character("/"))
    archive.type("spo2 < 90")
    archive.press(.enter)
    let opened = try #require(archive.model.opened)
    #expect(opened.minute < opened.lastMinute)
    let lowest = opened.digest.vitals.range(of: .spo2, minute: opened.minute)?.lowest
    #expect(lowest.map { $0 < 90 } == true)
    archive.press(.character("/"), .home)
    archive.type("xyz ")
    archive.press(.enter)
    #expect(archive.model.message?.hasSuffix(": not found") == true)
  }

  @Test func inTheTimelineTheNextFindIsALine() throws {
    var archive = try Archive()
    archive.open("vomiting")
    archive.press(.home, .character("3"), .character("/"))
    archive.type("ondansetron")
    archive.press(.enter)
    let line = archive.screen.plainText.split(separator: "\n").first { $0.contains("given: ondansetron") }
    #expect(line != nil)
    let at = try #require(archive.model.opened?.search?.entry)
    #expect(archive.model.opened?.timeline.entries[at].text.contains("ondansetron") == true)
    archive.press(.character("1"))
    let opened = try #require(archive.model.opened)
    #expect(opened.span.contains(opened.timeline.entries[at].at), "the chart's cursor goes with it")
  }

  @Test func amongTheAlarmsOnlyAlarmsAreFound() throws {
    var archive = try Archive()
    archive.open("hypertension")
    archive.press(.home, .character("2"), .character("/"))
    archive.type("sys or dia")
    archive.press(.enter)
    let found = archive.model.opened.flatMap { opened in
      opened.search?.entry.map { opened.timeline.entries[$0] }
    }
    #expect(found?.kind.isAlarm == true)
  }

  @Test func escapeEndsTheSearchAndAlarmsAreNextAgain() throws {
    var archive = try Archive()
    archive.open("hypertension")
    archive.press(.home, .character("/"))
    archive.type("sys > 180")
    archive.press(.enter, .character("/"), .escape, .home, .character("n"))
    let opened = try #require(archive.model.opened)
    #expect(opened.search == nil)
    #expect(opened.timeline.entries(in: opened.span).contains { $0.kind.isAlarm })
    archive.press(.character("4"), .character("n"))
    #expect(archive.model.message == "nothing is sought: / asks")
  }

  @Test func aMinuteThatIsNoneIsSaid() throws {
    var archive = try Archive()
    archive.open("uneventful")
    archive.press(.character("g"))
    archive.type("3x")
    archive.press(.enter)
    #expect(archive.model.message == "3x is no minute")
  }

  @Test func theCursorStaysInTheSession() throws {
    var archive = try Archive()
    archive.open("override")
    archive.press(.end, .right, .down)
    #expect(archive.model.opened?.minute == archive.model.opened?.lastMinute)
    archive.press(.home, .left, .up)
    #expect(archive.model.opened?.minute == 0)
  }

  @Test func aTextStopsAtItsLastLine() throws {
    var archive = try Archive()
    archive.open("uneventful")
    archive.press(.character("4"), .end, .down, .pageDown)
    let atEnd = archive.screen.plainText
    #expect(atEnd.contains("Not a certified medical device"))
    archive.press(.up)
    #expect(archive.screen.plainText != atEnd)
  }

  @Test func escapeLeadsBackTheWayOneCame() throws {
    var archive = try Archive()
    archive.open("uneventful")
    archive.press(.character("s"), .escape)
    #expect(archive.model.page == .list)
    archive.press(.enter, .character("?"), .escape)
    #expect(archive.model.page == .session(.chart))
    archive.press(.escape, .character("q"))
    #expect(archive.effects == [.leave])
  }

  /// As its line in the help says.
  @Test func qLeavesTheListAndLeadsBackFromASession() throws {
    var archive = try Archive()
    archive.press(.character("?"))
    #expect(archive.screen.plainText.contains("q  leave the list; on a session or a series back, as Esc"))
    archive.press(.escape)
    archive.open("uneventful")
    archive.press(.character("q"))
    #expect(archive.model.page == .list && archive.effects == [])
    archive.press(.character("q"))
    #expect(archive.effects == [.leave])
  }

  @Test func aReaderInAnotherZoneIsToldTheOffset() throws {
    var archive = try Archive(reader: 60)
    #expect(archive.screen.plainText.contains("2026-01-07 08:00+00:00 1 "))
    archive.open("uneventful")
    #expect(archive.screen.plainText.hasPrefix(" 2026-01-05 08:00+00:00  Chair 1"))
    #expect(!(try Archive(reader: 0)).screen.plainText.contains("+00:00"))
  }

  @Test func whoseSessionItWasIsCutLast() throws {
    var archive = try Archive(columns: 200)
    archive.open("uneventful")
    func header() -> String { String(archive.screen.plainText.prefix { $0 != "\n" }) }
    let words = header().split(separator: " ")
    let chair = try #require(words.firstIndex(of: "Chair"))
    let patient = words[chair + 2]
    for columns in 54...200 {
      archive.resize(columns: columns, rows: 24)
      #expect(header().contains(" \(patient) "), "\(columns): \(header())")
    }
  }

  @Test func oneSessionIsCalledOne() throws {
    let header = try Archive(first: 1).screen.plainText.prefix { $0 != "\n" }
    #expect(header.contains("1 session") && !header.contains("1 sessions"))
  }

  @Test("no size of a terminal and no key can break it")
  func anySize() throws {
    var archive = try Archive()
    let keys: [Key] = [
      .enter, .character("1"), .character("2"), .character("3"), .character("4"), .character("s"),
      .character("c"), .character("?"), .escape, .character("/"), .character("x"), .escape, .end, .home,
    ]
    for (columns, rows) in [(0, 0), (1, 1), (7, 3), (20, 5), (80, 2), (3, 60), (300, 80)] {
      archive.resize(columns: columns, rows: rows)
      for key in keys {
        archive.press(key)
        #expect(archive.screen.size == Size(columns: columns, rows: rows))
      }
    }
  }
}
