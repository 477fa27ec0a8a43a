import Foundation
import PatientSimulator
import Testing

/// The table of events in `docs/simulated-patient.md` is what an instructor may type.
@Suite("The page of events")
struct EventPageTests {
  private struct Row {
    let event: String
    let fields: [String]
    let line: String
  }

  private let rows: [Row]

  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let page = try String(contentsOf: root.appending(path: "docs/simulated-patient.md"), encoding: .utf8)
    let table = page.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0 != "| event | fields | a line of it | what it does |" }.dropFirst(2)
      .prefix { $0.hasPrefix("|") }
    rows = table.map { row in
      let cells = row.split(separator: "|").map { cell in
        cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
          .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
      }
      return Row(event: cells[0].first ?? "", fields: cells[1], line: cells[2].first ?? "")
    }
  }

  @Test("has every event, once")
  func all() {
    #expect(rows.map(\.event).sorted() == Happening.names.sorted())
  }

  @Test("has every field of each")
  func fields() {
    for row in rows {
      let begun = "inject \(row.event) "
      let keys = InstructorOrder.completions(of: begun).map { $0.dropFirst(begun.count).dropLast() }
      for key in keys { #expect(row.fields.contains(String(key)), "\(row.event) \(key)") }
      #expect(row.fields.isEmpty == keys.isEmpty, "\(row.event)")
    }
  }

  @Test("shows lines that are understood, and read as that event")
  func lines() throws {
    for row in rows {
      guard case .patient(.happen(let happening)) = try InstructorOrder(row.line) else {
        Issue.record("\(row.line)")
        continue
      }
      #expect(happening.words.name == row.event)
      let named = row.line.split(separator: " ").filter { $0.contains("=") }
      for field in named {
        #expect(row.fields.contains(String(field.prefix { $0 != "=" })), "\(row.line) \(field)")
      }
    }
  }

  /// Once, the page had `escort away`, and the console refused it.
  @Test("shows values that need no name", arguments: ["escort away", "probe-off 240", "airway 0.8"])
  func alone(line: String) throws {
    guard case .patient(.happen(let happening)) = try InstructorOrder(line) else {
      Issue.record("\(line)")
      return
    }
    #expect(line.hasPrefix(happening.words.name))
  }
}
