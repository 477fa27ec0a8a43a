import ArgumentParser
import SessionArchives
import SessionReports

/// A clinic's figures over its sessions.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Figures of a clinic over its sessions: by plan what was given, alarms, symptoms, endings.",
    discussion: """
      They are of what a list and a series tell of each session, and checked as those are. --where takes the sessions
      that a question means, as `chairside query` asks it.

      Examples:  chairside stats
                 chairside stats --where "plan = trd-40 and date >= 2026-03"
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?
  @Option(name: .customLong("where"), help: "Only the sessions that this question means.") var question:
    String?
  @Flag(help: "One JSON object.") var json = false
  @Flag(help: "Simulations, drills and replays too.") var all = false

  func run() throws {
    try ending {
      let query = try question.map { text throws(Failure) in try SessionQuery.asked(text) }
      let listing = try SessionListing.of(
        try directory ?? sessions.directory, mustExist: sessions.mustExist(directory))
      var told: [LedgerFacts] = []
      let rows = listing.rows(all: all) { facts in
        guard query?.matches(facts) ?? true else { return false }
        told.append(facts)
        return true
      }
      let stats = ClinicStats(told, problems: problems(of: rows, in: listing))
      if json { say(stats.json) } else { say(stats.text, terminator: "") }
      let hidden = all ? 0 : listing.sessions.count - listing.rows(all: false).count
      if hidden > 0 { complain("\(hidden) not live (simulated, drill, replay) left out; --all takes them") }
      try listing.sayWhatIsWrong()
    }
  }

  /// Sentences about what is wrong. Sessions that are gone or cannot be read may have been meant, too.
  private func problems(of rows: [SessionRow], in listing: SessionListing) -> [String] {
    let untold = listing.rows(all: all).filter { $0.facts == nil && !$0.faults.areOfAnEmptyRecord }
    return (rows + untold).flatMap { row in row.problems.map { "\(row.name): \($0)" } } + listing.wrongs
  }
}

extension SessionQuery {
  /// The question that was asked on the command line.
  static func asked(_ text: String) throws(Failure) -> SessionQuery {
    do throws(QueryError) { return try SessionQuery(text) } catch { throw Failure(.usage, error.description) }
  }
}
