import ArgumentParser
import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports
import SessionRuns

/// The drills of several people: who has mastered what, and what is to be done again.
struct Cohort: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cohort",
    abstract: "The drills of several people: what each has mastered, and what is to be done again.",
    discussion: """
      A trainee is whoever signed most of a drill. An objective is mastered when the last two drills of its scenario
      met it. A drill that is not over does not count, and is told without its scenario. --csv writes a row for each objective of each drill.

      Examples:  chairside cohort
                 chairside cohort /srv/drills --csv scores.csv
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?
  @Option(help: "Writes the scores into this file (- is standard output), instead of telling them.")
  var csv: String?

  func run() throws {
    try ending {
      let cohort = DrillCohort(try drills())
      guard let csv else { return say(cohort.text(at: LiveClock.wallNow), terminator: "") }
      try OutputFile.write(CohortTable.bytes(cohort.drills), to: csv)
    }
  }

  /// What cannot be read is an error: a table that lacks somebody's drill would be believed.
  private func drills() throws(Failure) -> [SessionDigest] {
    let usual = try sessions.directory
    let folder = directory ?? usual
    if directory != nil, !WholeFile.isFolder(folder) { throw Failure(.noInput, "\(folder): no such folder") }
    let found = SessionsFound(under: folder)
    if let unreadable = found.unreadable.first { throw Failure(.inputOutput, unreadable) }
    var digests: [SessionDigest] = []
    for session in found.folders where session.header?.drill != nil {
      do throws(ArchiveError) {
        let reading = SessionReading(try SegmentFiles.read(session.path), .overview)
        if let digest = reading.digest { digests.append(digest) }
      } catch { throw Failure(error) }
    }
    return digests
  }
}
