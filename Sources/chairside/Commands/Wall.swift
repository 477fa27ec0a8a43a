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
    abstract: "All chairs of this machine, or of a broker, on one screen, the most urgent first.",
    discussion: """
      Shows what the monitors of this machine tell: who sits there, the worst alarm, the numbers with their ages.
      It only looks: alarms are answered at the chair. A chair that says nothing for ten seconds is an alarm here.

      With --broker it shows what `chairside publish` tells of the chairs of other machines.

      Examples:  chairside wall
                 chairside wall --broker mqtts://broker.clinic.example --login /etc/chairside/wall
      """.flowing)

  @OptionGroup var sessions: SessionsOptions
  @OptionGroup var drawing: DrawingOptions
  @OptionGroup var broker: BrokerOptions
  @Option(help: "With a broker: only the chairs of this place (default: of all).") var site: String?
  @Option(
    help: "How alarms are heard here: bell, alsa, alsa:DEVICE or none (default: bell).",
    transform: SoundChoice.typed)
  var sound: SoundChoice?

  func run() throws {
    try ending {
      guard isatty(STDOUT_FILENO) == 1 else { throw Failure.needsTerminal() }
      guard let link = StationLink.inherit() else {
        throw ExitCode(Keeper.run(StationCommand(arguments: CommandWords.given)))
      }
      link.say(.noSession)
      let access = try broker.access
      guard access != nil || site == nil else { throw Failure(.usage, "--site is for a --broker") }
      let source: WallSource =
        if let access {
          .broker(access, site: site, client: "chairside-wall-\(PublisherName.new())")
        } else { .machine(SessionArchive(root: try sessions.directory)) }
      let signals = TerminalSignals.ofThisProcess()
      let terminal = try OpenedTerminal.openScreen(Environment.process, drawing)
      WallScreen(source, sound: sound ?? .bell, terminal: terminal, signals: signals).run()
    }
  }
}
