import InfusionCore
import JSONLines
import Quantities
import SessionRecord
import SessionReports
import Testing

/// Texts from people, devices and files leave the program only without anything that a terminal obeys, a page
/// runs or a message takes for its own syntax. Each output is read back as its readers do.
@Suite struct GateTests {
  /// Alone and in any mixture.
  private static let nasty: [Unicode.Scalar] = [
    "\u{1B}", "\u{9B}", "\u{07}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200B}", "\u{200D}", "\u{FEFF}",
    "\u{AD}",
    "\u{D4E}", "\u{301}", "\u{E000}", "\u{2028}", "\u{85}", "<", ">", "&", "\"", "'", "|", "^", "~", "\\",
    "=", "+",
    "-", "@", "\t", "\r", ",", ";", "a", "é", "日", "#", " ",
  ]

  private static func text(_ seed: UInt64) -> String {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var text = String.UnicodeScalarView()
    for _ in 0..<12 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      text.append(nasty[Int(state >> 33) % nasty.count])
    }
    return String(text)
  }

  /// A session in which every text that people can give is the same.
  private static func session(_ text: String) throws -> RecordedSession {
    var plan = SessionPlan.fixture
    plan.patient = text
    plan.chair = text
    var session = RecordedSession(beginning: plan)
    for second in 0..<62 {
      for input in Course.quiet(Int64(second)) { session.receive(input, at: .seconds(Int64(second))) }
    }
    session.receive(.action(.note(text), by: text), at: .seconds(62))
    session.receive(
      .action(.medication(name: text, dose: text, route: text), by: text),
      at: .seconds(63))
    session.receive(.annotation(text, source: SourceID("line")), at: .seconds(64))
    session.receive(.action(.close(reason: "abc " + text), by: text), at: .seconds(65))
    session.seal()
    return session
  }

  private static let plain = Result { try session("abc").digest }

  private static func unseen(_ text: some StringProtocol, but allowed: Set<Unicode.Scalar> = ["\n"])
    -> [String]
  {
    text.unicodeScalars.filter { $0.isUnseen && !allowed.contains($0) }.map { String($0.value, radix: 16) }
  }

  @Test(arguments: UInt64(1)...12)
  func thePageForATerminal(seed: UInt64) throws {
    let audit = try Self.session(Self.text(seed)).audit
    #expect(Self.unseen(audit.summary ?? "-") == [])
  }

  /// Each separator as a part of a character: behind a mark that takes the next scalar along, and before one
  /// that goes with the scalar before it.
  private static let combined = ["<", ">", "&", "\"", "|", "^", "~", "\\"].flatMap { separator in
    ["a\u{D4E}\(separator)b", "a\(separator)\u{301}b"]
  }

  @Test(arguments: (UInt64(1)...12).map(text) + combined)
  func thePageForABrowser(text: String) throws {
    let digest = try Self.session(text).digest
    let page = ReportHTML(digest, chainHead: nil, damage: text).text
    #expect(Self.unseen(page) == [])
    // Its tags are those of a page of an ordinary name.
    let plain = ReportHTML(try Self.plain.get(), chainHead: nil, damage: "abc").text
    #expect(Self.tags(page) == Self.tags(plain))
    let entities = page.unicodeScalars.split(separator: "&").dropFirst().map {
      String($0.prefix { $0 != ";" })
    }
    #expect(Set(entities).isSubset(of: ["amp", "lt", "gt", "quot"]))
  }

  /// Everything between `<` and `>`, by scalar.
  private static func tags(_ page: String) -> [String] {
    page.unicodeScalars.split(separator: "<").dropFirst().map { String($0.prefix { $0 != ">" && $0 != " " }) }
  }

  @Test(arguments: (UInt64(1)...12).map(text) + combined)
  func theMessagesOfHL7(text: String) throws {
    let message = String(decoding: HL7Messages(try Self.session(text).digest).bytes, as: UTF8.self)
    let plain = String(decoding: HL7Messages(try Self.plain.get()).bytes, as: UTF8.self)
    #expect(Self.unseen(message, but: ["\r"]) == [])
    #expect(Self.shape(message) == Self.shape(plain))
    let patient = Self.segments(message).first { $0.first == "PID" }?.dropFirst(3).first ?? ""
    let reference = String(String.UnicodeScalarView(patient.unicodeScalars.prefix { $0 != "^" }))
    #expect(Self.unescaped(reference).unicodeScalars.elementsEqual(text.printable.unicodeScalars))
  }

  private static func segments(_ message: String) -> [[String]] {
    message.unicodeScalars.split(separator: "\r").map { segment in
      segment.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
    }
  }

  /// The names of the segments, and how many fields each has.
  private static func shape(_ message: String) -> [String] {
    segments(message).map { "\($0.first ?? "") \($0.count)" }
  }

  private static func unescaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let parts = text.unicodeScalars.split(separator: "\\", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      switch (index % 2, String(part)) {
      case (1, "F"): result.append("|")
      case (1, "S"): result.append("^")
      case (1, "T"): result.append("&")
      case (1, "R"): result.append("~")
      case (1, "E"): result.append("\\")
      default: result.append(contentsOf: part)
      }
    }
    return String(result)
  }

  @Test(arguments: UInt64(1)...12)
  func theBundleOfFHIR(seed: UInt64) throws {
    let digest = try Self.session(Self.text(seed)).digest
    for bytes in [FHIRBundle(digest).bytes, FHIRTransaction(digest, chainHead: nil).bytes] {
      #expect(Self.unseen(String(decoding: bytes, as: UTF8.self)) == [])
      let texts = Self.texts(try JSONParser.parse(bytes))
      #expect(texts.allSatisfy { Self.unseen($0, but: []) == [] })
      #expect(texts.contains { $0.unicodeScalars.elementsEqual(Self.text(seed).printable.unicodeScalars) })
    }
  }

  private static func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .array(let items): items.flatMap(texts)
    case .object(let object): object.members.flatMap { [$0.key] + texts($0.value) }
    case .null, .bool, .fixed, .double: []
    }
  }

  @Test(arguments: UInt64(1)...12)
  func theReportInJSON(seed: UInt64) throws {
    let text = Self.text(seed)
    let bytes = ReportJSON(try Self.session(text).digest, chainHead: nil, damage: text).bytes
    #expect(Self.unseen(String(decoding: bytes, as: UTF8.self)) == [])
    let report = try JSONParser.parse(bytes).object
    // A program gets what was typed.
    #expect(report?["patient"]?.string?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
  }

  @Test(arguments: UInt64(1)...12)
  func theFlatTables(seed: UInt64) throws {
    var tables = FlatTables()
    let rows = tables.rows(of: try Self.session(Self.text(seed)).digest)
    for name in FlatTables.Name.allCases {
      let bytes = FlatTables.header(of: name) + (rows[name] ?? [])
      let table = String(decoding: bytes, as: UTF8.self)
      #expect(Self.unseen(table) == [])
      let cells = csvCells(table)
      #expect(cells.allSatisfy { $0.count == cells[0].count })
      #expect(cells.dropFirst().joined().allSatisfy { !Self.isRun($0) })
    }
  }

  /// Whether a spreadsheet takes a cell for a formula.
  private static func isRun(_ cell: String) -> Bool {
    let starts: Set<Unicode.Scalar> = ["=", "+", "@", "-"]
    return cell.unicodeScalars.first.map(starts.contains) ?? false && Fixed(cell) == nil
  }

  @Test(arguments: UInt64(1)...12)
  func theTables(seed: UInt64) throws {
    let text = Self.text(seed)
    let audit = try Self.session(text).audit
    let table = String(decoding: audit.vitals, as: UTF8.self)
    #expect(Self.unseen(table) == [])
    let rows = csvCells(table)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    #expect(rows.dropFirst().joined().allSatisfy { !Self.isRun($0) })
    let note = rows.first { $0[0] == "62" }?[9] ?? ""
    let expected = text.printable
    #expect(
      note.unicodeScalars.elementsEqual(expected.unicodeScalars)
        || note.unicodeScalars.elementsEqual(("'" + expected).unicodeScalars))
  }
}
