import ArgumentParser
import SessionArchives
import SessionRecord
import SessionReports

/// A session for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "A session for other programs: a table, FHIR or HL7.",
    discussion: """
      csv is vitals.csv, made anew from the journal. fhir is a Bundle of Observations, one a minute and vital and one a
      blood pressure, and of MedicationAdministrations. fhir-transaction is the whole session to be posted to a FHIR R4
      server: encounter, devices, the infusion step by step, measurements, alarms, symptoms, scores, notes; posted again
      it changes nothing but what was corrected meanwhile. hl7 is one ORU^R01 message a minute. Nothing in them names a
      patient beyond the reference that was given.
      The record is checked first. Of a damaged one nothing is written, unless --damaged says so: then every status in
      it is unknown (HL7: U), and the name of the file must say DAMAGED. Exit status 1 all the same.

      Example:  chairside export 2026-10-17T080203Z --format fhir -o bundle.json
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, fhir
    case fhirTransaction = "fhir-transaction"
    case hl7
  }

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A session's folder, its id, or the beginning of it.") var session: String
  @Option(help: "csv, fhir, fhir-transaction or hl7.") var format: Format
  @Option(name: .shortAndLong, help: "The file to write (default: standard output).") var output: String?
  @Option(help: "Whose references the patients' are, as a URI, in a fhir-transaction.")
  var patientSystem = FHIRTransaction.patientSystem
  @Flag(help: "Write a damaged record all the same; only to a file with DAMAGED in its name.") var damaged =
    false

  func run() throws {
    try ending {
      guard !damaged || saysDamaged else {
        throw Failure(.usage, "--damaged writes only to a file that has DAMAGED in its own name: -o NAME")
      }
      let session = try SessionArgument.read(session, in: try sessions.directory)
      let isDamaged = session.audit.faults.damage != nil
      guard !isDamaged || damaged else {
        throw Failure(.foundWrong, "\(session.path): damaged; nothing is written (see --damaged)")
      }
      try OutputFile.write(bytes(of: session, isDamaged: isDamaged), to: output)
      try session.sayWhetherItHolds()
    }
  }

  private var saysDamaged: Bool { output?.split(separator: "/").last?.contains("DAMAGED") ?? false }

  private func bytes(of session: NamedSession, isDamaged: Bool) -> [UInt8] {
    switch format {
    case .csv: session.audit.vitals
    case .fhir: FHIRBundle(session.digest, isDamaged: isDamaged).bytes
    case .fhirTransaction:
      FHIRTransaction(
        session.digest, chainHead: session.audit.chainHead?.description, patientSystem: patientSystem,
        isDamaged: isDamaged
      ).bytes
    case .hl7: HL7Messages(session.digest, isDamaged: isDamaged).bytes
    }
  }
}
