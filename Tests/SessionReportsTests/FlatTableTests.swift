import InfusionCore
import OperatorLanguage
import Quantities
import SessionRecord
import SessionReports
import Testing

@Suite("An archive as flat tables")
struct FlatTableTests {
  private static let script = """
    @10 checklist item=fasting answer=met by=AB
    @30 start override="just a test" by=AB
    @60 limit vital=sys high=170 by=AB
    @120 bp sys=172 dia=84 by=AB
    @180 pause reason="nausea now" by=CD
    @190 symptom name=nausea severity=2 by=CD
    @200 medication name==1+1 dose="-4 mg" route=@home by=CD
    @240 resume reason="better again" by=CD
    @260 bolus mg=2 reason="ordered by phone" by=AB
    @270 ack by=EF
    @300 stop reason="enough for today" by=AB
    @310 score scale=moaas value=5 by=AB
    @320 close reason="end of the test" by=AB

    """

  private static let digest = Result { try RecordedSession(script: script, until: 330).digest }

  /// A table of rows by their columns' names.
  private static func table(
    _ name: FlatTables.Name, of digest: SessionDigest
  ) throws -> [[String: String]] {
    var tables = FlatTables()
    let text = String(
      decoding: FlatTables.header(of: name) + (tables.rows(of: digest)[name] ?? []), as: UTF8.self)
    let rows = csvCells(text)
    #expect(rows.allSatisfy { $0.count == rows[0].count })
    return rows.dropFirst().map { Dictionary(zip(rows[0], $0)) { a, _ in a } }
  }

  private static func column(_ name: String, _ rows: [[String: String]]) -> [String] {
    rows.map { $0[name] ?? "no such column" }
  }

