import ArgumentParser
import InfusionCore
import SessionArchives
import SessionReports

/// The sessions that a question is about, a row each.
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

      With --minutes it is asked of every minute: spo2 is then the lowest of a minute, hr the highest, sys a pressure
      measured in it, mg what was in, minutes the minute of the infusion; words, symptoms and medicines are looked for
      in what happened in it. Patient, plan, chair, date, ending and weight stay those of the session.

      Examples:  chairside query "spo2 < 88 or sys > 180"
                 chairside query "patient = P-0142 and date = 2026-03-09 and minutes = 31" --minutes
                 chairside query "patient = P-0142 and date >= 2026-03 and not symptom = nausea" --json
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "What is asked.") var question: String
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?
  @Flag(help: "The minutes that it means: what was measured and given in each, and what happened.")
  var minutes = false
  @Flag(help: "One JSON object a line, as `list --json` has them; with --minutes one a minute.") var json =
    false
  @Flag(help: "Simulations, drills and replays too.") var all = false

  func run() throws {
    try ending {
      let query = try SessionQuery.asked(question)
      let listing = try SessionListing.of(
        try directory ?? sessions.directory, mustExist: sessions.mustExist(directory))
      for scale in unknownScales(of: query, in: listing) { complain(scale) }
      if minutes { return try tellMinutes(query, of: listing) }
      let rows = listing.rows(all: all) { query.matches($0) }
      if json {
        for row in rows { say(row.json) }
      } else if rows.isEmpty {
        complain("no session of \(asked(listing)) is meant\(hint(listing))")
      } else {
        let table = SessionRow.table(rows, own: ReaderClock.offset(at:))
        for line in TerminalWidth.rows(table) { say(line) }
      }
      try listing.sayWhatIsWrong()
    }
  }

  /// Does not read sessions if the ledger shows that no minute of them can be meant.
  private func tellMinutes(_ query: SessionQuery, of listing: SessionListing) throws(Failure) {
    var count = 0
    for session in listing.sessions(all: all, where: query.mayMatchAMinute) {
      guard let (digest, segments) = session.believed() else { continue }
      let byInfusion = digest.infusionStart.flatMap { SessionReading.byInfusion(segments, startedAt: $0) }
      for minute in FoundMinute.all(query, in: byInfusion ?? digest) {
        count += 1
        if json { say(minute.json) } else { minute.lines(own: ReaderClock.offset(at:)).forEach { say($0) } }
      }
    }
    if count == 0 { complain("no minute of \(askedWords(listing)) is meant\(hint(listing))") }
    try listing.sayWhatIsWrong()
  }

  /// The scales in the question that no session was scored by, each with those that were.
  private func unknownScales(of query: SessionQuery, in listing: SessionListing) -> [String] {
    guard !query.scales.isEmpty else { return [] }
    var known: Set<String> = []
    _ = listing.rows(all: all) { facts in
      known.formUnion(facts.scales)
      return false
    }
    return query.scales.filter { !known.contains($0) }.map { scale in
      "no session was scored by \(scale)\(Spelling.choice(for: scale, among: known.sorted()))"
    }
  }

  private func asked(_ listing: SessionListing) -> Int { listing.rows(all: all).count }

  /// `1 session`, `2 sessions`.
  private func askedWords(_ listing: SessionListing) -> String {
    let count = asked(listing)
    return "\(count) session\(count == 1 ? "" : "s")"
  }

  private func hint(_ listing: SessionListing) -> String {
    let left = listing.sessions.count - asked(listing)
    return left > 0 ? "; \(left) not live (simulated, drill, replay) left out; --all asks them" : ""
  }
}
