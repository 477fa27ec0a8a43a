import ArgumentParser
import InfusionCore

/// Where sessions are kept.
struct SessionsOptions: ParsableArguments {
  @Option(
    name: .customLong("sessions"),
    help: "The folder of sessions (default: $CHAIRSIDE_SESSIONS, else chairside/sessions in the user's data)."
  )
  var path: String?

  var directory: String { path ?? Environment.process.sessionsDirectory }
}

/// Who sits where, and what is ordered. On a screen what is missing is asked.
struct PatientOptions: ParsableArguments {
  @Option(help: "The chair's name.") var chair: String?
  @Option(help: "The patient's reference; a pseudonym is enough.") var patient: String?
  @Option(help: "The patient's weight, kg.") var weight: KilogramArgument?
  @Option(help: "The plan's name.") var plan: String?
}

extension PatientOptions {
  /// The chosen plan, if there is one of that name.
  func plan(in configuration: Configuration) throws(Failure) -> String? {
    guard let plan else { return nil }
    guard configuration.plan(named: plan) != nil else {
      throw Failure(.usage, Refusal(action: "setup", why: .planUnknown(plan)).sentence)
    }
    return plan
  }
}
