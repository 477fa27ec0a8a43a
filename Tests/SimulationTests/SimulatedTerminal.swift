import CursesTerminal
import TextScreen

/// A terminal in memory: its last picture, and the keys that somebody presses.
final class SimulatedTerminal: ScreenTerminal {
  private unowned let world: SimulatedWorld
  private(set) var size = Size(columns: 80, rows: 24)
  private var isGone = false
  private var typed: [Key] = []
  private var isHalfShown = false

  init(_ world: SimulatedWorld) { self.world = world }

  let glyphs = Glyphs.unicode
  let hasColour = true
  let descriptor: Int32 = 2000
  var wantsToWrite: Bool { isHalfShown }

  /// What poll would say of it.
  var hasInput: Bool { isGone || !typed.isEmpty }
  var takesOutput: Bool { isGone || !isBlocked }
  private var isBlocked: Bool { world.terminalBlockedUntil > world.now }

  func press(_ keys: [Key]) { typed += keys }
  func vanish() { isGone = true }

  func paint(_ screen: Screen) -> Delivery {
    world.step()
    if isGone { return .gone }
    if isBlocked || isHalfShown {
      isHalfShown = isBlocked
      return isBlocked ? .blocked : .done
    }
    world.painted(screen)
    return .done
  }

  func flush() -> Delivery {
    if isGone { return .gone }
    isHalfShown = isBlocked
    return isBlocked ? .blocked : .done
  }

  func resized() -> Size {
    size = world.dice.one(of: [(80, 24), (80, 24), (120, 40), (40, 12), (20, 4), (1, 1)].map(Size.init))
    return size
  }

  func repaint() {}
  func retake() {}
  func bell() {}
  func leave() {}

  func readKeys() -> Typed {
    if isGone { return .gone }
    defer { typed = [] }
    return .keys(typed)
  }
}
