import ArgumentParser
import CursesTerminal
import Glibc
import MonitorApp
import ProcessSignals
import ReviewUI
import SessionArchives
import SessionJournal
import SessionReports
import StationKeeper
import Synchronization
import TextScreen

/// The archive on the screen: find a session, see its course, compare the infusions of a patient.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Browse sessions: list, chart, alarms, timeline, and a patient's infusions beside each other.",
    discussion: """
      What is recorded is only read. Exit status 1 when a session is damaged or cannot be read.

      Examples:  chairside review
                 chairside review /srv/sessions --patient P-0417
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @OptionGroup var drawing: DrawingOptions
  @Argument(help: "A folder of sessions (default: that of --sessions).") var directory: String?
  @Option(help: "Only the sessions of this patient.") var patient: String?
  @Flag(help: "Simulations, drills and replays too.") var all = false

  func run() throws {
    try ending {
      guard isatty(STDOUT_FILENO) == 1 else {
        throw Failure.needsTerminal(otherwise: "chairside list, report and query run")
      }
      guard let link = StationLink.inherit() else {
        throw ExitCode(Keeper.run(StationCommand(arguments: CommandWords.given)))
      }
      link.say(.noSession)
      let place = try directory ?? sessions.directory
      let library = try Library(place, mustExist: sessions.mustExist(directory), all: all)
      let signals = TerminalSignals.ofThisProcess()
      let terminal = try OpenedTerminal.openScreen(Environment.process, drawing)
      var model = ReviewModel(
        place: place, rows: library.listing.sessions.map(\.row),
        unreadable: library.listing.wrongs.count, showsAll: all, size: terminal.size,
        isLooking: library.wholeLook != nil, ownOffset: ReaderClock.offset(at:))
      if let patient { model.find(patient) }
      ReviewScreen(model, library, terminal: terminal, signals: signals).run()
      try library.sayWhatIsWrong()
    }
  }
}

/// The sessions of a listing, read in full when somebody opens them. In a large archive the first rows come
/// from the ledger while every session is looked at.
private final class Library: SessionLibrary {
  private(set) var listing: SessionListing
  private let all: Bool
  private let place: String
  /// What the look at every session found, until somebody turns to it.
  private let whole = FoundListing()
  private var isWhole: Bool

  init(_ place: String, mustExist: Bool, all: Bool) throws(Failure) {
    self.place = place
    self.all = all
    listing = try SessionListing.of(place, mustExist: mustExist, wanted: .firstRows)
    isWhole = listing.untouchedCount == 0
  }

  var wholeLook: (@Sendable () -> CheckedRows)? {
    guard !isWhole else { return nil }
    return { [place, whole, listing] in
      let found = (try? SessionListing.read(place, mustExist: true)) ?? listing
      whole.keep(found)
      return CheckedRows(rows: found.sessions.map(\.row), unreadable: found.wrongs.count)
    }
  }

  func turnToWholeLook() {
    isWhole = true
    listing = whole.found ?? listing
  }

  /// Throws if the answer is incomplete.
  func sayWhatIsWrong() throws(Failure) {
    if !isWhole { complain("left before every session was looked at; chairside list looks at all") }
    try listing.sayWhatIsWrong()
  }

  func session(row: Int) -> OpenedSession? {
    let folder = listing.sessions[row].folder
    let session = try? NamedSession(folder.path, in: "", engineVersion: ProgramVersion.engine)
    let segments = try? SegmentFiles.read(folder.path)
    return session.flatMap { OpenedSession($0.audit, segments ?? []) }
  }

  func rows(meantBy question: SessionQuery) -> [Int] {
    let meant = Set(listing.rows(all: true) { question.matches($0) }.map(ObjectIdentifier.init))
    return listing.sessions.indices.filter { meant.contains(ObjectIdentifier(listing.sessions[$0].row)) }
  }

  /// The series of a patient; beside a session that is not live, the series of simulations.
  func series(of patient: String) -> OpenedSeries {
    let live = listing.digests(of: patient, all: all)
    return OpenedSeries(
      patient: patient, live.isEmpty ? listing.digests(of: patient, all: true) : live,
      damaged: listing.damaged(of: patient))
  }
}

/// A listing that one thread finds and another asks for.
private final class FoundListing: Sendable {
  private let listing = Mutex<SessionListing?>(nil)

  func keep(_ found: SessionListing) { listing.withLock { $0 = found } }
  var found: SessionListing? { listing.withLock { $0 } }
}
