import Foundation
import InfusionCore
import Quantities
import SessionRecord
import SessionReports
import Testing

/// The page of questions, asked of the fixtures and of a session with a limit that was moved.
@Suite("The questions of docs/analysis.md")
struct AnalysisTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let page = Result {
    try String(contentsOf: root.appending(path: "docs/analysis.md"), encoding: .utf8)
  }

  /// Each with its heading.
  private static func questions() throws -> [(heading: String, sql: String)] {
    var found: [(heading: String, sql: String)] = []
    var (heading, sql) = ("", [String]?.none)
    for line in try page.get().split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("## ") { heading = String(line.dropFirst(3)) }
      if line == "```sql" {
        sql = []
      } else if line == "```", let asked = sql {
        found.append((heading, asked.joined(separator: "\n")))
        sql = nil
      } else {
        sql?.append(line)
      }
    }
    return found
  }

  @Test func `every column is explained`() throws {
    let page = try Self.page.get()
    for table in FlatTables.Name.allCases {
      let header = String(decoding: FlatTables.header(of: table), as: UTF8.self)
      for column in csvCells(header).joined() {
        #expect(page.contains("`\(column)`"), "\(table.rawValue): \(column)")
      }
    }
  }

  @Test(.enabled("no duckdb on the PATH: nothing is asked", { DuckDB.found != nil }))
  func `each question has an answer`() throws {
    let answers = try DuckDB.answers(to: Self.questions().map(\.sql), over: Self.digests())
    #expect(answers.map { $0.dropFirst().joined(separator: " ") } == Self.answers)
  }

  @Test(.enabled("no duckdb on the PATH: no Parquet is written", { DuckDB.found != nil }))
  func `the same tables are written as Parquet, with the type of each column`() throws {
    let asked = """
      \(FlatTables.parquetSQL(in: "."))
      SELECT typeof(sys) AS type, count(*) AS minutes FROM 'minutes.parquet' WHERE sys IS NOT NULL GROUP BY ALL;
      """
    let answers = try DuckDB.answers(to: [asked], over: Self.digests())
    #expect(answers.map { $0.suffix(2) } == [["type,minutes", "DOUBLE,36"]])
  }

  /// In the order of the page, each without its heading.
  private static let answers = [
    // 165 of 160 from minute 10 to 16:40 of the session, and what befell the simulated patients.
    "trd-40,5,11.6,3.33",
    "1,5,199.0,156.4,28.2",
    "0.0,3,0.5,NULL 2.0,2,0.335,16.4",
    "8,1,1,25.7,25.68 9,3,2,21.5,30.0 10,1,0,NULL,NULL",
    "2026-01-05T080000Z_1_833a11,71,100.0,100.0,15 2026-01-05T090000Z_2_1a01a3,80,100.0,100.0,20 "
      + "2026-01-06T080000Z_1_46eff2,71,100.0,100.0,15 2026-01-07T080000Z_1_3b73fd,57,100.0,100.0,20 "
      + "2026-10-17T073000Z_2_a1b2c3,58,100.0,100.0,44",
    "trd-40,4,15.5,9.1",
    // One in the quarter of an hour before it was moved to 175, none at 170 after.
    "sys.high,1,4.0,0.0",
    "P-0101,2026-01,35.0,35.0 P-0102,2026-01,42.25,42.25 P-0103,2026-01,46.0,46.0 "
      + "P-0105,2026-01,18.683,18.683 P7,2026-10,24.5,24.5",
  ]

  /// The fixtures, and one that nobody simulated.
  private static func digests() throws -> [SessionDigest] {
    let names = ["uneventful", "hypertension", "desaturation", "vomiting"]
    let fixtures = try names.compactMap { name in
      let file = root.appending(path: "Fixtures/\(name)/journal.jsonl")
      let bytes = [UInt8](try Data(contentsOf: file))
      return SessionReading([SegmentBytes(name: "journal.jsonl", bytes: bytes)], .whole).digest
    }
    let script = """
      @60 bp sys=130 dia=80 by=AB
      @70 baseline by=AB
      @120 start override="just a test" by=AB
      @600 bp sys=165 dia=80 by=AB
      @630 ack by=AB
      @900 limit vital=sys high=175 by=AB
      @1000 bp sys=170 dia=80 by=AB
      @1200 symptom name=nausea severity=2 by=AB
      @1800 stop reason="enough for today" by=AB
      @3600 close reason="end of the test" by=AB

      """
    let moved = try RecordedSession(script: script, until: 3600) { _ in [Course.reading()] }
    return fixtures + [moved.digest]
  }
}

private struct DuckDB {
  static let found = InstalledProgram.named("duckdb")

  /// The rows of each answer as CSV, heading first.
  static func answers(to questions: [String], over digests: [SessionDigest]) throws -> [[String]] {
    guard let found else { return [] }
    var tables = FlatTables()
    let rows = digests.map { tables.rows(of: $0) }
    let script = ([FlatTables.sql] + questions.map { "\($0)\nSELECT '--' AS \"--\";" }).joined(
      separator: "\n")
    let end = try inScratchFolder { folder in
      for table in FlatTables.Name.allCases {
        let bytes = FlatTables.header(of: table) + rows.flatMap { $0[table] ?? [] }
        try Data(bytes).write(to: folder.appending(path: "\(table.rawValue).csv"))
      }
      return try found.run(["-csv", "-bail", "-c", script], in: folder)
    }
    #expect(end.status == 0, "\(end.complaints)")
    return end.output.components(separatedBy: "--\n--\n").dropLast().map { answer in
      answer.split(separator: "\n").map(String.init)
    }
  }
}
