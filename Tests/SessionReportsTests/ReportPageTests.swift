import Foundation
import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite("The report as one sheet")
struct ReportPageTests {
  /// Two hours with ten alarms, a pause, a bolus, a symptom, medicines and a limit that was moved.
  private static let script = """
    @120 bp sys=128 dia=80 by=AB
    @200 baseline by=AB
    @210 checklist item=consent answer=met by=AB
    @211 checklist item=fasting answer=met by=AB
    @240 start override="no consent form, clinician agrees" by=AB
    @900 limit vital=sys high=168 by=AB
    @1500 symptom name=dissociation severity=1 by=AB
    @1560 medication name=ondansetron dose="4 mg" route=IV by=AB
    @1600 intervention name=oxygen flow="2 L/min" by=AB
    @1800 pause reason="nausea now" by=AB
    @1900 resume reason="better again" by=AB
    @2000 bolus mg=2 reason="ordered by phone" by=AB
    @2400 note text="sleeps, answers when spoken to" by=AB
    @3000 stop reason="dose complete" by=AB
    @5000 score scale=moaas value=5 by=CD
    @7190 close reason="end of the test" by=CD

    """

  private static let session = Result {
    try RecordedSession(script: script, until: 7200) { second in
      let dips = second > 600 && second % 600 < 40
      return Course.quiet(second).map { input in
        if dips { return Course.reading(spo2: 86, hr: 80) }
        return input
      }
    }
  }

  private static let printed = Result {
    let session = try Self.session.get()
    return ReportHTML(
      session.digest, review: session.session.review, chainHead: session.audit.chainHead?.description
    ).text
  }

  private static func page() throws -> String { try printed.get() }

  private static func count(_ part: String, in text: String) -> Int {
    text.split(separator: part, omittingEmptySubsequences: false).count - 1
  }

  @Test func `the sheet is A4, and says its clock and its seal`() throws {
    let page = try Self.page()
    let hash = try Self.session.get().bytes.suffix(67).prefix(64)
    let head = String(decoding: hash, as: UTF8.self)
    #expect(page.contains("@page { size: A4;"))
    #expect(page.contains("2026-10-17 09:30:00 to 11:29:50, UTC+02:00"))
    #expect(page.contains("sealed, chain head \(head). Chairside 0.1.0"))
  }

  @Test func `the chart has a dot a minute, a caret a pressure, and a bar an alarm`() throws {
    let (page, digest) = (try Self.page(), try Self.session.get().digest)
    #expect(Self.count("<circle ", in: page) == digest.vitals.count)
    let carets = page.split(separator: "\n").filter {
      $0.contains("stroke-width=\"1.6\"") && $0.contains("#000")
    }
    #expect(carets.count == digest.pressures.count)
    #expect(digest.alarms.count >= 10)
    let bars = page.split(separator: "\n").filter { $0.hasPrefix("<rect ") && $0.contains("height=\"6\"") }
    #expect(bars.count == digest.alarms.count { $0.priority >= .low })
  }

  @Test func `what a model expects is dotted and called so`() throws {
    let page = try Self.page()
    #expect(page.contains("stroke-dasharray=\"1 3\""))
    #expect(page.contains("(domino) expects at the effect site, ng/mL: no measurement"))
    // Without a weight nothing is expected of anybody.
    var plan = SessionPlan.fixture
    plan.plan = "esketamine-120"
    let other = try RecordedSession(plan, script: "@20 start mg=56 override=\"just a test\"\n", until: 90)
    #expect(!ReportHTML(other.digest, chainHead: nil).text.contains("no measurement"))
  }

  @Test func `symptoms, medicines and measures are letters with their words below`() throws {
    let page = try Self.page()
    #expect(
      page.contains(
        "a 09:55 symptom: dissociation, mild (1 of 3); b 09:56 given: ondansetron 4 mg IV; c 09:56 measure: oxygen 2 L/min"
      ))
  }

  /// Its own milligrams first, then the total with it.
  @Test func `a bolus says how much it was, on every page`() throws {
    let (page, session) = (try Self.page(), try Self.session.get())
    #expect(page.contains(">bolus 2 mg</text>"))
    let row = "  10:03:20   bolus 2 mg            26.21 mg in   ordered by phone (AB)"
    #expect(session.summaryLines.contains(row))
    let told = SessionTimeline(session.digest).entries.map(\.text)
    #expect(told.contains("bolus 2 mg, 26.21 mg in: ordered by phone (AB)"))
    let json = String(decoding: ReportJSON(session.digest, chainHead: nil).bytes, as: UTF8.self)
    #expect(json.contains("\"bolus_mg\":2"))
  }

  @Test func `letters of one minute do not lie on each other`() throws {
    #expect(try Self.page().contains(">abc</text>"))
  }

  /// A limit that was moved is a line with a step.
  @Test func `limits are drawn as they were in force`() throws {
    let lines = try Self.page().split(separator: "\n").filter { $0.contains("stroke-dasharray=\"7 4\"") }
    #expect(lines.count == 3)
    #expect(lines.map { Self.count("M", in: String($0)) } == [2, 1, 1])
  }

  /// Printed by a browser and by WeasyPrint, as far as they are installed.
  @Test(
    .enabled("no weasyprint and no chromium on the PATH: it is not printed", { !Printer.found.isEmpty }),
    arguments: Printer.found)
  fileprivate func `two hours with ten alarms print as one sheet`(_ printer: Printer) throws {
    let page = try Self.page()
    #expect(try printer.sheets(of: page) == 1)
    #expect(try printer.sheets(of: page.replacing("size: A4", with: "size: letter")) == 1)
    // What cannot be one sheet is not counted as one.
    #expect(try printer.sheets(of: String(repeating: "<p>line</p>", count: 400)) > 1)
  }
}

/// A program that prints `page.html` into `page.pdf`.
private struct Printer: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let program: InstalledProgram
  let arguments: [String]

  static let found: [Printer] = [
    ("weasyprint", ["--uncompressed-pdf", "page.html", "page.pdf"]),
    (
      "chromium",
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=profile", "--no-pdf-header-footer",
        "--print-to-pdf=page.pdf", "page.html",
      ]
    ),
  ].compactMap { name, arguments in
    InstalledProgram.named(name).map { Printer(testDescription: name, program: $0, arguments: arguments) }
  }

  /// How many a page takes when it is printed.
  func sheets(of page: String) throws -> Int {
    try inScratchFolder { folder in
      try page.write(to: folder.appending(path: "page.html"), atomically: true, encoding: .utf8)
      // A browser beside two thousand other tests dies now and then before it has read anything.
      var end = try program.run(arguments, in: folder)
      for _ in 0..<3 where end.status != 0 { end = try program.run(arguments, in: folder) }
      #expect(end.status == 0, "\(end.complaints)")
      let pdf = String(decoding: try Data(contentsOf: folder.appending(path: "page.pdf")), as: UTF8.self)
      return pdf.matches(of: /\/Type ?\/Page\b/).count
    }
  }
}
