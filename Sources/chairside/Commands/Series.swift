import ArgumentParser
import InfusionCore
import SessionJournal
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
      """)

  @OptionGroup var sessions: SessionsOptions
  @Argument(help: "The patient's reference, as it was given.") var patient: String
  @Flag(help: "Simulations, drills and replays too.") var all = false

  func run() throws {
    try ending {
      var problems: [String] = []
      let series = PatientSeries(patient: patient, try digests(&problems))
      guard !series.rows.isEmpty else { throw Failure(.noInput, "no session of \(patient)") }
      print(series.text, terminator: "")
      guard problems.isEmpty else {
        for problem in problems { complain(problem) }
        throw Failure(.foundWrong, "the series may not be whole")
      }
    }
  }

  /// A first look finds the patient's sessions, a second one reads those in full.
  private func digests(_ problems: inout [String]) throws(Failure) -> [SessionDigest] {
    guard WholeFile.isFolder(sessions.directory) else {
      throw Failure(.noInput, "\(sessions.directory): no folder of sessions")
    }
    let found = SessionsFound(under: sessions.directory)
    problems = found.unreadable
    var digests: [SessionDigest] = []
    for folder in found.folders {
      switch folder.segments() {
      case .failure(let error): problems.append(error.description)
      case .success(let segments):
        let overview = SessionReading(segments, .overview)
        guard let digest = overview.digest else {
          problems.append("\(folder.name): no readable header")
          continue
        }
        guard digest.patient == patient, all || digest.header.plan.origin == .live else { continue }
        problems += overview.damage.map { "\(folder.name): \($0)" }
        if let whole = SessionReading(segments, .whole).digest { digests.append(whole) }
      }
    }
    return digests
  }
}
