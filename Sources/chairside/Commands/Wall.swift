import AlarmSound
import ArgumentParser
import CursesTerminal
import Glibc
import MonitorApp
import ProcessSignals
import SessionJournal
import StationKeeper
import TextScreen

/// All chairs of this machine on one screen.
struct Wall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wall",
    abstract: "All chairs of this machine on one screen, the most urgent first.",
    discussion: """
      Shows what the monitors of this machine tell: who sits there, the worst alarm, the numbers with their ages.
      It only looks: alarms are answered at the chair. A chair that says nothing for ten seconds is an alarm here.

      Example:  chairside wall
      """)

  @OptionGroup var sessions: SessionsOptions
  @OptionGroup var drawing: DrawingOptions
  @Option(
    help: "How alarms are heard here: bell, alsa, alsa:DEVICE or none (default: bell).",
    transform: SoundChoice.typed)
  var sound: SoundChoice?

  func run() throws {
    try ending {
      guard isatty(STDOUT_FILENO) == 1 else { throw Failure.noTerminal }
      guard let link = StationLink.inherit() else {
        throw ExitCode(Keeper.run(StationCommand(arguments: CommandWords.given)))
      }
      link.say(.noSession)
      let archive = SessionArchive(root: try sessions.directory)
      let signals = TerminalSignals.ofThisProcess()
      let terminal = try OpenedTerminal.openScreen(Environment.process, drawing)
      WallScreen(archive, sound: sound ?? .bell, terminal: terminal, signals: signals).run()
    }
  }
}
