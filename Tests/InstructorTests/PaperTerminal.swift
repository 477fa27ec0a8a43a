import CursesTerminal
import TextScreen

/// A terminal that keeps what was painted last.
final class PaperTerminal: ScreenTerminal {
  private(set) var last = ""
  var hangsUp = false
  let glyphs = Glyphs.unicode
  let hasColour = true
  let size = Size(columns: 80, rows: 24)
  let descriptor: Int32 = -1
  let wantsToWrite = false

  func paint(_ screen: Screen) -> Delivery {
    last = screen.plainText
    return .done
  }

  func flush() -> Delivery { .done }
  func resized() -> Size { size }
  func repaint() {}
  func retake() {}
  func bell() {}
  func leave() {}
  func readKeys() -> Typed { hangsUp ? .gone : .keys([]) }
}
