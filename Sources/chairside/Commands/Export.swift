import ArgumentParser
import SessionArchives
import SessionRecord
import SessionReports

/// Writes a session for other programs, or an archive for an analysis.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "A session for other programs: a table, FHIR, HL7 or signals; or an archive as flat tables.",
    discussion: """
      csv is vitals.csv, made anew from the journal. fhir is a Bundle of Observations, one a minute and vital and one a
      blood pressure, and of MedicationAdministrations. fhir-transaction is the whole session to be posted to a FHIR R4
      server: encounter, devices, the infusion step by step, measurements, alarms, symptoms, scores, notes; posted again
      it changes nothing but what was corrected meanwhile. hl7 is one ORU^R01 message a minute. edf (EDF+) and wfdb
      (NAME.hea, NAME.dat, NAME.atr for -o NAME) are signals of one value a second, with what happened as annotations.
      Nothing in them names a patient beyond the reference that was given.
      The record is checked first. Of a damaged one nothing is written, unless --damaged says so: then every status in
      it is unknown (HL7: U), and the name of the file must say DAMAGED. Exit status 1 all the same.

      With --all every session of the archive goes into five tables in DIR, each row with session, patient and plan:
      sessions.csv, minutes.csv, alarms.csv, doses.csv, marks.csv, and tables.sql with their types. What is damaged is
      left out, and named; exit status 1.

      Examples:  chairside export 2026-10-17T080203Z --format fhir -o bundle.json
                 chairside export --all tables --parquet
      """.flowing)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, fhir
    case fhirTransaction = "fhir-transaction"
    case hl7, edf, wfdb
  }

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "A session's folder, its id, or the beginning of it.") var session: String?
  @Option(help: "csv, fhir, fhir-transaction, hl7, edf or wfdb.") var format: Format?
  @Option(
    name: .customLong("all"),
    help: ArgumentHelp("The whole archive, as tables in this folder.", valueName: "dir"))
  var tables: String?
  @Flag(help: "With --all: simulations, drills and replays too.") var simulations = false
  @Flag(help: "With --all: as Parquet too, by DuckDB, which must be installed.") var parquet = false
  @Option(name: .shortAndLong, help: "The file to write (default: standard output).") var output: String?
  @Option(help: "Whose references the patients' are, as a URI, in a fhir-transaction.")
  var patientSystem = FHIRTransaction.patientSystem
  @Flag(help: "csv with semicolons and decimal commas, as spreadsheets of many countries open it.")
  var decimalComma = false
  @Flag(help: "Write a damaged record all the same; only to a file with DAMAGED in its name.") var damaged =
    false

  func validate() throws {
    if tables != nil {
      guard session == nil, format == nil, output == nil, !damaged, !decimalComma else {
        throw ValidationError(
          "--all takes the whole archive: no session, --format, -o, --decimal-comma or --damaged beside it")
      }
    } else {
      guard session != nil else { throw ValidationError("a session is wanted, or --all DIR") }
      guard format != nil else {
        let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--format is wanted: \(known)")
      }
      guard !decimalComma || format == .csv else { throw ValidationError("--decimal-comma goes with csv") }
      guard !simulations, !parquet else { throw ValidationError("--simulations and --parquet go with --all") }
    }
  }

  func run() throws {
    try ending {
      if let tables {
        let export = ArchiveExport(folder: tables, isParquetWanted: parquet)
        try export.run(of: try sessions.directory, all: simulations)
      } else if let session, let format {
        try export(session, as: format)
      }
    }
  }

  private func export(_ name: String, as format: Format) throws(Failure) {
    guard !damaged || saysDamaged else {
      throw Failure(.usage, "--damaged writes only to a file that has DAMAGED in its own name: -o NAME")
    }
    let session = try SessionArgument.read(name, in: try sessions.directory)
    let isDamaged = session.audit.faults.damage != nil
    guard !isDamaged || damaged else {
      throw Failure(.foundWrong, "\(session.path): damaged; nothing is written (see --damaged)")
    }
    if format == .wfdb {
      try writeRecord(of: session)
    } else {
      try OutputFile.write(bytes(of: session, as: format, isDamaged: isDamaged), to: output)
    }
    try session.sayWhetherItHolds()
  }

  private var saysDamaged: Bool { output?.split(separator: "/").last?.contains("DAMAGED") ?? false }

  /// Writes three files, named for the record.
  private func writeRecord(of session: NamedSession) throws(Failure) {
    let name = output?.split(separator: "/").last.map(String.init) ?? ""
    guard let output, let record = WFDBRecord(try signals(of: session), name: name) else {
      throw Failure(.usage, "wfdb is three files: -o NAME, of letters, digits, - and _")
    }
    for file in record.files { try OutputFile.write(file.bytes, to: output + file.suffix) }
  }

  private func signals(of session: NamedSession) throws(Failure) -> SignalTable {
    do {
      let audit = session.audit
      return try SignalTable(audit.vitals, of: session.digest, damage: audit.faults.damage)
    } catch {
      throw Failure(
        .badInput, "\(session.path): its times go to second \(error.seconds), which is longer than two weeks")
    }
  }

  private func bytes(
    of session: NamedSession, as format: Format, isDamaged: Bool
  ) throws(Failure) -> [UInt8] {
    switch format {
    case .csv: decimalComma ? SemicolonTable.bytes(of: session.audit.vitals) : session.audit.vitals
    case .fhir: FHIRBundle(session.digest, isDamaged: isDamaged).bytes
    case .fhirTransaction:
      FHIRTransaction(
        session.digest, chainHead: session.audit.chainHead?.description, patientSystem: patientSystem,
        isDamaged: isDamaged
      ).bytes
    case .hl7: HL7Messages(session.digest, isDamaged: isDamaged).bytes
    case .edf, .wfdb: EDFFile(try signals(of: session)).bytes
    }
  }
}
