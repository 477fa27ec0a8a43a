import ArgumentParser
import InfusionCore
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
      a damaged one says so itself, and the exit status is 1.

      Example:  chairside report 2026-10-17T080203Z --format html -o report.html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, html, json }

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A session.") var session: String
  @Option(help: "text, html (a page that loads nothing) or json.") var format = Format.text
  @Option(name: .shortAndLong, help: "The file to write (default: standard output).") var output: String?

  func run() throws {
    try ending {
      let session = try SessionArgument.read(session, in: try sessions.directory)
      try OutputFile.write(page(of: session), to: output)
      try session.sayWhetherItHolds()
    }
  }

  private func page(of session: NamedSession) -> [UInt8] {
    let (audit, digest) = (session.audit, session.digest)
    let (head, damage) = (audit.chainHead?.description, audit.faults.damage)
    switch format {
    case .text: return Array((audit.summary ?? "").utf8)
    case .html:
      let page = ReportHTML(digest, review: audit.review, chainHead: head, damage: damage)
      return Array(page.text.utf8)
    case .json: return ReportJSON(digest, review: audit.review, chainHead: head, damage: damage).bytes
    }
  }
}
