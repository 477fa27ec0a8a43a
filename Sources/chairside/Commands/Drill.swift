import ArgumentParser
import Glibc
import InfusionCore
import PatientSimulator
import Practice
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import SessionRuns
import StationKeeper
import SystemClocks

/// A scenario to practise with: a simulated session whose answers are timed.
struct Drill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "A simulated patient to practise with; the answers are timed and scored.",
    discussion: """
      The session is like any other, at its own pace or that of --speed, and is recorded as a drill. At its end
      the score: how long each alarm waited for an answer, what was missed, what was overridden. With --headless
      the script is the trainee, time runs as fast as it can, and the score is on standard error.

      Examples:  chairside drill desaturation --seed 7
                 chairside drill hypertension --headless --weight 70 --plan trd-40 --script answers.txt
      """)

  @Argument(help: "A scenario's name, or a file with one.") var scenario: String
  @Option(help: "The seed of everything that is simulated.") var seed: UInt64 = 1
  @OptionGroup var sessions: SessionsOptions
  @OptionGroup var configured: ConfigurationOptions
  @OptionGroup var patient: PatientOptions
  @OptionGroup var terminal: TerminalOptions
  @Option(help: "Timed actions of somebody who is not the trainee; headless, of the trainee.")
  var script: String?
  @Option(help: "Where alarms are heard: bell, alsa, alsa:DEVICE or none (default: bell).")
  var sound: String?
  @Option(
    help: "Seconds a second: 1 to 1000, or max (default: 1 on a screen, max without).",
    transform: ReplaySpeed.typed)
  var speed: ReplaySpeed?
  @Flag(help: "No screen: events as JSON lines on standard output.") var headless = false

  func run() throws {
    let monitor = try Monitor.parse(arguments)
    try ending {
      _ = try Scenario.load(scenario)
      let began = SystemClock.wallMilliseconds
      if headless {
        try MonitorRun(monitor, link: nil, speed: speed).headless()
        return try tellScore(since: began, to: { complain($0) })
      }
      guard let link = StationLink.inherit() else {
        guard isatty(STDIN_FILENO) == 1 || isatty(STDOUT_FILENO) == 1 else { throw Failure.noTerminal }
        let status = Keeper.run(StationCommand(arguments: CommandWords.given))
        try tellScore(since: began, to: { say($0) })
        throw ExitCode(status)
      }
      try MonitorRun(monitor, link: link, speed: speed).onScreen()
    }
  }

  /// A drill is `monitor` with a simulated patient, on a chair of its own so that no real session is in its
  /// way.
  private var arguments: [String] {
    let options: [(String, String?)] = [
      ("--seed", String(seed)), ("--sessions", sessions.path),
      ("--config", configured.path), ("--chair", chair), ("--patient", patient.patient),
      ("--weight", patient.weight.map { "\($0.fixed)" }), ("--plan", patient.plan),
      ("--script", script), ("--sound", sound), ("--glyphs", terminal.glyphs?.rawValue),
    ]
    let given = options.flatMap { name, value in value.map { ["\(name)=\($0)"] } ?? [] }
    // The scenario stands alone: the parser overlooks a value behind `=` where none is needed.
    return ["--simulate", scenario, "--training"] + given
      + (terminal.lines ? ["--lines"] : []) + (headless ? ["--headless", "--clock=source"] : [])
  }

  private var chair: String { patient.chair ?? "drill" }

  /// Tells the score of the drill that has just ended: the newest on this chair, if it began since then.
  private func tellScore(since began: Int64, to tell: (String) -> Void) throws(Failure) {
    for folder in SessionArchive(root: try sessions.directory).folders().reversed() {
      guard let header = folder.header, header.plan.origin == .drill, header.plan.chair == chair else {
        continue
      }
      guard header.anchorWall.unixMilliseconds >= began, let segments = try? folder.read(),
        let digest = SessionReading(segments, .whole).digest
      else { break }
      tell("drill \(scenario), recorded in \(folder.path)")
      for line in DrillScore(digest).lines { tell(line) }
      return
    }
    tell("no drill was recorded")
  }
}
