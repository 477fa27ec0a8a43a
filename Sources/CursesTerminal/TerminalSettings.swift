import CNCurses
public import TextScreen

/// What is known about a terminal before it is opened. The environment is read by the program, not here.
public struct TerminalSettings: Sendable {
  /// `$TERM`.
  public var type: String
  /// `$NO_COLOR` is there and not empty (no-color.org).
  public var noColour: Bool
  /// Nil: Unicode where the locale is UTF-8, and as much of it as the kernel's console has where it is that.
  public var glyphs: Glyphs?
  /// Line by line, though the terminal could show a screen.
  public var wantsLines: Bool

  public init(type: String, noColour: Bool = false, glyphs: Glyphs? = nil, wantsLines: Bool = false) {
    self.type = type
    self.noColour = noColour
    self.glyphs = glyphs
    self.wantsLines = wantsLines
  }

  /// What terminfo may know the terminal by: newer ones that call themselves an xterm of some kind
  /// (`xterm-kitty`, `xterm-ghostty`) understand what an xterm does.
  var types: [String] { type.hasPrefix("xterm-") ? [type, "xterm-256color"] : [type] }

  var glyphsOfType: Glyphs { glyphs ?? (type == "linux" ? .console : .unicode) }
}

/// Why a terminal is written to line by line.
public enum LinesReason: Hashable, Sendable {
  case wanted
  case cannotPlaceCursor(type: String)
  /// Terminfo knows nothing of it.
  case unknownType(String)
}

/// What was typed since the last look.
public enum Typed: Hashable, Sendable {
  case keys([Key])
  /// The terminal has vanished. For good: stop polling it.
  case gone
}

/// A terminal that has been taken over: one that can show a screen, or one that can only show line after
/// line.
public enum OpenedTerminal {
  case screen(any ScreenTerminal)
  case lines(LineTerminal, LinesReason)

  /// Takes over the terminal behind a descriptor. A terminal that cannot move its cursor gets lines.
  public static func open(
    descriptor: Int32, settings: TerminalSettings
  ) throws(TerminalFailure) -> OpenedTerminal {
    let device = try TerminalDevice(descriptor: descriptor)
    if settings.wantsLines { return .lines(LineTerminal(device: device, settings: settings), .wanted) }
    for type in settings.types {
      if let screen = CursesTerminal(device: device, type: type, settings: settings) {
        return .screen(screen)
      }
    }
    let reason: LinesReason =
      cn_is_known(settings.type) ? .cannotPlaceCursor(type: settings.type) : .unknownType(settings.type)
    return .lines(LineTerminal(device: device, settings: settings), reason)
  }
}
