import ArgumentParser
import CursesTerminal
import Glibc
import MonitorApp
import MonitorUI
import Phrases
import StationKeeper
import TextScreen

/// How to write to this terminal.
struct TerminalOptions: ParsableArguments {
  @Flag(help: "No screen but lines, of what changes: for a screen reader or a serial console.")
  var lines = false
  @Option(help: "The words of the screen: en or de (default: the configuration's `language`, else en).")
  var language: LanguageChoice?
  @OptionGroup var drawing: DrawingOptions
}

/// The names of the languages in the configuration.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
  case en, de

  var language: Language {
    switch self {
    case .en: .english
    case .de: .german
    }
  }
}

/// How to draw a screen.
struct DrawingOptions: ParsableArguments {
  @Option(help: "Drawing characters: unicode, console (what the kernel's console can show) or ascii.")
  var glyphs: GlyphChoice?
}

enum GlyphChoice: String, ExpressibleByArgument, CaseIterable {
  case unicode, console, ascii

  var glyphs: Glyphs {
    switch self {
    case .unicode: .unicode
    case .console: .console
    case .ascii: .ascii
    }
  }
}

extension OpenedTerminal {
  /// Takes over this terminal.
  static func open(
    _ environment: Environment, _ drawing: DrawingOptions, wantsLines: Bool = false
  ) throws(Failure) -> OpenedTerminal {
    let settings = TerminalSettings(
      type: environment.variable("TERM") ?? "dumb",
      noColour: !(environment.variable("NO_COLOR") ?? "").isEmpty, glyphs: drawing.glyphs?.glyphs,
      wantsLines: wantsLines)
    do throws(TerminalFailure) {
      return try OpenedTerminal.open(descriptor: STDOUT_FILENO, settings: settings)
    } catch { throw .noTerminal }
  }
}

extension OpenedTerminal {
  /// Takes over this terminal; fails on one that can only show line after line.
  static func openScreen(
    _ environment: Environment, _ drawing: DrawingOptions
  ) throws(Failure) -> any ScreenTerminal {
    guard case .screen(let screen) = try open(environment, drawing) else {
      throw Failure(.usage, "this terminal cannot place its cursor; chairside list and report need none")
    }
    return screen
  }
}

extension Console {
  /// - Parameter configured: the clinic's choice, which only the command line overrides. No environment
  ///   variable does, so that everybody who comes to a chair reads the same.
  static func open(
    _ environment: Environment, _ options: TerminalOptions, speaking configured: Language, link: StationLink?
  ) throws(Failure) -> Console {
    let opened = try OpenedTerminal.open(environment, options.drawing, wantsLines: options.lines)
    let language = options.language?.language ?? configured
    return Console(opened, Model(session: SessionView(), display: Display(language: language)))
  }
}
