import ArgumentParser
import SessionArchives
import SessionRecord
import SessionReports

/// A page that a clinic owes somebody, filled in from a record.
struct Form: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form",
    abstract: "A form that a clinic owes, filled in from a session's record; what is not known is left open.",
    discussion: """
      NAME is one of these, or the file of a clinic's own (its name has a dot or a slash):

      \(ShippedForm.allCases.map { "  \($0.rawValue): \($0.explanation)" }.joined(separator: "\n"))

      A form is a text: '# Title', '## Section', '> words for who fills it in', and lines such as
      'Given: {given}, from {dosing} to {stop}', where ____ is a gap for a pen. --print shows a shipped one. Fields:

      \(FormField.allCases.map { "  \($0.rawValue): \($0.explanation)" }.joined(separator: "\n"))

      The record is checked first: a page that is made of a damaged one says so itself, and the exit status is 1.

      Examples:  chairside form controlled-drug 2026-10-17T080203Z
                 chairside form ./our-page.form 4fa1c0 --format html -o page.html
      """.flowing)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, html }

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A form's name, or its file.") var name: String
  @Argument(help: "A session.") var session: String?
  @Option(help: "text or html (a sheet of A4 that loads nothing).") var format = Format.text
  @Option(name: .shortAndLong, help: "The file to write (default: standard output).") var output: String?
  @Flag(help: "The form itself, to begin a clinic's own with.") var print = false

  func validate() throws {
    guard print != (session != nil) else { throw ValidationError("a session is wanted, or --print alone") }
  }

  func run() throws {
    try ending {
      let text = try template()
      let form = try read(text)
      guard let name = session else { return try OutputFile.write(Array((text + "\n").utf8), to: output) }
      let session = try SessionArgument.read(name, in: try sessions.directory)
      let filled = FilledForm(
        form, of: session.digest, chainHead: session.audit.chainHead?.description,
        damage: session.audit.faults.damage)
      let page = format == .text ? filled.text : filled.html
      try OutputFile.write(Array(page.utf8), to: output)
      if ShippedForm(rawValue: self.name) == .esketamine, session.digest.infusionStart != nil {
        complain("\(self.name): asked of treatments with esketamine, and this session infused ketamine")
      }
      try session.sayWhetherItHolds()
    }
  }

  private func template() throws(Failure) -> String {
    if let shipped = ShippedForm(rawValue: name) { return shipped.text }
    guard name.contains(where: { $0 == "." || $0 == "/" }) else {
      let known = ShippedForm.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(.usage, "there is no form \(name); known are: \(known), or a file such as ./\(name).form")
    }
    return String(decoding: try WholeFile.read(name), as: UTF8.self)
  }

  private func read(_ text: String) throws(Failure) -> FormTemplate {
    do throws(FormError) { return try FormTemplate(text) } catch {
      throw Failure(.badInput, "\(name):\(error.sentence)")
    }
  }
}
