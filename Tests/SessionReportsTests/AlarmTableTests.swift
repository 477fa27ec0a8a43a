import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite struct AlarmTableTests {
  /// Half an hour with three dips of SpO2 and one high pressure.
  private static func dips() throws -> RecordedSession {
    let script = "@10 start override=test\n@330 ack by=AB\n"
    let plan = SessionPlan.fixture.configured {
      $0.plans[0].checkInterval = [:]
      $0.unvaryingAfter = .minutes(600)
    }
    return try RecordedSession(plan, script: script, until: 1800) { second in
      let spo2: Fixed = [300, 600].contains(second / 30 * 30) ? 88 : (900..<960).contains(second) ? 83 : 97
      let nibp = second % 600 == 0 ? Course.pressure(second == 1200 ? 165 : 120, 70) : nil
      return [Course.reading(spo2: spo2, nibp: nibp)]
    }
  }

  @Test func `alarms are counted by kind, with how many an hour and how long they stood`() throws {
    let tally = AlarmTally(try Self.dips().digest)
    #expect(
      tally.lines == [
        "  alarm                       priority   count  an hour  acknowledged     stood",
        "  *** SpO2 low                high           1        2             0      1:00",
        "  **  SpO2 low                medium         2        4             1      0:40",
        "  **  Sys high                medium         1        2             0     10:00",
      ])
  }

  /// An alarm at SpO2 88 is acknowledged. Then SpO2 falls to 80, and nobody acknowledges that until it is
  /// over.
  @Test func `an answer that a rise voided is none`() throws {
    let script = "@10 start override=test\n@330 ack by=AB\n"
    let digest = try RecordedSession(script: script, until: 600) { second in
      [Course.reading(spo2: (300..<340).contains(second) ? 88 : (340..<380).contains(second) ? 80 : 97)]
    }.digest
    let alarm = try #require(digest.alarms.first { $0.id == .limit(.spo2, .low) })
    #expect(alarm.answerBeforeRise?.at == .seconds(330) && alarm.answeredAt == nil)
    #expect(AlarmTally(digest).rows.first { $0.id == alarm.id }?.answered == 0)
    let page = SummaryText(digest, chainHead: nil).text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(page.contains(" (AB), after the rise no; high from "))
    let report = ReportJSON(digest, chainHead: nil).bytes
    let line = SessionTimeline(digest).entries.map(\.text).first { $0.contains("after the rise no") }
    #expect(line?.contains("acknowledged after ") == true)
    #expect(String(decoding: report, as: UTF8.self).contains(#""answered_before_rise":330"#))
  }

  @Test func `the page for a browser counts the alarms behind the summary`() throws {
    let page = ReportHTML(try Self.dips().digest, chainHead: nil).text
    #expect(page.contains("\nALARMS BY KIND\n  alarm "))
    #expect(page.contains("\n  **  SpO2 low "))
  }

  @Test func `nothing that alarmed is no table`() {
    #expect(AlarmTally([], until: .start).lines.isEmpty)
  }

  private func whatIf(_ session: RecordedSession, _ change: (inout Configuration) -> Void) throws -> WhatIf {
    var other = session.session.setup.configuration
    change(&other)
    return try #require(WhatIf.table("s", session.segments, under: other))
  }

  @Test func `the same configuration changes nothing`() throws {
    let same = try whatIf(Self.dips()) { _ in }
    #expect(same.changes.isEmpty)
    #expect(same.rows.allSatisfy { $0.before == $0.after })
    #expect(same.rows.map(\.id).contains(.limit(.spo2, .low)))
  }

  @Test func `a longer delay tells which alarms it would have cost`() throws {
    let slower = try whatIf(Self.dips()) {
      $0.limits[.spo2]?.onsetDelay = .seconds(40)
      $0.limits[.spo2]?.extremeOnsetDelay = .seconds(20)
      $0.limits[.sys]?.high = 170
    }
    #expect(slower.changes.map(\.what) == [.missing, .missing, .later(by: .seconds(15)), .missing])
    expectPage(slower.text, "what-if.txt")
  }

  /// A saturation that hovers at its limit: by version 1 of the rules each good reading began the delay anew.
  @Test func `older rules tell what they would have missed`() throws {
    let readings = (0..<120).map { second in
      StampedInput(
        .reading(Reading(source: SourceID("csv"), spo2: .value(second % 5 == 4 ? 91 : 88))),
        at: .seconds(Int64(second)), entry: second)
    }
    let plan = SessionPlan(sources: [SourceDescription(id: SourceID("csv"))])
    let table = WhatIf.table(
      "s", inputs: readings, until: .seconds(120), under: plan, and: nil, rulesVersion: RulesVersion.first)
    #expect(table.changes.map(\.alarm.id) == [AlarmID.limit(.spo2, .low)])
    #expect(table.changes.map(\.what) == [WhatIf.Change.What.missing])
    #expect(table.text.hasPrefix("WHAT IF: the same inputs under the rules of version 1, 2:00 watched\n"))
  }

  @Test func `a high alarm that would have been medium is told`() throws {
    let milder = try whatIf(Self.dips()) { $0.limits[.spo2]?.extremeLow = 80 }
    #expect(milder.changes.map(\.what) == [.lower(.medium)])
  }

  @Test func `a folder's comparison is the sum of its sessions'`() throws {
    let one = try whatIf(Self.dips()) { $0.limits[.spo2]?.low = 85 }
    var folder = one
    folder.add(one)
    #expect(folder.sessions == 2)
    #expect(folder.watched == one.watched * 2)
    #expect(folder.rows.map(\.before.count) == one.rows.map { $0.before.count * 2 })
    #expect(folder.changes.count == one.changes.count * 2)
  }
}
