import ArgumentParser
import CLinux
import InfusionCore
import SessionArchives
import SessionReports

/// The sessions of a folder, a row each.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The sessions of this machine, or of a folder, a row each.",
    discussion: """
      What is listed is checked. Exit status 1 when a session is damaged, cannot be read, or is gone although the
      archive's ledger knows it: its row, or standard error, says so.

      Examples:  chairside list
                 chairside list /srv/sessions --json
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?
  @Flag(help: "One JSON object a line.") var json = false
  @Flag(help: "Simulations, drills and replays too.") var all = false

  func run() throws {
    // Gives back the memory that only the start needed, before thousands of rows take theirs.
    cl_give_back_start()
    try ending {
      let listing = try SessionListing.of(
        try directory ?? sessions.directory, mustExist: sessions.mustExist(directory))
      let rows = SessionRow.branchesBelow(listing.rows(all: all))
      if json {
        for row in rows { say(row.json) }
      } else if !rows.isEmpty {
        let table = SessionRow.table(rows, own: ReaderClock.offset(at:))
        for line in TerminalWidth.rows(table) { say(line) }
      }
      try listing.sayTheRest(all: all, shown: rows.count)
    }
  }
}
