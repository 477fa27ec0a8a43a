import ArgumentParser
import SessionRecord
import SessionReports

/// A session for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "A session for other programs: a table, FHIR or HL7.",
    discussion: """
      csv is vitals.csv, made anew from the journal. fhir is a Bundle of Observations, one a minute and vital and one a
      blood pressure, and of MedicationAdministrations. hl7 is one ORU^R01 message a minute. Nothing in them names a patient
      beyond the reference that was given.

      Example:  chairside export 2026-10-17T080203Z --format fhir -o bundle.json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, fhir, hl7 }

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A session's folder, its id, or the beginning of it.") var session: String
  @Option(help: "csv, fhir or hl7.") var format: Format
  @Option(name: .shortAndLong, help: "The file to write (default: standard output).") var output: String?

  func run() throws {
    try ending {
      let (audit, digest) = try SessionArgument.audit(session, in: sessions.directory)
      let bytes: [UInt8]
      switch format {
      case .csv: bytes = audit.vitals
      case .fhir: bytes = FHIRBundle(digest).bytes
      case .hl7: bytes = HL7Messages(digest).bytes
      }
      try OutputFile.write(bytes, to: output)
    }
  }
}
