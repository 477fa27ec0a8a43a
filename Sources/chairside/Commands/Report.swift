import ArgumentParser
import InfusionCore
import PatientSimulator
import Practice
import SessionArchives
import SessionRecord
import SessionReports

/// The one-page report of a session.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The one-page report of a session, made anew from its journal.",
    discussion: """
      SESSION is a session's folder, its id, or the beginning of it. The record is checked first: a page that is made of
      a damaged one says so itself, and the exit status is 1. Of a drill that was scored by other rules than today's both
      scores are told.

      Example:  chairside report 2026-10-17T080203Z --format html -o report.html
      """.flowing)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, html, json }

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A session.") var session: String
  @Option(help: "text, html (a page that loads nothing) or json.") var format = Format.text
  @Option(name: .shortAndLong, help: "The file to write (default: standard output).") var output: String?
  @Option(help: "A scenario in place of the one that stands in the record, where a drill is scored again.")
  var scenario: String?

  func run() throws {
    try ending {
      let session = try SessionArgument.read(session, in: try sessions.directory)
      try OutputFile.write(page(of: session, rescored: try rescored(session)), to: output)
      try session.sayWhetherItHolds()
    }
  }

  /// Plays a drill again that was scored by other rules, for its score by today's. Fails if its scenario is
  /// not at hand.
  private func rescored(_ session: NamedSession) throws(Failure) -> DrillResult? {
    guard let recorded = session.digest.drillResult,
      recorded.setting.rubric != ScenarioScore.currentRubric
    else { return nil }
    let setting = session.digest.header.drill ?? recorded.setting
    let named = try scenario.map { path throws(Failure) in try Scenario.load(path) }
    guard let lesson = named ?? (try? Scenario.recorded(setting)) else {
      complain("scored by rubric \(recorded.setting.rubric); --scenario FILE scores it again by today's")
      return nil
    }
    let segments: [SegmentBytes]
    do throws(ArchiveError) { segments = try SegmentFiles.read(session.path) } catch { throw Failure(error) }
    return RecordedDrill(segments)?.rescored(in: lesson)
  }

  private func page(of session: NamedSession, rescored: DrillResult?) -> [UInt8] {
    let (audit, digest) = (session.audit, session.digest)
    let (head, damage) = (audit.chainHead?.description, audit.faults.damage)
    switch format {
    case .text:
      guard let rescored else { return Array((audit.summary ?? "").utf8) }
      let page = SummaryText(
        digest, review: audit.review, chainHead: head, damage: damage, rescored: rescored)
      return Array(page.text.utf8)
    case .html:
      let page = ReportHTML(
        digest, review: audit.review, chainHead: head, damage: damage, rescored: rescored)
      return Array(page.text.utf8)
    case .json:
      return ReportJSON(
        digest, review: audit.review, chainHead: head, damage: damage, rescored: rescored
      ).bytes
    }
  }
}
