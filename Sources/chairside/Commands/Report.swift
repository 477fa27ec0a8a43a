import ArgumentParser
import InfusionCore
import SessionRecord
import SessionReports

/// The one-page report of a session.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The one-page report of a session, made anew from its journal.",
    discussion: """
      SESSION is a session's folder, its id, or the beginning of it.

      Example:  chairside report 2026-10-17T080203Z --format html -o report.html
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, html, json }

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A session.") var session: String
  @Option(help: "text, html (a page that loads nothing) or json.") var format = Format.text
  @Option(name: .shortAndLong, help: "The file to write (default: standard output).") var output: String?

  func run() throws {
    try ending {
      let (audit, digest) = try SessionArgument.audit(session, in: sessions.directory)
      let review = audit.review
      let head = audit.isSealed ? audit.chainHead?.description : nil
      let bytes: [UInt8]
      switch format {
      case .text: bytes = Array((audit.summary ?? "").utf8)
      case .html: bytes = Array(ReportHTML(digest, review: review, chainHead: head).text.utf8)
      case .json: bytes = ReportJSON(digest, review: review, chainHead: head).bytes
      }
      try OutputFile.write(bytes, to: output)
    }
  }
}
