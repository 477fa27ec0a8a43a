import TextScreen

/// How a cell looks in our own colours, each as `#rrggbb`.
struct ScreenLook: Hashable {
  var ink: String
  /// Nil is the ground of the whole screen.
  var ground: String?
  var isBold = false
  var isDim = false
  var isUnderlined = false

  /// What a terminal with a dark ground would show.
  static let ground = "#11151a"
  private static let ink = "#d5dae0"

  init(_ style: Style, of palette: Palette) {
    let appearance = palette.appearance(style)
    let foreground = appearance.foreground.map(Self.colour) ?? Self.ink
    let background = appearance.background.map(Self.colour)
    ink = appearance.isReverse ? background ?? Self.ground : foreground
    ground = appearance.isReverse ? foreground : background
    isBold = appearance.isBold
    isDim = appearance.isDim
    isUnderlined = appearance.isUnderlined
  }

  /// Of xterm's 256 colours: a cube of six levels, then greys (xterm's `256colres.pl`).
  private static func colour(_ ink: Ink) -> String {
    let index = Int(ink.rich)
    switch index {
    case ..<16: return basic[index]
    case ..<232:
      let place = index - 16
      return hex([place / 36, place / 6 % 6, place % 6].map { $0 == 0 ? 0 : 55 + $0 * 40 })
    default:
      let grey = 8 + (index - 232) * 10
      return hex([grey, grey, grey])
    }
  }

  private static func hex(_ parts: [Int]) -> String {
    "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static let basic = [
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5", "#7f7f7f",
    "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
  ]
}
