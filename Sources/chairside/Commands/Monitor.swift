import AlarmSound
import ArgumentParser
import Glibc
import InfusionCore
import MonitorApp
import PatientSimulator
import Phrases
import Quantities
import SessionJournal
import SessionRecord
import StationKeeper

/// The live session on this chair's terminal.
struct Monitor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "The live session on this chair's terminal.",
    discussion: """
      Examples:  chairside monitor --simulate
                 chairside monitor --chair 2 --device nonin-df2@/dev/serial/by-id/NAME
                 bridge | chairside monitor --headless --device line@- --script session.txt --clock source
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @OptionGroup var configured: ConfigurationOptions
  @OptionGroup var patient: PatientOptions
  @OptionGroup var devices: DeviceOptions
  @OptionGroup var terminal: TerminalOptions
  @Option(
    help: "Whose time the session's is: wall, or source (the input's own @T, as fast as it can be read).")
  var clock = ClockChoice.wall
  @Option(help: "An operator script: timed actions.") var script: String?
  @Option(
    help: "Where alarms are heard: bell, alsa, alsa:DEVICE or none (default: bell; none without a screen).",
    transform: SoundChoice.typed)
  var sound: SoundChoice?
  @Flag(help: "Resume the unsealed session on this chair.") var resume = false
  @Flag(help: "Begin a new session whatever is unsealed on this chair.") var new = false
  @Flag(
    help: "Go on with the chair's unsealed session, or begin one, unasked: for a machine that starts alone.")
  var resumeIfAny = false
  @Flag(help: "No screen: events as JSON lines on standard output.") var headless = false

  func validate() throws {
    if [resume, new, resumeIfAny].count(where: \.self) > 1 {
      throw ValidationError("--resume, --new and --resume-if-any exclude each other")
    }
    if !devices.devices.isEmpty && devices.simulate != nil {
      throw ValidationError("--device and --simulate exclude each other")
    }
    if clock == .source && !headless { throw ValidationError("--clock source needs --headless") }
  }

  func run() throws {
    try ending {
      // Checked here and not at validation, which would come before a misspelt option is found.
      if devices.devices.isEmpty && devices.simulate == nil {
        throw try nothingToMonitor
      }
      if headless {
        try MonitorRun(self, link: nil).headless().conclude()
        return
      }
      // The keeper stays as small as it is here: it owns the terminal and starts this program again as the
      // station.
      guard let link = StationLink.inherit() else {
        guard isatty(STDIN_FILENO) == 1 || isatty(STDOUT_FILENO) == 1 else { throw Failure.noTerminal }
        throw ExitCode(Keeper.run(StationCommand(arguments: CommandWords.given)))
      }
      try MonitorRun(self, link: link).onScreen()
    }
  }
}

extension Monitor {
  /// An option of this start overrides what the machine's unit always says.
  var wish: BeginningRequest.Wish {
    resume ? .resume : new ? .new : resumeIfAny ? .resumeIfAny : .unsaid
  }

  /// Tells how to return to a running session, because its devices' ports are not in its record.
  private var nothingToMonitor: Failure {
    get throws(Failure) {
      let chair = patient.chair ?? "1"
      let archive = SessionArchive(root: try sessions.directory)
      let open = [Origin.live, .simulated].lazy
        .compactMap { origin in
          UnsealedSession.all(chair: chair, in: archive)
            .first { $0.phase != .closed && $0.header.plan.origin == origin }
        }
      let language = terminal.language?.language ?? (try? configured.load())?.language ?? .english
      return Failure(.usage, language.say(MonitorText.nothingToMonitor(open.first, chair: chair)))
    }
  }
}

extension Failure {
  static let noTerminal = needsTerminal(otherwise: "--headless runs")

  /// - Parameter otherwise: what runs without one.
  static func needsTerminal(otherwise: String? = nil) -> Failure {
    Failure(.usage, "this needs a terminal" + (otherwise.map { "; \($0) without one" } ?? ""))
  }
}
