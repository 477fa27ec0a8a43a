import ArgumentParser
import InfusionCore
import Quantities

/// The folder for sessions.
struct SessionsOptions: ParsableArguments {
  @Option(
    name: .customLong("sessions"),
    help: "The folder of sessions (default: $CHAIRSIDE_SESSIONS, else chairside/sessions in the user's data)."
  )
  var path: String?

  /// Whether the folder must exist: one that somebody named must, the default one may not have been made yet.
  ///
  /// - Parameter directory: a folder that was named without the option; nil if none was.
  func mustExist(_ directory: String?) -> Bool { path != nil || directory != nil }

  var directory: String {
    get throws(Failure) {
      if let directory = path ?? Environment.process.sessionsDirectory { return directory }
      let why = Environment.process.homeProblem
      throw Failure(
        .usage, "where sessions are kept is not known, for \(why): name the folder with --sessions")
    }
  }
}

/// The patient and the order. The screen asks for what is missing.
struct PatientOptions: ParsableArguments {
  @Option(help: "The chair's name.") var chair: String?
  @Option(help: "The patient's reference; a pseudonym is enough.") var patient: String?
  @Option(help: "The patient's weight, kg: 20 to 300.", transform: Kilograms.typed) var weight: Kilograms?
  @Option(help: "The plan's name.") var plan: String?
}

extension PatientOptions {
  /// The most bytes of a chair's name, which is part of its sessions' folder names.
  private static let chairBytes = 60

  func validate() throws {
    guard let chair, chair.utf8.count > Self.chairBytes else { return }
    throw ValidationError("--chair: a name of at most \(Self.chairBytes) bytes; it has \(chair.utf8.count)")
  }

  /// The chosen plan; nil if none was chosen.
  func plan(in configuration: Configuration) throws(Failure) -> String? {
    guard let plan else { return nil }
    return try configuration.checked(plan: plan)
  }
}

extension Configuration {
  /// The name, if a plan has it; otherwise throws the names that there are.
  func checked(plan name: String) throws(Failure) -> String {
    let known = plans.map(\.name)
    guard !known.contains(name) else { return name }
    let sentence = Refusal(action: "setup", why: .planUnknown(name)).sentence
    throw Failure(.usage, sentence + Spelling.choice(for: name, among: known))
  }
}
