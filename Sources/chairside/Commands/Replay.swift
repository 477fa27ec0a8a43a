import ArgumentParser
import Devices
import Glibc
import InfusionCore
import MonitorApp
import MonitorUI
import OperatorLanguage
import Phrases
import ProcessSignals
import Quantities
import SessionArchives
import SessionJournal
import SessionRecord
import SessionRuns
import StationKeeper
import SystemClocks
import TextScreen

/// Plays a recorded session or a vitals file again, through the same engine and the same screen.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "A session folder, a journal or a vitals CSV, again.",
    discussion: """
      Examples:  chairside replay Fixtures/desaturation
                 chairside replay vitals.csv --headless
                 chairside replay SESSION --what-if clinic.yaml --headless --summary
                 chairside replay SESSION --rules 1 --headless --summary
                 chairside replay SESSION --at 31
                 chairside replay SESSION --save-display minute-31.svg --at 31
      """.flowing)

  @Argument(help: "A session's folder or id, a journal.jsonl or a vitals CSV.") var session: String
  @OptionGroup var sessions: SessionsOptions
  @OptionGroup var configured: ConfigurationOptions
  @OptionGroup var patient: PatientOptions
  @OptionGroup var terminal: TerminalOptions
  @Option(help: "An operator script whose actions come between the records.") var script: String?
  @Option(
    help: "Seconds a second: 1 to 1000, or max (default: 1 on a screen, max without).",
    transform: ReplaySpeed.typed)
  var speed: ReplaySpeed?
  @Flag(help: "Keep the replay as a session of its own.") var record = false
  @Option(help: "The same readings under this configuration instead of the recorded one.") var whatIf: String?
  @Option(
    help: """
      The same readings by the rules of this version, as `rules_version` of a record has it: \
      \(RulesVersion.first) to \(RulesVersion.current).
      """)
  var rules: Int?
  @Flag(
    help: """
      With --what-if or --rules: how many alarms there are as recorded and how many then, as a table; of a whole \
      folder, too.
      """)
  var summary = false
  @Flag(help: "No screen: events as JSON lines on standard output.") var headless = false
  @OptionGroup var display: SavedDisplayOptions

  func validate() throws {
    if summary && (whatIf == nil && rules == nil || !headless) {
      throw ValidationError("--summary needs --headless, and --what-if or --rules")
    }
    if headless, display.at != nil { throw ValidationError("--at goes with a screen or --save-display") }
    if let rules, !(RulesVersion.first...RulesVersion.current).contains(rules) {
      throw ValidationError("--rules is \(RulesVersion.first) to \(RulesVersion.current), not \(rules)")
    }
  }

  func run() throws {
    try ending {
      if summary { return try compare() }
      let actions = try script.map { path throws(Failure) in try ScriptFile.load(path) } ?? []
      if let file = display.file { return try saveDisplay(try load(), actions, to: file) }
      if headless { return try replayHeadless(try load(), actions) }
      guard let link = StationLink.inherit() else {
        // A wrong name is reported first, because no terminal would help.
        let recording = try load()
        guard isatty(STDOUT_FILENO) == 1 else { throw Failure.noTerminal }
        try findTheMinute(in: recording, actions)
        throw ExitCode(Keeper.run(StationCommand(arguments: CommandWords.given)))
      }
      try replayOnScreen(try load(), actions, link)
    }
  }

  private func replayHeadless(_ recording: Recording, _ actions: [ScriptedAction]) throws {
    let speed = speed ?? .max
    // A run that only prints, as fast as it can, is ended by a signal like any other program.
    let stop = record || speed != .max ? StopRequest.ofThisProcess() : nil
    let output = HeadlessOutput(STDOUT_FILENO, patience: stop.map { .until($0) } ?? .endless)
    let recorder = record ? try recorder(of: recording) : nil
    let unwritten = UnwrittenBook()
    let followed = FollowedScript(actions, book: recorder ?? unwritten)
    let runner = SessionRunner(
      Session(plan: recording.plan), book: followed, listeners: [recorder ?? unwritten, output])
    let inputs = MergedInputs([recording.inputs, RecordedInputs(actions)])
    let pace = stop.flatMap { Pace(speed, stop: $0) }
    let session = try SourceRun(runner, inputs: inputs, pace: pace, stop: stop).run()
    (recording.inputs as? JournalInputs)?.finish()
    if session.phase == .closed { ScriptFile.tell(undone: followed.left, of: script) }
    if let recorder {
      let isSafe = session.phase == .closed ? recorder.seal(session) : recorder.leaveOpen()
      if !isSafe { throw Failure(.inputOutput, "the record of the replay is not safe") }
    }
    // The reader of a run that only prints may end it.
    if output.loss == .readerGone, !record { return }
    try HeadlessEnd(loss: output.loss, wasStopped: stop?.isMade ?? false).conclude()
  }

  private func recorder(of recording: Recording) throws -> Recorder {
    let clock = ReckonedClock()
    var plan = recording.plan
    plan.origin = .replay
    let header = SessionHeader(
      programVersion: ProgramVersion.text, engineVersion: ProgramVersion.engine, session: "", plan: plan,
      boot: SystemClock.bootID ?? "", anchorBootMilliseconds: SystemClock.bootMilliseconds,
      anchorWall: clock.wall(at: .start))
    return Recorder(header, in: SessionArchive(root: try sessions.directory), clock: clock)
  }

  private func saveDisplay(_ recording: Recording, _ actions: [ScriptedAction], to file: String) throws {
    let glyphs = terminal.drawing.glyphs?.glyphs ?? .unicode
    let pictures = FilmPictures(
      recording.plan, try Self.inputs(recording, actions), anchor: recording.anchor,
      display: Display(glyphs: glyphs, language: terminal.language?.language ?? language))
    try refuseBeyondTheEnd(of: pictures)
    let title = "chairside replay \(session)"
    let bytes = display.bytes(of: pictures, named: file, speed: speed?.factor ?? 10, title: title)
    try OutputFile.write(bytes, to: file)
  }

  /// Reports a minute that the session does not have, before the replay opens.
  private func findTheMinute(in recording: Recording, _ actions: [ScriptedAction]) throws {
    guard display.at != nil else { return }
    try refuseBeyondTheEnd(
      of: FilmPictures(
        recording.plan, try Self.inputs(recording, actions), anchor: recording.anchor, display: Display()))
  }

  private func refuseBeyondTheEnd(of pictures: FilmPictures) throws(Failure) {
    for (name, minute) in [("--at", display.at), ("--until", display.until)] {
      guard let minute, minute > pictures.lastMinute else { continue }
      let end = pictures.lastMinute.asMinute
      throw Failure(.usage, "\(name) \(minute.asMinute) is beyond the end: \(session) ends at minute \(end)")
    }
  }

  /// The clinic's present language, since a recording has none.
  private var language: Language { (try? configured.load())?.language ?? .english }

  private static func inputs(_ recording: Recording, _ actions: [ScriptedAction]) throws -> [StampedInput] {
    var merged = MergedInputs([recording.inputs, RecordedInputs(actions)])
    var inputs: [StampedInput] = []
    while let next = try merged.next() { inputs.append(next) }
    return inputs
  }

  private func replayOnScreen(_ recording: Recording, _ actions: [ScriptedAction], _ link: StationLink) throws
  {
    let inputs = try Self.inputs(recording, actions)
    link.say(.noSession)
    let signals = TerminalSignals.ofThisProcess()
    let console = try Console.open(Environment.process, terminal, speaking: language, link: link)
    let screen = ReplayScreen(
      recording.plan, inputs, anchor: recording.anchor, in: try folder(), speed: speed ?? .times(1),
      console: console, signals: signals)
    screen.run(fromMinute: display.at)
    ScriptFile.tell(undone: screen.undone(of: actions), of: script)
  }

  private func compare() throws(Failure) {
    let path = try SessionArgument.path(session, in: sessions)
    let run = WhatIfRun(try whatIf.map(ConfigurationOptions.read), rules)
    if isSession(path) {
      try run.printTable(of: path)
    } else {
      try run.printTable(of: vitals(path), named: path)
    }
  }

  /// The folder with the session's bookmarks; nil for a vitals file.
  private func folder() throws(Failure) -> SessionFolder? {
    let path = try SessionArgument.path(session, in: sessions)
    return isSession(path) ? SegmentFiles.folder(of: path) : nil
  }

  private func isSession(_ path: String) -> Bool { WholeFile.isFolder(path) || path.hasSuffix(".jsonl") }

  private func load() throws(Failure) -> Recording {
    let path = try SessionArgument.path(session, in: sessions)
    var recording = isSession(path) ? try Recording.session(at: path) : try vitals(path)
    if let whatIf { recording.plan.configuration = try ConfigurationOptions.read(whatIf) }
    if let rules { recording.plan.rulesVersion = rules }
    return recording
  }

  private func vitals(_ path: String) throws(Failure) -> Recording {
    let configuration = try configured.load()
    let plan = SessionPlan(
      configuration: configuration, chair: patient.chair ?? "replay", patient: patient.patient,
      weight: patient.weight, plan: try patient.plan(in: configuration),
      sources: [SourceDescription(id: .csv)], origin: .replay)
    return try Recording.vitals(at: path, plan: plan)
  }
}

extension TimeSpan {
  /// The minute as it is typed: `27:30`, `-1:05`.
  fileprivate var asMinute: String {
    let (seconds, sign) = (wholeSeconds.magnitude, wholeSeconds < 0 ? "-" : "")
    return "\(sign)\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
  }
}
