import ArgumentParser
import SessionArchives
import SessionReports

/// The sessions that a question means, a row each.
struct Query: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "The sessions of an archive that a question means: \"sys > 180 and plan = trd-40\".",
    discussion: """
      A word alone is looked for in patient, plan, chair, date and ending. Comparisons are = != < <= > >=
      and ~ (contains), joined with and, or, not and brackets. What is not known of a session holds no
      comparison.

      Fields:
      \(QueryField.allCases.map { "  \($0.rawValue): \($0.explanation)" }.joined(separator: "\n"))
        score.NAME: a total of this scale, as score.phq9 <= 9; of several one must be so

      Examples:  chairside query "spo2 < 88 or sys > 180"
                 chairside query "patient = P-0142 and date >= 2026-03 and not symptom = nausea" --json
      """)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "What is asked.") var question: String
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?
  @Flag(help: "One JSON object a line, as `list --json` has them.") var json = false
  @Flag(help: "Simulations, drills and replays too.") var all = false

  func run() throws {
    try ending {
      let query = try SessionQuery.asked(question)
      let listing = try SessionListing.of(try directory ?? sessions.directory, mustExist: directory != nil)
      let rows = listing.rows(all: all) { query.matches($0) }
      if json {
        for row in rows { say(row.json) }
      } else if rows.isEmpty {
        let asked = listing.rows(all: all).count
        let left = listing.sessions.count - asked
        let hint = left > 0 ? "; \(left) not live (simulated, drill, replay) left out; --all asks them" : ""
        complain("no session of \(asked) is meant\(hint)")
      } else {
        for line in SessionRow.table(rows, own: ReaderClock.offset(at:)) { say(line) }
      }
      try listing.sayWhatIsWrong()
    }
  }
}
