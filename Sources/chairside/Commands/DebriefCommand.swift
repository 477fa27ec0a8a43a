import ArgumentParser
import InfusionCore
import PatientSimulator
import Practice
import Quantities
import SessionArchives
import SessionJournal
import SessionRecord
import SessionReports

/// The page for talking about a drill with its trainee.
struct DebriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debrief",
    abstract: "A drill to be talked about: what happened, what was true, what would have been.",
    discussion: """
      SESSION is a drill's folder, its id, or the beginning of it. The drill is played again from its seed: beside what
      was done stands what was true of the patient, the score with the moments it is about, where to stop the replay
      and what to ask, and what would have come of it with one thing done otherwise. That is what the score says was
      lacking, or a pause at a time of yours, as the debrief shows it. A drill that was taken again stands beside the one
      that it parts from. A drill in which somebody still sits has none yet.

      Examples:  chairside debrief 2026-10-17T080203Z
                 chairside debrief SESSION --pause-at 27:30
                 chairside debrief SESSION --format html -o debrief.html
      """.flowing)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, html }

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A session that is a drill.") var session: String
  @Option(help: "text, or html (a page that loads nothing).") var format = Format.text
  @Option(name: .shortAndLong, help: "The file to write (default: standard output).") var output: String?
  @Option(
    help: "Shows what would have come of a pause at this time of the session: 27:30.",
    transform: SavedDisplayOptions.minute)
  var pauseAt: TimeSpan?
  @Option(help: "A scenario in place of the one that stands in the record.") var scenario: String?

  func run() throws {
    try ending {
      let session = try SessionArgument.read(session, in: try sessions.directory)
      try refuseWhatGoesOn(session)
      let debrief = try debrief(of: session)
      let damage = session.audit.faults.damage
      switch format {
      case .text: try write(DebriefText(debrief, damage: damage).text)
      case .html: try write(DebriefHTML(debrief, damage: damage).text)
      }
      try session.sayWhetherItHolds()
    }
  }

  /// Refuses a drill that goes on: its page would tell the trainee what is true and what is to come.
  private func refuseWhatGoesOn(_ session: NamedSession) throws(Failure) {
    guard session.isGoingOn else { return }
    let chair = session.digest.header.plan.chair
    throw Failure(
      .usage,
      "\(session.path): the drill goes on at chair \(chair), and a debrief tells all of it: end it first")
  }

  private func write(_ page: String) throws(Failure) { try OutputFile.write(Array(page.utf8), to: output) }

  private func debrief(of session: NamedSession) throws(Failure) -> Debrief {
    guard let drill = RecordedDrill(try segments(of: session)) else {
      throw Failure(
        .badInput,
        "\(session.path): \(session.digest.header.plan.origin.debriefed), and a debrief is of a drill")
    }
    let making = DrillDebrief(drill, of: try lesson(of: drill))
    let branches = try branches(of: session)
    let instructed = try instructed(drill, of: session)
    do throws(DrillDebrief.NothingToPause) {
      var page = try making.page(
        of: session.digest, path: session.path, pausedAt: pauseAt.map { SessionTime.start + $0 })
      page.bookmarks = bookmarks(of: session)
      page.branches = branches
      page.instructions = instructed
      return page
    } catch {
      throw Failure(.usage, "--pause-at \(error.at.sinceStart.clock): nothing was infused then")
    }
  }

  /// Leaves out a branch that still goes on, for the same reason.
  private func branches(of session: NamedSession) throws(Failure) -> [DebriefBranch] {
    var branches: [DebriefBranch] = []
    for folder in session.branches {
      let other = try SessionArgument.read(folder.path, in: folder.path)
      guard !other.isGoingOn, let drill = RecordedDrill(try segments(of: other)) else { continue }
      branches.append(DrillDebrief(drill, of: try lesson(of: drill)).branch(other.digest))
    }
    return branches
  }

  /// What an instructor did, also before this drill branched off from another.
  ///
  /// - Parameter told: the sessions whose instructions are told already, since headers that name each other
  ///   would lead in circles.
  private func instructed(
    _ drill: RecordedDrill, of session: NamedSession, told: Set<String> = []
  ) throws(Failure) -> [Debrief.Instructed] {
    guard let branch = drill.setting.branch, !told.contains(branch.session),
      let folder = session.branches.first(where: { $0.header?.session == branch.session })
    else { return drill.instructed }
    let parent = try SessionArgument.read(folder.path, in: folder.path)
    guard let earlier = RecordedDrill(try segments(of: parent)) else { return drill.instructed }
    let before = try instructed(earlier, of: parent, told: told.union([branch.session]))
    return drill.instructed.preceded(by: before, upTo: branch.at)
  }

  private func bookmarks(of session: NamedSession) -> [Bookmark] {
    let file = BookmarkFile(beside: SegmentFiles.folder(of: session.path))
    let (found, unreadable) = file.read()
    if unreadable > 0 { complain("\(file.path): \(unreadable) lines are no bookmarks") }
    return found
  }

  private func segments(of session: NamedSession) throws(Failure) -> [SegmentBytes] {
    do throws(ArchiveError) { return try SegmentFiles.read(session.path) } catch { throw Failure(error) }
  }

  private func lesson(of drill: RecordedDrill) throws(Failure) -> Scenario {
    if let scenario { return try Scenario.load(scenario) }
    guard let recorded = try Scenario.recorded(drill.setting) else {
      throw Failure(
        .usage,
        "the scenario '\(drill.setting.scenario)' is none of the shipped ones, and the record is of before "
          + "drills kept theirs: name its file with --scenario")
    }
    return recorded
  }
}

extension Origin {
  /// What a session is that is not a drill.
  fileprivate var debriefed: String {
    switch self {
    case .live: "this is a patient's session"
    case .simulated: "this session was simulated, but is no drill"
    case .drill: "this drill does not say which one it was"
    case .replay: "this is a replay that was recorded"
    }
  }
}
