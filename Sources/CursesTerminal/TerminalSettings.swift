public import TextScreen

/// What is known about a terminal before it is opened. The environment is read by the program, not here.
public struct TerminalSettings: Sendable {
  /// `$TERM`.
  public var type: String
  /// `$NO_COLOR` is there and not empty (no-color.org).
  public var noColour: Bool
  /// Nil: Unicode where the locale is UTF-8.
  public var glyphs: Glyphs?

  public init(type: String, noColour: Bool = false, glyphs: Glyphs? = nil) {
    self.type = type
    self.noColour = noColour
    self.glyphs = glyphs
  }
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
  case screen(CursesTerminal)
  case lines(LineTerminal)

  /// Takes over the terminal behind a descriptor. A terminal that cannot move its cursor gets lines.
  public static func open(
    descriptor: Int32, settings: TerminalSettings
  ) throws(TerminalFailure) -> OpenedTerminal {
    let device = try TerminalDevice(descriptor: descriptor)
    if let screen = CursesTerminal(device: device, settings: settings) { return .screen(screen) }
    return .lines(LineTerminal(device: device))
  }
}
