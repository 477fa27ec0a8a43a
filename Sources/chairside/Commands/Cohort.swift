import ArgumentParser
import InfusionCore
import SessionArchives
import SessionRecord
import SessionReports
import SessionRuns

/// The drills of several people: who has mastered what, and what to practise again.
struct Cohort: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "The drills of several people: what each has mastered, and what is to be done again.",
    discussion: """
      A trainee is whoever signed most of a drill. An objective is mastered when the last two drills of its scenario
      met it. A drill that is not over does not count, and is told without its scenario. --csv writes a row for each objective of each drill.

      What is read is checked. A drill that is damaged counts for nobody, and is named as such. Exit status 1 when
      there is one, or a session cannot be read, or is gone although the archive's ledger knows it.

      Examples:  chairside cohort
                 chairside cohort /srv/drills --csv scores.csv
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?
  @Option(help: "Writes the scores into this file (- is standard output), instead of telling them.")
  var csv: String?

  func run() throws {
    try ending {
      let listing = try SessionListing.of(
        try directory ?? sessions.directory, mustExist: sessions.mustExist(directory), keepsLedger: false)
      let drills = listing.sessions.filter(\.row.mayBeADrill)
      let (cohort, leftOut) = believed(among: drills, in: listing)
      if let csv {
        try OutputFile.write(CohortTable.bytes(cohort.drills), to: csv)
      } else {
        say(cohort.text(at: LiveClock.wallNow), terminator: "")
      }
      try listing.sayWhatIsWrong()
      if leftOut > 0 { throw Failure(.foundWrong, "not counted: \(leftOut) of \(drills.count)") }
    }
  }

  /// The drills whose records hold, and the number of the others, each named on standard error.
  private func believed(
    among drills: [SessionListing.Listed], in listing: SessionListing
  ) -> (cohort: DrillCohort, leftOut: Int) {
    let read = drills.map { ($0.row, $0.believed()?.digest) }
    let leftOut = read.filter { $1 == nil }.map { $0.0 }
    let problems = read.flatMap { row, digest in
      // A row that rests on an earlier look may not know of a fault yet.
      row.problems.isEmpty && digest == nil
        ? ["\(row.name): DAMAGED"] : row.problems.map { "\(row.name): \($0)" }
    }
    let cohort = DrillCohort(
      read.compactMap { $1 }, leftOut: leftOut, problems: problems + listing.wrongs)
    return (cohort, leftOut.count)
  }
}

extension SessionRow {
  /// Whether it is a drill, or may have been one because its header cannot be read.
  fileprivate var mayBeADrill: Bool { facts.map { $0.origin == .drill } ?? !faults.areOfAnEmptyRecord }
}
