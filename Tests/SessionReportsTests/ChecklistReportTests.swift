import InfusionCore
import JSONLines
import Quantities
import SessionReports
import Testing

/// The checklist on a page, with items that nobody asked about and answers that were changed.
@Suite struct ChecklistReportTests {
  private static let all = ChecklistItem.shipped.filter { $0.stage == .start }.map(\.name)

  private static let labels = all.map(ChecklistItem.label)

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
      told: ["Checklist NOT OPENED BEFORE THE START: \(labels.joined(separator: ", "))"]),
    Case(
      testDescription: "a start with some of it answered",
      script: "@1 checklist item=consent answer=met by=AB\n@9 start\n",
      told: ["Met 09:30 (AB) consent", "NOT ANSWERED \(labels.dropFirst().joined(separator: ", "))"]),
    Case(
      testDescription: "all of it answered", script: answers + "@9 start\n",
      told: ["Met 09:30 (AB) \(labels.joined(separator: ", "))"]),
    Case(
      testDescription: "two people, one after the other",
      script: "@1 checklist item=consent answer=met by=AB\n@61 checklist item=pregnancy answer=met by=CD\n"
        + "@62 checklist item=fasting answer=notmet\n@63 start override=\"as agreed\"\n",
      told: [
        "Met 09:30 (AB) consent; 09:31 (CD) no pregnancy", "NOT MET 09:31 (no initials) fasting",
        "NOT ANSWERED \(labels.filter { !["consent", "fasting", "no pregnancy"].contains($0) }.joined(separator: ", "))",
        "*** STARTED BY OVERRIDE: as agreed (no initials), in spite of checklist not met (checklist.notmet) ***",
      ]),
    Case(
      testDescription: "not met, then met: both answers, who and when",
      script: answers
        + "@61 checklist item=pressure answer=notmet by=AB\n@121 checklist item=pressure answer=met by=CD\n"
        + "@122 checklist item=pressure answer=met by=CD\n@130 start\n",
      told: [
        "Met 09:30 (AB) \(labels.filter { $0 != "pressure" }.joined(separator: ", ")); 09:32 (CD) pressure",
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
      "@9 start\n@19 stop reason=complete\n@20 checklist item=oriented answer=notmet by=AB\n"
      + "@80 checklist item=oriented answer=met by=CD\n"
    let page = try RecordedSession(script: script, until: 100).summaryLines
    let outcome = page.drop { $0 != "OUTCOME" }
    #expect(outcome.contains("  Changed    oriented: NOT MET 09:30 (AB), then met 09:31 (CD)"))
  }

  @Test func `what was said of the way home while the drug ran stands apart`() throws {
    let script =
      "@9 start\n@20 checklist item=oriented answer=met by=AB\n@30 stop reason=complete\n"
      + "@80 checklist item=cannula answer=met by=CD\n@81 close reason=\"the end\"\n"
    let recorded = try RecordedSession(script: script, until: 100)
    let outcome = recorded.summaryLines.drop { $0 != "OUTCOME" }
    #expect(
      outcome.filter { ["  Met", "  Not asked", "  Too early"].contains(where: $0.hasPrefix) } == [
        "  Met        09:31 (CD) cannula out", "  Not asked  oriented, instructions",
        "  Too early  answered before the observation: oriented met 09:30 (AB)",
      ])
    let report = try JSONParser.parse(ReportJSON(recorded.digest, chainHead: nil).bytes).object
    let answers = report?["checklist_answers"]?.array?.compactMap(\.object) ?? []
    #expect(answers.map { $0["item"]?.string } == ["cannula", "oriented"])
    #expect(answers.map { $0["by"]?.string } == ["CD", "AB"])
    #expect(answers.map { $0["too_early"] != nil } == [false, true])
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
    let answers = report?["checklist_answers"]?.array?.compactMap(\.object) ?? []
    #expect(answers.map { $0["by"]?.string } == ["CD", "AB", "CD"])
    #expect(report?["checklist"]?.object?["fasting"]?.string == "met")
  }

  /// Once, the JSON had `met` for a check that nobody took, while the page had `[-] no check fell due`.
  @Test(arguments: [("", "not_called_for", "  [-] no"), ("@25 check by=AB\n", "met", "  [x] the checks")])
  func `the report in JSON tells a check that never fell due from one that was taken`(
    check: String, state: String, line: String
  ) throws {
    let script = "@9 start\n@19 stop reason=complete\n\(check)@30 discharge escort=yes override=\"a test\"\n"
    let recorded = try RecordedSession(script: script, until: 40)
    let bytes = ReportJSON(recorded.digest, review: recorded.audit.review, chainHead: nil).bytes
    let criteria = try JSONParser.parse(bytes).object?["discharge"]?.array?.compactMap(\.object) ?? []
    let states = criteria.reduce(into: [:]) { $0[$1["criterion"]?.string] = $1["state"]?.string }
    #expect(states["checks"] == state)
    #expect(states["observation"] == "notmet")
    #expect(recorded.summaryLines.contains { $0.hasPrefix(line) })
  }
}

extension String {
  /// With one blank wherever there were more.
  fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
