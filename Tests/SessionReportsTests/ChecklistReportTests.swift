import InfusionCore
import JSONLines
import Quantities
import SessionReports
import Testing

/// What a page tells of the checklist: also what nobody asked, and what was answered otherwise at first.
@Suite struct ChecklistReportTests {
  private static let all = ChecklistItem.shipped.filter { $0.stage == .start }.map(\.name)

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var script: String
    /// Between the heading and the empty line behind it, each field on one line.
    var told: [String]
  }

  private static let answers = all.map { "@1 checklist item=\($0) answer=met by=AB\n" }.joined()

  @Test(arguments: [
    Case(
      testDescription: "a start whose checklist was never opened", script: "@9 start\n",
      told: ["Checklist NOT OPENED BEFORE THE START: \(all.joined(separator: ", "))"]),
    Case(
      testDescription: "a start with some of it answered",
      script: "@1 checklist item=consent answer=met by=AB\n@9 start\n",
      told: ["Met consent", "NOT ANSWERED \(all.dropFirst().joined(separator: ", "))"]),
    Case(
      testDescription: "all of it answered", script: answers + "@9 start\n",
      told: ["Met \(all.joined(separator: ", "))"]),
    Case(
      testDescription: "not met, then met: both answers, who and when",
      script: answers
        + "@61 checklist item=pressure answer=notmet by=AB\n@121 checklist item=pressure answer=met by=CD\n"
        + "@122 checklist item=pressure answer=met by=CD\n@130 start\n",
      told: [
        "Met \(all.joined(separator: ", "))",
        "Changed pressure: met 09:30 (AB), then NOT MET 09:31 (AB), then met 09:32 (CD)",
      ]),
    Case(
      testDescription: "closed without a start: nothing was opened too late", script: "@9 close\n", told: []),
  ]) func `before the infusion`(row: Case) throws {
    let page = try RecordedSession(script: row.script, until: 140).summaryLines
    let section = page.drop { $0 != "BEFORE THE INFUSION" }.dropFirst().prefix { !$0.isEmpty }
    let fields = section.reduce(into: [String]()) { fields, line in
      if line.hasPrefix("     ") {
        fields[fields.count - 1] += " " + line.trimmed
      } else {
        fields.append(line.trimmed)
      }
    }
    #expect(fields == row.told)
  }

  @Test func `an answer on the way home that was changed is told there`() throws {
    let script =
      "@9 start\n@20 checklist item=oriented answer=notmet by=AB\n"
      + "@80 checklist item=oriented answer=met by=CD\n@90 stop reason=complete\n"
    let page = try RecordedSession(script: script, until: 100).summaryLines
    let outcome = page.drop { $0 != "OUTCOME" }
    #expect(outcome.contains("  Changed    oriented: NOT MET 09:30 (AB), then met 09:31 (CD)"))
  }

  @Test func `the report in JSON has each answer of an item that was changed`() throws {
    let script =
      "@1 checklist item=fasting answer=notmet by=AB\n@2 checklist item=fasting answer=met by=CD\n"
      + "@3 checklist item=consent answer=met by=CD\n"
    let bytes = ReportJSON(try RecordedSession(script: script, until: 5).digest, chainHead: nil).bytes
    let report = try JSONParser.parse(bytes).object
    let changes = report?["checklist_changes"]?.array?.compactMap(\.object) ?? []
    #expect(changes.map { $0["answer"]?.string } == ["notmet", "met"])
    #expect(changes.map { $0["by"]?.string } == ["AB", "CD"])
    #expect(report?["checklist"]?.object?["fasting"]?.string == "met")
  }
}

extension String {
  /// With one blank wherever there were more.
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
