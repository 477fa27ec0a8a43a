import ArgumentParser
import InfusionCore
import SessionArchives
import SessionRecord
import SessionReports

/// The sessions of one patient, in order.
struct Series: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "series",
    abstract: "The sessions of one patient: dose, baseline, worst values, side effects, and the trend.",
    discussion: """
      Everything is read from the sessions themselves. Simulations, drills and replays are left out.

      Example:  chairside series P-0417
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "The patient's reference, as it was given.") var patient: String
  @Flag(help: "Simulations, drills and replays too.") var all = false
  @Flag(help: "One JSON object a session, on a line.") var json = false

  func run() throws {
    try ending {
      let listing = try listing()
      let series = PatientSeries(
        patient: patient, listing.told(of: patient, all: all), damaged: listing.damaged(of: patient))
      guard !series.rows.isEmpty else {
        for problem in problems(of: listing) { complain(problem) }
        throw nothingFound(in: listing)
      }
      if json { printObjects(series, listing) } else { say(series.text, terminator: "") }
      listing.sayWhatWasNotRead()
      let problems = problems(of: listing)
      guard problems.isEmpty else {
        for problem in problems { complain(problem) }
        throw Failure(.foundWrong, "the series may not be whole")
      }
    }
  }

  /// Prints the list's row of each session, together with what the series knows of it.
  private func printObjects(_ series: PatientSeries, _ listing: SessionListing) {
    let rows = listing.rows(all: all)
    for row in series.rows {
      if let listed = rows.first(where: { $0.facts?.session == row.session }) {
        say(row.json(listed))
      }
    }
  }

  private func listing() throws(Failure) -> SessionListing {
    let directory = try sessions.directory
    guard WholeFile.isFolder(directory) else {
      throw Failure(.noInput, "\(directory): no folder of sessions")
    }
    return try SessionListing.of(
      directory, mustExist: true, keepsLedger: false, wanted: .patient(patient))
  }

  /// Whether the patient has sessions is not known while one that may be the patient's could not be read.
  private func nothingFound(in listing: SessionListing) -> Failure {
    let isHidden = !all && !listing.told(of: patient, all: true).isEmpty
    let hint = isHidden ? " that is live; --all has the others" : ""
    let mayBeMissing =
      !listing.wrongs.isEmpty
      || listing.rows(all: all).contains { isPerhapsOfPatient($0) && !$0.faults.areOfAnEmptyRecord }
    guard mayBeMissing else { return Failure(.noInput, "no session of \(patient)\(hint)") }
    return Failure(
      listing.isPartlyUnreadable ? .inputOutput : .foundWrong,
      "no session of \(patient) was found\(hint); what is damaged, gone or not readable may hold one")
  }

  /// A row without a patient of which nobody can tell whether it names one.
  private func isPerhapsOfPatient(_ row: SessionRow) -> Bool {
    row.facts == nil || row.patient == nil && row.faults.damage != nil
  }

  /// Sentences about what is wrong. Sessions that could not be read or are gone may have been this patient's.
  private func problems(of listing: SessionListing) -> [String] {
    let rows = listing.rows(all: all).filter { $0.patient == patient || isPerhapsOfPatient($0) }
    return listing.wrongs
      + rows.flatMap { row in
        row.facts == nil
          ? ["\(row.name): \(row.whyUnreadable)"] : row.problems.map { "\(row.name): \($0)" }
      }
  }
}
