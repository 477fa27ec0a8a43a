import ArgumentParser
import Glibc
import SystemParts

/// The program: one executable, a subcommand for each thing a person comes to do.
@main
struct Chairside: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chairside",
    abstract: "The monitor on the terminal beside an infusion chair.",
    discussion: """
      Reads heart rate, blood pressure and SpO2, tracks the infusion and the observation after it, raises alarms, and
      records every session in flat files. It is not a certified medical device.

      Try it without any hardware:  chairside monitor --simulate
      """.flowing,
    version: ProgramVersion.text,
    // Each states its own name, because deriving it from the type costs every start three quarters of a
    // millisecond.
    subcommands: [
      Monitor.self, Wall.self, Publish.self, Replay.self, Review.self, List.self, Query.self, Series.self,
      Stats.self, Report.self, Form.self, Export.self, Verify.self, Witness.self, Redact.self,
      Predict.self, Simulate.self, Devices.self, SoundCheck.self, Drill.self, Instruct.self,
      DebriefCommand.self, Cohort.self, Config.self,
    ])

  static func main() {
    StandardStreams.fillGaps()
    // A limit on a file's size must not end the program: its writer reports it like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    if let complaint = CommandWords.undecodable {
      complain(complaint)
      Glibc.exit(Failure.Kind.usage.rawValue)
    }
    let words = CommandWords.given.dropFirst()
    if let complaint = CommandWords.complaint(words, of: Self.self) {
      complain("\(complaint)\nsee 'chairside --help'")
      Glibc.exit(Failure.Kind.usage.rawValue)
    }
    if let complaint = CommandWords.repetition(in: words) {
      complain(complaint)
      Glibc.exit(Failure.Kind.usage.rawValue)
    }
    runGated(Array(words))
  }
}
