import ArgumentParser
import InfusionCore
import SessionJournal
import SessionRecord
import SessionReports

/// The sessions of a folder, a row each.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "The sessions of this machine, or of a folder, a row each.",
    discussion: """
      Exit status 1 when a session is damaged or cannot be read: its row says so.

      Examples:  chairside list
                 chairside list /srv/sessions --json
      """)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?
  @Flag(help: "One JSON object a line.") var json = false
  @Flag(help: "Simulations, drills and replays too.") var all = false

  func run() throws {
    try ending {
      let listing = try SessionListing.read(directory ?? sessions.directory, mustExist: directory != nil)
      let rows = listing.rows(all: all)
      if json {
        for row in rows { print(row.json) }
      } else if !rows.isEmpty {
        print(SessionRow.heading)
        for row in rows { print(row.line) }
      }
      try listing.sayTheRest(all: all, shown: rows.count)
    }
  }
}

/// What a folder of sessions holds, in the order in which the sessions began.
struct SessionListing {
  private(set) var sessions: [SessionRow] = []
  /// Sentences about what could not be read.
  private var unreadable: [String]

  /// - Parameter mustExist: a folder that somebody named; the default one may not be there yet.
  static func read(_ path: String, mustExist: Bool) throws(Failure) -> SessionListing {
    guard WholeFile.isFolder(path) else {
      guard mustExist || WholeFile.exists(path) else { return SessionListing(SessionsFound.none) }
      throw Failure(.noInput, "\(path): not a folder")
    }
    return SessionListing(SessionsFound(under: path))
  }

  private init(_ found: SessionsFound) {
    unreadable = found.unreadable
    for folder in found.folders {
      switch folder.segments() {
      case .success(let segments):
        sessions.append(SessionRow(SessionReading(segments, .overview), folder.name))
      case .failure(let error): unreadable.append(error.description)
      }
    }
    sessions.sort { ($0.began ?? 0, $0.name) < ($1.began ?? 0, $1.name) }
  }

  /// Without `all` only what is live, and what nobody can tell of whether it is.
  func rows(all: Bool) -> [SessionRow] { sessions.filter { all || $0.origin ?? .live == .live } }

  /// What the rows do not show; throws when something is wrong.
  func sayTheRest(all: Bool, shown: Int) throws(Failure) {
    let hidden = sessions.count - shown
    if hidden > 0 { complain("\(hidden) not live (simulated, drill, replay) left out; --all lists them") }
    if sessions.isEmpty && unreadable.isEmpty { complain("no sessions") }
    for sentence in unreadable { complain(sentence) }
    let damaged = sessions.count { !$0.problems.isEmpty }
    guard damaged > 0 || !unreadable.isEmpty else { return }
    let counts = "\(sessions.count) sessions read, \(damaged) damaged, \(unreadable.count) not readable"
    throw Failure(.foundWrong, counts + "; chairside verify says more")
  }
}

extension SessionsFound {
  static let none = SessionsFound()
}
