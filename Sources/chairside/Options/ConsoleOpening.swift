import CursesTerminal
import Glibc
import MonitorApp
import MonitorUI
import TextScreen

extension Console {
  /// Takes over this terminal.
  static func open(_ environment: Environment, link: StationLink?) throws(Failure) -> Console {
    let settings = TerminalSettings(
      type: environment.variable("TERM") ?? "dumb",
      noColour: !(environment.variable("NO_COLOR") ?? "").isEmpty)
    do throws(TerminalFailure) {
      let terminal = try OpenedTerminal.open(descriptor: STDOUT_FILENO, settings: settings)
      return Console(terminal, Model(session: SessionView()))
    } catch { throw .noTerminal }
  }
}
