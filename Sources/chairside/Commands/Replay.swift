import ArgumentParser
import DeviceDrivers
import DeviceWire
import Glibc
import InfusionCore
import MonitorApp
import Quantities
import SessionJournal
import SessionRecord

/// A recorded session or a vitals file, again, through the same engine and the same screen.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A session folder, a journal or a vitals CSV, again.",
    discussion:
      "Example:  chairside replay Fixtures/desaturation\n          chairside replay vitals.csv --headless")

  @Argument(help: "A session folder, a journal.jsonl or a vitals CSV.") var path: String
  @OptionGroup var configured: ConfigurationOptions
  @OptionGroup var patient: PatientOptions
  @Option(help: "An operator script whose actions come between the records.") var script: String?
  @Flag(help: "No screen: events as JSON lines on standard output.") var headless = false

  func run() throws {
    try ending {
      let actions = try script.map { try ScriptFile.load($0) } ?? []
      let recording = try load()
      try replayHeadless(recording, actions)
    }
  }

  private func replayHeadless(_ recording: Recording, _ actions: [ScriptedAction]) throws {
    let runner = SessionRunner(Session(plan: recording.plan), listeners: [HeadlessOutput(STDOUT_FILENO)])
    let sources: [any StampedSource] = [
      RecordedInputs(recording.inputs), RecordedInputs(actions.map(StampedInput.init)),
    ]
    _ = try SourceClockRun(runner, inputs: MergedInputs(sources)).run()
  }

  private func load() throws(Failure) -> Recording {
    if WholeFile.isFolder(path) || path.hasSuffix(".jsonl") { return try Recording.session(at: path) }
    let configuration = try configured.load()
    let plan = SessionPlan(
      configuration: configuration, chair: patient.chair ?? "replay", patient: patient.patient,
      weight: patient.weight?.value, plan: try patient.plan(in: configuration),
      sources: [SourceDescription(id: .csv)], origin: .replay)
    return try Recording.vitals(at: path, plan: plan)
  }
}
