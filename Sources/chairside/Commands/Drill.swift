import ArgumentParser
import Glibc
import InfusionCore
import PatientSimulator
import Phrases
import Practice
import Quantities
import SessionJournal
import SessionRecord
import SessionReports
import SessionRuns
import StationKeeper
import SystemClocks
import TextScreen

/// A scenario to practise with: a simulated session whose answers are timed.
struct Drill: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "A simulated patient to practise with; the answers are timed and scored.",
    discussion: """
      The session is like any other, at its own pace or that of --speed, and is recorded as a drill. At its end
      the score: what came of it for the patient, how long each alarm waited for an answer, what was missed. With
      --headless the script is the trainee, time runs as fast as it can, and the score is on standard error.

      Weight and plan are the chart's, which may be wrong; what is named here stands in its place. --check tries a
      scenario with 100 patients and 14 trainees made of rules, and says what came of each, and why.

      With --random nobody is told which scenario it is before the end: the seed draws it, of --level 1 (an alarm says
      it), 2 (it looks like something else) or 3 (no alarm says it in time).

      On a screen each drill has another patient and another minute, unless --seed names one. The score names its
      seed, which repeats it. With --headless it is seed 1, so that a script can be tried again.

      Examples:  chairside drill desaturation --seed 7
                 chairside drill --random --level 2
                 chairside drill hypertension --headless --script answers.txt --score score.json
                 chairside drill --check storm.yaml
                 chairside drill tenfold --print > mine.yaml
      """.flowing)

  @Argument(help: "A scenario's name, or a file with one.") var scenario: String?
  @Option(help: "Tries this scenario with people made of rules; exit 1 if it does not tell them apart.")
  var check: String?
  @Option(help: "How many patients --check takes.") var patients = 100
  @Flag(help: "Prints the scenario as a file, to begin one of your own with; with --seed also what it draws.")
  var print = false
  @Option(help: "Writes the score into this file, as JSON.") var score: String?
  @Flag(help: "Draws the scenario, and says which one it was at the end.") var random = false
  @Option(help: "With --random: 1, 2 or 3 (default: any).") var level: Int?
  @Option(
    help: "The seed of everything that is simulated (default: another each time; 1 with --headless alone).")
  var seed: UInt64?
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
  @Flag(
    help: "Lets an instructor see the truth and take a hand, from `chairside instruct` on a second terminal.")
  var instructor = false

  func validate() throws {
    let ways = [scenario != nil, check != nil, random].count { $0 }
    if ways == 0 {
      throw ValidationError("name a scenario, give one to --check, or --random; known are: \(Self.known)")
    }
    if ways > 1 { throw ValidationError("a scenario, --check and --random exclude each other: give one") }
    if let level, !random || !(1...Scenario.levels.count).contains(level) {
      throw ValidationError("--level is 1 to \(Scenario.levels.count), and goes with --random")
    }
    if instructor, headless || check != nil || print {
      throw ValidationError("--instructor goes with a drill on a screen")
    }
    if print, check != nil { throw ValidationError("--print and --check exclude each other") }
    if patients < 1 || patients > 10_000 { throw ValidationError("--patients is from 1 to 10000") }
  }

  private static var known: String { Scenario.shipped.map(\.name).joined(separator: ", ") }

  func run() throws {
    try ending {
      if let check { return try DrillCheck(check, self).run() }
      // The keeper tells the station which seed was drawn.
      let seed = seed ?? (drawsSeed ? Self.anySeed : 1)
      let drawn = random ? Scenario.drawn(level: level, seed: seed) : nil
      let named = drawn?.name ?? scenario ?? ""
      let lesson = try drawn ?? Scenario.load(named)
      if print {
        // What a seed draws is told only to somebody who named the seed.
        let text = self.seed == nil ? lesson.text : lesson.text(under: seed)
        return try OutputFile.write(Array(text.utf8), to: nil)
      }
      try practise(named, lesson, seed)
    }
  }

  /// The seed is drawn so that repeating a drill does not teach its minute by heart; with a script it is not
  /// drawn, because a script is made to be repeated.
  private var drawsSeed: Bool { seed == nil && (random || !headless) }

  /// Short enough to be read aloud and typed again.
  private static var anySeed: UInt64 { UInt64.random(in: 1...99_999) }

  private func practise(_ named: String, _ lesson: Scenario, _ seed: UInt64) throws {
    let monitor = try Monitor.parse(try arguments(named, lesson, seed))
    let began = SystemClock.wallMilliseconds
    let link = headless ? nil : StationLink.inherit()
    // Under a keeper, the keeper has said it already.
    if link == nil, let script {
      try ScriptFile.remark(on: script, clinic: try configured.load().clinic)
    }
    if headless {
      let end = try MonitorRun(monitor, link: nil, speed: speed).headless()
      try write(end.drillResult)
      try tellScore(of: lesson.name, seed, since: began, to: { complain($0) })
      return try end.conclude()
    }
    guard let link else {
      guard isatty(STDIN_FILENO) == 1 || isatty(STDOUT_FILENO) == 1 else { throw Failure.noTerminal }
      let language = try terminal.language?.language ?? configured.load().language
      let status = Keeper.run(StationCommand(arguments: CommandWords.given + handedOn(seed)))
      try tellScore(of: lesson.name, seed, since: began, in: language, to: { say($0) })
      throw ExitCode(status)
    }
    let run = try MonitorRun(monitor, link: link, speed: speed, hasInstructor: instructor)
    try write(try run.onScreen(isDrill: true))
  }

  private func handedOn(_ seed: UInt64) -> [String] { self.seed == nil ? ["--seed=\(seed)"] : [] }

  private func write(_ result: DrillResult?) throws {
    guard let score, let result else { return }
    try OutputFile.write(result.file, to: score)
  }

  /// The arguments of `monitor`, since a drill is a session with a simulated patient, on a chair of its own
  /// that is in no real session's way. The scenario's chart fills in what the command line leaves out.
  private func arguments(
    _ named: String, _ lesson: Scenario, _ seed: UInt64
  ) throws(Failure) -> [String] {
    let weight = patient.weight ?? lesson.chart.weight ?? lesson.truth.weight ?? Scenario.usualWeight
    let options: [(String, String?)] = [
      ("--seed", String(seed)), ("--sessions", sessions.path),
      ("--config", configured.path), ("--chair", chair), ("--patient", patient.patient),
      ("--weight", "\(weight.fixed)"), ("--plan", try plan(of: lesson)),
      ("--script", script), ("--sound", sound), ("--glyphs", terminal.drawing.glyphs?.rawValue),
      ("--language", terminal.language?.rawValue),
    ]
    let given = options.flatMap { name, value in value.map { ["\(name)=\($0)"] } ?? [] }
    // The scenario is an argument of its own: the parser ignores a value after `=` where none is needed.
    return ["--simulate", named, "--training"] + given
      + (terminal.lines ? ["--lines"] : []) + (headless ? ["--headless", "--clock=source"] : [])
  }

  /// The plan that was named, else the chart's, else the clinic's first with an infusion.
  func plan(of lesson: Scenario) throws(Failure) -> String? {
    if let named = patient.plan ?? lesson.chart.plan { return named }
    return try configured.load().plans.first { $0.hasInfusion && $0.duration != nil }?.name
  }

  private var chair: String { patient.chair ?? "drill" }

  /// Tells the score of the drill that has just ended; for one that was left and is not over, how to go on.
  private func tellScore(
    of scenario: String, _ seed: UInt64, since began: Int64, in language: Language = .english,
    to tell: (String) -> Void
  ) throws(Failure) {
    let wanted = DrillEnding.Wanted(scenario: scenario, seed: seed, chair: chair, since: began)
    guard let ending = DrillEnding(wanted, in: SessionArchive(root: try sessions.directory)) else {
      return tell(language.say("no drill was recorded"))
    }
    // A script gets no hint how to go on, and a drawn scenario is named only when the drill is over.
    let command = headless && !random ? nil : goingOn(seed)
    for line in ending.lines(in: language, goingOnBy: command) { tell(line) }
  }

  /// The same command with the drawn seed, since without it another drill would begin.
  private func goingOn(_ seed: UInt64) -> String {
    let drawn = drawsSeed ? ["--seed", "\(seed)"] : []
    let words = ["chairside"] + CommandWords.given.dropFirst() + drawn
    return words.map(\.quotedForShell).joined(separator: " ")
  }
}
