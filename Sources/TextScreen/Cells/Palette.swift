/// A colour twice: for a terminal of 256 colours, and for one of eight.
public struct Ink: Hashable, Sendable {
  /// Index of xterm's 256 colours.
  public let rich: UInt8
  /// Index of the eight ANSI colours.
  public let basic: UInt8

  public init(_ rich: UInt8, _ basic: UInt8) {
    self.rich = rich
    self.basic = basic
  }
}

/// How a style looks. A nil colour is the terminal's own.
public struct Appearance: Hashable, Sendable {
  public var foreground: Ink?
  public var background: Ink?
  public var isBold: Bool
  public var isReverse: Bool
  public var isUnderlined: Bool
  public var isDim: Bool

  public init(
    _ foreground: Ink? = nil, on background: Ink? = nil, bold: Bool = false, reverse: Bool = false,
    underlined: Bool = false, dim: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    isBold = bold
    isReverse = reverse
    isUnderlined = underlined
    isDim = dim
  }
}

/// A set of looks. Alarms keep IEC 60601-1-8's red, yellow and cyan in every coloured one.
public enum Palette: String, CaseIterable, Hashable, Sendable {
  case colour
  /// For a dim room: nothing but an alarm is bright.
  case quiet
  /// Bold, reverse and underline only: NO_COLOR, a vt100.
  case monochrome

  public func appearance(_ style: Style) -> Appearance {
    switch self {
    case .colour: Self.colourful(style)
    case .quiet: Self.dimmed(style)
    case .monochrome: Self.withoutColour(style)
    }
  }
}

extension Palette {
  private static let black = Ink(16, 0)
  private static let white = Ink(231, 7)
  private static let pale = Ink(252, 7)
  private static let grey = Ink(245, 7)
  private static let slate = Ink(239, 4)
  private static let red = Ink(196, 1)
  private static let yellow = Ink(226, 3)
  private static let cyan = Ink(51, 6)
  private static let green = Ink(114, 2)
  private static let amber = Ink(215, 3)
  /// The fourth of the eight colours is too dark to read on the kernel's console, so labels there look like
  /// text.
  private static let blue = Ink(110, 7)
  private static let teal = Ink(73, 6)
  private static let violet = Ink(140, 5)

  private static func colourful(_ style: Style) -> Appearance {
    switch style {
    // The terminal's own foreground: right on a light ground as well, and the fewest bytes.
    case .plain: Appearance()
    case .faint: Appearance(slate)
    case .dim: Appearance(grey)
    case .label: Appearance(blue)
    case .heading, .value, .phase, .key, .prompt: Appearance(bold: true)
    case .stale: Appearance(amber)
    case .good: Appearance(green)
    case .caution: Appearance(amber, bold: true)
    case .barDone: Appearance(teal)
    case .barRest: Appearance(slate)
    case .traceFirst: Appearance(green)
    case .traceSecond: Appearance(teal)
    case .traceThird: Appearance(pale)
    case .traceFourth: Appearance(violet)
    case .alarmHigh, .alarmMedium, .alarmLow, .alarmInfo, .bandHigh, .bandMedium, .bandLow, .bandInfo,
      .bandHold, .simulation,
      .entry, .cursor, .selected:
      loud(style)
    }
  }

  /// What stays bright in every coloured palette: alarms, advice, the word SIMULATION, and where one is
  /// typing.
  private static func loud(_ style: Style) -> Appearance {
    switch style {
    case .alarmHigh: Appearance(red, bold: true)
    case .alarmMedium: Appearance(yellow, bold: true)
    case .alarmLow: Appearance(cyan)
    case .alarmInfo: Appearance()
    case .bandHigh: Appearance(white, on: Ink(160, 1), bold: true)
    case .bandMedium: Appearance(black, on: Ink(220, 3), bold: true)
    case .bandLow: Appearance(black, on: Ink(44, 6))
    case .bandInfo: Appearance(black, on: Ink(250, 7))
    // None of the three colours that IEC 60601-1-8 keeps for alarms.
    case .bandHold: Appearance(white, on: Ink(25, 4), bold: true)
    case .simulation: Appearance(black, on: Ink(176, 5), bold: true)
    case .entry: Appearance(underlined: true)
    case .cursor, .selected: Appearance(reverse: true)
    case .plain, .faint, .dim, .label, .heading, .value, .stale, .phase, .good, .caution, .key, .prompt,
      .barDone,
      .barRest, .traceFirst, .traceSecond, .traceThird, .traceFourth:
      Appearance()
    }
  }

  private static let ash = Ink(243, 7)
  private static let smoke = Ink(240, 7)
  private static let soot = Ink(236, 4)
  private static let bone = Ink(250, 7)
  private static let ochre = Ink(137, 3)

  private static func dimmed(_ style: Style) -> Appearance {
    switch style {
    case .plain, .label, .key: Appearance(ash)
    case .faint, .barRest: Appearance(soot)
    case .dim: Appearance(smoke)
    case .heading, .value, .phase, .prompt: Appearance(bone)
    case .stale, .caution: Appearance(ochre)
    case .good: Appearance(Ink(65, 2))
    case .barDone, .traceSecond: Appearance(Ink(66, 6))
    case .traceFirst: Appearance(Ink(65, 2))
    case .traceThird: Appearance(ash)
    case .traceFourth: Appearance(Ink(96, 5))
    case .alarmHigh, .alarmMedium, .alarmLow, .alarmInfo, .bandHigh, .bandMedium, .bandLow, .bandInfo,
      .bandHold, .simulation,
      .entry, .cursor, .selected:
      loud(style)
    }
  }

  private static func withoutColour(_ style: Style) -> Appearance {
    switch style {
    case .plain, .label, .good, .barDone, .barRest, .traceFirst, .traceSecond, .traceThird, .traceFourth,
      .alarmLow,
      .alarmInfo:
      Appearance()
    case .faint, .dim, .stale: Appearance(dim: true)
    case .heading, .value, .phase, .caution, .key, .prompt, .alarmHigh, .alarmMedium: Appearance(bold: true)
    case .bandHigh, .bandMedium, .bandHold, .simulation: Appearance(bold: true, reverse: true)
    case .bandLow, .bandInfo, .cursor, .selected: Appearance(reverse: true)
    case .entry: Appearance(underlined: true)
    }
  }
}
