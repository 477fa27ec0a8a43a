import CursesTerminal
import Glibc
import MonitorApp
import MonitorUI
import StationKeeper
import TextScreen

extension OpenedTerminal {
  /// Takes over this terminal.
  static func open(_ environment: Environment) throws(Failure) -> OpenedTerminal {
    let settings = TerminalSettings(
      type: environment.variable("TERM") ?? "dumb",
      noColour: !(environment.variable("NO_COLOR") ?? "").isEmpty)
    do throws(TerminalFailure) {
      return try OpenedTerminal.open(descriptor: STDOUT_FILENO, settings: settings)
    } catch { throw .noTerminal }
  }
}

extension CursesTerminal {
  /// Takes over this terminal; fails on one that can only show line after line.
  static func open(_ environment: Environment) throws(Failure) -> CursesTerminal {
    guard case .screen(let screen) = try OpenedTerminal.open(environment) else {
      throw Failure(.usage, "this terminal cannot place its cursor; chairside list and report need none")
    }
    return screen
  }
}

extension Console {
  static func open(_ environment: Environment, link: StationLink?) throws(Failure) -> Console {
    Console(try OpenedTerminal.open(environment), Model(session: SessionView()))
  }
}
