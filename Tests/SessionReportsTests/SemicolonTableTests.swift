import SessionReports
import Testing

@Suite("A table with semicolons and decimal commas")
struct SemicolonTableTests {
  @Test(arguments: [
    ("time_s,hr_bpm\n0.5,72\n", "time_s;hr_bpm\n0,5;72\n"), ("-1.25,,\n", "-1,25;;\n"),
    // A time, an id and a version are no numbers.
    ("2026-10-17T09:30:00.000+02:00,spo2.low,1.2.3\n", "2026-10-17T09:30:00.000+02:00;spo2.low;1.2.3\n"),
    ("\"nausea, mild\",1.5\n", "\"nausea, mild\";1,5\n"),
    ("\"a \"\"b\"\", c\",2\n", "\"a \"\"b\"\", c\";2\n"),
    ("a;b,1\n", "\"a;b\";1\n"), ("", ""),
  ])
  func isWritten(table: String, expected: String) {
    let bytes = SemicolonTable.bytes(of: Array(table.utf8))
    #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self) == expected)
  }
}