  @Test(arguments: FlatTables.Name.allCases)
  func `every row says whose it is`(table: FlatTables.Name) throws {
    let rows = try Self.table(table, of: Self.digest.get())
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(row["session"] == "2026-10-17T073000Z_2_a1b2c3" && row["patient"] == "P7")
      #expect(row["plan"] == "trd-40")
    }
  }

  @Test func `a session is one row`() throws {
    let rows = try Self.table(.sessions, of: Self.digest.get())
    #expect(Self.column("number", rows) == ["1"])
    #expect(Self.column("began", rows) == ["2026-10-17T09:30:00.000+02:00"])
    #expect(Self.column("highest_sys", rows) == ["172"])
    #expect(Self.column("outcome", rows) == ["abandoned"])
    let digest = try Self.digest.get()
    #expect(Self.column("delivered_mg", rows) == [digest.delivered?.delivered.fixed.description ?? ""])
  }

  @Test func `a minute in which nothing was measured is a row with empty cells`() throws {
    let silent = try RecordedSession(until: 300) { second in
      (60..<120).contains(second) ? [] : [Course.reading()]
    }
    let rows = try Self.table(.minutes, of: silent.digest)
    #expect(Self.column("minute", rows) == ["0", "1", "2", "3", "4"])
    #expect(Self.column("spo2", rows) == ["97", "", "97", "97", "97"])
    #expect(Self.column("delivered_mg", rows) == ["", "", "", "", ""])
    #expect(Self.column("began", rows)[1] == "2026-10-17T09:31:00.000+02:00")
  }

  @Test func `the doses add up to what was delivered`() throws {
    let digest = try Self.digest.get()
    let rows = try Self.table(.doses, of: digest)
    #expect(Self.column("step", rows) == ["flowing", "paused", "flowing", "bolus"])
    let sum = Self.column("dose_mg", rows).compactMap { Fixed($0) }.reduce(0, +)
    #expect(sum == digest.delivered?.delivered.fixed)
  }

  static let settled: [(settled: String, steps: [String], doses: [String])] = [
    // In were 8.75 mg at the pause: 6 of them really.
    ("6 reason=\"as read\" second=AB", ["flowing", "paused", "flowing"], ["6", "0", "0.438"]),
    // More than was told: it went in where it was settled.
    ("12 reason=\"as read\" second=AB", ["flowing", "paused", "flowing"], ["8.75", "0", "3.688"]),
  ]

  @Test(arguments: settled) func `a dose that a person settled is the sum of its steps`(
    settled: String, steps: [String], doses: [String]
  ) throws {
    let script = """
      @10 start override="just a test" by=AB
      @610 pause reason="nausea now" by=AB
      @640 resume reason="better again" by=AB
      @700 dose volume_ml=\(settled) by=CD
      @730 stop reason="enough for today" by=AB
      @740 close reason="end of the test" by=AB

      """
    let rows = try Self.table(.doses, of: RecordedSession(script: script, until: 750).digest)
    #expect(Self.column("step", rows) == steps)
    #expect(Self.column("dose_mg", rows) == doses)
  }

  @Test func `a bolus that was settled away is less, and owes nobody`() throws {
    let script = """
      @10 start override="just a test" by=AB
      @100 bolus mg=5 reason="ordered by phone" by=AB
      @700 dose volume_ml=4 reason="half of it ran out" second=CD by=AB
      @701 stop reason="enough for today" by=AB
      @740 close reason="end of the test" by=AB

      """
    let rows = try Self.table(.doses, of: RecordedSession(script: script, until: 750).digest)
    #expect(Self.column("dose_mg", rows) == ["0", "4.015"])
    #expect(Self.column("estimated", rows) == ["true", "true"])
  }

  @Test func `what people did stands as it reads now, a limit with where it was moved from`() throws {
    let rows = try Self.table(.marks, of: Self.digest.get())
    #expect(
      Self.column("kind", rows) == [
        "checklist", "limit", "bp", "symptom", "medication", "score", "close",
      ])
    #expect(Self.column("value", rows) == ["", "170", "", "2", "", "5", ""])
    #expect(Self.column("before", rows) == ["", "160", "", "", "", "", ""])
    #expect(rows[2]["words"] == "172/84 (113)" && rows[2]["by"] == "AB")
    // A spreadsheet runs none of these.
    #expect(Self.column("name", rows)[4] == "'=1+1")
    #expect(Self.column("words", rows)[4] == "'-4 mg @home")
  }

  @Test func `what was corrected or struck says what it was, and its alarms say so`() throws {
    var session = RecordedSession(beginning: .fixture)
    func act(_ second: Int64, _ words: String) throws -> Int {
      let line = try OperatorLine.parse("\(words) by=AB")
      return session.receive(.action(line.action, by: line.by), at: .seconds(second)).entry
    }
    _ = try act(10, "start override=\"just a test\"")
    let headache = try act(100, "symptom name=headache severity=2")
    let first = try act(130, "bp sys=200 dia=105")
    _ = try act(190, "bp sys=120 dia=80")
    let second = try act(200, "bp sys=210 dia=110")
    _ = try act(300, "amend n=\(headache) struck=\"wrong patient\"")
    _ = try act(310, "amend n=\(first) sys=120 dia=80")
    _ = try act(320, "amend n=\(second) struck=\"wrong arm\"")
    _ = try act(330, "stop reason=\"enough for today\"")
    _ = try act(340, "close reason=\"end of the test\"")
    session.seal()
    let digest = session.digest
    let marks = try Self.table(.marks, of: digest).filter { ["symptom", "bp"].contains($0["kind"] ?? "") }
    #expect(Self.column("words", marks) == ["", "120/80 (93)", "120/80 (93)", ""])
    #expect(Self.column("struck", marks) == ["true", "false", "false", "true"])
    #expect(
      Self.column("before", marks) == [
        "name headache, severity 2; struck: wrong patient, AB 09:35",
        "was 200/105 (137), AB 09:35", "",
        "210/110 (143); struck: wrong arm, AB 09:35",
      ])
    let minutes = try Self.table(.minutes, of: digest)
    #expect(minutes[2]["sys"] == "120" && minutes[2]["pressure_was"] == "was 200/105 (137), AB 09:35")
    #expect(minutes[3]["sys"] == "120" && minutes[3]["pressure_was"] == "")
    let alarms = try Self.table(.alarms, of: digest).filter { $0["id"] == "sys.high" }
    #expect(Self.column("pressure", alarms) == ["corrected", "struck"])
    #expect(try Self.table(.sessions, of: digest)[0]["corrections"] == "3")
  }

  @Test func `what was noticed earlier has the dose of then`() throws {
    let script = """
      @10 start override="just a test" by=AB
      @300 symptom name=nausea severity=1 at=100 by=AB
      @310 stop reason="enough for today" by=AB
      @340 close reason="end of the test" by=AB

      """
    let marks = try Self.table(.marks, of: RecordedSession(script: script, until: 350).digest)
    // 90 s of 52.5 mL/h at 1 mg/mL.
    #expect(marks[0]["at_s"] == "100" && marks[0]["delivered_mg"] == "1.313")
  }

  @Test func `of a time in which nobody watched no dose is reckoned between its samples`() throws {
    var session = RecordedSession(beginning: .fixture)
    func act(_ second: Int64, _ words: String) throws {
      let line = try OperatorLine.parse("\(words) by=AB")
      session.receive(.action(line.action, by: line.by), at: .seconds(second))
    }
    try act(10, "start override=\"just a test\"")
    session.receive(Course.reading(), at: .seconds(1200))
    session.takeOver()
    session.receive(.gap(from: .seconds(1200), reason: "power cut", isEstimated: true), at: .seconds(12_000))
    let digest = session.digest
    // No more than the order went in, whenever one asks.
    for second in stride(from: Int64(1210), to: 12_000, by: 7) {
      #expect((digest.delivered(at: .seconds(second))?.value ?? 0) <= 35)
    }
  }

  @Test func `an alarm has its answer and its hour`() throws {
    let rows = try Self.table(.alarms, of: Self.digest.get())
    let alarm = try #require(rows.first { $0["id"] == "sys.high" })
    #expect(alarm["answered_by"] == "EF" && alarm["hour"] == "9" && alarm["limit"] == "170")
    #expect(alarm["answered_after_s"] == "150" && alarm["physiological"] == "true")
  }

  /// Of a column that begins empty a reader that guesses makes text; so the types come with the tables.
  @Test func `columns of numbers hold numbers and nothing else`() throws {
    let types = FlatTables.sql
    for table in FlatTables.Name.allCases {
      for row in try Self.table(table, of: Self.digest.get()) {
        for (name, cell) in row where !cell.isEmpty {
          if types.contains("'\(name)': 'DOUBLE'") || types.contains("'\(name)': 'BIGINT'") {
            #expect(Fixed(cell) != nil, "\(table) \(name): \(cell)")
          }
        }
      }
    }
    #expect(!types.contains("-'"))
  }

  @Test func `a treatment's number is that of its patient`() throws {
    var tables = FlatTables()
    let first = try Self.digest.get()
    let empty = try RecordedSession(script: "@5 close reason=\"changed mind\"\n", until: 9).digest
    let numbers = [first, empty, first].map { digest in
      String(decoding: tables.rows(of: digest)[.sessions] ?? [], as: UTF8.self)
        .split(separator: ",", omittingEmptySubsequences: false)[3]
    }
    #expect(numbers == ["1", "", "2"])
  }
}
