import ArgumentParser
import Glibc
import InfusionCore
import MonitorApp
import Quantities

/// The live session on this chair's terminal.
struct Monitor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The live session on this chair's terminal.",
    discussion: """
      Examples:  chairside monitor --simulate
                 chairside monitor --chair 2 --device nonin-df2@/dev/ttyUSB0 --device line@/dev/ttyUSB1
                 bridge | chairside monitor --headless --device line@- --script session.txt --clock source
      """)

  @OptionGroup var sessions: SessionsOptions
  @OptionGroup var configured: ConfigurationOptions
  @OptionGroup var patient: PatientOptions
  @OptionGroup var devices: DeviceOptions
  @Option(
    help: "Whose time the session's is: wall, or source (the input's own @T, as fast as it can be read).")
  var clock = ClockChoice.wall
  @Option(help: "An operator script: timed actions.") var script: String?
  @Flag(help: "Resume the unsealed session on this chair.") var resume = false
  @Flag(help: "Begin a new session whatever is unsealed on this chair.") var new = false
  @Flag(help: "No screen: events as JSON lines on standard output.") var headless = false

  func validate() throws {
    if resume && new { throw ValidationError("--resume and --new exclude each other") }
    if devices.devices.isEmpty && devices.simulate == nil {
      throw ValidationError("no --device and no --simulate: there is nothing to monitor")
    }
    if !devices.devices.isEmpty && devices.simulate != nil {
      throw ValidationError("--device and --simulate exclude each other")
    }
    if clock == .source && !headless { throw ValidationError("--clock source needs --headless") }
  }

  func run() throws {
    try ending {
      let actions = try script.map { try ScriptFile.load($0) } ?? []
      let specs = try devices.specs()
      let scenario = try devices.scenario()
      _ = scenario
      let plan = SessionPlan(
        configuration: try configured.load(), chair: patient.chair ?? "1", patient: patient.patient,
        weight: patient.weight?.value, plan: try patient.plan(in: configured),
        sources: specs.map(\.description), origin: .live)
      let runner = SessionRunner(Session(plan: plan), listeners: [HeadlessOutput(STDOUT_FILENO)])
      let stop = StopRequest.ofThisProcess()
      var sources: [any StampedSource] = specs.map { DeviceRecording($0, stop: stop) }
      sources.append(RecordedInputs(actions.map(StampedInput.init)))
      do throws {
        _ = try SourceClockRun(runner, inputs: MergedInputs(sources)).run()
      } catch let failure as RecordingFailure {
        throw Failure(.noInput, failure.description)
      }
    }
  }
}
