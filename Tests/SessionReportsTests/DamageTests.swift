import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import SessionReports
import Testing

/// A record that was changed afterwards: every page that is made of it says so itself, and none of them shows
/// a chain head that does not hold.
@Suite struct DamageTests {
  private static let script =
    "@125 baseline\n@130 start override=test\n@200 medication name=ondansetron dose=\"4 mg\" route=IV\n"
    + "@900 stop reason=test\n@910 close reason=test\n"

  private static func sound() throws -> RecordedSession { try RecordedSession(script: script, until: 1000) }

  /// The milligrams at the end of the infusion, as somebody would have liked them.
  private static func forged() throws -> (segments: [SegmentBytes], entry: Int) {
    let lines = String(decoding: try sound().bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.contains(#""state":"stopped""#) })
    var changed = lines
    changed[place] = lines[place].replacing("\"delivered_mg\":", with: "\"delivered_mg\":1")
    let bytes = Array(changed.map { $0 + "\n" }.joined().utf8)
    return ([SegmentBytes(name: "journal.jsonl", bytes: bytes)], place)
  }

  private static func audit() throws -> (audit: SessionAudit, digest: SessionDigest, label: String) {
    let (segments, entry) = try forged()
    let audit = SessionAudit(segments, engineVersion: "1")
    let label = try #require(audit.faults.damage)
    #expect(label.hasPrefix("DAMAGED, entry \(entry): changed after it was written (journal.jsonl, line "))
    return (audit, try #require(audit.digest), label)
  }

  @Test func `a changed dose is found by the shallowest reading`() throws {
    let (segments, entry) = try Self.forged()
    let reading = SessionReading(segments, .overview)
    #expect(reading.faults.map(\.headword) == ["DAMAGED, entry \(entry)"])
    #expect(reading.chainHead == nil)
    let row = SessionRow(reading, "s")
    #expect(row.line().contains("DAMAGED, entry \(entry): changed after it was written"))
    #expect(row.problems == reading.faults.map(\.label))
    let sound = SessionReading(try Self.sound().segments, .overview)
    #expect(sound.faults.isEmpty)
    #expect(sound.chainHead == (try Self.sound().audit.chainHead))
  }

  @Test func `a changed reading is found without reading the readings`() throws {
    let text = String(decoding: try Self.sound().bytes, as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    let place = try #require(lines.lastIndex { $0.contains(#""kind":"reading""#) })
    var changed = lines
    changed[place] = lines[place].replacing("\"hr\":", with: "\"hr\":1")
    let bytes = Array(changed.map { $0 + "\n" }.joined().utf8)
    let reading = SessionReading([SegmentBytes(name: "journal.jsonl", bytes: bytes)], .overview)
    #expect(reading.faults.map(\.headword) == ["DAMAGED, entry \(place)"])
  }

  @Test func `bytes that are vouched for are not followed, and give no head`() throws {
    let reading = SessionReading(try Self.forged().segments, .overview, followsChain: false)
    #expect(reading.faults.isEmpty)
    #expect(reading.chainHead == nil)
  }

  @Test func `the page says it at its head and in place of the seal`() throws {
    let (audit, _, label) = try Self.audit()
    let page = try #require(audit.summary)
    let lines = page.split(separator: "\n").map(String.init)
    let start = label.prefix(60)
    #expect(lines[1].hasPrefix("*** \(start)"))
    #expect(lines.contains { $0.hasPrefix("RECORD     \(label.prefix(40))") })
    #expect(!page.contains("chain head") && !page.contains("sealed"))
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `so do the page for a browser and the object`() throws {
    let (audit, digest, label) = try Self.audit()
    let html = ReportHTML(digest, chainHead: "00", damage: audit.faults.damage).text
    #expect(html.contains("<p class=\"warning\">\(label)</p>"))
    #expect(!html.contains("chain head"))
    let json = ReportJSON(digest, chainHead: "00", damage: audit.faults.damage).bytes
    let object = try #require(try JSONParser.parse(json).object)
    #expect(object["damage"]?.string == label)
    #expect(object["chain_head"]?.isNull == true)
    #expect(object["sealed"]?.bool == false)
  }

  @Test func `nothing in an export of it is final`() throws {
    let digest = try Self.audit().digest
    let bundle = try JSONParser.parse(FHIRBundle(digest, isDamaged: true).bytes).object
    let statuses = (bundle?["entry"]?.array ?? []).map { $0.object?["resource"]?.object?["status"]?.string }
    #expect(statuses.count > 20)
    #expect(Set(statuses) == ["unknown"])
    let messages = String(decoding: HL7Messages(digest, isDamaged: true).bytes, as: UTF8.self)
    let results = messages.split(separator: "\r").filter { $0.hasPrefix("OBX|") }
      .map { $0.split(separator: "|", omittingEmptySubsequences: false)[11] }
    #expect(results.count > 20)
    #expect(Set(results) == ["U"])
  }

  @Test(arguments: [
    (
      JournalProblem.What.changed(entry: 622),
      "DAMAGED, entry 622: changed after it was written (j, line 7, byte 90)"
    ),
    (.sequence(expected: 5, found: 9), "DAMAGED, entry 5: entries 5 to 8 are missing (j, line 7, byte 90)"),
    (.sequence(expected: 9, found: 5), "DAMAGED, entry 5: entry 5 where 9 belongs (j, line 7, byte 90)"),
    (.behindSeal(entry: 9), "DAMAGED, entry 9: stands behind the seal (j, line 7, byte 90)"),
    (.partMissing("h"), "DAMAGED, line 7: not an entry: h is missing (j, line 7, byte 90)"),
    (
      .timeBeyond(.seconds(1_000_000_000)),
      "DAMAGED, line 7: 1000000000 s is no time of a session; its entry is lost (j, line 7, byte 90)"
    ),
    (.tornTail(bytes: 3), "DAMAGED, line 7: a torn tail of 3 bytes (j, line 7, byte 90)"),
    (.headerUnreadable, "DAMAGED: no readable header"),
  ])
  func `damage is told with its entry, or its line`(what: JournalProblem.What, label: String) {
    let fault = RecordFault.journal(JournalProblem(file: "j", line: 7, offset: 90, what: what))
    #expect(fault.label == label)
    #expect(fault.isDamage)
  }

  /// What a failing disk makes of a number.
  @Test(arguments: [
    "99999999999999999999", "-9223372036854775808", "9223372036854775807", "1000000000000", "0.0000000001",
    "-0", "1e400",
  ])
  func `no figure is so wrong that its reader dies of it`(figure: String) throws {
    let script = "@125 baseline\n@126 start override=test\n@150 stop reason=test\n@155 close reason=test\n"
    let bytes = try RecordedSession(script: script, until: 160).bytes
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let place = try #require(lines[..<140].lastIndex { $0.contains(#""kind":"reading""#) })
    for key in ["n", "t", "hr", "spo2", "rr", "sys", "vol", "rate"] {
      var changed = lines
      changed[place] = try lines[place].garbled(key, figure)
      let journal = Array(changed.map { $0 + "\n" }.joined().utf8)
      let segments = [SegmentBytes(name: "journal.jsonl", bytes: journal)]
      #expect(SessionAudit(segments, engineVersion: "1").faults.damage != nil, "\(key)")
      #expect(SessionReading(segments, .overview).faults.damage != nil, "\(key)")
      let digest = try #require(SessionReading(segments, .whole).digest, "\(key)")
      #expect(!String(describing: LedgerFacts(digest).text.bytes).isEmpty)
    }
  }

  @Test func `a journal that is gone is damage, and no reading of it fails`() {
    #expect(SessionReading([], .overview).faults == [.journalGone])
    let audit = SessionAudit([], engineVersion: "1")
    #expect(audit.faults == [.journalGone])
    #expect(audit.report(name: "s") == ["s: damaged: the journal is gone"])
  }
}

extension String {
  /// The line with another number for this key, or with the key where it had none.
  fileprivate func garbled(_ key: String, _ figure: String) throws -> String {
    let number = try Regex("\"\(key)\":[-0-9.]+")
    let garbled = "\"\(key)\":\(figure)"
    return contains(number)
      ? replacing(number, with: garbled, maxReplacements: 1)
      : replacing(#""kind":"reading","#, with: #""kind":"reading","# + garbled + ",")
  }
}
